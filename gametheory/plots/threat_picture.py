"""All equilibria of a threat game along one payoff, with the folds at which they appear and vanish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.plots.canvas import SMALL, add_legend, axes_for, name_axes
from gametheory.plots.needs import need_matplotlib
from gametheory.plots.palette import BLUE, DASHES, GREEN, GREY, INK, MARKERS, ORANGE, PALE, SERIES, VERMILION, nth

if TYPE_CHECKING:
    from gametheory.equilibria.threat_folds import ThreatFold, ThreatFolds
    from gametheory.equilibria.threat_statics import ThreatStatics
    from gametheory.games.threat import ThreatGame

__all__ = ["threat_effects", "threat_equilibria"]

_HEIGHTS = {
    "resist": "probability that {1} resists a threat",
    "challenge": "probability that {0} threatens",
    "stand_firm": "probability that {0} carries it out if resisted",
}


def threat_equilibria(
    game: ThreatGame,
    parameter: str,
    *,
    low: Any,
    high: Any,
    quantity: str = "resist",
    actors: tuple[str, str] = ("A", "B"),
    steps: int = 512,
    ax: Any = None,
) -> Any:
    r"""
    Draw every equilibrium of a threat game as one payoff moves and the others stay.

    Solid lines are equilibria to which expectations return, dashed ones those that they leave. At a fold, marked by a
    diamond, two of them meet; where there are several the ground is shaded. The dotted line at the bottom is the
    equilibrium without any threats, where there is one.

    Parameters
    ----------
    game : ThreatGame
        The game; its own value of the payoff is marked if it lies in the range.
    parameter : str
        The payoff to move: S_A, V_A, C_B, W_A, W_B, a or V_B.
    low, high : number
        The range of its values.
    quantity : str, default: "resist"
        What to draw: "resist", "challenge" or "stand_firm", as in `ThreatEquilibrium`.
    actors : tuple of two str, optional
        What to call the challenger A and the target B.
    steps : int, default: 512
        In how many steps to look through the range, as for `threat_folds`.
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
    UnknownNameError
        If there is no such payoff or quantity.
    GameError
        If the range is empty, or there is less than one step.

    Examples
    --------
    >>> from gametheory import ThreatGame, plots
    >>> game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    >>> ax = plots.threat_equilibria(game, "W_B", low=-4, high=-2)
    >>> ax.get_legend().get_texts()[-1].get_text().replace("\n", " ")
    'folds: two equilibria meet, at -2.9469 and -2.747'
    """
    need_matplotlib()
    from gametheory.equilibria.threat_folds import threat_folds
    from gametheory.plots.threat_branches import branches

    _known(quantity)
    found = threat_folds(game, parameter, low=low, high=high, steps=steps)
    pieces, quiet = branches(found, quantity, steps)
    axes = axes_for(ax, 7.4, 4.4)
    legend = {}
    for piece in pieces:
        words = "stable" if piece.stable else "unstable: expectations move on"
        look = {"color": BLUE, "linestyle": "solid"} if piece.stable else {"color": VERMILION, "linestyle": DASHES[1]}
        legend[words] = axes.plot(piece.values, piece.heights, linewidth=2.0, zorder=4, **look)[0]
    if len(quiet):
        legend["no threats at all"] = axes.plot(quiet, 0 * quiet, color=GREEN, linestyle=DASHES[2], linewidth=2.4)[0]
    axes.set(xlim=(found.low, found.high), ylim=(-0.03, 1.03))
    name_axes(axes, parameter, _HEIGHTS[quantity].format(*actors))
    legend |= _own_value(axes, found) | _folds(axes, found, quantity)
    add_legend(axes, list(legend.values()), list(legend))
    return axes


def _known(quantity: str) -> None:
    if quantity not in _HEIGHTS:
        raise UnknownNameError(f"an equilibrium of a threat game has no {quantity!r}. {closest(quantity, _HEIGHTS)}")


def _own_value(axes: Any, found: ThreatFolds) -> dict[str, Any]:
    value = getattr(found.game, found.parameter)
    if not found.low <= value <= found.high:
        return {}
    upright = axes.axvline(float(value), color=INK, linestyle=DASHES[3], linewidth=1.0, zorder=2)
    return {f"the game's own {found.parameter} = {value}": upright}


def _folds(axes: Any, found: ThreatFolds, quantity: str) -> dict[str, Any]:
    """Mark where equilibria meet, and shade where there are several."""
    if not found.folds:
        return {}
    legend = {}
    for left, right in _several(found):
        span = axes.axvspan(left, right, facecolor=PALE, edgecolor="none", zorder=0)
        legend["several equilibria"] = span
    heights = [_height(found, fold, quantity) for fold in found]
    look = {"color": ORANGE, "markeredgecolor": INK, "markersize": 8, "linestyle": "none", "zorder": 6}
    diamonds = axes.plot([fold.value for fold in found], heights, "D", **look)[0]
    what = "folds: two equilibria meet" if len(found) > 1 else "fold: two equilibria meet"
    return legend | {f"{what}, at {' and '.join(f'{fold.value:.5g}' for fold in found)}": diamonds}


def _several(found: ThreatFolds) -> list[tuple[float, float]]:
    """Stretches between folds with more than one equilibrium."""
    ends = [found.low, *(fold.value for fold in found), found.high]
    counts = [found[0].count_below, *(fold.count_above for fold in found)]
    return [(a, b) for a, b, count in zip(ends[:-1], ends[1:], counts, strict=True) if count > 1]


def _height(found: ThreatFolds, fold: ThreatFold, quantity: str) -> float:
    """What the two equilibria that meet have in common, taken on the side where they are."""
    from gametheory.equilibria.threat import threat_equilibria as solve

    value = fold.low if fold.count_below > fold.count_above else fold.high
    moved: dict[str, Any] = {found.parameter: value}
    near = min(solve(replace(found.game, **moved)), key=lambda e: abs(e.resist - fold.resist))
    return float(getattr(near, quantity))


def threat_effects(statics: ThreatStatics, *, quantity: str = "resist", ax: Any = None) -> Any:
    """
    Draw how one more unit of each payoff moves every equilibrium of a threat game.

    One mark per equilibrium stands beside each payoff, right of zero where the quantity rises. What is infinite, as at
    a fold, has no mark.

    Parameters
    ----------
    statics : ThreatStatics
        What `gametheory.threat_statics` found.
    quantity : str, default: "resist"
        What moves: any of the quantities of `ThreatStatics`.
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
    UnknownNameError
        If there is no such quantity.
    GameError
        If the game has no equilibrium with threats.

    Examples
    --------
    >>> from gametheory import ThreatGame, plots, threat_statics
    >>> game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    >>> ax = plots.threat_effects(threat_statics(game), quantity="stand_firm")
    >>> [label.get_text() for label in ax.get_yticklabels()][:3]
    ['S_A', 'V_A', 'C_B']
    """
    need_matplotlib()
    if not len(statics):
        raise GameError("the game has no equilibrium with threats, so nothing moves; look at another game.")
    if quantity not in statics[0]:
        raise UnknownNameError(f"the effects say nothing of {quantity!r}. {closest(quantity, statics[0])}")
    payoffs = list(statics[0][quantity])
    axes = axes_for(ax, 7.0, 0.9 + 0.42 * len(payoffs))
    legend = {}
    for k, (equilibrium, effects) in enumerate(zip(statics.equilibria, statics, strict=True)):
        moved = [(n, effects[quantity][name]) for n, name in enumerate(payoffs)]
        shown = [(n + 0.22 * (k - (len(statics) - 1) / 2), effect) for n, effect in moved if effect is not None]
        look = {"color": nth(SERIES, k), "markeredgecolor": INK, "markeredgewidth": 0.6, "linestyle": "none"}
        marks = axes.plot([x for _, x in shown], [y for y, _ in shown], marker=nth(MARKERS, k), zorder=3, **look)
        legend[f"where resist is {equilibrium.resist:.3g} ({equilibrium.stability})"] = marks[0]
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.set_yticks(range(len(payoffs)), payoffs, fontsize=SMALL)
    axes.set_ylim(len(payoffs) - 0.5, -0.5)
    axes.grid(color=GREY, alpha=0.2, linewidth=0.6)
    name_axes(axes, f"change of {quantity} per unit of the payoff", "")
    add_legend(axes, list(legend.values()), list(legend))
    return axes
