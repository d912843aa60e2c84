"""Numbers of one axis, exact: integers over one denominator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import NumberError
from gametheory.exact import exact
from gametheory.games.payoffs import few_decimals, to_integers

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALL = 2**53  # integers that floats hold, so that a quotient of two is rounded once


@dataclass(frozen=True, eq=False)
class Column:
    """Values of one parameter as integers (int64 where they fit) over a positive denominator."""

    numerators: NDArray[Any]
    denominator: int

    def __len__(self) -> int:
        return len(self.numerators)

    @property
    def floats(self) -> NDArray[np.float64]:
        """The values, each rounded once."""
        return as_floats(self.numerators, self.denominator)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The smallest and the largest value."""
        return tuple(Fraction(int(f()), self.denominator) for f in (self.numerators.min, self.numerators.max))  # type: ignore[return-value]  # two


def as_floats(numerators: NDArray[Any], denominator: int) -> NDArray[np.float64]:
    """Divide, rounding once."""
    if numerators.dtype == np.int64 and denominator < _SMALL and np.abs(numerators).max(initial=0) < _SMALL:
        return numerators / np.float64(denominator)
    return np.array([float(Fraction(int(x), denominator)) for x in numerators], dtype=np.float64)


def read_column(values: Any, what: str) -> Column:
    """Read numbers exactly: floats as the decimals that they print as."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise NumberError(f"{what} is {values!r}; give a list of numbers, such as [1, 2, 3].")
    if isinstance(values, np.ndarray) and values.dtype == np.float64 and values.ndim == 1 and np.isfinite(values).all():
        decimals = few_decimals(values)
        if decimals is not None:
            return Column(*decimals)
    read = np.empty(len(listed := list(values)), dtype=object)
    read[:] = [exact(value, f"value {k + 1} of {what}") for k, value in enumerate(listed)]
    numerators, (denominator,) = to_integers(read[:, None])
    return Column(numerators[:, 0], denominator)
