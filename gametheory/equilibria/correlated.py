"""The best correlated equilibrium for any weights on the actors' payoffs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.incentive_rows import IncentiveRows, incentive_rows
from gametheory.errors import GameError, GameTheoryError
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.linear_programs import FloatSolution, LinearProgram, SparseRows, solve_exactly, solve_floats
from gametheory.linear_programs.program import integers
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CorrelatedEquilibrium", "correlated_equilibrium"]

_EXACT = "linear program, its optimum verified by duality in integers"
_FLOATS = "linear program in floats; regret and bound computed exactly for what it returned"


@dataclass(frozen=True)
class CorrelatedEquilibrium(Jsonable):
    """
    A lottery over action profiles from which nobody gains by disobeying, best for given weights.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    weights : mapping of actor to Fraction
        What was maximised: the sum of weight times payoff.
    distribution : mapping of tuple of str to Fraction
        The lottery: profiles with positive probability, in the order of ``game.profiles()``.
    value : Fraction
        The weighted payoff of the lottery.
    bound : Fraction
        A proved upper bound on the weighted payoff of every correlated equilibrium; equal to `value` when exact.
    regret : tuple of Fraction
        Per actor: the expected gain from the best way to disobey, exactly; zero when exact.
    multipliers : mapping of tuple of str to Fraction
        Prices of (actor, told, instead) that prove `bound`; those of zero are left out.
    method : str
        How it was found.
    """

    game: NormalFormGame
    weights: FrozenMap[str, Fraction]
    distribution: FrozenMap[tuple[str, ...], Fraction]
    value: Fraction
    bound: Fraction
    regret: tuple[Fraction, ...]
    multipliers: FrozenMap[tuple[str, str, str], Fraction]
    method: str = _EXACT

    def __getitem__(self, profile: tuple[str, ...]) -> Fraction:
        self.game.index(profile)
        return self.distribution.get(tuple(profile), Fraction(0))

    @property
    def is_exact(self) -> bool:
        """Whether the lottery is an equilibrium and optimal, both without any error."""
        return self.value == self.bound and not any(self.regret)

    @property
    def converged(self) -> bool:
        """Whether the answer is exact; where it is not, `regret` and `bound` say by how much it can be off."""
        return self.is_exact

    @property
    def payoffs(self) -> tuple[Fraction, ...]:
        """Expected payoffs in the order of ``game.actors``."""
        return _expected(self.game, self.distribution)

    @property
    def certificate(self) -> Certificate | None:
        """The lottery with the prices that prove it best, for `gametheory.verify`; None unless exact."""
        if not self.is_exact:
            return None
        return Certificate(
            "correlated_equilibrium",
            {
                "game": plain_game(self.game),
                "weights": [str(self.weights[actor]) for actor in self.game.actors],
                "distribution": [[list(profile), str(p)] for profile, p in self.distribution.items()],
                "value": str(self.value),
                "multipliers": [[*key, str(price)] for key, price in self.multipliers.items()],
            },
        )

    def __str__(self) -> str:
        lottery = ", ".join(f"{' '.join(profile)}: {p}" for profile, p in list(self.distribution.items())[:12])
        more = f" and {len(self.distribution) - 12} more profiles" if len(self.distribution) > 12 else ""
        gap = "" if self.is_exact else f"; regret up to {float(max(self.regret)):.3g}, bound {float(self.bound):.9g}"
        return f"correlated equilibrium of value {self.value}{gap}: {lottery}{more}"


def correlated_equilibrium(
    game: NormalFormGame, *, objective: Mapping[str, Any] | None = None
) -> CorrelatedEquilibrium:
    """
    Find the correlated equilibrium (Aumann 1974) with the largest weighted sum of payoffs.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.
    objective : mapping of actor to number, optional
        Weights of the actors' payoffs; actors left out have weight zero. By default all weigh one: the largest sum of
        payoffs. Negative weights minimise: ``{"Ann": -1}`` finds the worst for Ann.

    Returns
    -------
    CorrelatedEquilibrium
        An optimal lottery, exact with a certificate where the program is of moderate size (up to some hundreds of
        incentive constraints that bind); beyond that in floats, with exact regret and an exact bound.

    Raises
    ------
    UnknownNameError
        If a weight is given for an actor that does not exist.

    Examples
    --------
    Chicken, whose best correlated equilibrium is fairer than its pure ones and better than its mixed one.

    >>> from gametheory import NormalFormGame, correlated_equilibrium
    >>> chicken = NormalFormGame([[[6, 6], [2, 7]], [[7, 2], [0, 0]]], actions=["swerve", "drive"])
    >>> print(correlated_equilibrium(chicken))
    correlated equilibrium of value 21/2: swerve swerve: 1/2, swerve drive: 1/4, drive swerve: 1/4
    """
    weights = _read_weights(game, objective)
    incentives = incentive_rows(game)
    costs, scale = _weighted(game, weights)
    lp = _program(incentives.rows, costs)
    floats = solve_floats(lp)
    solved = solve_exactly(lp, floats)
    if solved.status == "optimal":
        return _result(game, weights, incentives, (costs, scale), solved.x, solved.duals[:-1], _EXACT)
    x, prices = _repaired(floats)
    return _result(game, weights, incentives, (costs, scale), x, prices, f"{_FLOATS} ({floats.message})")


def _read_weights(game: NormalFormGame, objective: Mapping[str, Any] | None) -> FrozenMap[str, Fraction]:
    if objective is None:
        return FrozenMap((actor, Fraction(1)) for actor in game.actors)
    if not isinstance(objective, Mapping):
        raise GameError(
            f"the objective is {objective!r}; give a mapping from actors to weights, such as "
            f"{{{game.actors[0]!r}: 1}}, or nothing for the sum of all payoffs."
        )
    for actor in objective:
        game.actor_index(actor)
    return FrozenMap((a, exact(objective.get(a, 0), f"the weight of {a}")) for a in game.actors)


def _weighted(game: NormalFormGame, weights: Mapping[str, Fraction]) -> tuple[NDArray[Any], int]:
    """Weighted payoffs of all profiles as integers over one scale."""
    numerators, denominators = game.integers()
    factors = [weights[actor] / d for actor, d in zip(game.actors, denominators, strict=True)]
    scale = lcm(*(factor.denominator for factor in factors))
    total = np.zeros(game.n_profiles, dtype=object)
    for i, factor in enumerate(factors):
        if factor:
            total = total + numerators[..., i].ravel().astype(object) * int(factor * scale)
    return integers(total), scale


def _program(rows: SparseRows, costs: NDArray[Any]) -> LinearProgram:
    """Incentives at most zero, probabilities summing to one."""
    columns, count = np.arange(len(costs)), len(rows.starts) - 1
    one = SparseRows.triplets(0 * columns, columns, np.ones(len(costs), dtype=np.int64), (1, len(costs)))
    bounds = np.zeros(count + 1, dtype=np.int64)
    bounds[-1] = 1
    return LinearProgram(costs, rows.below(one), bounds, bounds == 1, np.zeros(len(costs), dtype=np.bool_))


def _repaired(floats: FloatSolution) -> tuple[list[Fraction], list[Fraction]]:
    """Make the float solver's answer a lottery, and its prices nonnegative."""
    if not floats.x.sum() > 0:
        raise GameTheoryError(f"the linear program was not solved ({floats.message}); please report the game.")
    chances = [Fraction(float(max(p, 0.0))) for p in floats.x]
    total = sum(chances, Fraction(0))
    return [p / total for p in chances], [Fraction(float(max(y, 0.0))) for y in floats.duals[:-1]]


