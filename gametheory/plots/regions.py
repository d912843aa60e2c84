"""Regions and levels in a plane of two parameters: from functions or arrays, with named axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.plots.canvas import SMALL, add_legend, axes_for, name_axes
from gametheory.plots.needs import need_matplotlib
from gametheory.plots.palette import GREY, HATCHES, INK, TINTS, nth

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["level_map", "region_map"]

_YES_NO = {True: "yes", False: "no"}


def region_map(
    what: Callable[..., Any] | Any,
    over: Mapping[str, Sequence[Any]],
    *,
    names: Mapping[Any, str] | None = None,
    ax: Any = None,
) -> Any:
    """
    Draw which answer holds where in a plane of two parameters.

    Every answer has a colour and a hatch of its own. Each value on the grid stands for the cell around it: an edge
    between two answers is known to half a step of the grid.

    Parameters
    ----------
    what : callable or array_like of shape (len(x), len(y))
        The answers: truth values or labels. A function is called with both parameters by name.
    over : mapping of str to sequence of number
        The two parameters, the first across, each with at least two increasing values.
    names : mapping, optional
        What to call the answers in the legend, and in which order; by default as they are, yes before no.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The picture.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If there are not two parameters with increasing values, the array does not fit them, or there are more answers
        than six.

    Examples
    --------
    >>> from gametheory import plots
    >>> over = {"toll": [0, 1, 2, 3], "gain": [0, 1, 2]}
    >>> ax = plots.region_map(lambda toll, gain: toll >= gain, over, names={True: "stays", False: "crosses"})
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['stays', 'crosses']
    """
    need_matplotlib()
    (first, xs), (second, ys) = _parameters(over)
    table = _table(what, over, (len(xs), len(ys)))
    found = _answers(table, names)
    axes = axes_for(ax, 7.0, 4.4)
    codes = np.array([[found.index(answer) for answer in row] for row in table.tolist()])
    handles = [_region(axes, _edges(xs), _edges(ys), codes == k, k) for k in range(len(found))]
    _borders(axes, _edges(xs), _edges(ys), codes)
    axes.set(xlim=(_edges(xs)[0], _edges(xs)[-1]), ylim=(_edges(ys)[0], _edges(ys)[-1]))
    name_axes(axes, first, second)
    add_legend(axes, handles, [str((names or _YES_NO).get(answer, answer)) for answer in found])
    return axes


def level_map(
    what: Callable[..., Any] | Any,
    over: Mapping[str, Sequence[Any]],
    *,
    levels: Sequence[float] | None = None,
    name: str = "",
    ax: Any = None,
) -> Any:
    """
    Draw a number over a plane of two parameters as contour lines with their levels written on them.

    Parameters
    ----------
    what : callable or array_like of shape (len(x), len(y))
        The numbers; NaN or None where there is none, which is left white. A function is called with both parameters
        by name.
    over : mapping of str to sequence of number
        The two parameters, the first across, each with at least two increasing values.
    levels : sequence of float, optional
        Where to draw lines, increasing; by default at round numbers.
    name : str, default: ""
        What the number is, written above.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The picture.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If there are not two parameters with increasing values, the array does not fit them, or no number is finite.

    Examples
    --------
    >>> from gametheory import plots
    >>> over = {"temptation": [3, 4, 5], "reward": [1, 2]}
    >>> ax = plots.level_map(lambda temptation, reward: 1 - reward / temptation, over, name="critical discount factor")
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('temptation', 'reward')
    """
    need_matplotlib()
    (first, xs), (second, ys) = _parameters(over)
    given = _table(what, over, (len(xs), len(ys)))
    table = np.ma.masked_invalid([[np.nan if x is None else float(x) for x in row] for row in given.tolist()])
    if table.count() == 0:
        raise GameError("there is no finite number to draw; look at another range of the parameters.")
    axes = axes_for(ax, 6.4, 4.6)
    if table.min() == table.max():
        name_axes(axes, first, second, f"{name}: {table.min():.6g} everywhere")
        axes.set(xlim=(xs[0], xs[-1]), ylim=(ys[0], ys[-1]))
        return axes
    shading = axes.contourf(xs, ys, table.T, levels=levels, cmap="cividis", alpha=0.55, extend="both")
    lines = axes.contour(xs, ys, table.T, levels=shading.levels, colors=INK, linewidths=0.9)
    axes.clabel(lines, fontsize=SMALL, colors=INK)
    name_axes(axes, first, second, name)
    return axes


def _parameters(over: Mapping[str, Sequence[Any]]) -> list[tuple[str, list[float]]]:
    """Names and values of both axes."""
    if len(over) != 2:
        raise GameError(f"a plane has two parameters, not {len(over)} ({', '.join(over) or 'none'}); name two.")
    return [(name, _increasing(name, values)) for name, values in over.items()]


def _increasing(name: str, values: Sequence[Any]) -> list[float]:
    read = [float(exact(value, f"a value of {name}")) for value in values]
    if len(read) < 2 or any(b <= a for a, b in pairwise(read)):
        raise GameError(f"the values of {name} are {list(values)!r}; give at least two, increasing.")
    return read


def _table(what: Any, over: Mapping[str, Sequence[Any]], shape: tuple[int, int]) -> NDArray[Any]:
    """Call the function at every pair of values, or take the array as it is."""
    if callable(what):
        (first, xs), (second, ys) = over.items()
        rows = [[what(**{first: x, second: y}) for y in ys] for x in xs]
        table = np.empty(shape, dtype=object)
        table[...] = rows
        return table
    given = np.asarray(what)
    if given.shape != shape:
        raise GameError(f"the array has the shape {given.shape}; the parameters {', '.join(over)} want {shape}.")
    return given


def _answers(table: NDArray[Any], names: Mapping[Any, str] | None) -> list[Any]:
    """The different answers in the order of their names, else yes before no, else as they come."""
    there = list(dict.fromkeys(table.ravel().tolist()))
    order = [*(names or _YES_NO), *there]
    found = sorted(there, key=order.index)
    if len(found) > len(TINTS):
        raise GameError(f"{len(found)} different answers are more than the {len(TINTS)} that can be told apart.")
    return found


def _edges(values: Sequence[float]) -> list[float]:
    """Where cells begin and end: halfway between values, and as far beyond the first and the last."""
    inner = [(a + b) / 2 for a, b in pairwise(values)]
    return [2 * values[0] - inner[0], *inner, 2 * values[-1] - inner[-1]]


def _region(axes: Any, xs: list[float], ys: list[float], here: NDArray[np.bool_], k: int) -> Any:
    """Fill the cells of one answer as a single shape, so that its hatch runs through; give it for the legend."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    corners = [
        [(xs[i], ys[j]), (xs[i + 1], ys[j]), (xs[i + 1], ys[j + 1]), (xs[i], ys[j + 1]), (xs[i], ys[j])]
        for i, j in np.argwhere(here).tolist()
    ]
    cells = Path.make_compound_path(*(Path(cell, closed=True) for cell in corners))
    style = {"facecolor": nth(TINTS, k), "edgecolor": GREY, "hatch": nth(HATCHES, k) or None}
    return axes.add_patch(PathPatch(cells, linewidth=0.0, antialiased=False, zorder=1, **style))


def _borders(axes: Any, xs: list[float], ys: list[float], codes: NDArray[np.int64]) -> None:
    """Draw a line between cells with different answers."""
    from matplotlib.collections import LineCollection

    upright = np.argwhere(codes[1:] != codes[:-1]).tolist()
    level = np.argwhere(codes[:, 1:] != codes[:, :-1]).tolist()
    lines = [[(xs[i + 1], ys[j]), (xs[i + 1], ys[j + 1])] for i, j in upright]
    lines += [[(xs[i], ys[j + 1]), (xs[i + 1], ys[j + 1])] for i, j in level]
    axes.add_collection(LineCollection(lines, colors=INK, linewidths=1.2, capstyle="projecting", zorder=3))
