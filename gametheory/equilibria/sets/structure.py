"""From a polygon in floats to the exact one: read off how its vertices hang together, and work that out exactly.

At a fixed point of the sweep every vertex is a payoff that is played for ever, or follows from a continuation that lies
on the line at which an incentive constraint binds: where that line meets another, or meets an edge of the polygon. The
lines depend on the lowest payoffs: best-response payoffs, listed equilibria, or coordinates of vertices. Floats say
which; the exact values then follow one from the other. Nothing here is a proof: what comes out is checked elsewhere.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.sets.polygon import Point
from gametheory.equilibria.sets.spots import Spot, along, between, reduced, spot
from gametheory.exact import simplest_between

if TYPE_CHECKING:
    from gametheory.equilibria.sets.descent import Reached
    from gametheory.equilibria.sets.units import Arrays, WholeGame

Ratio = tuple[int, int]

_SAME = 1e-10
_TURNED = 1e-9


def exact_vertices(game: WholeGame, arrays: Arrays, outer: Reached, reach: float) -> dict[Spot, int]:
    """Give the exact vertices, in whole payoffs, that an outer bound suggests; each with what generates it."""
    return _Structure(game, arrays, outer, _SAME + 8 * reach).values()


class _Structure:
    """Vertices in floats with what generates them, and their exact values, each worked out when it is asked for."""

    def __init__(self, game: WholeGame, arrays: Arrays, outer: Reached, close: float) -> None:
        self.game, self.arrays, self.outer, self.close = game, arrays, outer, close
        self.vertices = _apart(outer, close)
        self._values: dict[int, Spot | None] = {}
        self._begun: set[int] = set()
        self._threats: dict[int, Fraction] = {}

    def values(self) -> dict[Spot, int]:
        """Exact vertices, each with the number of what generates it; those that nothing generates are left out."""
        found: dict[Spot, int] = {}
        for k, v in enumerate(self.vertices):
            made = self.outer.origin.get(v)
            value = self._value(k) if made is not None else None
            if made is not None and value is not None:
                found.setdefault(value, made[0])
        return found

    def _value(self, k: int) -> Spot | None:
        """One vertex; while it is being worked out, the simplest point nearby stands for it."""
        if k in self._begun:
            x, y = self.vertices[k]
            return spot(self._simplest(x, 0), self._simplest(y, 1))
        if k not in self._values:
            self._begun.add(k)
            self._values[k] = self._worked_out(k)
            self._begun.remove(k)
        return self._values[k]

    def _worked_out(self, k: int) -> Spot | None:
        number, later = self.outer.origin.get(self.vertices[k], (None, None))
        if number is None or later is None:
            return None if number is None else self.game.spot(number)
        p = self._continuation(k, number, later)
        return None if p is None else self.game.today(number, p)

    def _continuation(self, k: int, number: int, later: Point[float]) -> Spot | None:
        """A continuation at which constraints of a profile bind: both, or one on an edge of the polygon."""
        binds = self._binding(number, later)
        levels = [self._level(i, number) for i in binds]
        if not binds:
            return None
        if len(binds) == 2:
            (a, b), (c, d) = levels
            return reduced(a * d, c * b, b * d)
        return self._crossing(k, number, self._edge(later, binds[0]), binds[0], levels[0])

    def _binding(self, number: int, later: Point[float]) -> list[int]:
        """Whose constraints bind at a continuation."""
        gain = self.arrays.gain[number].tolist()
        return [i for i in (0, 1) if abs(later[i] - self.outer.threats[i] - gain[i]) <= self.close]

    def _crossing(self, k: int, number: int, j: int, axis: int, level: Ratio) -> Spot | None:
        """
        Where a level of one coordinate meets an edge.

        If the edge begins or ends at this very vertex, it points to the profile's payoffs, as the vertex, its
        continuation and these lie on one line; and to the payoffs of what generates the other end if that does so too.
        """
        ends = (j, (j + 1) % len(self.vertices))
        if k not in ends:
            first, second = self._value(ends[0]), self._value(ends[1])
        else:
            other = ends[1] if k == ends[0] else ends[0]
            first, second = self.game.spot(number), self._pointing(other, j)
        if first is None or second is None:
            return None
        share = along(first, second, axis, *level)
        return second if share is None else between(first, second, share)

    def _pointing(self, k: int, j: int) -> Spot | None:
        """A point on the line through an edge: the vertex, or what generates it where that lies on the line."""
        number, later = self.outer.origin.get(self.vertices[k], (0, None))
        if later is not None:
            binds = self._binding(number, later)
            if len(binds) == 1 and self._edge(later, binds[0]) == j:
                return self.game.spot(number)
        return self._value(k)

    def _edge(self, p: Point[float], axis: int) -> int:
        """The edge nearest to a point, of those along which a coordinate changes if there are any such."""
        count = len(self.vertices)
        best, found = (True, float("inf")), 0
        for k, (x, y) in enumerate(self.vertices):
            z, w = self.vertices[(k + 1) % count]
            dx, dy = z - x, w - y
            length = dx * dx + dy * dy
            share = min(1.0, max(0.0, ((p[0] - x) * dx + (p[1] - y) * dy) / length)) if length else 0.0
            a, b = p[0] - x - share * dx, p[1] - y - share * dy
            flat = abs((dx, dy)[axis]) <= _TURNED
            if (flat, a * a + b * b) < best:
                best, found = (flat, a * a + b * b), k
        return found

    def _level(self, i: int, number: int) -> Ratio:
        """The continuation payoff at which an actor is just deterred."""
        if i not in self._threats:
            self._threats[i] = self._simplest(self.outer.threats[i], i)
            self._threats[i] = self._lowest(i)
        low, (more, patience) = self._threats[i], self.game.gain(number, i)
        return low.numerator * patience + low.denominator * more, low.denominator * patience

    def _lowest(self, i: int) -> Fraction:
        """A lowest payoff: a best-response payoff, or that of a listed equilibrium or of the lowest vertex."""
        near, span = self.outer.threats[i], self.game.spans[i]
        whole = round(near * span)
        if abs(near - whole / span) <= self.close and (self.game.best[:, i] == whole).any():
            return Fraction(whole)
        for e in self.game.equilibria:
            if abs(float(e[i]) - near) <= self.close:
                return e[i] * span
        k = min(range(len(self.vertices)), key=lambda k: self.vertices[k][i])
        value = self._value(k)
        return self._threats[i] if value is None else Fraction(value[i], value[2])

    def _simplest(self, x: float, i: int) -> Fraction:
        """The simplest fraction close to a float, in units, so that it does not depend on the game's scale."""
        near, close = Fraction(x), Fraction(self.close)
        return simplest_between(near - close, near + close) * self.game.spans[i]


def _apart(outer: Reached, close: float) -> list[Point[float]]:
    """Leave out vertices that are next to one that stays; what is played for ever stays before others."""
    kept: list[Point[float]] = []
    for v in outer.polygon:
        if kept and _near(kept[-1], v, close):
            if outer.origin.get(v, (0, v))[1] is None:
                kept[-1] = v
        else:
            kept.append(v)
    if len(kept) > 1 and _near(kept[-1], kept[0], close):
        last = kept.pop()
        if outer.origin.get(last, (0, last))[1] is None:
            kept[0] = last
    return kept


def _near(v: Point[float], w: Point[float], close: float) -> bool:
    return abs(v[0] - w[0]) <= close and abs(v[1] - w[1]) <= close
