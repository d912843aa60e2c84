"""A strategy as a picture: states, what each actor does in them, and what moves them."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from gametheory.plots.canvas import whole_axes
from gametheory.plots.layout import BEND, Point, Rectangle, bent, circle, least_crowded
from gametheory.plots.needs import need_matplotlib
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.words import chances_in_words, state_moves

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.strategies.automaton import Automaton, State

__all__ = ["automaton"]

_SHARES = (0.42, 0.55, 0.32, 0.65, 0.24, 0.74)
_FOLLOWED, _DEPARTED = "#1f3a5f", "#a23b2a"


def automaton(
    strategy: Automaton, stage: NormalFormGame, *, monitoring: PublicMonitoring | None = None, ax: Any = None
) -> Any:
    """
    Draw a strategy as a state diagram.

    Each box is a state with its name and what the actors do there, in their order; play begins at the box with the
    thick edge. A solid arrow is where following the prescription leads, a dashed one where something else does; arrows
    say what moves the state.

    Parameters
    ----------
    strategy : Automaton
        The strategy.
    stage : NormalFormGame
        The game that it plays, for the names.
    monitoring : PublicMonitoring, optional
        What everybody sees, where the automaton moves on signals.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure whose size fits the number of states.

    Returns
    -------
    matplotlib.axes.Axes
        The picture; save it with ``ax.figure.savefig("strategy.png")``.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, plots, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> ax = plots.automaton(strategies.tit_for_tat(("C", "C"), ("D", "D")), stage)  # doctest: +SKIP
    """
    need_matplotlib()
    arrows = _arrows(strategy, stage, monitoring)
    places = dict(zip(strategy.states, circle(len(strategy.states)), strict=True))
    axes = ax if ax is not None else _new_axes(len(places))
    axes.set(xlim=(-2.5, 2.5), ylim=(-1.75, 1.75), aspect="equal")
    axes.set_axis_off()
    axes.apply_aspect()
    boxes = {state: _box(axes, strategy, state, place) for state, place in places.items()}
    taken = [rectangle for _, rectangle in boxes.values()]
    for (source, target), (label, followed) in sorted(arrows.items(), key=lambda arrow: arrow[0][0] != arrow[0][1]):
        style = _style(followed=followed)
        if source == target:
            spots, covered = _loop(axes, boxes[source][1], style)
            taken.append(covered)
        else:
            spots = _arrow(axes, (boxes[source][0], boxes[target][0]), (places[source], places[target]), style)
        taken.append(_label(axes, label, spots, taken, style["color"]))
    return axes


def _arrows(strategy: Automaton, stage: NormalFormGame, monitoring: Any) -> dict[tuple[State, State], tuple[str, bool]]:
    """Per pair of states: what leads from one to the other, and whether following the prescription does."""
    told: dict[tuple[State, State], list[tuple[str, bool]]] = {}
    for state, moves in state_moves(strategy, stage, monitoring).items():
        for move in moves:
            for target, chance in as_lottery(move.target).items():
                words = move.when if chance == 1 else f"{move.when} ({chance})"
                told.setdefault((state, target), []).append((words, move.followed))
    return {
        pair: ("\n".join(fill(words, 30) for words, _ in lines), any(followed for _, followed in lines))
        for pair, lines in told.items()
    }


def _new_axes(count: int) -> Any:
    size = 4.2 + 0.4 * count
    return whole_axes(1.43 * size, size)


def _box(axes: Any, strategy: Automaton, state: State, place: Point) -> tuple[Any, Rectangle]:
    """Draw a state; give its patch and the rectangle that it covers."""
    from matplotlib.patches import FancyBboxPatch

    does = ", ".join(chances_in_words(lottery) for lottery in strategy.mixture(state))
    chance = as_lottery(strategy.start).get(state)
    begins = f" (start {chance})" if chance not in (None, 1) else ""
    words = f"{fill(str(state), 22)}{begins}\n{fill(does, 26)}"
    text = axes.text(*place, words, ha="center", va="center", fontsize=9, zorder=4)
    left, bottom, right, top = _extent(axes, text, 5)
    width = 2.6 if chance else 1.0
    patch = FancyBboxPatch(
        (left, bottom),
        right - left,
        top - bottom,
        boxstyle="round,pad=0,rounding_size=0.06",
        facecolor="#eef3f8",
        edgecolor=_FOLLOWED,
        linewidth=width,
        zorder=3,
    )
    axes.add_patch(patch)
    return patch, (left, bottom, right, top)


def _extent(axes: Any, text: Any, margin: float) -> Rectangle:
    """Rectangle of a text with a margin in points, in the coordinates of the picture."""
    found = text.get_window_extent().padded(margin * axes.figure.dpi / 72)
    (left, bottom), (right, top) = axes.transData.inverted().transform(found.get_points())
    return float(left), float(bottom), float(right), float(top)


def _style(*, followed: bool) -> dict[str, Any]:
    return {
        "arrowstyle": "-|>",
        "mutation_scale": 14,
        "color": _FOLLOWED if followed else _DEPARTED,
        "linestyle": "solid" if followed else (0, (5, 3)),
        "linewidth": 1.3,
        "zorder": 2,
    }


def _arrow(axes: Any, patches: tuple[Any, Any], ends: tuple[Point, Point], style: dict[str, Any]) -> list[Point]:
    """Draw an arrow and give the spots where its label could stand."""
    from matplotlib.patches import FancyArrowPatch

    curve = f"arc3,rad={BEND}"
    frames: dict[str, Any] = {"patchA": patches[0], "patchB": patches[1], "shrinkA": 1, "shrinkB": 2}
    axes.add_patch(FancyArrowPatch(posA=ends[0], posB=ends[1], connectionstyle=curve, **frames, **style))
    return [bent(*ends, share) for share in _SHARES]


def _loop(axes: Any, rectangle: Rectangle, style: dict[str, Any]) -> tuple[list[Point], Rectangle]:
    """Draw an arrow from a box over its outer edge back to it; give spots for its label and what it covers."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    left, bottom, right, top = rectangle
    up = 1 if top + bottom > -0.1 else -1
    edge, middle, reach = (top if up > 0 else bottom), (left + right) / 2, 0.28 * up
    points = [(middle - 0.1, edge), (middle - 0.25, edge + reach), (middle + 0.25, edge + reach), (middle + 0.1, edge)]
    axes.add_patch(FancyArrowPatch(path=Path(points, [Path.MOVETO, *[Path.CURVE4] * 3]), **style))
    spots = [(middle + aside, edge + reach * 1.1) for aside in (0.0, 0.35, -0.35)]
    return spots, (middle - 0.2, min(edge, edge + reach / 2), middle + 0.2, max(edge, edge + reach / 2))


def _label(axes: Any, words: str, spots: list[Point], taken: list[Rectangle], colour: str) -> Rectangle:
    """Write a label where it covers least of what is there."""
    frame = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    text = axes.text(*spots[0], words, ha="center", va="center", fontsize=7.5, color=colour, bbox=frame, zorder=4)
    rectangles = []
    for spot in spots:
        text.set_position(spot)
        rectangles.append(_extent(axes, text, 1))
    best = least_crowded(rectangles, taken)
    text.set_position(spots[best])
    return rectangles[best]
