"""
Two actors: the largest score in every direction, exactly, as finitely many pieces per quadrant.

With l = ((1 - t) s_1, t s_2) a profile's score is concave and piecewise linear in t, its slopes known from the prices
of one program (Gal and Nedoma 1972 on linear programs with a parameter on the right): where the pieces of two ends do
not meet at their crossing, the crossing is an end of its own. The best of all profiles is the upper envelope.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gametheory.equilibria.limits.programs import Frame
from gametheory.equilibria.limits.setting import Setting

Knot = tuple[Fraction, Fraction]
"""A place t and a score there."""


@dataclass(frozen=True)
class Cell:
    """From t = low to t = high the best score is linear and this profile, or listed equilibrium, attains it."""

    low: Knot
    high: Knot
    who: int


def sizes(t: Fraction) -> tuple[int, int]:
    """Sizes of the direction, in integers; t is their second part of the sum."""
    return t.denominator - t.numerator, t.numerator


def quadrant(setting: Setting, signs: tuple[int, int]) -> list[Cell]:
    """Cells from the first axis to the second; listed equilibria first, then profiles that may add something."""
    envelope: list[Cell] = []
    hopes = {w: _line(signs, *setting.payoffs(w)) for w in setting.usable}
    for who in sorted(hopes, key=lambda w: (w >= 0, -sum(hopes[w]))):
        if envelope and not _exceeds(hopes[who], envelope):
            continue
        knots = [(Fraction(0), hopes[who][0]), (Fraction(1), hopes[who][1])]
        if who >= 0 and not setting.profiles[who].is_equilibrium:
            knots = _knots(setting, who, signs)
        envelope = _joined(envelope, knots, who) if envelope else _cells(knots, who)
    return envelope


def _line(signs: tuple[int, int], first: Fraction, second: Fraction) -> Knot:
    """Scores without payments at both ends of the quadrant."""
    return signs[0] * first, signs[1] * second


def _at(line: Knot, t: Fraction) -> Fraction:
    return (1 - t) * line[0] + t * line[1]


def _exceeds(line: Knot, envelope: Sequence[Cell]) -> bool:
    ends = [envelope[0].low, *(cell.high for cell in envelope)]
    return any(_at(line, t) > score for t, score in ends)


def _knots(setting: Setting, who: int, signs: tuple[int, int]) -> list[Knot]:
    """Where a profile's score bends, with both ends of the quadrant."""
    zero, one = Fraction(0), Fraction(1)
    start, end = (_solved(setting, who, signs, t) for t in (zero, one))
    middle = _between(setting, who, signs, (zero, *start), (one, *end))
    return [(zero, start[0]), *middle, (one, end[0])]


def _between(
    setting: Setting,
    who: int,
    signs: tuple[int, int],
    low: tuple[Fraction, Fraction, Knot],
    high: tuple[Fraction, Fraction, Knot],
) -> list[Knot]:
    """Bends strictly between two places whose scores and slopes are known."""
    (t0, f0, first), (t1, f1, last) = low, high
    if _at(last, t0) == f0 or _at(first, t1) == f1:
        return []
    a, b = first[0] - last[0], first[1] - last[1]
    t = a / (a - b)
    score, line = _solved(setting, who, signs, t)
    if score == _at(first, t):
        return [(t, score)]
    middle = (t, score, line)
    return [
        *_between(setting, who, signs, low, middle),
        (t, score),
        *_between(setting, who, signs, middle, high),
    ]


def _solved(setting: Setting, who: int, signs: tuple[int, int], t: Fraction) -> tuple[Fraction, Knot]:
    """Score at a place, and the line in t that bounds the profile's score everywhere and touches it there."""
    ahead = sizes(t)
    found = setting.solve(who, Frame.orthant(signs, ahead))
    assert found is not None
    seen = setting.profiles[who]
    line = list(_line(signs, seen.payoffs[0], seen.payoffs[1]))
    for d, price in zip(seen.deviations, found.prices, strict=True):
        line[d.actor] -= price * d.gain
    ends = (line[0], line[1])
    return _at(ends, t), ends


def _cells(knots: Sequence[Knot], who: int) -> list[Cell]:
    return [Cell(low, high, who) for low, high in pairwise(knots)]


def _joined(envelope: Sequence[Cell], knots: Sequence[Knot], who: int) -> list[Cell]:
    """Take the larger of the envelope and one more profile, cut where they bend and cross."""
    places = sorted({t for cell in envelope for t in (cell.low[0], cell.high[0])} | {t for t, _ in knots})
    result: list[Cell] = []
    for t0, t1 in pairwise(places):
        cell = next(c for c in envelope if c.low[0] <= t0 and t1 <= c.high[0])
        old = (_interpolated((cell.low, cell.high), t0), _interpolated((cell.low, cell.high), t1))
        new = (_interpolated(knots, t0), _interpolated(knots, t1))
        result += _larger((t0, t1), old, new, cell.who, who)
    return _merged(result)


def _interpolated(knots: Sequence[Knot], t: Fraction) -> Fraction:
    for (t0, f0), (t1, f1) in pairwise(knots):
        if t0 <= t <= t1:
            return f0 + (f1 - f0) * (t - t0) / (t1 - t0)
    raise AssertionError("places lie between the first knot and the last")


def _larger(places: Knot, old: Knot, new: Knot, one: int, other: int) -> list[Cell]:
    """The larger of two lines between two places: one cell, or two where they cross."""
    (t0, t1), ahead = places, (new[0] - old[0], new[1] - old[1])
    if max(ahead) <= 0:
        return [Cell((t0, old[0]), (t1, old[1]), one)]
    if min(ahead) >= 0:
        return [Cell((t0, new[0]), (t1, new[1]), other)]
    share = ahead[0] / (ahead[0] - ahead[1])
    t, f = t0 + share * (t1 - t0), old[0] + share * (old[1] - old[0])
    first, second = ((old, one), (new, other)) if ahead[0] < 0 else ((new, other), (old, one))
    return [Cell((t0, first[0][0]), (t, f), first[1]), Cell((t, f), (t1, second[0][1]), second[1])]


def _merged(cells: Sequence[Cell]) -> list[Cell]:
    """Join neighbours of one profile on one line."""
    result = [cells[0]]
    for cell in cells[1:]:
        last = result[-1]
        whole = (last.low, cell.high)
        if cell.who == last.who and _interpolated(whole, cell.low[0]) == cell.low[1]:
            result[-1] = Cell(last.low, cell.high, cell.who)
        else:
            result.append(cell)
    return result
