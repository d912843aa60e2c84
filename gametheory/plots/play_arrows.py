"""The play of one equilibrium among its payoffs: a star where it begins, arrows to what is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.plots.palette import BLUE, INK, ORANGE, PAPER
from gametheory.plots.two_actors import onto

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet
    from gametheory.plots.layout import Point
    from gametheory.plots.payoff_play import Play
    from gametheory.plots.two_actors import Pair


def places(found: PayoffSet | PayoffRegion, play: Play, pair: Pair) -> dict[int, Point]:
    """Where the points that play runs through lie in the picture."""
    values = {k: onto(found.points[k].value, pair) for k in play.then}
    return {k: (float(x), float(y)) for k, (x, y) in values.items()}


def star(play: Play, pair: Pair) -> Point:
    """Where the payoffs chosen lie in the picture."""
    x, y = onto(play.chosen, pair)
    return float(x), float(y)


def draw_play(axes: Any, found: PayoffSet | PayoffRegion, play: Play, pair: Pair) -> list[tuple[Any, str]]:
    """Draw the point chosen, the points that play runs through, and what follows what; give the legend."""
    where, chosen = places(found, play, pair), star(play, pair)
    told = [(axes.plot(*chosen, "*", color=ORANGE, markeredgecolor=INK, markersize=15, zorder=8)[0], _chosen(play))]
    for k, chance in play.start.items():
        _arrow(axes, chosen, where[k], chance, INK, (0, (1, 1.5)), 0.0)
    for k, j, chance in _moves(play):
        _arrow(axes, where[k], where[j], chance, BLUE, "solid", 0.14)
    rest = [k for k in where if play.then[k].get(k) != 1]
    told += _dots(axes, [where[k] for k in rest], PAPER, "play then runs through these; arrows: what may follow")
    return told + _dots(axes, [where[k] for k in where if k not in rest], BLUE, "play then stays here for good")


def _chosen(play: Play) -> str:
    begins = "" if len(play.start) == 1 else f"; a public lottery over {len(play.start)} points begins play"
    return f"chosen ({', '.join(map(_short, play.chosen))}){begins}"


def _short(x: Fraction) -> str:
    exact = str(x)
    return exact if len(exact) < 8 else f"{float(x):.4g}"


def _moves(play: Play) -> Iterator[tuple[int, int, Fraction]]:
    for k, follows in play.then.items():
        yield from ((k, j, p) for j, p in follows.items() if j != k)


def _dots(axes: Any, points: list[Point], fill: str, words: str) -> list[tuple[Any, str]]:
    if not points:
        return []
    xs, ys = zip(*points, strict=True)
    dots = axes.plot(xs, ys, "o", color=fill, markeredgecolor=BLUE, markeredgewidth=1.4, markersize=6, zorder=7)
    return [(dots[0], words)]


def _arrow(axes: Any, start: Point, end: Point, chance: Fraction, colour: str, dashes: Any, bend: float) -> None:
    """Draw an arrow, thicker where it is likelier; none where both ends are the same."""
    if start == end:
        return
    look = {"arrowstyle": "-|>", "color": colour, "linewidth": 0.6 + 1.4 * float(chance), "linestyle": dashes}
    axes.annotate(
        "",
        end,
        start,
        arrowprops={**look, "connectionstyle": f"arc3,rad={bend}", "shrinkA": 4, "shrinkB": 4, "mutation_scale": 9},
        zorder=6,
    )
