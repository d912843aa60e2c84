"""The pure subgame-perfect equilibria of a game that ends: what they pay, and a strategy for each extreme payoff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.extreme_points import extreme_points
from gametheory.equilibria.finite_levels import Levels, solve_levels
from gametheory.equilibria.finite_plans import plan_automaton
from gametheory.errors import GameError
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.plain import plain_automaton

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FiniteEquilibria", "finite_equilibria"]

Payoffs = tuple[Fraction, ...]


@dataclass(frozen=True)
class FiniteEquilibria(Jsonable):
    """
    Payoffs of all pure subgame-perfect equilibria of a stage game played a given number of times.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    horizon : int
        The number of periods.
    discount : tuple of Fraction
        One discount factor per actor; 1 for undiscounted sums.
    payoffs : tuple of tuple of Fraction
        All payoff vectors in increasing order: sums over the periods, the first undiscounted; the order within a vector
        is that of the actors.
    strategies : mapping of payoff vector to Automaton
        An equilibrium for each corner of the payoffs' convex hull. States tell the period; beyond the horizon a stage
        equilibrium is prescribed that no longer counts.
    notes : tuple of str
        Why there are no equilibria, or only repetitions of stage equilibria.
    method : str
        How they were found.
    """

    stage: NormalFormGame
    horizon: int
    discount: tuple[Fraction, ...]
    payoffs: tuple[Payoffs, ...] = field(repr=False)
    strategies: FrozenMap[Payoffs, Automaton] = field(repr=False)
    notes: tuple[str, ...] = ()
    method: str = "backward induction on sets of continuation payoffs, departures met by the worst continuation, exact"

    def __iter__(self) -> Iterator[Payoffs]:
        return iter(self.payoffs)

    def __len__(self) -> int:
        return len(self.payoffs)

    @property
    def is_empty(self) -> bool:
        """Whether there is no pure subgame-perfect equilibrium."""
        return not self.payoffs

    @property
    def averages(self) -> tuple[Payoffs, ...]:
        """The payoff vectors divided by what a payoff of one in every period would sum to."""
        weights = [sum((d**t for t in range(self.horizon)), Fraction(0)) for d in self.discount]
        return tuple(tuple(x / w for x, w in zip(vector, weights, strict=True)) for vector in self.payoffs)

    @property
    def worst(self) -> Payoffs | None:
        """What each actor gets in the equilibrium that is worst for it; None where there is none."""
        return tuple(min(column) for column in zip(*self.payoffs, strict=True)) or None

    @property
    def best(self) -> Payoffs | None:
        """What each actor gets in the equilibrium that is best for it; None where there is none."""
        return tuple(max(column) for column in zip(*self.payoffs, strict=True)) or None

    @property
    def certificate(self) -> Certificate:
        """All payoff vectors and the strategies, for `gametheory.verify`: none missing, none too many, each played."""
        strategies = [[[exact_text(x) for x in vector], plain_automaton(a)] for vector, a in self.strategies.items()]
        return Certificate(
            "finite_equilibria",
            {
                "game": plain_game(self.stage),
                "horizon": self.horizon,
                "discount": [exact_text(d) for d in self.discount],
                "payoffs": [[exact_text(x) for x in vector] for vector in self.payoffs],
                "strategies": strategies,
            },
        )

    @property
    def converged(self) -> bool:
        """Always true: all equilibrium payoffs are found, or the question is refused."""
        return True


def finite_equilibria(
    stage: NormalFormGame, horizon: int, *, discount: Any = 1, limit: int = 100_000
) -> FiniteEquilibria:
    """
    Find the payoffs of all pure subgame-perfect equilibria of a game played a known number of times.

    All actions are seen. With one stage equilibrium nothing can be threatened in the last period, and play unravels;
    with several that the actors rank, the better ones reward restraint in earlier periods (Benoit and Krishna 1985).
    The set is exact: with t periods to go a profile followed by an equilibrium payoff of the rest is an equilibrium
    when nobody gains by departing today and getting its own worst equilibrium of the rest.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game, with any number of actors.
    horizon : int
        The number of periods, at least 1.
    discount : number, sequence of numbers, or mapping of actor to number, default: 1
        One discount factor, or one per actor, above 0 and at most 1.
    limit : int, default: 100_000
        With how many payoff vectors, in any period, to stop.

    Returns
    -------
    FiniteEquilibria
        All payoff vectors, and an equilibrium for each extreme one; empty where there is no pure equilibrium.

    Raises
    ------
    GameError
        If the horizon or a discount factor does not make sense.
    GameTooLargeError
        If there are more vectors than `limit`; the message says how many and in which period.

    Examples
    --------
    Two stage equilibria, (A, A) and the better (C, C), make (B, B) possible in the first of two periods:

    >>> from gametheory import NormalFormGame, finite_equilibria
    >>> stage = NormalFormGame(
    ...     [[[1, 1], [5, 0], [0, 0]], [[0, 5], [4, 4], [0, 0]], [[0, 0], [0, 0], [3, 3]]], actions=["A", "B", "C"])
    >>> found = finite_equilibria(stage, 2)
    >>> [str(x) for x in found.best], found.strategies[7, 7].actions["period 1"]
    (['8', '8'], ('B', 'B'))
    """
    factors = _read_factors(discount, stage)
    if isinstance(horizon, bool) or not isinstance(horizon, int) or horizon < 1:
        raise GameError(f"the horizon is {horizon!r}; give the number of periods, a whole number from 1 on.")
    levels = solve_levels(stage, horizon, factors, limit)
    final = levels.levels[horizon]
    read = {vector: levels.scale.payoffs(vector, horizon) for vector in final}
    plans = ((read[vector], plan_automaton(levels, vector, stage.actors)) for vector in extreme_points(final))
    return FiniteEquilibria(stage, horizon, factors, tuple(sorted(read.values())), FrozenMap(plans), _notes(levels))


def _read_factors(discount: Any, stage: NormalFormGame) -> tuple[Fraction, ...]:
    if isinstance(discount, Mapping):
        for actor in discount:
            stage.actor_index(actor)
        given = [discount.get(actor, 1) for actor in stage.actors]
    elif isinstance(discount, Sequence) and not isinstance(discount, str):
        given = list(discount)
    else:
        given = [discount] * len(stage.actors)
    if len(given) != len(stage.actors):
        raise GameError(f"{len(given)} discount factors are given for {len(stage.actors)} actors; give one per actor.")
    read = tuple(exact(d, f"the discount factor of {actor}") for d, actor in zip(given, stage.actors, strict=True))
    for d, actor in zip(read, stage.actors, strict=True):
        if not 0 < d <= 1:
            raise GameError(
                f"the discount factor of {actor} is {d}; in a game that ends it must be above 0 and at most 1."
            )
    return read


def _notes(levels: Levels) -> tuple[str, ...]:
    last = levels.levels[1]
    if not last:
        return ("The stage game has no pure equilibrium, so the last period has none, and neither has the whole game.",)
    if len(last) == 1 and len(levels.levels) > 2:
        return ("All pure stage equilibria pay the same: nothing can be threatened, and play unravels from the end.",)
    return ()
