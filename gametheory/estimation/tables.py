"""Estimates as tables."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from gametheory.errors import GameError
from gametheory.estimation.fit import ThreatFit
from gametheory.estimation.specification import data_frames
from gametheory.interop.latex import plain_text

__all__ = ["to_frame", "to_latex"]


def to_frame(fit: ThreatFit, *, level: float = 0.95) -> Any:
    """
    Give the estimates as a tidy data frame.

    Parameters
    ----------
    fit : ThreatFit
        Estimated payoffs.
    level : float, default: 0.95
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        One row per coefficient: payoff, term, estimate, std_error, z, p_value, low, high.

    Raises
    ------
    GameError
        If the level is not between zero and one.
    """
    if not 0 < level < 1:
        raise GameError(f"the level is {level}; give a number between 0 and 1, such as 0.95.")
    pd = data_frames("to_frame()")
    estimates, errors = np.array(fit.estimates), np.array(fit.standard_errors)
    reach = float(ndtri(0.5 + 0.5 * level)) * errors
    z = np.divide(estimates, errors, out=np.full(len(errors), np.nan), where=errors > 0)
    return pd.DataFrame(
        {
            "payoff": [payoff for payoff, _ in fit.terms],
            "term": [term for _, term in fit.terms],
            "estimate": estimates,
            "std_error": errors,
            "z": z,
            "p_value": 2 * ndtr(-np.abs(z)),
            "low": estimates - reach,
            "high": estimates + reach,
        }
    )


def to_latex(*fits: ThreatFit, digits: int = 3) -> str:
    r"""
    Write estimates as a LaTeX table, one column a fit, standard errors in parentheses below.

    Parameters
    ----------
    *fits : ThreatFit
        Estimated payoffs; terms that a fit does not have stay empty.
    digits : int, default: 3
        Decimals.

    Returns
    -------
    str
        A ``tabular`` environment.
    """
    terms = list(dict.fromkeys(term for fit in fits for term in fit.terms))
    lines = [rf"\begin{{tabular}}{{ll{'r' * len(fits)}}}", r"\hline"]
    owner = ""
    for payoff, term in terms:
        lines.append(
            _line(
                "" if payoff == owner else _payoff(payoff),
                plain_text(term),
                [_cell(fit, (payoff, term), digits) for fit in fits],
            )
        )
        lines.append(_line("", "", [_error(fit, (payoff, term), digits) for fit in fits]))
        owner = payoff
    lines.append(r"\hline")
    lines.append(_line("Log-likelihood", "", [f"${fit.log_likelihood:.{digits}f}$" for fit in fits]))
    lines.append(_line("Observations", "", [f"{fit.observations:g}" for fit in fits]))
    return "\n".join([*lines, r"\hline", r"\end{tabular}", ""])


def _line(payoff: str, term: str, cells: list[str]) -> str:
    return " & ".join([payoff, term, *cells]) + r" \\"


def _payoff(name: str) -> str:
    return f"${name}$"


def _cell(fit: ThreatFit, term: tuple[str, str], digits: int) -> str:
    return f"${fit[term]:.{digits}f}$" if term in fit.terms else ""


def _error(fit: ThreatFit, term: tuple[str, str], digits: int) -> str:
    return f"$({fit.standard_errors[fit.terms.index(term)]:.{digits}f})$" if term in fit.terms else ""
