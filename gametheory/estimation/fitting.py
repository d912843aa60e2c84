"""Maximise a pseudo-likelihood by Fisher scoring with damping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.estimation.likelihood import Likelihood, likelihood

if TYPE_CHECKING:
    from gametheory.estimation.likelihood import Beliefs, Floats
    from gametheory.estimation.specification import Design

_STEPS = 500
_ACCURACY = 1e-14
_GIVE_UP = 1e12


@dataclass(frozen=True, slots=True)
class Maximum:
    """Where the search ended; `decrement` is the squared length of the gradient in the metric of the information."""

    coefficients: Floats
    at: Likelihood
    decrement: float
    converged: bool


def maximise(design: Design, beliefs: Beliefs, start: Floats) -> Maximum:
    """Step along the information-scaled gradient; a step that does not rise is shortened and turned uphill."""
    theta, here, damping = start, likelihood(design, start, beliefs), 1e-3
    decrement = np.inf
    for _ in range(_STEPS):
        gradient = here.gradient
        decrement = float(gradient @ np.linalg.lstsq(here.information, gradient, rcond=1e-14)[0])
        if decrement <= _ACCURACY * (1 + abs(here.value)) or damping > _GIVE_UP:
            break
        scale = np.diag(here.information) + 1e-12 * np.trace(here.information)
        step = np.linalg.solve(here.information + damping * np.diag(scale), gradient)
        there = likelihood(design, theta + step, beliefs)
        if np.isfinite(there.value) and there.value >= here.value:
            theta, here, damping = theta + step, there, max(damping / 10, 1e-12)
        else:
            damping = max(damping, 1e-9) * 10
    return Maximum(theta, here, decrement, decrement <= 1e-8)
