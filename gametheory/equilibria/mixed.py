"""Mixed equilibria of the stage game: all of them for two actors, exactly; for more, what is found, verified."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gametheory.equilibria.bimatrix import extreme_equilibria
from gametheory.equilibria.components import connected, maximal_products
from gametheory.equilibria.regret import Profile, payoffs_at, regret_at
from gametheory.games.normal_form import NormalFormGame
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Component", "MixedEquilibria", "mixed_equilibria"]


@dataclass(frozen=True)
class Component(Jsonable):
    """
    A set of equilibria that is a product: whatever each actor mixes from its own list, the result is an equilibrium.

    Parameters
    ----------
    strategies : tuple of tuple of tuple of Fraction
        Per actor: the extreme strategies (probability vectors) whose mixtures it may play.
    """

    strategies: tuple[tuple[tuple[Fraction, ...], ...], ...]

    @property
    def is_isolated(self) -> bool:
        """Whether the set is a single equilibrium."""
        return all(len(own) == 1 for own in self.strategies)


@dataclass(frozen=True)
class MixedEquilibria(Jsonable):
    """
    Mixed equilibria of a game; iterate to get tuples of probability vectors, one per actor.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    equilibria : tuple of tuple of tuple of Fraction
        Probability vectors per actor in the order of ``game.actions``. For two actors the extreme equilibria: every
        equilibrium is a mixture of those in one component.
    components : tuple of Component
        The maximal products of strategies of which every member is an equilibrium (maximal Nash subsets).
    complete : bool
        Whether it is certain that no equilibrium is missing.
    method : str
        How they were found.
    tolerance : Fraction
        The largest `regret` that was accepted; zero for exact methods.
    """

    game: NormalFormGame
    equilibria: tuple[tuple[tuple[Fraction, ...], ...], ...]
    components: tuple[Component, ...]
    complete: bool
    method: str
    tolerance: Fraction = Fraction(0)

    def __iter__(self) -> Iterator[tuple[tuple[Fraction, ...], ...]]:
        return iter(self.equilibria)

    def __len__(self) -> int:
        return len(self.equilibria)

    @cached_property
    def payoffs(self) -> tuple[tuple[Fraction, ...], ...]:
        """Expected payoffs at each equilibrium, in the order of ``game.actors``."""
        return tuple(payoffs_at(self.game, profile) for profile in self.equilibria)

    @cached_property
    def regret(self) -> tuple[Fraction, ...]:
        """
        Per equilibrium: the largest gain from a deviation, in units of the deviating actor's payoff range.

        It is computed from the payoffs and probabilities alone, in exact arithmetic; 0 means exactly an equilibrium.
        """
        return tuple(regret_at(self.game, profile) for profile in self.equilibria)

    @property
    def converged(self) -> bool:
        """Whether every equilibrium listed has a regret within `tolerance`."""
        return all(regret <= self.tolerance for regret in self.regret)

    @property
    def connected_components(self) -> tuple[tuple[int, ...], ...]:
        """Positions in `components`, grouped where the sets touch: the connected sets of equilibria."""
        return tuple(tuple(group) for group in connected([c.strategies for c in self.components]))


def mixed_equilibria(game: NormalFormGame) -> MixedEquilibria:
    """
    Find the mixed Nash equilibria of a game: for two actors all of them, exactly, however degenerate the game is.

    With two actors the vertices of both best-response polytopes are enumerated and matched by labels; the maximal
    Nash subsets are the maximal bicliques of the matches (Avis, Rosenberg, Savani and von Stengel 2010).

    Parameters
    ----------
    game : NormalFormGame
        The game.

    Returns
    -------
    MixedEquilibria
        Iterating gives tuples of probability vectors, one per actor.

    Examples
    --------
    >>> from gametheory import NormalFormGame, mixed_equilibria
    >>> game = NormalFormGame([[[3, 2], [0, 0]], [[0, 0], [2, 3]]])
    >>> for row, column in mixed_equilibria(game):
    ...     print(*row, "|", *column)
    1 0 | 1 0
    3/5 2/5 | 2/5 3/5
    0 1 | 0 1
    """
    numerators, _ = game.integers()
    first = numerators[..., 0].tolist()
    second = numerators[..., 1].T.tolist()
    found = extreme_equilibria(first, second, 10**6)
    assert found is not None
    return _two_actors(game, found)


def _two_actors(game: NormalFormGame, found: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> MixedEquilibria:
    lefts, rights = ({w: _probabilities(w) for w in {pair[k] for pair in found}} for k in range(2))
    equilibria: list[Profile] = sorted(((lefts[a], rights[b]) for a, b in found), reverse=True)
    own, other = (sorted({profile[k] for profile in equilibria}, reverse=True) for k in range(2))
    pairs = [(own.index(x), other.index(y)) for x, y in equilibria]
    components = tuple(
        Component((tuple(own[k] for k in xs), tuple(other[k] for k in ys))) for xs, ys in maximal_products(pairs)
    )
    return MixedEquilibria(game, tuple(equilibria), components, True, _ALL)


_ALL = "complementary vertices of both best-response polytopes, in exact integers"


def _probabilities(weights: tuple[int, ...]) -> tuple[Fraction, ...]:
    total = sum(weights)
    return tuple(Fraction(w, total) for w in weights)
