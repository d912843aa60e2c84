"""Mixed equilibria of the stage game: all of them for two actors, exactly; for more, what is found, verified."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gametheory.equilibria.bimatrix import Matrix, extreme_equilibria
from gametheory.equilibria.components import connected, maximal_products
from gametheory.equilibria.lemke_howson import some_equilibria
from gametheory.equilibria.regret import Strategy, payoffs_at, regret_at
from gametheory.equilibria.several_actors import ACCEPTED, essential, found_equilibria
from gametheory.equilibria.vertices import TooManyBases, Weights
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    def certificate(self) -> Certificate:
        """
        The equilibria, their regret and the components with the game, for `gametheory.verify`.

        It proves that what is listed are equilibria, not that none is missing.
        """
        data = {
            "game": plain_game(self.game),
            "equilibria": [_texts(profile) for profile in self.equilibria],
            "regret": [str(regret) for regret in self.regret],
            "components": [[_texts(own) for own in c.strategies] for c in self.components],
        }
        return Certificate("mixed_equilibria", data)

    @property
    def connected_components(self) -> tuple[tuple[int, ...], ...]:
        """Positions in `components`, grouped where the sets touch: the connected sets of equilibria."""
        return tuple(tuple(group) for group in connected([c.strategies for c in self.components]))


def mixed_equilibria(game: NormalFormGame) -> MixedEquilibria:
    """
    Find the mixed Nash equilibria of a game: for two actors all of them, exactly, however degenerate the game is.

    With two actors the vertices of both best-response polytopes are enumerated and matched by labels; the maximal
    Nash subsets are the maximal bicliques of the matches (Avis, Rosenberg, Savani and von Stengel 2010). Where that
    would take more than some seconds (beyond about 15 x 15 actions), Lemke-Howson paths find some equilibria. With
    more actors, iterated strict dominance may leave two; otherwise pure equilibria and the isolated solutions of the
    indifference equations of up to 3,000 supports are found, and ``complete`` is False.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    MixedEquilibria
        Iterating gives tuples of probability vectors, one per actor. ``complete`` says whether any can be missing,
        ``regret`` how exact each is.

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
    if len(game.actors) == 2:
        return _of_two_actors(game)
    left = essential(game)
    if len(left.active) > 2:
        profiles = sorted(set(found_equilibria(game)), reverse=True)
        alone = tuple(Component(tuple((own,) for own in profile)) for profile in profiles)
        return MixedEquilibria(game, tuple(profiles), alone, False, _SOME_OF_MANY, ACCEPTED)
    found, complete, method = _solved(*left.matrices())
    return _assembled(game, left.whole(found), complete, f"iterated strict dominance, then {method}")


def _of_two_actors(game: NormalFormGame) -> MixedEquilibria:
    numerators, _ = game.integers()
    return _assembled(game, *_solved(numerators[..., 0].tolist(), numerators[..., 1].T.tolist()))


def _solved(first: Matrix, second: Matrix) -> tuple[list[tuple[Weights, Weights]], bool, str]:
    """Find all extreme equilibria of two actors, or some: which, whether all, and how."""
    try:
        return extreme_equilibria(first, second), True, _ALL
    except TooManyBases:
        return some_equilibria(first, second), False, _SOME_OF_TWO


def _assembled(
    game: NormalFormGame, found: Sequence[tuple[Weights, ...]], complete: bool, method: str
) -> MixedEquilibria:
    """Turn weights into probabilities, sort, and group into products."""
    lists, places = zip(*(_in_order({profile[i] for profile in found}) for i in range(len(game.actors))), strict=True)
    order = sorted(tuple(place[own] for place, own in zip(places, profile, strict=True)) for profile in found)
    equilibria = tuple(tuple(own[k] for own, k in zip(lists, index, strict=True)) for index in order)
    first, second = [*sorted(range(len(lists)), key=lambda i: -len(lists[i])), -1][:2]  # others have one strategy each
    products = maximal_products((index[first], index[second] if second >= 0 else 0) for index in order)
    components = tuple(_component(lists, {second: ys, first: xs}) for xs, ys in products)
    return MixedEquilibria(game, equilibria, components, complete, method)


def _in_order(weights: set[Weights]) -> tuple[list[Strategy], dict[Weights, int]]:
    """Sort an actor's strategies, most of the first action first, and number them."""
    ordered = sorted(((_probabilities(own), own) for own in weights), reverse=True)
    return [strategy for strategy, _ in ordered], {own: k for k, (_, own) in enumerate(ordered)}


def _component(lists: Sequence[Sequence[tuple[Fraction, ...]]], chosen: dict[int, tuple[int, ...]]) -> Component:
    """Take the chosen strategies of two actors; the others have one each."""
    return Component(tuple(tuple(own[k] for k in chosen.get(i, (0,))) for i, own in enumerate(lists)))


_ALL = "complementary vertices of both best-response polytopes, in exact integers"
_SOME_OF_TWO = "Lemke-Howson paths from every label, each end checked in exact integers"
_SOME_OF_MANY = "pure equilibria, and Newton's method on the indifference equations of supports, checked exactly"


def _texts(strategies: Sequence[Sequence[Fraction]]) -> list[list[str]]:
    return [[str(p) for p in own] for own in strategies]


def _probabilities(weights: Weights) -> tuple[Fraction, ...]:
    total = sum(weights)
    return tuple(Fraction(w, total) for w in weights)
