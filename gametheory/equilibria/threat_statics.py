"""How the equilibria of a threat game move with its payoffs."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr

from gametheory.equilibria.resolve import LOG_ROOT_2PI
from gametheory.equilibria.threat import ThreatEquilibria, threat_equilibria
from gametheory.equilibria.threat_derivatives import (
    behind_gradient,
    reply_gradient,
    sensitivities,
    threshold_gradient,
)
from gametheory.equilibria.threat_response import Stakes
from gametheory.equilibria.threat_roots import roots
from gametheory.frozen import FrozenMap
from gametheory.games.threat import PARAMETERS
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.equilibria.resolve import Floats
    from gametheory.equilibria.threat_roots import Roots
    from gametheory.games.threat import ThreatGame

__all__ = ["ThreatStatics", "threat_statics"]

Effects = FrozenMap[str, FrozenMap[str, float | None]]


@dataclass(frozen=True)
class ThreatStatics(Jsonable):
    """
    Derivatives of every equilibrium of a threat game; iterate to get one table per equilibrium.

    Parameters
    ----------
    equilibria : ThreatEquilibria
        The equilibria.
    effects : tuple of mapping of str to mapping of str to float or None
        For each equilibrium: ``effects[k][quantity][payoff]``. The quantities are resist, challenge, stand_firm, and
        the probabilities of the outcomes: status_quo, concession, carried_out (resisted and carried out), back_down.
        The payoffs are the seven of the game, and audience_cost: S_A - a, raised by lowering a. None
        stands for what is infinite, as at a fold, or beyond the range of 64-bit numbers.
    """

    equilibria: ThreatEquilibria
    effects: tuple[Effects, ...]

    def __iter__(self) -> Iterator[Effects]:
        return iter(self.effects)

    def __len__(self) -> int:
        return len(self.effects)

    def __getitem__(self, position: int) -> Effects:
        return self.effects[position]


def threat_statics(game: ThreatGame) -> ThreatStatics:
    """
    Differentiate every equilibrium of a threat game by each payoff, by the implicit function theorem.

    On a stable branch the signs are those that intuition expects; on an unstable branch the effect of every payoff
    on resistance is turned round.

    Parameters
    ----------
    game : ThreatGame
        The game.

    Returns
    -------
    ThreatStatics
        One table per equilibrium, in the order of `threat_equilibria`.

    Examples
    --------
    Raising the cost of backing down lowers resistance at the first equilibrium:

    >>> from gametheory import ThreatGame, threat_statics
    >>> game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    >>> round(threat_statics(game)[0]["resist"]["audience_cost"], 4)
    -1.6559
    """
    found = roots(Stakes.read({name: np.array([getattr(game, name)]) for name in PARAMETERS}))
    stakes = Stakes.read({name: np.repeat(getattr(game, name), len(found.game)) for name in PARAMETERS})
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        tables = _tables(stakes, found)
    effects = tuple(_named(tables, k) for k in range(len(found.game)))
    return ThreatStatics(threat_equilibria(game), effects)


def _tables(stakes: Stakes, found: Roots) -> dict[str, Floats]:
    """Derivatives (7, n) of every quantity: directly, and through resistance."""
    point, s = found.point, sensitivities(stakes, found.point)
    p = np.exp(np.maximum(log_ndtr(point.z), -690.0))
    direct = threshold_gradient(p)
    reply = reply_gradient(behind_gradient(s, direct, "odds"), point.log_stand, point.log_back, stakes.gain)
    probit = reply / (1 - found.slope)
    log_density = -0.5 * np.minimum(np.abs(point.z), 1e10) ** 2 - LOG_ROOT_2PI
    total = direct - stakes.lure / p * np.exp(np.minimum(log_density - log_ndtr(point.z), 690)) * probit
    any_threat, stand = np.exp(point.log_any), np.exp(point.log_stand)
    challenge = any_threat * behind_gradient(s, total, "any")
    firm = stand * np.exp(point.log_back) * behind_gradient(s, total, "odds")
    return _quantities(p, any_threat, stand, np.exp(log_density) * probit, challenge, firm)


def _quantities(
    p: Floats, challenge: Floats, stand: Floats, dp: Floats, d_challenge: Floats, d_stand: Floats
) -> dict[str, Floats]:
    """Product rule for the outcomes."""
    tested, d_tested = challenge * p, d_challenge * p + challenge * dp
    return {
        "resist": dp,
        "challenge": d_challenge,
        "stand_firm": d_stand,
        "status_quo": -d_challenge,
        "concession": d_challenge - d_tested,
        "carried_out": d_tested * stand + tested * d_stand,
        "back_down": d_tested * (1 - stand) - tested * d_stand,
    }


def _named(tables: dict[str, Floats], k: int) -> Effects:
    named = {}
    for quantity, rows in tables.items():
        by_payoff = dict(zip(PARAMETERS, rows[:, k].tolist(), strict=True))
        by_payoff["audience_cost"] = -by_payoff["a"]
        named[quantity] = FrozenMap({name: x if isfinite(x) else None for name, x in by_payoff.items()})
    return FrozenMap(named)
