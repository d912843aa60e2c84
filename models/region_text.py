"""Sets of discount factors in words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gametheory.equilibria.discount_region import DiscountInterval, DiscountRegion
from gametheory.proofs.algebraic import Algebraic, equation

__all__ = ["binding_text", "end_text", "region_text"]


def end_text(end: Fraction | Algebraic) -> str:
    """
    Write the end of an interval exactly, with a decimal where that helps.

    Parameters
    ----------
    end : Fraction or Algebraic
        The end.

    Returns
    -------
    str
        Such as "3/4" or "0.816496581 (root of 3x^2 - 2)".
    """
    if isinstance(end, Algebraic):
        return f"{end} (root of {equation(end.polynomial)})"
    return str(end) if end.denominator <= 1000 else f"{float(end):.9g} = {end}"


def region_text(intervals: Iterable[DiscountInterval]) -> str:
    """
    Write a region with exact ends.

    Parameters
    ----------
    intervals : iterable of DiscountInterval
        Its intervals.

    Returns
    -------
    str
        Such as "[3/4, 1)".
    """
    return " and ".join(_interval_text(interval) for interval in intervals) or "none"


def _interval_text(interval: DiscountInterval) -> str:
    low, high = end_text(interval.low), end_text(interval.high)
    if interval.low == interval.high:
        return "{" + low + "}"
    return f"{'[' if interval.low_closed else '('}{low}, {high}{']' if interval.high_closed else ')'}"


def binding_text(region: DiscountRegion) -> str:
    """
    Say who binds at the ends of a region.

    Parameters
    ----------
    region : DiscountRegion
        The region.

    Returns
    -------
    str
        One clause per end that somebody binds.
    """
    told = [
        f"{side} {end_text(end)}: {binding}"
        for interval in region
        for side, end, binding in (
            ("below", interval.low, interval.low_binding),
            ("above", interval.high, interval.high_binding),
        )
        if binding
    ]
    return "; ".join(told) or "nobody"
