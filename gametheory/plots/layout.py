"""Where the states, arrows and labels of a diagram go: plain geometry, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top."""

BEND = 0.22
"""How far an arrow's middle is pushed aside, as a share of its length."""


def circle(count: int) -> list[Point]:
    """Place states clockwise on an ellipse, the first at the left; one alone in the middle."""
    if count == 1:
        return [(0.0, 0.0)]
    angles = [pi - 2 * pi * k / count for k in range(count)]
    return [(1.6 * cos(angle), sin(angle)) for angle in angles]


def bent(start: Point, end: Point, share: float) -> Point:
    """Give the point of a bent arrow that lies a share of the way along; both arrows of a pair bend apart."""
    (x, y), (u, v) = start, end
    control = ((x + u) / 2 + BEND * (v - y), (y + v) / 2 - BEND * (u - x))
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (a * x + b * control[0] + c * u, a * y + b * control[1] + c * v)


def overlap(one: Rectangle, other: Rectangle) -> float:
    """Area that two rectangles share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def least_crowded(candidates: Sequence[Rectangle], taken: Sequence[Rectangle]) -> int:
    """Choose the candidate that covers least of what is there; the first of equals."""
    crowding = [sum(overlap(candidate, other) for other in taken) for candidate in candidates]
    return crowding.index(min(crowding))
