"""A game of any number of actors in units in which every actor's payoffs run from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.repeated import RepeatedGame

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Table:
    """
    Per profile: payoffs, best-response payoffs, and gains (1-d)/d G from best deviations; per actor: discount factors.

    Listed equilibria have no best-response payoffs: nothing deters, nothing needs to.
    """

    payoffs: list[Vector]
    best: list[Vector]
    gains: list[Vector]
    equilibria: list[Vector]
    discount: Vector
    origin: Vector
    length: Vector

    def outwards(self, v: Sequence[Fraction]) -> Vector:
        """From unit payoffs to the game's payoffs."""
        return tuple(o + x * s for o, x, s in zip(self.origin, v, self.length, strict=True))

    def today(self, now: Vector, later: Sequence[Fraction]) -> Vector:
        """Discounted average of payoffs now and later."""
        return tuple((1 - d) * g + d * w for d, g, w in zip(self.discount, now, later, strict=True))


def read_table(repeated: RepeatedGame, equilibria: Sequence[StageEquilibrium]) -> Table:
    """Read off everything in units, exactly."""
    numerators, denominators = repeated.stage.integers()
    actors = range(len(denominators))
    lows = [int(numerators[..., i].min()) for i in actors]
    spans = [int(numerators[..., i].max()) - lows[i] or denominators[i] for i in actors]
    tops = [(numerators[..., i].max(axis=i, keepdims=True) + 0 * numerators[..., i]).ravel().tolist() for i in actors]
    rows = numerators.reshape(-1, len(denominators)).tolist()
    payoffs = [tuple(Fraction(int(row[i]) - lows[i], spans[i]) for i in actors) for row in rows]
    best = [tuple(Fraction(int(tops[i][k]) - lows[i], spans[i]) for i in actors) for k in range(len(rows))]
    patience = [(1 - d) / d for d in repeated.discount]
    gains = [tuple(patience[i] * (r[i] - g[i]) for i in actors) for g, r in zip(payoffs, best, strict=True)]
    origin = tuple(Fraction(lows[i], denominators[i]) for i in actors)
    length = tuple(Fraction(spans[i], denominators[i]) for i in actors)
    listed = [tuple((x - o) / s for x, o, s in zip(e.payoffs, origin, length, strict=True)) for e in equilibria]
    return Table(payoffs, best, gains, listed, repeated.discount, origin, length)
