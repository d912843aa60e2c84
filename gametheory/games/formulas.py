"""SymPy expressions as plain data and back, without ever parsing text as code."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from gametheory.errors import GameError

_BUILD = {"+": sympy.Add, "*": sympy.Mul, "^": sympy.Pow}
_NAME = {kind: sign for sign, kind in _BUILD.items()}


def plain_formula(value: sympy.Expr) -> Any:
    """Write sums, products, powers, symbols and rational numbers as nested lists and text."""
    if value.is_Rational:
        return str(value)
    if value.is_Symbol:
        return ["symbol", value.name]
    if value.func in _NAME:
        return [_NAME[value.func], *(plain_formula(part) for part in value.args)]
    raise GameError(
        f"the formula {value} uses {value.func.__name__}; sums, products and powers can be written to JSON."
    )


def read_formula(data: Any) -> sympy.Expr:
    """Read back what `plain_formula` wrote."""
    if isinstance(data, str):
        number = Fraction(data)
        return sympy.Rational(number.numerator, number.denominator)
    kind, *parts = data
    if kind == "symbol":
        return sympy.Symbol(parts[0])
    if kind not in _BUILD:
        raise GameError(f"the formula has a part of kind {kind!r}; known are {', '.join(_BUILD)} and 'symbol'.")
    return _BUILD[kind](*(read_formula(part) for part in parts))
