"""Does one function of the profile tell every actor's incentives? Exact, weighted and ordinal potentials."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.equilibria.improvement_graph import Edges, components, cycle, improvements, ranks
from gametheory.equilibria.potential_search import common_integers, four_cycle, integrate, weights
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Potential", "potential"]

Profile = tuple[str, ...]

EXACT, WEIGHTED, ORDINAL, GENERALISED, NONE = "exact", "weighted", "ordinal", "generalised ordinal", "none"


@dataclass(frozen=True, eq=False)
class Potential(Jsonable):
    """
    The strongest kind of potential that a game has, with the function, or a cycle that rules it out.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    kind : str
        "exact" (a switch changes the potential by as much as the actor's payoff), "weighted" (in proportion),
        "ordinal" (in the same direction), "generalised ordinal" (up wherever the actor gains) or "none".
    numerators : numpy.ndarray of shape (k1, ..., kn)
        The potential times `denominator`, integers, zero at the first profile or lowest rank; all zero if `kind` is
        "none".
    denominator : int
        What to divide by.
    weights : mapping of actor to Fraction
        Payoff changes per change of the potential; all one unless `kind` is "weighted".
    four_cycle : tuple of tuple of str
        Unless `kind` is "exact": four profiles, two actors switching in turn, whose gains do not sum to zero.
    improvement_cycle : tuple of tuple of str
        Profiles that lead back to the first by single switches. If `kind` is "none" every switch is a strict gain; if
        it is "generalised ordinal" at least one is and none is a loss. Empty for the other kinds.
    method : str
        How it was found.
    """

    game: NormalFormGame
    kind: str
    numerators: NDArray[Any] = field(repr=False)
    denominator: int
    weights: FrozenMap[str, Fraction]
    four_cycle: tuple[Profile, ...] = ()
    improvement_cycle: tuple[Profile, ...] = ()
    method: str = "payoffs integrated along paths; components of the graph of improvements; exact comparisons"

    def __post_init__(self) -> None:
        self.numerators.setflags(write=False)

    def __bool__(self) -> bool:
        return self.kind != NONE

    def __getitem__(self, profile: Sequence[str] | Mapping[str, str]) -> Fraction:
        return Fraction(int(self.numerators[self.game.index(profile)]), self.denominator)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Potential):
            return NotImplemented
        return self._to_data() == other._to_data()

    def __hash__(self) -> int:
        return hash((self.game, self.kind))

    @property
    def maximisers(self) -> tuple[Profile, ...]:
        """Profiles where the potential is largest, which are pure equilibria; empty if there is no potential."""
        if not self:
            return ()
        found = np.argwhere(self.numerators == self.numerators.max())
        return tuple(_names(self.game, tuple(index)) for index in found.tolist())

    @property
    def converged(self) -> bool:
        """Always true: the test is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The potential, its weights and the cycles that rule out stronger kinds, for `gametheory.verify`."""
        return Certificate(
            "potential",
            {
                "game": plain_game(self.game),
                "kind": self.kind,
                "values": [str(Fraction(int(x), self.denominator)) for x in self.numerators.ravel()],
                "weights": [str(self.weights[actor]) for actor in self.game.actors],
                "four_cycle": [list(profile) for profile in self.four_cycle],
                "improvement_cycle": [list(profile) for profile in self.improvement_cycle],
            },
        )

    def __str__(self) -> str:
        if not self:
            walk = " -> ".join(" ".join(profile) for profile in (*self.improvement_cycle, self.improvement_cycle[0]))
            return f"no potential of any kind: everybody who switches gains along {walk}"
        best = ", ".join(" ".join(profile) for profile in self.maximisers[:6])
        article = "an" if self.kind in (EXACT, ORDINAL) else "a"
        return f"{article} {self.kind} potential, largest at {best}"

    def _to_data(self) -> dict[str, Any]:
        flat = [int(x) for x in self.numerators.ravel()]
        return {
            "game": self.game,
            "kind": self.kind,
            "numerators": tuple(flat),
            "denominator": self.denominator,
            "weights": self.weights,
            "four_cycle": self.four_cycle,
            "improvement_cycle": self.improvement_cycle,
            "method": self.method,
        }

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        flat = np.array(data["numerators"], dtype=object)
        return cls(**data | {"numerators": flat.reshape(data["game"].shape)})


def potential(game: NormalFormGame) -> Potential:
    """
    Find the strongest kind of potential that a game has (Monderer and Shapley 1996).

    In a potential game improvements one at a time come to an end, at a pure equilibrium; an ordinal potential exists
    if no cycle of switches without loss contains a gain (Voorneveld and Norde 1997), a generalised ordinal one if no
    cycle consists of gains.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    Potential
        The kind, the function (index by a profile), and cycles that rule out stronger kinds.

    Raises
    ------
    GameTooLargeError
        If the game has no exact or weighted potential and too many switches to look for cycles.

    Examples
    --------
    >>> from gametheory import NormalFormGame, potential
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> print(potential(game))
    an exact potential, largest at D D
    >>> potential(game)["D", "C"]
    Fraction(1, 1)
    """
    payoffs, common = common_integers(game)
    values = integrate(payoffs)
    if values is not None:
        return Potential(game, EXACT, values, common, _weights(game))
    cycle_of_four = tuple(_names(game, index) for index in four_cycle(payoffs) or ())
    return _weighted(game, payoffs, common, cycle_of_four) or _ordinal(game, cycle_of_four)


def _weighted(
    game: NormalFormGame, payoffs: NDArray[Any], common: int, cycle_of_four: tuple[Profile, ...]
) -> Potential | None:
    found = weights(payoffs)
    if found is None:
        return None
    scale = int(np.lcm.reduce(np.array([w.numerator for w in found], dtype=object)))
    factors = np.array([int(scale / w) for w in found], dtype=object)
    values = integrate(payoffs.astype(object) * factors)
    if values is None:
        return None
    return Potential(game, WEIGHTED, values, common * scale, _weights(game, found), cycle_of_four)


def _ordinal(game: NormalFormGame, cycle_of_four: tuple[Profile, ...]) -> Potential:
    edges = improvements(comparable(game))
    labels = components(game.n_profiles, edges)
    weak = cycle(edges, labels)
    if weak is None:
        return Potential(game, ORDINAL, _ranked(game, edges, labels), 1, _weights(game), cycle_of_four)
    source, target, strict = edges
    gains: Edges = source[strict], target[strict], strict[strict]
    labels = components(game.n_profiles, gains)
    endless = cycle(gains, labels)
    walk = _walk(game, weak if endless is None else endless)
    if endless is None:
        values = _ranked(game, gains, labels)
        return Potential(game, GENERALISED, values, 1, _weights(game), cycle_of_four, walk)
    nothing = np.zeros(game.shape, dtype=np.int64)
    return Potential(game, NONE, nothing, 1, _weights(game), cycle_of_four, walk)


def _ranked(game: NormalFormGame, edges: Edges, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    return ranks(edges, labels).reshape(game.shape)


def _weights(game: NormalFormGame, found: Sequence[Fraction] | None = None) -> FrozenMap[str, Fraction]:
    return FrozenMap(zip(game.actors, found or [Fraction(1)] * len(game.actors), strict=True))


def _walk(game: NormalFormGame, positions: list[int]) -> tuple[Profile, ...]:
    return tuple(_names(game, tuple(int(k) for k in np.unravel_index(position, game.shape))) for position in positions)


def _names(game: NormalFormGame, index: Sequence[int]) -> Profile:
    return tuple(names[k] for names, k in zip(game.actions, index, strict=True))
