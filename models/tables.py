"""Payoff tables from linear forms."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.expressions import Form


def coefficient_table(forms: Mapping[str, Form], stakes: tuple[str, ...], shape: tuple[int, ...]) -> NDArray[Any]:
    """Payoffs as one table: a constant and one coefficient per stake, for every profile and actor."""
    table = np.zeros((*shape, len(forms), 1 + len(stakes)), dtype=object)
    for k, form in enumerate(forms.values()):
        for stake, values in form.terms.items():
            table[..., k, 1 + stakes.index(stake) if stake else 0] = values
    return table


def payoffs_at(forms: Mapping[str, Form], values: Mapping[str, Fraction], shape: tuple[int, ...]) -> NDArray[Any]:
    """Payoffs at one point of the stakes: only the stakes that occur are touched, in integers until the end."""
    table = np.zeros((*shape, len(forms)), dtype=object)
    for k, form in enumerate(forms.values()):
        scale = lcm(*(values[stake].denominator for stake in form.stakes))
        total: Any = np.array(0, dtype=object)
        for stake, coefficients in form.terms.items():
            total = total + coefficients * (int(values[stake] * scale) if stake else scale)
        table[..., k] = np.asarray(total if scale == 1 else total * Fraction(1, scale), dtype=object)
    return table


def rows(form: Form, stakes: tuple[str, ...], shape: tuple[int, ...]) -> NDArray[Any]:
    """One actor's payoffs as coefficients: shape (k1, ..., kn, 1 + stakes), a constant first."""
    table = np.zeros((*shape, 1 + len(stakes)), dtype=object)
    for stake, values in form.terms.items():
        table[..., 1 + stakes.index(stake) if stake else 0] = values
    return table
