"""How hazards and chances behind a threat move with its seven payoffs, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr

from gametheory.equilibria.resolve import LOG_ROOT_2PI
from gametheory.games.threat import PARAMETERS

if TYPE_CHECKING:
    from gametheory.equilibria.resolve import Floats
    from gametheory.equilibria.threat_response import Point, Stakes

_ROOT_HALF = float(np.sqrt(0.5))
_S_A, _V_A, _C_B, _W_A, _W_B, _A, _V_B = range(len(PARAMETERS))


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """
    Derivatives at given probits z of resistance, by threshold c and by the two means behind the threat.

    `odds_*` are derivatives of log(p_F/(1-p_F)), `any_*` of log p_C.
    """

    odds_c: Floats
    odds_firm: Floats
    odds_back: Floats
    any_c: Floats
    any_firm: Floats
    any_back: Floats


def sensitivities(stakes: Stakes, point: Point) -> Sensitivities:
    """
    Differentiate N = Pr(X > Y, X > c) and M = Pr(Y > X, Y > c) for X ~ N(W_A, 1), Y ~ N(a, 1).

    dN/dc = -φ(c-W_A)Φ(c-a), dN/da = -K, K = φ((W_A-a)/√2)/√2 Φ(-(2c-W_A-a)/√2), and a common shift of c, W_A and a
    changes nothing; M likewise.
    """
    x, gap = point.threshold, stakes.gap
    log_k = -0.25 * gap * gap - LOG_ROOT_2PI + np.log(_ROOT_HALF) + log_ndtr(-(2 * x + gap) * _ROOT_HALF)
    firm_hazard = np.where(stakes.firm_is_weak, point.weak, point.strong)
    back_hazard = np.where(stakes.firm_is_weak, point.strong, point.weak)
    with np.errstate(over="ignore"):
        k_firm = np.exp(log_k - point.log_any - point.log_stand)
        k_back = np.exp(log_k - point.log_any - point.log_back)
    stand, back = np.exp(point.log_stand), np.exp(point.log_back)
    return Sensitivities(
        back_hazard - firm_hazard,
        firm_hazard + k_firm + k_back,
        -(back_hazard + k_firm + k_back),
        -(stand * firm_hazard + back * back_hazard),
        stand * firm_hazard,
        back * back_hazard,
    )


def threshold_gradient(p: Floats) -> Floats:
    """Derivatives of c = V_A + (S_A - V_A)/p by the payoffs at fixed p, one row each."""
    rows = np.zeros((len(PARAMETERS), len(p)))
    rows[_S_A] = 1 / p
    rows[_V_A] = -(1 - p) / p
    return rows


def behind_gradient(s: Sensitivities, by_threshold: Floats, of: str) -> Floats:
    """Derivatives of the log-odds of p_F (of="odds") or of log p_C (of="any") by the payoffs at fixed p."""
    c, firm, back = (getattr(s, f"{of}_{what}") for what in ("c", "firm", "back"))
    rows = c * by_threshold
    rows[_W_A] += firm
    rows[_A] += back
    return np.asarray(rows)


def reply_gradient(odds_rows: Floats, log_stand: Floats, log_back: Floats, gain: Floats) -> Floats:
    """Derivatives of H = (W_B - V_B) + (V_B - C_B)/p_F by the payoffs at fixed p."""
    inverse = np.exp(np.minimum(-log_stand, 690.0))
    rows = -gain * inverse * np.exp(log_back) * odds_rows
    rows[_W_B] += 1
    rows[_V_B] += inverse - 1
    rows[_C_B] -= inverse
    return np.asarray(rows)
