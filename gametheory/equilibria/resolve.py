"""Who stands behind a threat: chances and hazards of the larger of two normal payoffs, accurate in every tail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import erfcx, log_ndtr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

EPS = float(np.finfo(float).eps)
LOG_ROOT_2PI = 0.5 * float(np.log(2 * np.pi))
LOG_2 = float(np.log(2))
_ROOT_HALF = float(np.sqrt(0.5))
_LOG_ROOT_HALF_PI = 0.5 * float(np.log(np.pi / 2))
_TAIL = 40.0  # logarithm of what the quadrature leaves away
_QUADRATURE = 5e-13  # against 40 digits its largest relative error was 1.4e-14
_ROUNDING = 64 * EPS
_NODES, _WEIGHTS = (0.5 * values for values in np.polynomial.legendre.leggauss(28))
_NODES = _NODES + 0.5


@dataclass(frozen=True, slots=True)
class Resolve:
    """
    Of two payoffs, X = -x + e and Y = -y + e' with y <= x, given that the larger exceeds zero: which one it is.

    `log_share` is the logarithm of Pr(X > Y | max > 0), at most one half, and `error` bounds its error for exact
    arguments; `weak` and `strong` are the hazards φ(x)Φ(y)/Pr(X > Y, X > 0) and φ(y)Φ(x)/Pr(Y > X, Y > 0), both
    increasing in a common shift of x and y (the densities are log-concave); `excess` is weak - strong; `log_any` is
    log Pr(max > 0).
    """

    log_share: Floats
    weak: Floats
    strong: Floats
    log_any: Floats
    error: Floats
    excess: Floats


def resolve(x: Floats, gap: Floats) -> Resolve:
    """Answer for the weaker payoff's threshold x and the stronger one's y = x + gap, gap <= 0."""
    y = x + gap
    right = x >= _reverse_hazard(y)
    result = np.empty((4, len(x)))
    for side, part in ((right, _above), (~right, _below)):
        if side.any():
            result[:, side] = part(x[side], y[side], gap[side])
    error = _QUADRATURE + _ROUNDING * (1 + gap * gap - gap * np.maximum(x, 0))
    return Resolve(result[0], result[1], result[2], result[3], error, _excess(result[1], result[2], x, gap))


def is_far(x: Floats, gap: Floats) -> NDArray[np.bool_]:
    """Whether both hazards are those of normal tails: their ratios lie between Φ(y) and 1, and Φ(-26) < 1e-148."""
    return np.asarray(x + gap >= 26)


def _excess(weak: Floats, strong: Floats, x: Floats, gap: Floats) -> Floats:
    """
    Difference of the hazards; far out it would lose its digits, and is taken from the derivative of the normal hazard.

    There h'(z) = 1 - 1/z² + 6/z⁴ - ..., and h(x) - h(y) = (x-y) h'(middle) up to the third derivative.
    """
    centre = np.maximum(x + 0.5 * gap, 26)
    tail = -gap * (1 - centre**-2.0 * (1 - 6 * centre**-2.0 * (1 - 50 / 6 * centre**-2.0)))
    small = is_far(x, gap) & (-gap < 1e-3 * centre)
    return np.asarray(np.where(small, tail, np.maximum(weak - strong, 0)))


def _above(x: Floats, y: Floats, gap: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Above the mode of φ(s)Φ(s+gap): integrate outwards, all terms relative to densities, so that no tail is lost."""
    integral = _integral(x, y, 1.0)
    log_cdf_x = log_ndtr(x)
    tilt = -0.5 * gap * (x + y)
    log_rest = np.logaddexp(log_mills(y), log_mills(x) - tilt - log_cdf_x)  # Pr(max > 0) over φ(y)Φ(x)
    log_share = np.minimum(np.log(integral) + log_ndtr(y) - tilt - log_cdf_x - log_rest, -LOG_2)
    strong = np.exp(-log_rest - np.log1p(-np.exp(log_share)))
    return log_share, 1 / integral, strong, np.logaddexp(log_ndtr(-x), log_cdf_x + log_ndtr(-y))


def _below(x: Floats, y: Floats, gap: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Below the mode: all of Pr(X > Y) except what an integral towards minus infinity holds."""
    log_all = log_ndtr(gap * _ROOT_HALF)
    log_density = log_ndtr(y) - 0.5 * x * x - LOG_ROOT_2PI
    log_weak = log_all + np.log1p(-np.exp(np.log(_integral(x, y, -1.0)) + log_density - log_all))
    log_any = np.logaddexp(log_ndtr(-x), log_ndtr(x) + log_ndtr(-y))
    log_share = np.minimum(log_weak - log_any, -LOG_2)
    log_strong = log_any + np.log1p(-np.exp(log_share))
    strong = np.exp(log_ndtr(x) - 0.5 * y * y - LOG_ROOT_2PI - log_strong)
    return log_share, np.exp(log_density - log_weak), strong, log_any


def _integral(x: Floats, y: Floats, sign: float) -> Floats:
    """
    Integrate φ(s)Φ(s+gap) / (φ(x)Φ(y)) over s from x outwards, away from the mode.

    The logarithm of the integrand has slope -κ at x and a second derivative between -2 and -1 everywhere, so that
    exp(-κt - t²/2) bounds it and a window as long as that function has one is enough, whatever x and y are.
    """
    slope = np.abs(x - _reverse_hazard(y))
    window = 2 * _TAIL / (np.sqrt(slope * slope + 2 * _TAIL) + slope)
    t = window[:, None] * _NODES
    logs = log_ndtr(y[:, None] + sign * t) - log_ndtr(y)[:, None] - t * (sign * x[:, None] + 0.5 * t)
    total = np.zeros(len(x))
    for weight, column in zip(_WEIGHTS, np.exp(logs).T, strict=True):
        total += weight * column  # not a matrix product: that rounds a game differently in different company
    return window * total


def _reverse_hazard(y: Floats) -> Floats:
    """φ(y)/Φ(y)."""
    with np.errstate(over="ignore"):
        return np.asarray(np.sqrt(2 / np.pi) / erfcx(-y * _ROOT_HALF))


def log_mills(z: Floats) -> Floats:
    """log((1 - Φ(z))/φ(z)) for z of either sign."""
    inner = np.minimum(z, 0)
    below = log_ndtr(-inner) + 0.5 * inner * inner + LOG_ROOT_2PI
    above = np.log(erfcx(np.maximum(z, 0) * _ROOT_HALF)) + _LOG_ROOT_HALF_PI
    return np.asarray(np.where(z > 0, above, below))
