"""Will the enforcer bear the cost of punishing? The intensities at which a threat to a third party is credible."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.roots import breakpoints
from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.polynomials import primitive
from gametheory.results import Jsonable
from gametheory.strategies.automaton import ANY, Automaton

if TYPE_CHECKING:
    from gametheory.proofs.algebraic import Algebraic

__all__ = ["CredibleInterval", "Triad", "credible_interval", "critical_discount"]

_ACTORS = ("enforcer", "third party")
_NEEDS = {"temptation": "positive", "harm": "positive", "gain": "not negative", "cost": "not negative"}


@dataclass(frozen=True, init=False)
class Triad(Jsonable):
    """
    An enforcer that gains from a third party's compliance, and can punish it at a cost to itself.

    Each period the third party complies or breaks, and the enforcer holds or punishes at an intensity x between 0 and
    1. The threat: a break is punished for one period; an enforcer that fails to punish is not believed again, and the
    third party breaks for ever (after Han 2012).

    Parameters
    ----------
    temptation : number
        What the third party earns in a period in which it breaks; positive.
    harm : number
        What punishment at full intensity costs the third party; positive.
    gain : number
        What the enforcer gains in a period in which the third party complies; not negative.
    cost : number
        What punishment at full intensity costs the enforcer; not negative.

    Raises
    ------
    GameError
        If a number has the wrong sign.

    Examples
    --------
    >>> triad = Triad(temptation=3, harm=20, gain=2, cost=5)
    >>> triad.stage("1/2").payoff(("punish", "break"))
    (Fraction(-5, 2), Fraction(-7, 1))
    """

    temptation: Fraction
    harm: Fraction
    gain: Fraction
    cost: Fraction

    def __init__(self, temptation: Any, harm: Any, gain: Any, cost: Any) -> None:
        given = {"temptation": temptation, "harm": harm, "gain": gain, "cost": cost}
        for name, number in given.items():
            value = exact(number, f"the {name}")
            if value < 0 or (value == 0 and _NEEDS[name] == "positive"):
                raise GameError(f"the {name} is {number}; it must be {_NEEDS[name]}.")
            object.__setattr__(self, name, value)

    def stage(self, intensity: Any) -> NormalFormGame:
        """
        Build the game of one period.

        Parameters
        ----------
        intensity : number
            How hard the enforcer punishes when it does, from 0 to 1.

        Returns
        -------
        NormalFormGame
            Actors "enforcer" (hold, punish) and "third party" (comply, break).

        Raises
        ------
        GameError
            If the intensity is not between 0 and 1.
        """
        x = exact(intensity, "the intensity")
        if not 0 <= x <= 1:
            raise GameError(f"the intensity is {intensity}; it must lie between 0 (none) and 1 (full).")
        return NormalFormGame.from_function(
            lambda first, second: (
                self.gain * (second == "comply") - self.cost * x * (first == "punish"),
                self.temptation * (second == "break") - self.harm * x * (first == "punish"),
            ),
            actions=dict(zip(_ACTORS, (("hold", "punish"), ("comply", "break")), strict=True)),
        )

    def strategy(self) -> Automaton:
        """
        Build the threat as a strategy: a break is punished once, and who fails to punish is never believed again.

        Returns
        -------
        Automaton
            States "compliance", "punishment" (in which the third party complies again) and "breakdown".
        """
        return Automaton(
            start="compliance",
            actions={
                "compliance": ("hold", "comply"),
                "punishment": ("punish", "comply"),
                "breakdown": ("hold", "break"),
            },
            transitions={
                "compliance": {(ANY, "break"): "punishment"},
                "punishment": {("punish", "comply"): "compliance", ("punish", "break"): "punishment"},
            },
            default={"compliance": "compliance", "punishment": "breakdown", "breakdown": "breakdown"},
        )


@dataclass(frozen=True)
class CredibleInterval(Jsonable):
    """
    The intensities of punishment that deter the third party and that the enforcer is willing to carry out.

    Parameters
    ----------
    triad : Triad
        The stakes.
    discount : tuple of Fraction
        Discount factors of the enforcer and the third party.
    deters_from : Fraction
        The smallest intensity that deters the third party; above 1 where none does.
    willing_up_to : Fraction
        The largest intensity that the enforcer is willing to carry out, at most 1.
    """

    triad: Triad
    discount: tuple[Fraction, Fraction]
    deters_from: Fraction
    willing_up_to: Fraction

    @property
    def is_empty(self) -> bool:
        """Whether no intensity makes the threat credible."""
        return self.deters_from > self.willing_up_to

    def __contains__(self, intensity: Any) -> bool:
        return self.deters_from <= exact(intensity, "the intensity") <= self.willing_up_to

    def __str__(self) -> str:
        if self.is_empty:
            return f"empty: it takes {self.deters_from} to deter, and the enforcer goes up to {self.willing_up_to}"
        return f"[{self.deters_from}, {self.willing_up_to}]"


def credible_interval(triad: Triad, discount: Any) -> CredibleInterval:
    """
    Find the intensities at which the threat against a third party is subgame perfect.

    The third party is deterred when what it earns by a break is not more than what it loses by the punishment a period
    later; the enforcer punishes when that costs no more than the compliance that it would lose for ever (after
    Han 2012). With discount factor d that is temptation / (d harm) <= x <= min(1, d gain / ((1 - d) cost)).

    Parameters
    ----------
    triad : Triad
        The stakes.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for both, or those of "enforcer" and "third party".

    Returns
    -------
    CredibleInterval
        The interval, perhaps empty.

    Raises
    ------
    GameError
        If a discount factor is not strictly between 0 and 1.

    Examples
    --------
    >>> from gametheory import Triad, credible_interval
    >>> print(credible_interval(Triad(temptation=3, harm=20, gain=2, cost=5), 0.6))
    [1/4, 3/5]
    """
    own, theirs = RepeatedGame(triad.stage(1), discount=discount).discount
    return CredibleInterval(triad, (own, theirs), triad.temptation / (theirs * triad.harm), _willing(triad, own))


def _willing(triad: Triad, d: Fraction) -> Fraction:
    """Largest x up to 1 with (1 - d) cost x <= d gain."""
    if (1 - d) * triad.cost <= d * triad.gain:
        return Fraction(1)
    return d * triad.gain / ((1 - d) * triad.cost)


def critical_discount(triad: Triad) -> Fraction | Algebraic | None:
    """
    Find the common discount factor from which some intensity makes the threat credible.

    It is the larger of temptation / harm and the root in (0, 1) of
    gain harm d^2 + temptation cost d - temptation cost = 0, and it is attained.

    Parameters
    ----------
    triad : Triad
        The stakes.

    Returns
    -------
    Fraction, Algebraic or None
        The exact number; None where the threat is credible at no discount factor.

    Examples
    --------
    >>> from gametheory import Triad, critical_discount
    >>> critical_discount(Triad(temptation=3, harm=20, gain=2, cost=5))
    <0.452934423: root of 8x^2 + 3x - 3 in (463/1024, 29/64)>
    """
    bill = triad.temptation * triad.cost
    deters = triad.temptation / triad.harm
    if deters >= 1 or (bill > 0 and triad.gain == 0):
        return None
    willing = breakpoints([primitive((-bill, bill, triad.gain * triad.harm))]) if bill else []
    return max([deters, *willing])
