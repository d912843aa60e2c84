"""The target's reply to its own expected reply: the map whose fixed points are the equilibria of a threat game."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import log_ndtr, ndtr

from gametheory.equilibria.resolve import EPS, LOG_2, LOG_ROOT_2PI, is_far, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FAR_ERROR = 1e-6  # relative, of the difference of hazards far out; it is below 1e-8
_FURTHEST = 1e75  # thresholds beyond are taken as this; all limits are reached long before
_LARGEST_LOG = 690.0
_SMALLEST_EXACT = -37.0  # below, probabilities have too few digits left and are used through their logarithms


@dataclass(frozen=True, slots=True)
class Point:
    """
    The reply at probits z of the expected chance of resistance, one entry each, with what bounds need.

    `value` is H(z), `low` and `high` enclose it; `log_odds` is log((1-p_F)/p_F), `weak` and `strong` are hazards
    with relative errors `slack`, and
    `log_pull` is log|dc/dz| without its constant |S_A - V_A|.
    """

    z: Floats
    value: Floats
    low: Floats
    high: Floats
    threshold: Floats
    log_stand: Floats
    log_back: Floats
    log_any: Floats
    weak: Floats
    strong: Floats
    log_pull: Floats
    slack: Floats
    excess: Floats

    def take(self, positions: Any) -> Point:
        """Some of the entries."""
        return Point(*(getattr(self, name)[positions] for name in self.__slots__))

    def joined(self, other: Point) -> Point:
        """The entries of both."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__slots__)
        return Point(*(np.concatenate(pair) for pair in pairs))

    def log_slope(self, stakes: Stakes) -> Floats:
        """log|H'(z)|."""
        with np.errstate(divide="ignore"):
            return np.asarray(stakes.log_product + self.log_pull + self.log_back - self.log_stand + np.log(self.excess))


@dataclass(frozen=True, slots=True)
class Stakes:
    """
    Parameters as the reply needs them, one entry a game.

    With p = Φ(z), A's threshold is c = V_A + (S_A - V_A)/p, and B resists with probability Φ(H(z)),
    H = (W_B - V_B) + (V_B - C_B)/p_F(c). In z, c is monotone, p_F is monotone in c, and so H is monotone: increasing
    when (S_A - V_A)(W_A - a)(V_B - C_B) > 0, else decreasing or constant.
    """

    lure: Floats
    """S_A - V_A."""
    gap: Floats
    """-|W_A - a|."""
    firm_is_weak: NDArray[np.bool_]
    """W_A < a."""
    start: Floats
    """V_A - min(W_A, a)."""
    base: Floats
    """W_B - V_B."""
    gain: Floats
    """V_B - C_B."""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Stakes:
        """Differences of parameters, taken before anything is rounded where the parameters are exact."""
        v = values
        firm_is_weak = np.asarray(v["W_A"] < v["a"], dtype=bool)
        lower = np.where(firm_is_weak, v["W_A"], v["a"])
        parts = (
            v["S_A"] - v["V_A"],
            -abs(v["W_A"] - v["a"]),
            v["V_A"] - lower,
            v["W_B"] - v["V_B"],
            v["V_B"] - v["C_B"],
        )
        lure, gap, start, base, gain = (np.asarray(part, dtype=float) for part in parts)
        return cls(lure, gap, firm_is_weak, start, base, gain)

    def __len__(self) -> int:
        return len(self.lure)

    def take(self, positions: Any) -> Stakes:
        """Some of the games."""
        return Stakes(*(getattr(self, name)[positions] for name in self.__slots__))

    @property
    def increasing(self) -> NDArray[np.bool_]:
        """Whether resistance feeds itself; only then can there be more than one equilibrium."""
        signs = np.sign(self.lure) * np.where(self.firm_is_weak, -1, 1) * np.sign(self.gain)
        return np.asarray((signs > 0) & (self.gap < 0))

    @property
    def log_product(self) -> Floats:
        """log|(S_A - V_A)(V_B - C_B)|."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(np.abs(self.lure)) + np.log(np.abs(self.gain)))

    def threshold(self, z: Floats) -> tuple[Floats, Floats]:
        """Threshold c less the weaker mean, and a bound of its error."""
        log_p = log_ndtr(z)
        p = np.where(z > _SMALLEST_EXACT, np.maximum(ndtr(z), 1e-300), np.exp(np.maximum(log_p, -_LARGEST_LOG)))
        far = np.clip(self.lure / p, -4 * _FURTHEST, 4 * _FURTHEST)
        relative = np.where(z > _SMALLEST_EXACT, 8 * EPS, EPS * (16 - np.maximum(log_p, -1e6)))
        error = np.where(np.abs(far) > 2 * _FURTHEST, 0, 2 * EPS * np.abs(self.start) + relative * np.abs(far))
        return np.clip(self.start + far, -_FURTHEST, _FURTHEST), error

    def at(self, z: Floats) -> Point:
        """The reply at z."""
        c, spread = self.threshold(z)
        r = resolve(c, self.gap)
        share = np.exp(r.log_share)
        with np.errstate(over="ignore"):
            lost = np.where(is_far(c, self.gap), FAR_ERROR * r.excess, 16 * EPS * (r.weak + r.strong))
            drift = (1 - share) * (r.excess + lost)
            error = r.error + drift * spread
        others = np.log1p(-share)
        stand = np.where(self.firm_is_weak, r.log_share, others)
        back = np.where(self.firm_is_weak, others, r.log_share)
        low, high = self._enclosure(r.log_share, error)
        value = self._value(stand)
        return Point(z, value, low, high, c, stand, back, r.log_any, r.weak, r.strong, _log_pull(z), r.error, r.excess)

    def _value(self, log_stand: Floats) -> Floats:
        return np.asarray(self.base + self.gain * np.exp(np.minimum(-log_stand, _LARGEST_LOG)))

    def _enclosure(self, log_share: Floats, error: Floats) -> tuple[Floats, Floats]:
        """H at both ends of what p_F can be, rounded outwards."""
        ends = (log_share - error, np.minimum(log_share + error, -LOG_2))
        values = [self._value(np.where(self.firm_is_weak, end, np.log1p(-np.exp(end)))) for end in ends]
        low, high = np.minimum(*values), np.maximum(*values)
        slack = 8 * EPS
        return low - slack * (np.abs(low) + np.abs(self.base)), high + slack * (np.abs(high) + np.abs(self.base))


def _log_pull(z: Floats) -> Floats:
    """log(φ(z)/Φ(z)²), decreasing in z."""
    near = np.clip(z, -1e7, 1e7)
    return np.asarray(-0.5 * near * near - LOG_ROOT_2PI - 2 * log_ndtr(near))
