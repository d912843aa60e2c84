"""How patient actors must be, as one parameter moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.plots.canvas import add_legend, axes_for, name_axes, nothing
from gametheory.plots.needs import need_matplotlib
from gametheory.plots.palette import BLUE, DASHES, GREY, INK, ORANGE, SERIES, TINTS, nth
from gametheory.plots.threshold_runs import runs

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.equilibria.threshold import ThresholdFormula
    from gametheory.plots.threshold_runs import Run

__all__ = ["thresholds"]


def thresholds(
    formula: ThresholdFormula, parameter: str, *, low: Any, high: Any, steps: int = 60, ax: Any = None
) -> Any:
    """
    Draw for which discount factors a strategy is an equilibrium, as one parameter moves and the others stay.

    Shaded are the discount factors that sustain the strategy, computed exactly at each value that is looked at. The
    lower edge of the lowest area is the critical discount factor; its colour and dashes tell whose constraint sets it.
    The star is the reference point.

    Parameters
    ----------
    formula : ThresholdFormula
        What `gametheory.threshold_formula` found; its reference point holds the other parameters.
    parameter : str
        The payoff parameter, or symbol of the monitoring, to move.
    low, high : number
        The range of its values.
    steps : int, default: 60
        In how many steps to look through the range; changes of the binding constraint are narrowed down further.
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
        If the range is empty, or there is less than one step.
    UnknownNameError
        If there is no such parameter.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, plots, strategies, threshold_formula
    >>> R, S, T, P = sympy.symbols("R S T P")
    >>> stage = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actions=["C", "D"])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> found = threshold_formula(stage, grim, at={"R": 2, "S": -1, "T": 3, "P": 0})
    >>> ax = plots.thresholds(found, "T", low=2, high=5, steps=6)
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('T', 'discount factor')
    """
    need_matplotlib()
    first, last = exact(low, f"the low end of {parameter}"), exact(high, f"the high end of {parameter}")
    if not first < last or steps < 1:
        raise GameError(f"{parameter} cannot go from {low} to {high} in {steps} steps; give low < high, steps >= 1.")
    found = runs(lambda value: formula.region(**{parameter: value}), first, last, steps)
    axes = axes_for(ax, 7.2, 4.2)
    axes.set(xlim=(float(first), float(last)), ylim=(0.0, 1.0))
    name_axes(axes, parameter, "discount factor")
    legend = _areas(axes, found) + _critical(axes, found) + _reference(axes, formula, parameter, (first, last))
    add_legend(axes, [handle for handle, _ in legend], [words for _, words in legend])
    return axes


def _areas(axes: Any, found: list[Run]) -> list[tuple[Any, str]]:
    """Shade what sustains the strategy, one area per stretch and interval."""
    handle = None
    for run in found:
        xs = [float(value) for value in run.values]
        for k in range(len(run.regions[0].intervals)):
            lows = [float(region.intervals[k].low) for region in run.regions]
            highs = [float(region.intervals[k].high) for region in run.regions]
            handle = axes.fill_between(xs, lows, highs, facecolor=TINTS[0], edgecolor="none", zorder=2)
            _outline(axes, xs, lows, highs)
    if handle is None:
        return [(nothing(axes), "nowhere in this range is the strategy an equilibrium")]
    return [(handle, "the strategy is an equilibrium")]


def _outline(axes: Any, xs: list[float], lows: list[float], highs: list[float]) -> None:
    """Draw the ends between 0 and 1; a stretch of one value, or of single factors, has no area and is seen by them."""
    look = {"color": BLUE, "linewidth": 1.2, "zorder": 3}
    if len(xs) == 1:
        axes.plot(xs * 2, [*lows, *highs], marker=".", **look)
    for ends in (lows, highs):
        if min(ends) > 0 and max(ends) < 1:
            axes.plot(xs, ends, **look)


def _critical(axes: Any, found: list[Run]) -> list[tuple[Any, str]]:
    """Draw the critical discount factor, styled by the constraint that sets it."""
    handles: dict[str, Any] = {}
    for run in found:
        if run.regions[0].intervals:
            binding = run.regions[0].intervals[0].low_binding
            words = "at any discount factor, however low" if binding is None else str(binding)
            k = list(handles).index(words) if words in handles else len(handles)
            line = axes.plot(
                [float(value) for value in run.values],
                [float(region.intervals[0].low) for region in run.regions],
                color=nth(SERIES[1:], k) if binding else GREY,
                linestyle=nth(DASHES, k),
                linewidth=2.2,
                zorder=4,
                clip_on=False,
            )
            handles.setdefault(words, line[0])
    return [(handle, words) for words, handle in handles.items()]


def _reference(
    axes: Any, formula: ThresholdFormula, parameter: str, ends: tuple[Fraction, Fraction]
) -> list[tuple[Any, str]]:
    value, critical = formula.at[parameter], formula.threshold
    if critical is None or not ends[0] <= value <= ends[1]:
        return []
    look = {"color": ORANGE, "markeredgecolor": INK, "markersize": 13, "linestyle": "none", "clip_on": False}
    star = axes.plot([float(value)], [float(critical)], marker="*", zorder=6, **look)[0]
    return [(star, f"reference: {parameter} = {value}, critical {critical}")]
