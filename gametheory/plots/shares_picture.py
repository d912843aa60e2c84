"""Shares with their intervals, and how far they depend on the measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.plots.canvas import SMALL, add_legend, axes_for, name_axes
from gametheory.plots.needs import need_matplotlib
from gametheory.plots.palette import GREY, INK, MARKERS, PALE, SERIES, nth

__all__ = ["shares"]

Interval = tuple[float, float, float]


def shares(
    estimates: Mapping[str, Mapping[str, Sequence[Any]]], *, name: str = "share", level: str = "", ax: Any = None
) -> Any:
    """
    Draw estimated shares with their intervals: a line per statement, a mark per measure.

    The bar behind the marks runs from the lowest end of any measure's interval to the highest: what holds whichever of
    the measures one believes in.

    Parameters
    ----------
    estimates : mapping of str to mapping of str to (low, estimate, high)
        Per statement and measure: the interval's lower end, the estimate, the interval's upper end, from 0 to 1.
    name : str, default: "share"
        What is estimated, written below.
    level : str, default: ""
        What the intervals are, such as "95% confidence", written below too.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure as high as there are statements.

    Returns
    -------
    matplotlib.axes.Axes
        The picture.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If there is nothing to draw, or numbers are not in order between 0 and 1.

    Examples
    --------
    >>> from gametheory import plots
    >>> ax = plots.shares({"grim is an equilibrium": {"uniform": (0.4, 0.44, 0.48), "corners": (0.2, 0.22, 0.25)}})
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['grim is an equilibrium']
    """
    need_matplotlib()
    read = {label: _read(label, measures) for label, measures in estimates.items()}
    if not read:
        raise GameError("there is no share to draw; give at least one statement with an estimate.")
    measures = list(dict.fromkeys(measure for by_measure in read.values() for measure in by_measure))
    axes = axes_for(ax, 7.6, 1.3 + len(read) * max(0.45, 0.16 * len(measures) + 0.2))
    handles = {measure: _marks(axes, read, measure, measures) for measure in measures}
    bars = axes.barh(
        range(len(read)),
        [_reach(row)[1] - _reach(row)[0] for row in read.values()],
        left=[_reach(row)[0] for row in read.values()],
        height=0.82,
        facecolor=PALE,
        edgecolor=GREY,
        linewidth=0.5,
        zorder=1,
    )
    axes.set(xlim=(-0.02, 1.02), ylim=(len(read) - 0.45, -0.55))
    axes.set_yticks(range(len(read)), [fill(label, 34) for label in read], fontsize=SMALL, parse_math=False)
    axes.grid(axis="x", color=GREY, alpha=0.2, linewidth=0.6)
    name_axes(axes, f"{name} ({level})" if level else name, "")
    if len(measures) > 1:
        add_legend(axes, [*handles.values(), bars[0]], [*handles, "range over the measures"])
    return axes


def _read(label: str, measures: Mapping[str, Sequence[Any]]) -> dict[str, Interval]:
    if not measures:
        raise GameError(f"{label!r} has no estimate; give (low, estimate, high) by the name of a measure.")
    return {measure: _interval(label, measure, given) for measure, given in measures.items()}


def _interval(label: str, measure: str, given: Sequence[Any]) -> Interval:
    if len(given) != 3:
        raise GameError(f"{label!r} by {measure!r} is {given!r}; give three numbers: low, estimate, high.")
    low, middle, high = (exact(x, f"the share of {label!r} by {measure!r}") for x in given)
    if not 0 <= low <= middle <= high <= 1:
        raise GameError(f"{label!r} by {measure!r} is {tuple(given)!r}; it must be 0 <= low <= estimate <= high <= 1.")
    return float(low), float(middle), float(high)


def _reach(measures: Mapping[str, Interval]) -> tuple[float, float]:
    """From the lowest end to the highest."""
    return min(low for low, _, _ in measures.values()), max(high for _, _, high in measures.values())


def _marks(axes: Any, read: Mapping[str, Mapping[str, Interval]], measure: str, measures: list[str]) -> Any:
    """Draw one measure's estimates, each on its own height within its statement's line."""
    k, step = measures.index(measure), 0.66 / len(measures)
    rows = [(n, row[measure]) for n, row in enumerate(read.values()) if measure in row]
    heights = [n + (k - (len(measures) - 1) / 2) * step for n, _ in rows]
    middles = [middle for _, (_, middle, _) in rows]
    ends = [[middle - low for _, (low, middle, _) in rows], [high - middle for _, (_, middle, high) in rows]]
    look = {"markeredgecolor": INK, "markeredgewidth": 0.6, "markersize": 5.5, "elinewidth": 1.6, "capsize": 2.5}
    colour, marker = nth(SERIES, k), nth(MARKERS, k)
    return axes.errorbar(middles, heights, xerr=ends, fmt=marker, color=colour, zorder=3, **look)
