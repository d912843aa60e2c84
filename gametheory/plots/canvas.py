"""Where pictures are drawn: figures that no screen and no global list knows, so that nothing needs to be closed."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING, Any

from gametheory.plots.needs import need_matplotlib
from gametheory.plots.palette import GREY, INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT, SMALL = 9.0, 8.0
"""Sizes of letters in points."""

_WIDTH = 36
"""Letters in a line of a legend."""


def axes_for(ax: Any, width: float, height: float) -> Any:
    """Give the axes to draw into: the caller's, or those of a new figure of this size in inches."""
    need_matplotlib()
    if ax is not None:
        return ax
    axes = _figure(width, height, layout="constrained").add_subplot(axes_class=_shown_axes())
    axes.tick_params(labelsize=SMALL, color=GREY)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_anchor("NW")
    return axes


def whole_axes(width: float, height: float) -> Any:
    """Axes that fill a new figure of this size in inches."""
    return _figure(width, height).add_axes((0, 0, 1, 1), axes_class=_shown_axes())


def sheet_for(ax: Any, corner: tuple[float, float], width: float, height: float) -> tuple[Any, float]:
    """
    Give axes in points, downwards from a left upper corner, without a frame: the caller's, or a figure of that size.

    The second value says how large a point comes out: letters are to be scaled by it. It is 1 in a figure of its own,
    and never more.
    """
    need_matplotlib()
    own = ax is None
    axes = whole_axes(width / 72, height / 72) if own else ax
    left, top = corner
    axes.set(xlim=(left, left + width), ylim=(top + height, top), aspect="equal")
    axes.set_axis_off()
    axes.figure.canvas.figure.draw_without_rendering()
    frame, inch = axes.get_window_extent(), axes.figure.dpi / 72
    return axes, float(min(1.0, frame.width / inch / width, frame.height / inch / height))


def _figure(width: float, height: float, **options: Any) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=100, facecolor=PAPER, **options)
    FigureCanvasAgg(figure)
    return figure


@cache
def _shown_axes() -> Any:
    """Axes that a notebook shows as their picture; made here since matplotlib may be missing elsewhere."""
    from matplotlib.axes import Axes

    told = {"_repr_png_": _png, "__doc__": "Axes that show themselves in a notebook.", "__module__": __name__}
    return type("ShownAxes", (Axes,), told)


def __getattr__(name: str) -> Any:
    """Give the class by its name too, so that figures can be pickled and sent to other processes."""
    if name == "ShownAxes":
        return _shown_axes()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _png(axes: Any) -> bytes:
    held = BytesIO()
    axes.figure.savefig(held, format="png", dpi=130)
    return held.getvalue()


def name_axes(axes: Any, x: str, y: str, title: str = "") -> None:
    """Write the names of both axes, and a title; a dollar sign in a name stays one."""
    axes.set_xlabel(x, fontsize=TEXT, parse_math=False)
    axes.set_ylabel(y, fontsize=TEXT, parse_math=False)
    if title:
        axes.set_title(title, fontsize=TEXT + 1, loc="left", parse_math=False)


def nothing(axes: Any) -> Any:
    """What stands before words in a legend that explain no mark."""
    return axes.plot([], [], linestyle="none", color=INK)[0]


def add_legend(axes: Any, handles: Sequence[Any], labels: Sequence[str]) -> None:
    """Explain what is drawn, beside the picture, where it covers nothing."""
    if not handles:
        return
    legend = axes.legend(
        handles,
        [fill(words, _WIDTH) for words in labels],
        loc="upper left",
        bbox_to_anchor=(1.02, 1.0),
        borderaxespad=0.0,
        fontsize=SMALL,
        frameon=False,
        labelcolor=INK,
        handlelength=3.4,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)


def width_of(words: str, size: float = TEXT, weight: str = "bold") -> float:
    """Width of one line of words in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0])
