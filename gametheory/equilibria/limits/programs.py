"""
How far a profile reaches: the linear programs of Fudenberg and Levine (1994), free of the discount factor.

In direction l, with payments x(y) = d / (1 - d) (w(y) - v) for what follows signal y, profile a reaches

    k(a, l) = max l.g(a) + E[l.x | a]  such that nobody gains by leaving a, payments included, and l.x(y) <= 0.

Payments are x = sum over m of t_m b_m. A frame says what the t_m are: with the b_m any basis (and weights l.b_m) they
run through a linear space, as Fudenberg, Levine and Takahashi (2007) need for sets without interior. Within one
orthant of directions, t_i = |l_i| x_i gives a program in which l stands on the right-hand side alone, so that k(a, .)
is concave, piecewise linear, and has limits at the orthant's faces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.equilibria.limits.watched import Vector, Watched
from gametheory.errors import GameTooLargeError
from gametheory.linear_programs import ExactSolution, LinearProgram, program, solve_exactly


@dataclass(frozen=True)
class Frame:
    """Per block of payments m: what it adds to each actor's payments, its weight; per actor the size of its gains."""

    blocks: tuple[tuple[int, ...], ...]
    weights: tuple[int, ...]
    sizes: tuple[int, ...]

    @classmethod
    def within(cls, basis: Sequence[tuple[int, ...]], direction: Sequence[int]) -> Frame:
        """Payments in the span of a basis, which holds the direction."""
        weights = tuple(sum(a * b for a, b in zip(direction, block, strict=True)) for block in basis)
        return cls(tuple(basis), weights, (1,) * len(direction))

    @classmethod
    def orthant(cls, signs: Sequence[int], sizes: Sequence[int]) -> Frame:
        """
        Directions with these signs and sizes.

        A size of zero means the limit from inside the orthant; a sign of zero, that this actor weighs nothing: its
        payments are free, and as the profile is enforceable they need not appear.
        """
        blocks = tuple(unit(i, len(signs), s) for i, s in enumerate(signs) if s)
        return cls(blocks, (1,) * len(blocks), tuple(sizes))


@dataclass(frozen=True)
class Reach:
    """What payments cost at least, negative or zero; payments per block and signal; prices per deviation."""

    cost: Fraction
    payments: tuple[Vector, ...]
    prices: Vector


def unit(i: int, count: int, sign: int = 1) -> tuple[int, ...]:
    """A direction along one axis."""
    return tuple(sign * int(j == i) for j in range(count))


def standard_basis(count: int) -> tuple[tuple[int, ...], ...]:
    """All axes."""
    return tuple(unit(i, count) for i in range(count))


def dot(direction: Sequence[Any], v: Sequence[Any]) -> Fraction:
    """Weighted sum."""
    return sum((a * x for a, x in zip(direction, v, strict=True)), Fraction(0))


def reach(seen: Watched, frame: Frame) -> Reach:
    """Solve the program of an enforceable profile, exactly."""
    width, blocks = len(seen.signals), len(frame.blocks)
    if seen.is_equilibrium:
        return Reach(Fraction(0), ((Fraction(0),) * width,) * blocks, (Fraction(0),) * len(seen.deviations))
    chance, gain = seen.scales
    rows, bounds = [], []
    for d in seen.deviations:
        shift = [int(p * chance) for p in d.shift]
        rows.append([-block[d.actor] * p for block in frame.blocks for p in shift])
        bounds.append(-int(d.gain * gain) * chance * frame.sizes[d.actor])
    for y in range(width):
        rows.append([w * int(z == y) for w in frame.weights for z in range(width)])
        bounds.append(0)
    objective = [w * int(p * chance) for w in frame.weights for p in seen.chances]
    solved = finished(program(objective, rows, bounds, free=range(blocks * width)))
    t = [x / gain for x in solved.x]
    payments = tuple(tuple(t[m * width : (m + 1) * width]) for m in range(blocks))
    return Reach(solved.value / (chance * gain), payments, solved.duals[: len(seen.deviations)])


def temptation(seen: Watched, basis: Sequence[tuple[int, ...]]) -> dict[int, Fraction] | None:
    """
    Find weights on deviations (by place) that together gain and that no payments in a space can tell apart.

    None where the profile is enforceable: some payments in the space keep everybody from leaving it.
    """
    if seen.is_equilibrium:
        return None
    chance, gain = seen.scales
    shifts = [[int(p * chance) for p in d.shift] for d in seen.deviations]
    rows = [
        [block[d.actor] * shift[y] for d, shift in zip(seen.deviations, shifts, strict=True)]
        for block in basis
        for y in range(len(seen.signals))
    ]
    objective = [int(d.gain * gain) for d in seen.deviations]
    lp = program(objective, [*rows, [1] * len(shifts)], [0] * len(rows) + [1], equal=range(len(rows)))
    solved = finished(lp)
    return {k: x for k, x in enumerate(solved.x) if x} if solved.value > 0 else None


def finished(lp: LinearProgram) -> ExactSolution:
    """Solve a program that has an optimum, or say that it is too large."""
    solved = solve_exactly(lp)
    if solved.status != "optimal":
        raise GameTooLargeError(
            f"a linear program of {len(lp.bounds)} rows and {len(lp.objective)} columns could not be finished exactly "
            f"({solved.status}); join signals that nobody needs to tell apart, or give payoffs of fewer digits."
        )
    return solved
