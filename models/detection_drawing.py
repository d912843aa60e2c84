"""The regions of a scenario's strategies in detection and false alarm, as an image file."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Any

from gametheory.plots import parameter_region
from gametheory.plots.needs import need_matplotlib
from models.detection import Detection
from models.errors import ModelError

__all__ = ["can_draw", "draw_regions", "regions_figure"]

_ENDINGS = (".svg", ".png", ".pdf")


def draw_regions(told: Detection, path: Path) -> Path:
    """
    Draw one panel per strategy and write the file.

    Parameters
    ----------
    told : Detection
        The answers.
    path : Path
        The file, ending in .svg, .png or .pdf; folders are made.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ModelError
        If the ending is another.
    MissingDependencyError
        If matplotlib is not installed.
    """
    can_draw(path)
    figure = regions_figure(told, len(told.answers))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    return path


def regions_figure(told: Detection, across: int) -> Any:
    """
    Draw one panel per strategy; the ring is the point of the chances in the signals.

    Parameters
    ----------
    told : Detection
        The answers.
    across : int
        How many panels stand beside each other.

    Returns
    -------
    matplotlib.figure.Figure
        The picture.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    """
    need_matplotlib()
    from matplotlib.figure import Figure

    detect, alarm = told.spec.detect, told.spec.alarm
    columns = min(across, len(told.answers))
    rows = ceil(len(told.answers) / columns)
    figure = Figure(figsize=(4.2 * columns, 4.2 * rows), layout="constrained")
    for k, answer in enumerate(told.answers, start=1):
        ax = figure.add_subplot(rows, columns, k)
        fixed: dict[str, Any] = {"discount": told.discount, **told.others(detect, alarm)}
        parameter_region(answer.region, detect, alarm, ax=ax, **fixed)
        ax.plot(float(told.chances[detect]), float(told.chances[alarm]), "o", color="black", markerfacecolor="white")
        ax.set_title(answer.title, fontsize="small", wrap=True)
    return figure


def can_draw(path: Path) -> None:
    """
    Refuse a picture before anything long is solved for it.

    Parameters
    ----------
    path : Path
        The file, ending in .svg, .png or .pdf.

    Raises
    ------
    ModelError
        If the ending is another.
    MissingDependencyError
        If matplotlib is not installed.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise ModelError(f"a picture is written as {', '.join(_ENDINGS)}, not as {path.name!r}; change the ending.")
    need_matplotlib()
