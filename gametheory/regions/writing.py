"""Points and multipliers as certificates hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from gametheory.exact import exact_text
from gametheory.regions.programs import Point, at, lowest, weighted
from gametheory.regions.statement import Statement


def pairs(weights: Sequence[Fraction]) -> list[list[int | str]]:
    """Write multipliers that are not zero as pairs of number and value."""
    return [[k, exact_text(weight)] for k, weight in enumerate(weights) if weight]


def plain_point(point: Mapping[str, Fraction]) -> list[list[str]]:
    """Write a point as pairs of parameter and value."""
    return [[name, exact_text(x)] for name, x in point.items()]


def flat_proofs(statement: Statement, point: Point) -> list[list[list[int | str]]]:
    """For each form, known or asked, that is zero at a point of the relative interior: why it is nowhere positive."""
    known = statement.polytope.inequalities
    zero = [form for form in (*known, *statement.forms) if at(form, point) == 0]
    return [pairs(lowest(weighted([form], [Fraction(-1)]), known, point).multipliers) for form in zero]


def witnessed(statement: Statement, point: Point) -> dict[str, Any]:
    """A statement with a point of the relative interior where it is true."""
    return {**statement.plain(), "point": plain_point(point), "flat": flat_proofs(statement, point)}
