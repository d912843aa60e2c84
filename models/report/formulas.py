"""Formulas of thresholds in the two languages that pages read: LaTeX and MathML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy
from sympy.printing.mathml import mathml as presentation

from models.markdown import markdown_table
from models.thresholds import Threshold, threshold_table


def latex(threshold: Threshold) -> str:
    """The critical discount factor as LaTeX."""
    return threshold.formula.latex()


def mathml(threshold: Threshold) -> str:
    """The same as a MathML element."""
    formula = threshold.formula
    delta = sympy.Symbol("delta^*")
    if formula.formula is not None:
        told = sympy.Eq(delta, formula.formula, evaluate=False)
    elif formula.binding is not None:
        told = sympy.Eq(formula.binding.condition, 0, evaluate=False)
    else:
        return ""
    words = {symbol: sympy.Symbol(symbol.name.replace("_", " ")) for symbol in told.free_symbols}
    inner = presentation(told.xreplace(words), printer="presentation")
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'


def threshold_lines(told: Sequence[Threshold]) -> Iterator[str]:
    """Every strategy's formula, then the table with numbers and who binds."""
    for of in told:
        if mathml(of):
            yield from (f"**{of.title}:** ${latex(of)}$", "")
    yield from markdown_table(threshold_table(told))
