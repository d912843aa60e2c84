"""All equilibria of a threat game."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.special import log_ndtr, ndtr

from gametheory.equilibria.threat_response import Stakes
from gametheory.equilibria.threat_roots import Roots, roots
from gametheory.games.threat import PARAMETERS, ThreatGame
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ThreatEquilibria", "ThreatEquilibrium", "ThreatOutcomes", "threat_equilibria"]

_FOLD = 1e-6


class ThreatOutcomes(NamedTuple):
    """
    Probabilities of the four ways in which a threat game can end.

    Parameters
    ----------
    status_quo : float
        A does not threaten.
    concession : float
        B gives in to a threat.
    stand_firm : float
        B resists and A carries the threat out.
    back_down : float
        B resists and A does not carry it out.
    """

    status_quo: float
    concession: float
    stand_firm: float
    back_down: float


@dataclass(frozen=True)
class ThreatEquilibrium(Jsonable):
    """
    One equilibrium of a threat game.

    Parameters
    ----------
    resist : float
        Probability that B resists a threat.
    challenge : float
        Probability that A threatens.
    stand_firm : float
        Probability that A, having threatened and been resisted, carries the threat out: what B believes.
    threshold : float
        A threatens when the better of its two private payoffs exceeds this.
    slope : float
        How much B's best reply moves per unit that B is expected to resist more.
    bounds : tuple of two float
        An interval that holds `resist`.
    log_resist : float
        Natural logarithm of `resist`, which tells apart what is too small for a probability.
    is_fold : bool
        Whether it lies where equilibria merge, as closely as 64-bit numbers tell: one or three may be here.
    """

    resist: float
    challenge: float
    stand_firm: float
    threshold: float
    slope: float
    bounds: tuple[float, float]
    log_resist: float
    is_fold: bool

    @property
    def outcomes(self) -> ThreatOutcomes:
        """Probabilities of the four outcomes: status_quo, concession, stand_firm, back_down."""
        tested = self.challenge * self.resist
        return ThreatOutcomes(
            status_quo=1 - self.challenge,
            concession=self.challenge * (1 - self.resist),
            stand_firm=tested * self.stand_firm,
            back_down=tested * (1 - self.stand_firm),
        )

    @property
    def stability(self) -> str:
        """
        What happens when B's expected resistance is a little off and B's replies are expected from then on.

        "stable": it returns; "oscillating": it returns when adjusted gradually but overshoots when adjusted at once;
        "unstable": it moves on to another equilibrium; "fold": two equilibria meet here.
        """
        if self.is_fold or abs(self.slope - 1) <= _FOLD:
            return "fold"
        if self.slope > 1:
            return "unstable"
        return "stable" if self.slope > -1 else "oscillating"


@dataclass(frozen=True)
class ThreatEquilibria(Jsonable):
    """
    All equilibria of a threat game; iterate to get them, the least resistance first.

    Parameters
    ----------
    game : ThreatGame
        The game asked about.
    equilibria : tuple of ThreatEquilibrium
        The fixed points with resistance between zero and one.
    folds : tuple of pairs of float
        Intervals of `resist`, outside of `equilibria`, in which the reply touches expected resistance as closely as
        its error bound tells: each holds two equilibria or none.
    quiet : bool
        Whether there is also an equilibrium without threats, as S_A > V_A and C_B > V_B: B would surely concede,
        believing that whoever threatens will back down, and A prefers the status quo to that. It is no fixed point with
        p > 0 and not among `equilibria`; where these are none, it is the only one.
    complete : bool
        Whether it is certain that no equilibrium is missing: no folds and no equilibrium at a fold.
    converged : bool
        Whether every equilibrium was found to the last digits.
    method : str
        How they were found.
    """

    game: ThreatGame
    equilibria: tuple[ThreatEquilibrium, ...]
    folds: tuple[tuple[float, float], ...]
    quiet: bool
    complete: bool
    converged: bool
    method: str = "division of the line with enclosures of a monotone reply and of its slope; Newton within brackets"

    def __iter__(self) -> Iterator[ThreatEquilibrium]:
        return iter(self.equilibria)

    def __len__(self) -> int:
        return len(self.equilibria)

    def __getitem__(self, position: int) -> ThreatEquilibrium:
        return self.equilibria[position]

    @property
    def tolerance(self) -> float:
        """Half the width of the widest of the equilibria's bounds."""
        return max((0.5 * (e.bounds[1] - e.bounds[0]) for e in self.equilibria), default=0.0)


def threat_equilibria(game: ThreatGame) -> ThreatEquilibria:
    """
    Find all equilibria of a threat game.

    B's reply to the resistance that A expects of B is monotone, which is why the search misses nothing: A's threshold
    c = V_A + (S_A - V_A)/p is monotone in p; the chance p_F that a threat is carried out is monotone in c, since the
    ratio of the reverse hazards of two normals with equal variance is; and B's reply Φ(W_B - V_B + (V_B - C_B)/p_F) is
    monotone in p_F. Unless (S_A - V_A)(W_A - a)(V_B - C_B) > 0, it falls in p and there is one equilibrium. Else every
    interval of p has an enclosure of the reply from its two ends, and one of the reply's slope, as each factor of the
    slope is monotone or a difference of hazards of log-concave densities, which rise. Intervals are halved until each
    holds no equilibrium, or exactly one, or can no longer be told apart from a tangency. The bounds rest on the
    accuracy of the special functions used, which is better than assumed wherever tested against 40 digits.

    Parameters
    ----------
    game : ThreatGame
        The game.

    Returns
    -------
    ThreatEquilibria
        The equilibria, in increasing order of resistance.

    References
    ----------
    Lewis and Schultz (2003), Political Analysis 11, 345-367; Jo (2011), Nonuniqueness of the equilibrium in Lewis and
    Schultz's model, Political Analysis 19, 351-362; Crisman-Cox and Gibilisco (2019), Political Science Research and
    Methods, doi:10.1017/psrm.2019.58.

    Examples
    --------
    >>> from gametheory import ThreatGame, threat_equilibria
    >>> game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    >>> for equilibrium in threat_equilibria(game):
    ...     print(f"{equilibrium.resist:.8f} {equilibrium.challenge:.4f} {equilibrium.stability}")
    0.29645182 0.9617 stable
    0.47242323 0.5824 unstable
    0.87403143 0.1793 stable
    """
    found = roots(Stakes.read({name: np.array([getattr(game, name)]) for name in PARAMETERS}))
    base = min(game.W_A, game.a)
    equilibria = tuple(_equilibrium(found, k, float(base)) for k in range(len(found.game)))
    folds = tuple(
        (float(ndtr(low)), float(ndtr(high))) for low, high in zip(found.open_low, found.open_high, strict=True)
    )
    return ThreatEquilibria(
        game,
        equilibria,
        folds,
        quiet=game.S_A > game.V_A and game.C_B > game.V_B,
        complete=not folds and not found.touching.any(),
        converged=bool(found.converged.all()),
    )


def _equilibrium(found: Roots, k: int, base: float) -> ThreatEquilibrium:
    point: Any = found.point.take(k)
    radius = float(found.radius[k])
    return ThreatEquilibrium(
        resist=float(ndtr(point.z)),
        challenge=min(exp(point.log_any), 1.0),
        stand_firm=exp(point.log_stand),
        threshold=base + float(point.threshold),
        slope=float(found.slope[k]),
        bounds=(float(ndtr(point.z - radius)), float(ndtr(point.z + radius))),
        log_resist=float(log_ndtr(point.z)),
        is_fold=bool(found.touching[k]),
    )
