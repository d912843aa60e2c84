"""Formulas of thresholds in the two languages that pages read: LaTeX and MathML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy
from sympy.printing.mathml import mathml as presentation

from gametheory.equilibria.equilibrium_region import Incentive
from gametheory.equilibria.formula_text import latex_text
from models.detection import Detection, StrategyDetection
from models.detection_tables import relation
from models.markdown import markdown_table
from models.report.page import Page
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
    return element(told)


def element(told: sympy.Basic) -> str:
    """A relation as a MathML element; a dot stands between factors, since names are words."""
    words = {symbol: sympy.Symbol(symbol.name.replace("_", " ")) for symbol in told.free_symbols}
    inner = presentation(told.xreplace(words), printer="presentation", mul_symbol="dot")
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'


def conditions(told: Detection) -> Iterator[tuple[StrategyDetection, list[tuple[Incentive, sympy.Basic | None]]]]:
    """Each strategy's region in detection and false alarm: incentives, and relations where the chances matter."""
    detect, alarm = told.spec.detect, told.spec.alarm
    for answer in told.answers:
        found = answer.region.where(discount=told.discount, **told.others(detect, alarm))
        yield answer, [(condition, relation(condition, detect, alarm)) for condition in found]


def formulas(page: Page) -> dict[str, str]:
    """Every formula of a page: MathML by LaTeX."""
    found = {latex(of): mathml(of) for of in page.thresholds}
    if page.detection is not None:
        for _, pairs in conditions(page.detection):
            found |= {latex_text(told): element(told) for _, told in pairs if told is not None}
    return found


def threshold_lines(told: Sequence[Threshold]) -> Iterator[str]:
    """Every strategy's formula, then the table with numbers and who binds."""
    for of in told:
        if mathml(of):
            yield from (f"**{of.title}:** ${latex(of)}$", "")
    yield from markdown_table(threshold_table(told))
