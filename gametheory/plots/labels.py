"""Words beside points, where they cover least of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.plots.canvas import SMALL
from gametheory.plots.layout import Point, Rectangle, least_crowded, overlap
from gametheory.plots.palette import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RINGS = (6.0, 11.0, 18.0, 28.0)
_SIDES = ((1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1))
_PIECES, _ROUNDS = 60, 6
_ALIGNED = {1: "left", 0: "center", -1: "right"}, {1: "bottom", 0: "center", -1: "top"}


def settle(axes: Any) -> None:
    """Let the layout take its final form, so that places in pixels can be trusted: it takes a few rounds."""
    before = None
    for _ in range(_ROUNDS):
        axes.figure.canvas.figure.draw_without_rendering()  # of a part of a figure: the whole
        now = axes.get_window_extent().bounds
        if now == before:
            return
        before = now


def ticks(axes: Any) -> list[Rectangle]:
    """Rectangles in pixels of what is written along both axes."""
    boxes = [axis.get_tightbbox() for axis in (axes.xaxis, axes.yaxis)]
    return [(float(box.x0), float(box.y0), float(box.x1), float(box.y1)) for box in boxes if box is not None]


def around(axes: Any, points: Iterable[Point], size: float = 4.0) -> list[Rectangle]:
    """Rectangles in pixels that markers cover."""
    reach = size * axes.figure.dpi / 72
    places = [axes.transData.transform(point) for point in points]
    return [(float(x) - reach, float(y) - reach, float(x) + reach, float(y) + reach) for x, y in places]


def along(axes: Any, corners: Sequence[Point]) -> list[Rectangle]:
    """Rectangles in pixels that the outline of a polygon covers, in pieces."""
    closed = zip(corners, [*corners[1:], *corners[:1]], strict=True)
    shares = [k / _PIECES for k in range(_PIECES)]
    return around(axes, [(x + t * (u - x), y + t * (v - y)) for (x, y), (u, v) in closed for t in shares], 0.8)


def beside(
    axes: Any, words: str, point: Point, taken: list[Rectangle], written: list[Rectangle], colour: str, **style: Any
) -> None:
    """
    Write words beside a point, where they cover least of what is taken and written, inside the axes if possible.

    Where they would cover other words they are left out.
    """
    note = _note(axes, words, point, color=colour, **style)
    spots = [(ring * x, ring * y, x, y) for ring in _RINGS for x, y in _SIDES]
    extents = [_tried(note, spot) for spot in spots]
    frame = axes.get_window_extent()
    outside = _outside((frame.x0, frame.y0, frame.x1, frame.y1))
    free = [k for k, extent in enumerate(extents) if not any(overlap(extent, other) for other in written)]
    if not free:
        note.remove()
        return
    best = free[least_crowded([extents[k] for k in free], [*taken, *outside])]
    _tried(note, spots[best])
    written.append(extents[best])


def _note(axes: Any, words: str, point: Point, **style: Any) -> Any:
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=2.0, foreground=PAPER)]
    fixed = {"textcoords": "offset points", "parse_math": False, "annotation_clip": False, "zorder": 9}
    note = axes.annotate(words, point, xytext=(0, 0), fontsize=SMALL, path_effects=halo, **fixed, **style)
    note.set_in_layout(False)  # it stays where it is put, and moves nothing else
    return note


def _tried(note: Any, spot: tuple[float, float, int, int]) -> Rectangle:
    x, y, across, up = spot
    note.set(position=(x, y), horizontalalignment=_ALIGNED[0][across], verticalalignment=_ALIGNED[1][up])
    box = note.get_window_extent()
    return float(box.x0), float(box.y0), float(box.x1), float(box.y1)


def _outside(frame: Rectangle) -> list[Rectangle]:
    """All that lies beyond a frame, as four rectangles."""
    left, bottom, right, top = frame
    far = 1e5
    return [(-far, -far, left, far), (right, -far, far, far), (-far, -far, far, bottom), (-far, top, far, far)]
