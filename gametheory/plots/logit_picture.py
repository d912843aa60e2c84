"""The branch of logit equilibria: what actors do as they get better at choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.plots.canvas import add_legend, axes_for, name_axes
from gametheory.plots.palette import DASHES, GREY, INK, MARKERS, SERIES, nth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.equilibria.quantal import QuantalResponse

__all__ = ["logit_branch"]


def logit_branch(answer: QuantalResponse, *, ax: Any = None) -> Any:
    """
    Draw how likely every action is along the branch of logit equilibria, from guessing to the rationality asked for.

    Colours and markers are the actors', dashes their actions, in their order. Dotted upright lines stand where another
    branch crosses this one: beyond them, which way actors would go is not determined by the equations.

    Parameters
    ----------
    answer : QuantalResponse
        What `gametheory.quantal_response` found.
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

    Examples
    --------
    >>> from gametheory import catalog, plots, quantal_response
    >>> ax = plots.logit_branch(quantal_response(catalog.prisoners_dilemma(), rationality=2))
    >>> [text.get_text() for text in ax.get_legend().get_texts()][:2]
    ['Row: cooperate', 'Row: defect']
    """
    axes = axes_for(ax, 7.2, 4.2)
    handles, labels = [], []
    for i, (actor, actions) in enumerate(zip(answer.game.actors, answer.game.actions, strict=True)):
        for k, action in enumerate(actions):
            handles.append(_line(axes, answer, i, k))
            labels.append(f"{actor}: {action}")
    axes.set(xlim=(0.0, max(answer.path.rationality) or 1.0), ylim=(-0.02, 1.02))
    axes.grid(color=GREY, alpha=0.15, linewidth=0.6)
    for crossing in answer.path.crossings:
        upright = axes.axvline(crossing, color=INK, linestyle=DASHES[2], linewidth=1.0, zorder=1)
        if labels[-1] != _CROSSING:
            handles.append(upright)
            labels.append(_CROSSING)
    told = "" if answer.converged else f"followed to {answer.rationality:.4g} only"
    name_axes(axes, "rationality, per unit of payoff", "probability", told)
    add_legend(axes, handles, labels)
    return axes


_CROSSING = "another branch crosses"


def _line(axes: Any, answer: QuantalResponse, i: int, k: int) -> Any:
    """Draw one action's probability, with a few marks that tell its actor in grey print."""
    path = answer.path
    return axes.plot(
        *_smooth(path.rationality, [profile[i][k] for profile in path.profiles]),
        color=nth(SERIES, i),
        linestyle=nth(DASHES, k),
        marker=nth(MARKERS, i),
        markevery=(0.04 + 0.03 * i, 0.17),
        markersize=4.5,
        linewidth=1.8,
        zorder=3,
    )[0]


def _smooth(rationality: Sequence[float], chances: Sequence[float]) -> tuple[list[float], list[float]]:
    """Run through all points of the branch without kinks and without overshooting (Fritsch and Butland 1984)."""
    import numpy as np
    from scipy.interpolate import PchipInterpolator

    points = np.array([rationality, chances])
    if len(rationality) < 3:
        return list(rationality), list(chances)
    unit = max(rationality)
    steps = np.hypot(np.diff(points[0]) / unit, np.diff(points[1]))
    along = np.concatenate([[0.0], np.cumsum(steps)])
    between = np.unique(np.concatenate([along, np.linspace(0.0, along[-1], 300)]))
    across, up = PchipInterpolator(along, points, axis=1)(between)
    return across.tolist(), up.tolist()
