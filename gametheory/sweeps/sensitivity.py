"""Which input moves an output most: Sobol indices with intervals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.sweeps.samples import SALTELLI
from gametheory.sweeps.store import IDENTITY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["sobol_indices"]


def sobol_indices(data: Any, output: str, *, confidence: float = 0.95, resamples: int = 999, seed: int = 0) -> Any:
    """
    Estimate how much of an output's variance each input explains (Sobol 2001; Saltelli and others 2010).

    The first index of an input is the share of variance that it explains alone, the total one the share that would be
    left if all others were known. Intervals are percentiles of a bootstrap over rows of the design.

    Parameters
    ----------
    data : xarray.Dataset
        The result of a sweep over `saltelli`: inputs are independent and uniform there.
    output : str
        Name of a variable without further dimensions; marks count as 0 and 1.
    confidence : float, default: 0.95
        Confidence of the intervals.
    resamples : int, default: 999
        How often the bootstrap draws.
    seed : int, default: 0
        Seed of the bootstrap.

    Returns
    -------
    xarray.Dataset
        Variables "first" and "total" with their ends "first_low", "first_high", "total_low" and "total_high", along
        the dimension "parameter".

    Raises
    ------
    GameError
        If the sweep was over other points, whose inputs need not be independent, or the output is not finite, or does
        not vary.
    UnknownNameError
        If there is no such output.

    See Also
    --------
    scipy.stats.sobol_indices : The same estimators for a function.

    Examples
    --------
    >>> from gametheory import GameFamily, Polytope, sweeps
    >>> family = GameFamily(
    ...     [[[0, 1, 0]], [[0, 0, 1]]], Polytope(["prize", "cost"]), actors=["Ann"], actions=[["try", "rest"]])
    >>> data = sweeps.sweep(family, sweeps.saltelli(64, prize=(0, 3), cost=(1, 2)), [sweeps.EquilibriumProfiles()])
    >>> indices = sweeps.sobol_indices(data.sel(profile="try"), "pure_equilibrium")
    >>> bool(indices["total"].sel(parameter="prize") > indices["total"].sel(parameter="cost"))
    True
    """
    names = _inputs(data)
    if not 0 < confidence < 1:
        raise GameError(f"the confidence is {confidence}; it must lie strictly between 0 and 1, for example 0.95.")
    blocks = _values(data, output).reshape(len(names) + 2, -1)
    generator, rows = np.random.default_rng(seed), blocks.shape[1]
    drawn = np.stack([_indices(blocks[:, generator.integers(0, rows, rows)]) for _ in range(resamples)])
    return _labelled(
        names, _indices(blocks), np.nanquantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    )


def _inputs(data: Any) -> list[str]:
    points = json.loads(data.attrs.get(IDENTITY, "{}")).get("points", {})
    if points.get("method") != SALTELLI:
        raise GameError(
            "Sobol indices need independent inputs in Saltelli's design, but these points are: "
            f"{points.get('method', 'of unknown origin')}. Sweep over sweeps.saltelli(256, name=(low, high), ...). "
            "Inputs that inequalities tie together have no such indices: drop one inequality at a time instead and see "
            "how far the share of points with the property moves."
        )
    return list(points["parameters"])


def _values(data: Any, output: str) -> Floats:
    if output not in data.data_vars:
        raise UnknownNameError(f"there is no output {output!r}. {closest(output, data.data_vars)}")
    found = data[output]
    if found.dims != ("point",):
        raise GameError(
            f"{output} has the dimensions {', '.join(found.dims)}; choose one entry with .sel() or .isel() first."
        )
    values: Floats = found.values.astype(np.float64)
    if not np.isfinite(values).all():
        raise GameError(
            f"{output} is not finite at {int((~np.isfinite(values)).sum())} of {len(values)} points; ask for an output "
            "that always is, such as IsEquilibrium, or sweep over a smaller box."
        )
    if (values == values[0]).all():
        raise GameError(f"{output} is {values[0]:g} at all points: there is no variance to explain; widen the ranges.")
    return values


def _indices(blocks: Floats) -> Floats:
    """First and total indices (Saltelli and others 2010, table 2 b and f), values centred for accuracy."""
    blocks = blocks - blocks[:2].mean()
    first, second, swapped = blocks[0], blocks[1], blocks[2:]
    variance = blocks[:2].var()
    if variance == 0:  # a bootstrap draw of equal rows says nothing
        return np.full((2, len(swapped)), np.nan)
    alone = (second * (swapped - first)).mean(axis=1) / variance
    return np.stack([alone, ((first - swapped) ** 2).mean(axis=1) / (2 * variance)])


def _labelled(names: list[str], point: Floats, ends: Floats) -> Any:
    import xarray as xr

    found: dict[str, Any] = {}
    for k, kind in enumerate(("first", "total")):
        parts = {kind: point[k], f"{kind}_low": ends[0, k], f"{kind}_high": ends[1, k]}
        found |= {name: ("parameter", values) for name, values in parts.items()}
    return xr.Dataset(found, {"parameter": names})