def _result(
    game: NormalFormGame,
    weights: FrozenMap[str, Fraction],
    incentives: IncentiveRows,
    objective: tuple[NDArray[Any], int],
    x: Any,
    prices: Any,
    method: str,
) -> CorrelatedEquilibrium:
    costs, scale = objective
    tops, common = _over_one(x)
    gains = incentives.rows.times(tops)
    return CorrelatedEquilibrium(
        game,
        weights,
        FrozenMap((profile, p) for profile, p in zip(game.profiles(), x, strict=True) if p),
        Fraction(int(costs.astype(object) @ tops), common * scale),
        _bound(incentives.rows, costs, prices) / scale,
        _regret(game, incentives, gains, common),
        _named(game, incentives, prices, scale),
        method,
    )


def _over_one(values: Any) -> tuple[NDArray[Any], int]:
    common = lcm(*(value.denominator for value in values))
    return np.array([int(value * common) for value in values], dtype=object), common


def _bound(rows: SparseRows, costs: NDArray[Any], prices: Any) -> Fraction:
    """No lottery that keeps the incentives is worth more than the best profile after paying the prices."""
    if not len(prices):
        return Fraction(int(costs.max()))
    tops, common = _over_one(prices)
    return Fraction(int((costs.astype(object) * common - rows.times_from_left(tops)).max()), common)


def _regret(game: NormalFormGame, incentives: IncentiveRows, gains: NDArray[Any], common: int) -> tuple[Fraction, ...]:
    best: dict[tuple[int, int], int] = {}
    for (actor, told, _), gain in zip(incentives.keys, gains, strict=True):
        best[actor, told] = max(best.get((actor, told), 0), int(gain))
    totals = [sum(gain for (i, _), gain in best.items() if i == actor) for actor in range(len(game.actors))]
    return tuple(Fraction(total, common * d) for total, d in zip(totals, incentives.denominators, strict=True))


def _named(
    game: NormalFormGame, incentives: IncentiveRows, prices: Any, scale: int
) -> FrozenMap[tuple[str, str, str], Fraction]:
    """Prices per unit of payoff, not of its numerator."""
    return FrozenMap(
        ((game.actors[i], game.actions[i][told], game.actions[i][instead]), y * incentives.denominators[i] / scale)
        for (i, told, instead), y in zip(incentives.keys, prices, strict=True)
        if y
    )


def _expected(game: NormalFormGame, lottery: Mapping[tuple[str, ...], Fraction]) -> tuple[Fraction, ...]:
    totals = [Fraction(0)] * len(game.actors)
    for profile, p in lottery.items():
        totals = [total + p * x for total, x in zip(totals, game.payoff(profile), strict=True)]
    return tuple(totals)
