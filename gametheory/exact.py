"""Numbers read exactly: a Python float is the decimal that it prints as."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from numbers import Integral, Rational, Real
from typing import Any

from gametheory.errors import NumberError

__all__ = ["exact", "exact_text", "read_fraction", "simplest_between", "simplest_near"]

_CHUNK = 600  # digits; Python refuses to convert integers of more than 4300 (640 where so set) from and to text
_EXPONENT = 10_000  # a number such as 1e999999999 would fill the memory


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
    if type(value) is Fraction and type(value.numerator) is type(value.denominator) is int:
        return value  # a Fraction made of NumPy integers keeps them, and they overflow
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
        return _from_decimal(value)
    if isinstance(value, str):
        return Fraction(value.strip()) if "/" in value else _from_decimal(Decimal(value.strip()))
    if isinstance(value, float):
        return Fraction(float.__repr__(value))
    if isinstance(value, Real):
        return Fraction(str(value))
    raise TypeError(value)


def _from_decimal(value: Decimal) -> Fraction:
    if value.is_finite() and abs(value.adjusted()) > _EXPONENT:
        raise OverflowError(value)
    return Fraction(value)


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
    numerator = _digits(value.numerator)
    return numerator if value.denominator == 1 else f"{numerator}/{_digits(value.denominator)}"


def _digits(whole: int) -> str:
    """Decimal digits of an integer of any length."""
    parts, rest = [], abs(whole)
    while rest >= 10**_CHUNK:
        rest, part = divmod(rest, 10**_CHUNK)
        parts.append(str(part).zfill(_CHUNK))
    return ("-" if whole < 0 else "") + str(rest) + "".join(reversed(parts))


def read_fraction(text: str) -> Fraction:
    """
    Read what `exact_text` wrote, of any length.

    Parameters
    ----------
    text : str
        Text ``"p/q"`` or ``"p"``, p and q integers.

    Returns
    -------
    Fraction
        The value.

    Examples
    --------
    >>> read_fraction("-2/6")
    Fraction(-1, 3)
    """
    numerator, _, denominator = text.partition("/")
    return Fraction(_whole(numerator), _whole(denominator) if denominator else 1)


def _whole(text: str) -> int:
    digits, value = text.removeprefix("-"), 0
    for start in range(0, len(digits), _CHUNK):
        chunk = digits[start : start + _CHUNK]
        value = value * 10 ** len(chunk) + int(chunk)
    return -value if text.startswith("-") else value


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
    """Follow the continued fraction that both ends share; p/q and r/s are its last two convergents."""
    p, q, r, s = 1, 0, 0, 1
    while True:
        whole = floor(low)
        last = whole if whole == low else whole + 1
        if last <= high:
            return Fraction(last * p + r, last * q + s)
        p, q, r, s = whole * p + r, whole * q + s, p, q
        low, high = 1 / (high - whole), 1 / (low - whole)


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
