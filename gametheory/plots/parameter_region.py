"""A picture of where a strategy is an equilibrium, in two of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.plots.canvas import axes_for
from gametheory.plots.needs import need_matplotlib

if TYPE_CHECKING:
    from gametheory.equilibria.equilibrium_region import EquilibriumRegion

__all__ = ["parameter_region"]

_INSIDE, _OUTSIDE = "#0072b2", "#f0e442"  # apart for every kind of colour vision, and in grey (Okabe and Ito 2008)


def parameter_region(
    region: EquilibriumRegion, x: str, y: str, *, points: int = 201, ax: Any = None, **fixed: Any
) -> Any:
    """
    Draw where a strategy is an equilibrium in two parameters, the others fixed.

    The dark, hatched area is the equilibrium region; every point of the grid is classified exactly.

    Parameters
    ----------
    region : EquilibriumRegion
        What `gametheory.equilibrium_region` gave.
    x, y : str
        Chances of the monitoring, or "delta" for the discount factor.
    points : int, default: 201
        Points along each axis.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure.
    **fixed : number
        A value for every other symbol, and ``discount`` unless it is drawn.

    Returns
    -------
    matplotlib.axes.Axes
        The axes; ``.figure.savefig`` writes a file.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    UnknownNameError
        If there is no such symbol.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import Automaton, NormalFormGame, SymbolicMonitoring, equilibrium_region, plots
    >>> p, e = sympy.symbols("p e")
    >>> bank = NormalFormGame([[23], [20]], actors=["bank"], actions=[["violate", "comply"]])
    >>> seen = SymbolicMonitoring(["flag", "quiet"], [[p, 1 - p], [e, 1 - e]])
    >>> always = Automaton(start="open", actions={"open": ("comply",)}, default={"open": "open"})
    >>> plots.parameter_region(equilibrium_region(bank, always, monitoring=seen), "p", "e", discount=0.9).get_xlabel()
    'p'
    """
    need_matplotlib()
    import numpy as np
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    ticks = [round(k / (points - 1), 6) for k in range(points)]
    inside = region.grid(x, ticks, y, ticks, **fixed)
    ax = axes_for(ax, 5.0, 4.5)
    ax.pcolormesh(ticks, ticks, inside, cmap=ListedColormap([_OUTSIDE, _INSIDE]), vmin=0, vmax=1, rasterized=True)
    if inside.any():
        ax.contourf(ticks, ticks, np.where(inside, 1.0, 0.0), levels=[0.5, 1.5], colors="none", hatches=["///"])
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    ax.set_title(", ".join(f"{name} = {value}" for name, value in fixed.items()), fontsize="small")
    ax.legend(
        handles=[
            Patch(facecolor=_INSIDE, hatch="///", label="equilibrium"),
            Patch(facecolor=_OUTSIDE, label="no equilibrium"),
        ],
        loc="upper left",
        fontsize="small",
    )
    return ax
