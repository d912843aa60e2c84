"""
A set to grow from where no profile can be played for ever: every period draws a profile from one lottery.

With chances p_a whose mean payoffs are m, the points v_a = (1-d) g(a) + d m, each followed by the lottery over all v_a,
generate themselves: the mean of the v_a is m again. Under threats u that are assumed, nobody deviates if m is above
t_i(a) = u_i + (1-d_i)/d_i G_i(a) for every profile a. At high discount factors there is room for that in most games
(the rewards of Fudenberg and Maskin 1986); punishments are left to what grows from it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.sets.simplex import maximise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.equilibria.sets.growth import Grown
    from gametheory.equilibria.sets.table import Table, Vector

_SIMPLE = 10**6


def mixture(table: Table, threats: Sequence[Fraction]) -> list[Grown]:
    """Find a lottery far above the threats, and all profiles that may be followed by it; empty where there is none."""
    wary = [i for i in range(len(threats)) if any(gains[i] for gains in table.gains)]
    allowed = list(range(len(table.payoffs))) if wary and max(threats) <= 1 else []
    while allowed:
        chances = _highest(table, threats, allowed, wary)
        mean = _mean(table, chances)
        kept = [a for a in allowed if _deters(table, threats, mean, a)]
        if all(a in kept for a in chances):
            return _points(table, mean, kept, chances)
        allowed = kept
    return []


def _highest(
    table: Table, threats: Sequence[Fraction], allowed: Sequence[int], wary: Sequence[int]
) -> dict[int, Fraction]:
    """Choose chances of which the mean is as far above the threats as can be, for those who could gain at all."""
    low = {i: threats[i].limit_denominator(_SIMPLE) for i in wary}
    count, zero, one = len(allowed), Fraction(0), Fraction(1)
    # the surplus s - 1 may be negative: g.p - s - (what exceeds it) = u - 1
    rows = [[*(table.payoffs[a][i] for a in allowed), -one, *(-one if i == j else zero for j in wary)] for i in wary]
    rows.append([one] * count + [zero] * (1 + len(wary)))
    found = maximise([zero] * count + [one] + [zero] * len(wary), rows, [*(low[i] - 1 for i in wary), one])
    assert found is not None, "payoffs in units exceed their lowest by no less than minus one"
    return {a: p for a, p in zip(allowed, found, strict=False) if p}


def _mean(table: Table, chances: dict[int, Fraction]) -> Vector:
    actors = range(len(table.discount))
    return tuple(sum((p * table.payoffs[a][i] for a, p in chances.items()), Fraction(0)) for i in actors)


def _deters(table: Table, threats: Sequence[Fraction], mean: Vector, a: int) -> bool:
    """Whether nobody leaves a profile that the mean follows."""
    return all(not gain or m >= u + gain for m, u, gain in zip(mean, threats, table.gains[a], strict=True))


def _points(table: Table, mean: Vector, kept: Sequence[int], chances: dict[int, Fraction]) -> list[Grown]:
    place = {a: k for k, a in enumerate(kept)}
    lottery = {place[a]: p for a, p in chances.items()}
    return [(table.today(table.payoffs[a], mean), a, lottery) for a in kept]
