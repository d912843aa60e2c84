"""Where to look: grids and samples of parameters, every point of them exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import prod
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.sweeps.columns import Column, read_column

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Draws", "Grid", "draws", "grid"]

Span = tuple[int, int]
_LARGEST = 10**300


class Points(Protocol):
    """What a sweep needs to know of its points; they are numbered in the order of an array with this shape."""

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""

    @property
    def dims(self) -> tuple[str, ...]:
        """Names of the result's dimensions."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Their lengths."""

    @property
    def denominators(self) -> tuple[int, ...]:
        """One per parameter."""

    @property
    def ranges(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """The smallest and the largest value of each parameter, or bounds of them."""

    @property
    def seed(self) -> int | None:
        """Seed of the draws; None where nothing is drawn."""

    def numerators(self, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
        """
        Give the points of some spans, which come in increasing order.

        Parameters
        ----------
        spans : iterable of (int, int)
            First point, and the point after the last.

        Yields
        ------
        numpy.ndarray of shape (points, parameters)
            Integers, to be divided by `denominators`.
        """

    def described(self) -> dict[str, Any]:
        """
        Tell all that the points depend on.

        Returns
        -------
        dict
            Plain data.
        """


@dataclass(frozen=True, eq=False)
class Listed:
    """
    Points whose values are listed, parameter by parameter.

    Parameters
    ----------
    columns : mapping of str to Column
        The values by parameter, exact.
    """

    columns: FrozenMap[str, Column] = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return tuple(self.columns)

    @property
    def denominators(self) -> tuple[int, ...]:
        """One per parameter."""
        return tuple(column.denominator for column in self.columns.values())

    @property
    def ranges(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """The smallest and the largest value of each parameter."""
        return {name: column.ends for name, column in self.columns.items()}

    @property
    def seed(self) -> int | None:
        """None: nothing is drawn here."""
        return None

    def described(self) -> dict[str, Any]:
        """
        Tell all that the points depend on.

        Returns
        -------
        dict
            Plain data.
        """
        told = {name: _told(column) for name, column in self.columns.items()}
        return {"method": type(self).__name__.lower(), "parameters": told}


class Grid(Listed):
    """
    All combinations of some values per parameter; built by `grid`.

    Parameters
    ----------
    columns : mapping of str to Column
        The values by parameter, exact.
    """

    @property
    def dims(self) -> tuple[str, ...]:
        """One dimension per parameter."""
        return self.names

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each parameter takes."""
        return tuple(len(column) for column in self.columns.values())

    def numerators(self, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
        """
        Give the points of some spans, the last parameter changing fastest.

        Parameters
        ----------
        spans : iterable of (int, int)
            First point, and the point after the last.

        Yields
        ------
        numpy.ndarray of shape (points, parameters)
            Integers, to be divided by `denominators`.
        """
        for start, stop in spans:
            where = np.unravel_index(np.arange(start, stop), self.shape)
            yield np.stack([c.numerators[k] for c, k in zip(self.columns.values(), where, strict=True)], axis=1)

    def __repr__(self) -> str:
        return f"<Grid of {' x '.join(f'{len(c)} {n}' for n, c in self.columns.items())}: {prod(self.shape):,} points>"


class Draws(Listed):
    """
    Points of one's own, such as draws from a polytope; built by `draws`.

    Parameters
    ----------
    columns : mapping of str to Column
        One column per parameter, all of one length, exact.
    """

    @property
    def dims(self) -> tuple[str, ...]:
        """One dimension: the number of the point."""
        return ("point",)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many points there are."""
        return (len(next(iter(self.columns.values()))),)

    def numerators(self, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
        """
        Give the points of some spans.

        Parameters
        ----------
        spans : iterable of (int, int)
            First point, and the point after the last.

        Yields
        ------
        numpy.ndarray of shape (points, parameters)
            Integers, to be divided by `denominators`.
        """
        for start, stop in spans:
            yield np.stack([column.numerators[start:stop] for column in self.columns.values()], axis=1)

    def __repr__(self) -> str:
        return f"<Draws of {', '.join(self.names)}: {self.shape[0]:,} points>"


def grid(axes: Mapping[str, Any] | None = None, /, **more: Any) -> Grid:
    """
    Look at all combinations of some values per parameter.

    Parameters
    ----------
    axes : mapping of str to sequence of number, optional
        Values by parameter, for names that are no Python names.
    **more : sequence of number
        Values by parameter. ``discount`` is the discount factor of all actors, ``discount[NAME]`` that of one.

    Returns
    -------
    Grid
        The points; the last parameter changes fastest.

    Raises
    ------
    GameError
        If there is no parameter, or one without values, or a value is given twice.
    NumberError
        If a value is no finite number.

    Examples
    --------
    >>> from gametheory import sweeps
    >>> sweeps.grid(prize=[1, 2, "5/2"], discount=[0.5, 0.9])
    <Grid of 3 prize x 2 discount: 6 points>
    """
    columns = _columns({**(axes or {}), **more})
    for name, column in columns.items():
        floats, counts = np.unique(column.floats, return_counts=True)
        if (counts > 1).any():
            twice = floats[counts > 1][0]
            raise GameError(f"the axis {name} has the value {twice!r} twice; labels of a dimension must differ.")
    return Grid(columns)


def draws(points: Mapping[str, Any]) -> Draws:
    """
    Look at points of one's own.

    Parameters
    ----------
    points : mapping of str to sequence of number
        Values by parameter, all of one length: the first of each make the first point, and so on.

    Returns
    -------
    Draws
        The points.

    Raises
    ------
    GameError
        If there are no points, or lengths differ.
    NumberError
        If a value is no finite number.

    Examples
    --------
    >>> from gametheory import sweeps
    >>> sweeps.draws({"prize": [1, 2], "cost": [0.5, 0.25]})
    <Draws of prize, cost: 2 points>
    """
    columns = _columns(points)
    sizes = {name: len(column) for name, column in columns.items()}
    if len(set(sizes.values())) > 1:
        raise GameError(f"the columns have different lengths: {sizes}; give one value per point in each.")
    return Draws(columns)


def _columns(values: Mapping[str, Any]) -> FrozenMap[str, Column]:
    if not values:
        raise GameError("there is nothing to vary; name at least one parameter, such as discount=[0.5, 0.9].")
    columns = FrozenMap((name, read_column(of, f"the axis {name}")) for name, of in values.items())
    for name, column in columns.items():
        if not len(column):
            raise GameError(f"the axis {name} has no values; give at least one.")
        if max(map(abs, column.ends)) > _LARGEST:
            raise GameError(f"the axis {name} has values beyond 10^300, which no label can show; use a larger unit.")
    return columns


def _told(column: Column) -> dict[str, Any]:
    """A column's ends and length, with a hash of all its values."""
    texts = (str(int(x)).encode() for x in column.numerators)
    whole = sha256(b" ".join([*texts, str(column.denominator).encode()])).hexdigest()
    low, high = column.ends
    return {"from": str(low), "to": str(high), "count": len(column), "sha256": whole}
