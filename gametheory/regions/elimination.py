"""Equations in named parameters, solved by elimination in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from gametheory.games.polytope import LinearInequality

Affine = dict[str, Fraction]
"""A value as coefficients of free parameters, the constant under the empty name."""


def rank(rows: Iterable[Mapping[str, Fraction]], names: Sequence[str]) -> int:
    """How many of some rows are independent."""
    return len(_reduced([{name: row[name] for name in names if row.get(name)} for row in rows], names))


def dependent(equations: Iterable[LinearInequality], names: Sequence[str]) -> dict[str, Affine]:
    """Solve forms = 0 (which must be solvable) for as many parameters as there are independent ones."""
    rows = [{**one.coefficients, "": one.constant} for one in equations]
    solved = {}
    for pivot, row in _reduced(rows, names).items():
        solved[pivot] = {name: -x for name, x in row.items() if name != pivot and x}
    return solved


def substituted(form: LinearInequality, solved: Mapping[str, Affine]) -> LinearInequality:
    """A form with solved parameters written in the free ones."""
    total: dict[str, Fraction] = {"": form.constant}
    for name, x in form.coefficients.items():
        for other, y in solved.get(name, {name: Fraction(1)}).items():
            total[other] = total.get(other, Fraction(0)) + x * y
    constant = total.pop("")
    return LinearInequality(total, constant, form.name)


def _reduced(rows: list[Affine], names: Sequence[str]) -> dict[str, Affine]:
    """Gauss-Jordan: per pivot parameter (the last possible one first, so that early ones stay free), its row."""
    done: dict[str, Affine] = {}
    for row in rows:
        left = dict(row)
        for known, other in done.items():
            _subtract(left, other, left.get(known, Fraction(0)))
        pivot = next((name for name in reversed(names) if left.get(name)), None)
        if pivot is not None:
            left = {name: x / left[pivot] for name, x in left.items()}
            for other in done.values():
                _subtract(other, left, other.get(pivot, Fraction(0)))
            done[pivot] = left
    return done


def _subtract(row: Affine, other: Affine, factor: Fraction) -> None:
    if factor:
        for name, x in other.items():
            row[name] = row.get(name, Fraction(0)) - factor * x
