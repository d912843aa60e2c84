"""A threat whose sender's resolve is private: the crisis signalling game."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["PARAMETERS", "ThreatGame"]

PARAMETERS = ("S_A", "V_A", "C_B", "W_A", "W_B", "a", "V_B")
"""The parameters of a threat game, in the order that all arrays of them have."""

LARGEST = 10**6


@dataclass(frozen=True, kw_only=True)
class ThreatGame(Jsonable):
    """
    A challenger A may threaten a target B, which does not know whether A would carry the threat out.

    A keeps the status quo (payoffs S_A, 0) or threatens. B then concedes (V_A, C_B) or resists. Where B resists, A
    stands firm (W_A + e1, W_B + e2) or backs down (a + e3, V_B). The e are independent standard normal; A alone sees
    e1 and e3, B alone sees e2. All payoffs are thus in standard deviations of what is private (Lewis and Schultz 2003).

    Parameters
    ----------
    S_A : int, Fraction, float or str
        A's payoff of the status quo. B's is 0.
    V_A : int, Fraction, float or str
        A's payoff when B concedes.
    C_B : int, Fraction, float or str
        B's payoff when it concedes.
    W_A : int, Fraction, float or str
        A's mean payoff of standing firm.
    W_B : int, Fraction, float or str
        B's mean payoff when A stands firm.
    a : int, Fraction, float or str
        A's mean payoff of backing down.
    V_B : int, Fraction, float or str
        B's payoff when A backs down.

    Raises
    ------
    NumberError
        If a payoff is not a finite real number.
    GameError
        If a payoff is beyond a million standard deviations.

    References
    ----------
    Lewis and Schultz (2003), Revealing preferences: empirical estimation of a crisis bargaining game with incomplete
    information, Political Analysis 11, 345-367.

    Examples
    --------
    >>> game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    >>> game.audience_cost
    Fraction(6, 5)
    >>> game.replace(W_B=-3).W_B
    Fraction(-3, 1)
    """

    S_A: Fraction
    V_A: Fraction
    C_B: Fraction
    W_A: Fraction
    W_B: Fraction
    a: Fraction
    V_B: Fraction

    def __post_init__(self) -> None:
        for name in PARAMETERS:
            given = getattr(self, name)
            value = exact(given, f"payoff {name} of the threat game")
            if abs(value) > LARGEST:
                raise GameError(
                    f"payoff {name} of the threat game is {given}; payoffs are in standard deviations of what is "
                    f"private, and allowed from -{LARGEST:,} to {LARGEST:,}. Measure them in a larger unit."
                )
            object.__setattr__(self, name, value)

    @property
    def audience_cost(self) -> Fraction:
        """What A loses, on average, by backing down rather than never having threatened: S_A - a."""
        return self.S_A - self.a

    def replace(self, **payoffs: Any) -> ThreatGame:
        """
        Make the same game with some payoffs changed.

        Parameters
        ----------
        **payoffs : int, Fraction, float or str
            New payoffs by name.

        Returns
        -------
        ThreatGame
            The new game.

        Raises
        ------
        UnknownNameError
            If a name is not one of the seven.
        """
        for name in payoffs:
            check_parameter(name)
        return replace(self, **payoffs)

    def with_audience_cost(self, cost: Any) -> ThreatGame:
        """
        Make the same game with another cost of backing down.

        Parameters
        ----------
        cost : int, Fraction, float or str
            The new value of S_A - a.

        Returns
        -------
        ThreatGame
            The new game; only ``a`` differs.
        """
        return self.replace(a=self.S_A - exact(cost, "the audience cost"))


def check_parameter(name: str) -> None:
    """Refuse what is not the name of a payoff."""
    if name not in PARAMETERS:
        raise UnknownNameError(f"a threat game has no payoff {name!r}. {closest(name, PARAMETERS)}")


assert tuple(field.name for field in fields(ThreatGame)) == PARAMETERS
