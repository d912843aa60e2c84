"""The arrays of a sweep's result: names, dimensions, labels, units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError
from gametheory.sweeps.points import Grid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.points import Points
    from gametheory.sweeps.variables import Variable


@dataclass(frozen=True, eq=False)
class Array:
    """One array; `values` where they are known before anything is solved."""

    name: str
    dims: tuple[str, ...]
    shape: tuple[int, ...]
    dtype: str
    attrs: Mapping[str, Any]
    values: NDArray[Any] | None = None
    is_coordinate: bool = False


@dataclass(frozen=True, eq=False)
class Layout:
    """Labels of dimensions, arrays to be found (drawn points among them), and what is said of the whole."""

    labels: tuple[Array, ...]
    found: tuple[Array, ...]
    attrs: Mapping[str, Any]


def layout(
    points: Points, variables: tuple[Variable, ...], told: Mapping[str, Mapping[str, str]], attrs: Mapping[str, Any]
) -> Layout:
    """Lay out the result; `told` holds attributes by name of parameter."""
    labels = (
        [_label(name, column.floats, told) for name, column in points.columns.items()]
        if isinstance(points, Grid)
        else []
    )
    drawn = (
        []
        if isinstance(points, Grid)
        else [
            Array(name, points.dims, points.shape, "<f8", told.get(name, {}), is_coordinate=True)
            for name in points.names
        ]
    )
    found = [_array(variable, points) for variable in variables]
    labels += [_labels(name, of) for name, of in _further(variables).items() if not isinstance(of, int)]
    bare = {dim for array in found for dim in array.dims} - {array.name for array in labels}
    _refuse_twice([*bare, *(array.name for array in (*labels, *drawn, *found))])
    return Layout(tuple(labels), (*drawn, *found), attrs)


def _label(name: str, values: NDArray[np.float64], told: Mapping[str, Mapping[str, str]]) -> Array:
    return Array(name, (name,), values.shape, "<f8", told.get(name, {}), values)


def _labels(name: str, of: tuple[str, ...]) -> Array:
    values = np.array(of)
    return Array(name, (name,), values.shape, values.dtype.str, {}, values)


def _array(variable: Variable, points: Points) -> Array:
    dims = (*points.dims, *(name for name, _ in variable.dims))
    dtype = np.dtype(variable.dtype).str
    attrs = {"long_name": variable.meaning, "units": variable.units}
    return Array(variable.name, dims, (*points.shape, *variable.shape), dtype, attrs)


def _further(variables: tuple[Variable, ...]) -> dict[str, tuple[str, ...] | int]:
    """Dimensions of variables; those of one name must agree."""
    found: dict[str, tuple[str, ...] | int] = {}
    for name, of in (pair for variable in variables for pair in variable.dims):
        if found.setdefault(name, of) != of:
            raise GameError(
                f"two outputs use the dimension {name!r} for different things; sweep them one after the other."
            )
    return found


def _refuse_twice(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise GameError(f"two parts of the result are called {name!r}; give one of the outputs another name=.")
