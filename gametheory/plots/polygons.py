"""Polygons on axes: areas, and segments and points where a set has no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.plots.palette import GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.plots.shadow import Point


def draw_set(axes: Any, corners: Sequence[Point], *, fill: str, edge: str, **style: Any) -> Any:
    """Draw an area, a segment or a point, and give what stands for it in a legend; None where there is nothing."""
    from matplotlib.patches import Polygon

    if not corners:
        return None
    places = [(float(x), float(y)) for x, y in corners]
    if len(places) > 2:
        return axes.add_patch(Polygon(places, closed=True, facecolor=fill, edgecolor=edge, **style))
    wide = {"linewidth": style.get("linewidth", 1.0) + 2.0, "linestyle": style.get("linestyle", "solid")}
    xs, ys = zip(*places, strict=True)
    dots = {"marker": "o", "markersize": 5 + wide["linewidth"], "markerfacecolor": fill, "markeredgecolor": edge}
    return axes.plot(xs, ys, color=edge, zorder=style.get("zorder", 2), **wide, **dots)[0]


def frame(axes: Any, points: Sequence[Point]) -> None:
    """Leave room around everything; units alike where both payoffs range about as widely."""
    xs, ys = ([float(p[k]) for p in points] for k in (0, 1))
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    room = [0.14 * reach or 0.14 * (abs(values[0]) or 1.0) for reach, values in ((wide, xs), (high, ys))]
    axes.set_xlim(min(xs) - room[0], max(xs) + room[0])
    axes.set_ylim(min(ys) - room[1], max(ys) + room[1])
    if 0 < wide <= 2 * high and high <= 2 * wide:
        axes.set_aspect("equal")
    axes.grid(color=GREY, alpha=0.15, linewidth=0.6)
    axes.set_axisbelow(True)
