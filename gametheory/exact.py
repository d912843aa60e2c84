"""Numbers read exactly: a Python float is the decimal that it prints as."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from numbers import Integral, Rational, Real
from typing import Any

from gametheory.errors import NumberError

__all__ = ["exact", "exact_text", "simplest_between", "simplest_near"]

_LARGEST_EXPONENT = 4300
"""As many digits as Python itself converts between integers and text."""


def exact(value: Any, what: str = "this number") -> Fraction:
    """
    Read a number without rounding it.

    Integers, fractions and decimals are themselves; a binary float is read as the shortest decimal
    that it prints as (``0.1`` is one tenth); text is read as a decimal or as ``"p/q"``.

    Parameters
    ----------
    value : int, Fraction, Decimal, float, str or a NumPy or SymPy number
        What to read.
    what : str, default: "this number"
        What the number is, for the error message.

    Returns
    -------
    Fraction
        The exact value.

    Raises
    ------
    NumberError
        If the value is NaN, infinite, boolean or not a real number.

    Examples
    --------
    >>> exact(0.1), exact("2/6"), exact(3)
    (Fraction(1, 10), Fraction(1, 3), Fraction(3, 1))
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, bool) or type(value).__name__ in {"bool", "bool_"}:
        raise NumberError(f"{what} is {value!r}, a truth value; give a number (1 or 0 if that is meant).")
    try:
        return _read(value)
    except (ValueError, TypeError, ArithmeticError):
        raise NumberError(
            f"{what} is {value!r}, which is not a finite real number; "
            "give an integer, a decimal, a fraction such as Fraction(1, 3), or text such as '1/3'."
        ) from None


def _read(value: Any) -> Fraction:
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal):
        return Fraction(_of_sane_size(value))
    if isinstance(value, str):
        text = value.strip()
        if "e" in text.lower():
            _of_sane_size(Decimal(text))
        return Fraction(text)
    if isinstance(value, float):
        return Fraction(float.__repr__(value))
    if isinstance(value, Real):
        return Fraction(str(value))
    raise TypeError(value)


def _of_sane_size(value: Decimal) -> Decimal:
    """Refuse exponents that would fill the memory with digits."""
    if value.is_finite() and abs(value.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(value)
    return value


def exact_text(value: Fraction) -> str:
    """
    Write a fraction as ``"p/q"``, or as ``"p"`` when it is an integer.

    Parameters
    ----------
    value : Fraction
        What to write.

    Returns
    -------
    str
        Text that `exact` reads back to the same value.

    Examples
    --------
    >>> exact_text(Fraction(2, 6)), exact_text(Fraction(4, 2))
    ('1/3', '2')
    """
    return str(value)


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """
    Find the fraction with the smallest denominator in a closed interval.

    Parameters
    ----------
    low, high : Fraction
        The ends of the interval, ``low <= high``.

    Returns
    -------
    Fraction
        The simplest member of the interval (Stern-Brocot; Graham, Knuth and Patashnik 1994, section 4.5).

    Examples
    --------
    >>> simplest_between(Fraction("0.33"), Fraction("0.34"))
    Fraction(1, 3)
    """
    if low > high:
        raise NumberError(f"an interval from {low} to {high} is empty; give the lower end first.")
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    return _simplest_positive(low, high)


def _simplest_positive(low: Fraction, high: Fraction) -> Fraction:
    whole = floor(low)
    if whole == low:
        return Fraction(whole)
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / _simplest_positive(1 / (high - whole), 1 / (low - whole))


def simplest_near(value: Fraction, relative: Fraction = Fraction(1, 10**15)) -> Fraction:
    """
    Find the simplest fraction that a 64-bit float could not tell from a value.

    Parameters
    ----------
    value : Fraction
        The value, for example one third typed as ``0.3333333333333333``.
    relative : Fraction, default: Fraction(1, 10**15)
        How far away to look, relative to the value.

    Returns
    -------
    Fraction
        The simplest fraction within the distance.

    Examples
    --------
    >>> simplest_near(exact(1 / 3))
    Fraction(1, 3)
    """
    reach = abs(value) * relative
    return simplest_between(value - reach, value + reach)
