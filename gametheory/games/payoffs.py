"""Payoff tables: read from whatever the user has, checked once, exact throughout."""

from __future__ import annotations

import os
from fractions import Fraction
from math import gcd, lcm, prod
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, GameTooLargeError, NumberError
from gametheory.exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LARGEST_EXACT_FLOAT = 2**53
_FEW = 200  # numbers up to which printing each is quicker than array operations for all
_MOST_AXES = getattr(np, "MAXDIMS", 64)  # NumPy 1 tells (32), NumPy 2 does not
_FIFTEEN_DIGITS = 10**15  # two different decimals of up to 15 digits never share a 64-bit float


def memory_limit() -> int:
    """Half of this machine's memory in bytes (2 GiB where the machine does not tell)."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return 2**31


def refuse_if_too_large(shape: Sequence[int]) -> None:
    """Raise before a payoff table of this shape would be allocated where it cannot fit."""
    if len(shape) > _MOST_AXES:
        raise GameTooLargeError(
            f"a game of {len(shape) - 1} actors has more axes than NumPy's arrays, which hold {_MOST_AXES - 1} actors. "
            "Nothing was allocated. Leave out actors without a choice, or group actors that are interchangeable."
        )
    numbers = prod(shape)
    needed, limit = 8 * numbers, memory_limit()
    if needed > limit:
        actors = shape[-1]
        raise GameTooLargeError(
            f"a game of {actors} actors with {' x '.join(_shown(k) for k in shape[:-1])} actions has "
            f"{_shown(numbers // max(actors, 1))} profiles and {_shown(numbers)} payoffs, which need "
            f"{_gibibytes(needed)} GiB; this machine lends {_gibibytes(limit)} GiB. Nothing was allocated. Use fewer "
            "actors or actions, or group actors that are interchangeable."
        )


def _shown(number: int) -> str:
    """A count for people; beyond any machine, its size only (Python refuses to print the longest integers)."""
    return f"{number:,}" if number < 10**30 else f"over 10^{int((number.bit_length() - 1) * 0.30102)}"


def _gibibytes(size: int) -> str:
    return f"{size / 2**30:,.1f}" if size < 2**90 else _shown(size >> 30)


def read_payoffs(payoffs: Any) -> NDArray[Any]:
    """
    Read a payoff table as a read-only array of int64, float64 or (exact) objects.

    Floats stay floats here; `to_integers` reads them as the decimals that they print as.
    """
    array = payoffs if isinstance(payoffs, np.ndarray) else _from_nested(payoffs)
    refuse_if_too_large(array.shape or (1,))
    if array.dtype.kind == "O":
        array = _narrow(array)
    elif array.dtype.kind in "iu":
        array = _as_int64(array)
    elif array.dtype == np.float64:
        array = np.array(array, order="C")
    elif array.dtype.kind == "f":
        array = _narrow(np.array([exact(x, "a payoff") for x in array.ravel()], dtype=object).reshape(array.shape))
    else:
        raise NumberError(f"payoffs of type {array.dtype} are not numbers; give integers, fractions or floats.")
    if array.dtype == np.float64:
        _refuse_nan(array)
    array.setflags(write=False)
    return array


def _from_nested(payoffs: Any) -> NDArray[Any]:
    """Keep Python numbers as they are: numpy would round large integers and fractions."""
    try:
        array = np.array(payoffs, dtype=object)
    except ValueError:
        raise GameError(_ragged(payoffs)) from None
    if any(isinstance(x, list | tuple | np.ndarray) for x in array.ravel()):
        raise GameError(_ragged(payoffs))
    return array


def _ragged(payoffs: Any) -> str:
    size = len(payoffs) if hasattr(payoffs, "__len__") else "?"
    return (
        f"the payoff table ({size} rows) is ragged: some rows are longer than others. It needs shape "
        "(k1, ..., kn, n): one axis per actor, and a last axis with one payoff per actor."
    )


def _as_int64(array: NDArray[Any]) -> NDArray[Any]:
    if array.dtype == np.uint64 and array.size and array.max() > np.iinfo(np.int64).max:
        return np.array([int(x) for x in array.ravel()], dtype=object).reshape(array.shape)
    return np.array(array, dtype=np.int64, order="C")


def _narrow(array: NDArray[Any]) -> NDArray[Any]:
    """Store exact numbers as int64 or float64 where that loses nothing, as fractions otherwise."""
    flat = array.ravel().tolist()
    if all(type(x) is float for x in flat):
        return np.array(flat, dtype=np.float64).reshape(array.shape)
    values = [exact(x, f"the payoff at index {_index(k, array.shape)}") for k, x in enumerate(flat)]
    if all(x.denominator == 1 and abs(x.numerator) < 2**62 for x in values):
        return np.array([x.numerator for x in values], dtype=np.int64).reshape(array.shape)
    narrowed = np.empty(len(values), dtype=object)
    narrowed[:] = values
    return narrowed.reshape(array.shape)


def _index(position: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(k) for k in np.unravel_index(position, shape)) if shape else ()


def _refuse_nan(array: NDArray[Any]) -> None:
    finite = np.isfinite(array)
    if not finite.all():
        where = tuple(int(k) for k in np.argwhere(~finite)[0])
        raise NumberError(
            f"the payoff at index {where} is {array[where]}; payoffs must be finite numbers. "
            "Use a large number for a very bad outcome, and say so as an assumption."
        )


def to_integers(array: NDArray[Any]) -> tuple[NDArray[Any], tuple[int, ...]]:
    """
    Write each actor's payoffs over one common denominator.

    Parameters
    ----------
    array : numpy.ndarray
        Payoffs of shape (..., n) as `read_payoffs` stores them.

    Returns
    -------
    numerators : numpy.ndarray
        Integers of the same shape, int64 where they fit.
    denominators : tuple of int
        One per actor, as small as possible.
    """
    columns = [_column(array[..., i]) for i in range(array.shape[-1])]
    dtype = np.int64 if all(numerators.dtype == np.int64 for numerators, _ in columns) else object
    stacked = np.empty(array.shape, dtype=dtype)
    for i, (numerators, _) in enumerate(columns):
        stacked[..., i] = numerators
    stacked.setflags(write=False)
    return stacked, tuple(denominator for _, denominator in columns)


def _column(values: NDArray[Any]) -> tuple[NDArray[Any], int]:
    if values.dtype == np.int64:
        return values, 1
    if values.dtype == np.float64:
        decimals = few_decimals(values) if values.size > _FEW else None
        return _reduced(*decimals) if decimals is not None else _printed_decimals(values)
    exactly = [exact(x) for x in values.ravel().tolist()]
    denominator = lcm(*(x.denominator for x in exactly)) if exactly else 1
    return _integers([x.numerator * (denominator // x.denominator) for x in exactly], values.shape), denominator


def few_decimals(values: NDArray[Any]) -> tuple[NDArray[Any], int] | None:
    """Scale floats with up to nine decimals and fifteen digits in one vectorised step; None if there are others."""
    largest = np.abs(values).max(initial=0.0)
    for digits in range(10):
        scale = 10**digits
        if largest * scale >= min(_FIFTEEN_DIGITS, _LARGEST_EXACT_FLOAT):
            return None
        scaled = np.rint(values * scale)
        if np.array_equal(scaled / scale, values):
            return scaled.astype(np.int64), scale
    return None


def _printed_decimals(values: NDArray[Any]) -> tuple[NDArray[Any], int]:
    """Read floats as the decimals that they print as, over one denominator."""
    parts = [_scientific(repr(x)) for x in values.ravel().tolist()]
    shift = max(0, -min((power for _, power in parts), default=0))
    whole = [digits * 10 ** (power + shift) for digits, power in parts]
    common = gcd(10**shift, *whole)
    return _integers([x // common for x in whole], values.shape), 10**shift // common


def _scientific(text: str) -> tuple[int, int]:
    """Split a printed float into an integer and a power of ten."""
    mantissa, _, power = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    return int(whole + fraction), int(power or 0) - len(fraction)


def _reduced(numerators: NDArray[Any], denominator: int) -> tuple[NDArray[Any], int]:
    common = int(np.gcd(np.gcd.reduce(numerators, axis=None), denominator)) if numerators.size else denominator
    return numerators // common, denominator // common


def _integers(values: list[int], shape: tuple[int, ...]) -> NDArray[Any]:
    if all(abs(x) < 2**62 for x in values):
        return np.array(values, dtype=np.int64).reshape(shape)
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array.reshape(shape)


def exact_vector(numerators: Sequence[Any], denominators: Sequence[int]) -> tuple[Fraction, ...]:
    """Turn one profile's numerators into fractions, one per actor."""
    return tuple(Fraction(int(x), d) for x, d in zip(numerators, denominators, strict=True))
