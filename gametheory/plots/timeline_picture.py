"""What happened after what: a partial order of dated events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from textwrap import fill
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.plots.canvas import SMALL, TEXT, sheet_for, width_of
from gametheory.plots.needs import need_matplotlib
from gametheory.plots.order_rows import Dated, arcs, in_order
from gametheory.plots.palette import BLUE, DASHES, GREY, INK, PAPER, VERMILION

if TYPE_CHECKING:
    from gametheory.plots.order_rows import Arc

__all__ = ["timeline"]

_LETTERS = 74
"""In a line of what happened."""

_ROW, _LINE, _GAP = 19.0, 12.0, 9.0
"""In points: heights of a row with one line and of every further line, and gaps across."""

_KEY = 46.0
"""In points: a sample of an arc in the last line, with the gaps around it and its words."""


def timeline(
    events: Iterable[Dated], *, kinds: tuple[str, str] = ("surely earlier", "held to be earlier"), ax: Any = None
) -> Any:
    """
    Draw events from the earliest down, with arcs from each to those that are known to be later.

    A solid arc says that the order is sure, a dashed one that it is held on weaker grounds; orders that follow from
    others are left out. Two events that no chain of arcs connects may have happened in any order, whichever stands
    higher here.

    Parameters
    ----------
    events : iterable of Dated
        The events; each stands below all that are earlier, else in the order given.
    kinds : tuple of two str, optional
        What to call solid and dashed arcs in the line at the bottom.
    ax : matplotlib.axes.Axes, optional
        Where to draw; letters become small where it is small. By default a new figure, as high as there are events.

    Returns
    -------
    matplotlib.axes.Axes
        The picture.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If there are no events, two have the same name, or the order goes in a circle.
    UnknownNameError
        If an event is after one that is not there.

    Examples
    --------
    >>> from gametheory import plots
    >>> ax = plots.timeline([
    ...     plots.Dated("reply", "B answers", "1914-07-25", after=("note",)),
    ...     plots.Dated("note", "A hands over a note", "1914-07-23"),
    ... ])
    >>> [text.get_text() for text in ax.texts][:2]
    ['1914-07-23', 'A hands over a note']
    """
    need_matplotlib()
    rows = in_order(events)
    if not rows:
        raise GameError("there is no event to draw; give at least one.")
    words = [fill(event.words, _LETTERS) for event in rows]
    heights, total = _heights(words)
    joined = arcs(rows)
    dates = max(width_of(event.when, SMALL) for event in rows)
    left = -max([_GAP, *(_reach(heights, arc) for arc in joined)]) - _GAP
    right = 2 * _GAP + max(width_of(line) for text in words for line in text.split("\n"))
    there = [(sure, name) for sure, name in zip((True, False), kinds, strict=True) if sure in {a.sure for a in joined}]
    width = max(right - left + dates, sum(_KEY + width_of(name, SMALL) for _, name in there)) + 2 * _GAP
    axes, scale = sheet_for(ax, (left - dates - _GAP, -_ROW), width, total + 2 * _ROW)
    for event, text, y in zip(rows, words, heights, strict=True):
        _write(axes, left, y, event.when, SMALL * scale, color=GREY, ha="right")
        _write(axes, 1.5 * _GAP, y, text, TEXT * scale, color=INK, ha="left")
    for arc in joined:
        _arc(axes, heights, arc)
    axes.plot([0.0] * len(rows), heights, "o", color=PAPER, markeredgecolor=INK, markersize=6 * scale, zorder=4)
    _key(axes, left - dates, total + _ROW / 2, there, scale)
    return axes


def _heights(words: Sequence[str]) -> tuple[list[float], float]:
    """Where the first line of every row stands, and where the rows end; in points."""
    places, y = [], 0.0
    for text in words:
        places.append(y)
        y += _ROW + _LINE * text.count("\n")
    return places, y


def _reach(heights: Sequence[float], arc: Arc) -> float:
    """How far an arc goes out: farther for rows farther apart, but ever less so."""
    return 2.6 * sqrt(heights[arc.lower] - heights[arc.upper])


def _arc(axes: Any, heights: Sequence[float], arc: Arc) -> None:
    """Draw one order from the upper row to the lower one, with a head at its end."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    start, end, out = heights[arc.upper] + 3.0, heights[arc.lower] - 3.0, -4 / 3 * _reach(heights, arc)
    bow = Path([(0.0, start), (out, start), (out, end), (0.0, end)], [Path.MOVETO, *[Path.CURVE4] * 3])
    axes.add_patch(FancyArrowPatch(path=bow, arrowstyle="-|>", mutation_scale=7, linewidth=1.1, **_look(sure=arc.sure)))


def _look(*, sure: bool) -> dict[str, Any]:
    return {"color": BLUE, "linestyle": "solid"} if sure else {"color": VERMILION, "linestyle": DASHES[1]}


def _write(axes: Any, x: float, y: float, words: str, size: float, **style: Any) -> None:
    """Write with the first line at this height."""
    note = axes.text(
        x, y, words, va="center_baseline" if "\n" not in words else "top", fontsize=size, parse_math=False, **style
    )
    note.set_y(y if "\n" not in words else y - 0.55 * size)


def _key(axes: Any, x: float, y: float, there: Sequence[tuple[bool, str]], scale: float) -> None:
    """Say what the arcs of each kind mean."""
    for sure, words in there:
        axes.plot([x, x + 24], [y, y], linewidth=1.1, **_look(sure=sure))
        _write(axes, x + 30, y, words, SMALL * scale, color=GREY, ha="left")
        x += _KEY + width_of(words, SMALL)
