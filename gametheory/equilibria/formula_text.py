"""Formulas as people write them: no minus sign in front of a fraction, names of several words in one piece."""

from __future__ import annotations

import sympy


def without_leading_minus(formula: sympy.Expr) -> sympy.Expr:
    """Move a minus sign in front of a fraction into the sum above the line."""
    top, bottom = sympy.fraction(formula)
    return top / bottom


def latex_text(formula: sympy.Expr) -> str:
    """Write LaTeX in which a name of several words is one upright piece."""
    names = {
        symbol: r"\mathrm{" + symbol.name.replace("_", r"\ ") + "}"
        for symbol in formula.free_symbols
        if "_" in symbol.name.strip("_")
    }
    return str(sympy.latex(formula, symbol_names=names))
