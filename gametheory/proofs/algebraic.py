"""Real algebraic numbers: a polynomial, and an interval that holds exactly one of its roots."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from numbers import Rational
from typing import Any

from gametheory.errors import NumberError
from gametheory.exact import exact, exact_text, simplest_between
from gametheory.proofs.polynomials import (
    count_roots,
    evaluate,
    greatest_common_divisor,
    squarefree,
    sturm_chain,
)
from gametheory.results import Jsonable

__all__ = ["Algebraic"]

_FINEST = 2048  # bits; the smallest positive float is above 2**-1075
_HASHED = 2**64


@dataclass(frozen=True, eq=False)
class Algebraic(Jsonable):
    """
    The one root of a polynomial in an open interval with rational ends.

    Parameters
    ----------
    polynomial : tuple of int
        Coefficients, lowest power first; repeated roots are made simple.
    low, high : Fraction
        Ends of the isolating interval.

    Raises
    ------
    NumberError
        If the interval does not hold exactly one root, by Sturm's theorem.

    Examples
    --------
    >>> golden = Algebraic((-1, 1, 1), Fraction(0), Fraction(1))
    >>> round(float(golden), 6), golden > Fraction(3, 5)
    (0.618034, True)
    """

    polynomial: tuple[int, ...]
    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        whole = squarefree(self.polynomial)  # at a root of even order the sign would not change
        upright = whole if whole and whole[-1] > 0 else tuple(-a for a in whole)
        object.__setattr__(self, "polynomial", upright)
        ends = (evaluate(upright, self.low), evaluate(upright, self.high))
        if len(upright) < 2 or 0 in ends or count_roots(sturm_chain(upright), self.low, self.high) != 1:
            coefficients = ", ".join(exact_text(Fraction(a)) for a in upright)
            ends_told = f"({exact_text(self.low)}, {exact_text(self.high)})"
            raise NumberError(f"the polynomial ({coefficients}) does not have exactly one root in {ends_told}.")

    def refined(self, width: Fraction) -> Algebraic:
        """
        Give the same number with a narrower interval.

        Parameters
        ----------
        width : Fraction
            The largest length allowed for the interval, positive.

        Returns
        -------
        Algebraic
            The same number.

        Raises
        ------
        NumberError
            If the width is not positive.
        """
        if width <= 0:
            raise NumberError(f"an isolating interval of width {width}; give a positive width.")
        low, high = self.low, self.high
        rises = evaluate(self.polynomial, high) > 0
        while high - low > width:
            middle = (low + high) / 2
            value = evaluate(self.polynomial, middle)
            if value == 0:
                reach = width / 4
                low, high = middle - reach, middle + reach
            elif (value > 0) == rises:
                high = middle
            else:
                low = middle
        return Algebraic(self.polynomial, low, high)

    def compare(self, other: Any) -> int:
        """
        Compare exactly with another number.

        Parameters
        ----------
        other : Algebraic or number
            What to compare with; floats are read as the decimals that they print as.

        Returns
        -------
        int
            -1, 0 or 1 as this number is smaller, equal or larger.
        """
        return self._compare_root(other) if isinstance(other, Algebraic) else self._compare_rational(exact(other))

    def _compare_rational(self, other: Fraction) -> int:
        if other <= self.low:
            return 1
        if other >= self.high:
            return -1
        value = evaluate(self.polynomial, other)
        if value == 0:
            return 0
        return -1 if (value > 0) == (evaluate(self.polynomial, self.high) > 0) else 1

    def _compare_root(self, other: Algebraic) -> int:
        low, high = max(self.low, other.low), min(self.high, other.high)
        common = greatest_common_divisor(self.polynomial, other.polynomial)
        if low < high and len(common) > 1 and count_roots(sturm_chain(common), low, high) == 1:
            return 0
        mine, theirs = self, other
        while mine.low < theirs.high and theirs.low < mine.high:
            mine, theirs = (
                mine.refined((mine.high - mine.low) / 2),
                theirs.refined((theirs.high - theirs.low) / 2),
            )
        return -1 if mine.high <= theirs.low else 1

    def __eq__(self, other: object) -> bool:
        """Only exact numbers are equal to this one; a float that stands for a decimal is compared by `compare`."""
        if isinstance(other, Algebraic):
            return self._compare_root(other) == 0
        if isinstance(other, Rational):
            return self._compare_rational(Fraction(int(other.numerator), int(other.denominator))) == 0
        return NotImplemented

    def __lt__(self, other: Any) -> bool:
        return self.compare(other) < 0

    def __le__(self, other: Any) -> bool:
        return self.compare(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self.compare(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self.compare(other) >= 0

    def __hash__(self) -> int:
        """Equal numbers hash alike, whatever their polynomials: by the fraction, or by the binary digits."""
        rational = self._rational()
        if rational is not None:
            return hash(rational)
        near = self
        while floor(near.low * _HASHED) != floor(near.high * _HASHED):
            near = near.refined((near.high - near.low) / 4)
        return hash((Algebraic, floor(near.low * _HASHED)))

    def _rational(self) -> Fraction | None:
        """Give this number as a fraction if it is one: its denominator then divides the leading coefficient."""
        lead = self.polynomial[-1]
        near = self.refined(Fraction(1, 2 * lead * lead))
        candidate = simplest_between(near.low, near.high)
        return candidate if evaluate(self.polynomial, candidate) == 0 else None

    def __float__(self) -> float:
        near, bits = self, 64
        while float(near.low) != float(near.high) and bits <= _FINEST:
            near, bits = self.refined(Fraction(1, 2**bits)), 2 * bits
        return float((near.low + near.high) / 2)

    def __str__(self) -> str:
        return f"{float(self):.9g}"

    def __repr__(self) -> str:
        return f"<{float(self):.9g}: root of {equation(self.polynomial)} in ({self.low}, {self.high})>"


def equation(polynomial: tuple[int, ...], variable: str = "x") -> str:
    """
    Write a polynomial for people, highest power first.

    Parameters
    ----------
    polynomial : tuple of int
        Coefficients, lowest power first.
    variable : str, default: "x"
        Name of the variable.

    Returns
    -------
    str
        Such as ``"x^2 + x - 1"``.

    Examples
    --------
    >>> equation((-1, 1, 1))
    'x^2 + x - 1'
    """
    text = ""
    for power in reversed(range(len(polynomial))):
        a = polynomial[power]
        if a:
            sign = ("-" if a < 0 else "") if not text else (" - " if a < 0 else " + ")
            size = "" if abs(a) == 1 and power else str(abs(a))
            text += sign + size + ("" if power == 0 else variable if power == 1 else f"{variable}^{power}")
    return text or "0"
