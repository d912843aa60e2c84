"""Equilibria of games with any number of actors: all of them where dominance leaves two, else what is found."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.expectations import own_unit_payoffs
from gametheory.equilibria.pure import pure_equilibria
from gametheory.equilibria.quantal import quantal_response
from gametheory.equilibria.reduction import restricted, surviving_actions
from gametheory.equilibria.rounding import rational_profile
from gametheory.equilibria.support_systems import interior_solutions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.regret import Profile
    from gametheory.games.normal_form import NormalFormGame

    Weights = tuple[int, ...]

ACCEPTED = Fraction(1, 10**10)
_SUPPORTS = 3_000
_RATIONALITY = 1e6


@dataclass(frozen=True, slots=True)
class Essential:
    """What iterated strict dominance leaves: each actor's actions, and who still has a choice."""

    payoffs: NDArray[Any]
    kept: list[list[int]]

    @property
    def active(self) -> list[int]:
        """Actors with more than one action left."""
        return [i for i, own in enumerate(self.kept) if len(own) > 1]

    @property
    def pair(self) -> tuple[int, int]:
        """Two actors, all that have a choice among them where that is possible; -1 stands in for a missing one."""
        others = [i for i in range(len(self.kept)) if i not in self.active]
        first, second, *_ = [*self.active, *others, -1]
        return first, second

    def matrices(self) -> tuple[list[list[int]], list[list[int]]]:
        """Payoffs of the pair, with one row per own action, where nobody else has a choice."""
        first, second = self.pair
        return self._matrix(first, second), self._matrix(second, first)

    def whole(self, found: Sequence[tuple[Weights, Weights]]) -> list[tuple[Weights, ...]]:
        """Write the pair's strategies as those of all actors of the whole game."""
        chosen = [dict(zip(self.pair, strategies, strict=True)) for strategies in found]
        return [tuple(self._weights(i, own) for i in range(len(self.kept))) for own in chosen]

    def _matrix(self, own: int, other: int) -> list[list[int]]:
        """One actor's payoffs by own and the other's action; actor -1 has one action and no payoff."""
        if own < 0:
            return [[0] * len(self.kept[other])]
        part = restricted(self.payoffs, self.kept)[..., own]
        columns = len(self.kept[other]) if other >= 0 else 1
        table: list[list[int]] = np.moveaxis(part, own, 0).reshape(len(self.kept[own]), columns).tolist()
        return table

    def _weights(self, actor: int, chosen: dict[int, Weights]) -> Weights:
        own = chosen.get(actor, (1,))
        full = [0] * int(self.payoffs.shape[actor])
        for action, weight in zip(self.kept[actor], own, strict=True):
            full[action] = weight
        return tuple(full)


def essential(game: NormalFormGame) -> Essential:
    """Take out what is strictly dominated, again and again."""
    numerators, _ = game.integers()
    return Essential(numerators, surviving_actions(numerators))


def found_equilibria(game: NormalFormGame) -> list[Profile]:
    """Collect pure equilibria and isolated mixed ones; where there are none, what the logit branch comes closest to."""
    return list(stream_found(game))


def stream_found(game: NormalFormGame) -> Iterator[Profile]:
    """Give them one by one, as they are found."""
    some = False
    for profile in pure_equilibria(game):
        some = True
        yield pure_profile(game, profile)
    for mixed, regret in _interior(game):
        if regret <= ACCEPTED:
            some = True
            yield mixed
    if not some:
        yield rational_profile(game, quantal_response(game, rationality=_sharp(game)).profile)[0]


def pure_profile(game: NormalFormGame, profile: Sequence[str]) -> Profile:
    """Write a pure profile as probability vectors."""
    return tuple(
        tuple(Fraction(name == chosen) for name in names) for names, chosen in zip(game.actions, profile, strict=True)
    )


def _interior(game: NormalFormGame) -> Iterator[tuple[Profile, Fraction]]:
    """Solve with the actions that dominance leaves, and check with all."""
    left = essential(game)
    tables = own_unit_payoffs(restricted(left.payoffs, left.kept))
    for strategies in interior_solutions(tables, _SUPPORTS):
        full = [np.zeros(size) for size in game.shape]
        for whole, own, part in zip(full, left.kept, strategies, strict=True):
            whole[own] = part
        yield rational_profile(game, [whole.tolist() for whole in full])


def _sharp(game: NormalFormGame) -> float:
    """A rationality at which mistakes cost next to nothing, in this game's payoffs."""
    numerators, denominators = game.integers()
    spans = [(int(numerators[..., i].max()) - int(numerators[..., i].min())) / d for i, d in enumerate(denominators)]
    return _RATIONALITY / (max(spans) or 1.0)
