"""Games of two actors in which each would rather do what hurts the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.catalog.parts import require_order, symmetric
from gametheory.exact import exact

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["chicken", "deadlock", "hawk_dove", "prisoners_dilemma", "security_dilemma", "stag_hunt", "tariff_war"]


def prisoners_dilemma(temptation: Any = 5, reward: Any = 3, punishment: Any = 1, sucker: Any = 0) -> NormalFormGame:
    """
    Build the prisoner's dilemma (Tucker 1950), with the letters of Rapoport and Chammah (1965).

    Defection is strictly dominant. The grim trigger (Friedman 1971) is subgame perfect from the discount factor
    (T - R) / (T - P) on. The defaults are those of Axelrod (1984).

    Parameters
    ----------
    temptation, reward, punishment, sucker : number
        The payoffs T > R > P > S.

    Returns
    -------
    NormalFormGame
        Two actors who cooperate or defect.

    Raises
    ------
    GameError
        If the payoffs are not in that order.

    Examples
    --------
    >>> prisoners_dilemma().payoff(("defect", "cooperate"))
    (Fraction(5, 1), Fraction(0, 1))
    """
    t, r = exact(temptation, "the temptation"), exact(reward, "the reward")
    p, s = exact(punishment, "the punishment"), exact(sucker, "the sucker's payoff")
    require_order("prisoner's dilemma", temptation=t, reward=r, punishment=p, sucker=s)
    return symmetric(("Row", "Column"), ["cooperate", "defect"], [[r, s], [t, p]])


def deadlock(temptation: Any = 3, punishment: Any = 2, reward: Any = 1, sucker: Any = 0) -> NormalFormGame:
    """
    Build deadlock (Snyder and Diesing 1977; Oye 1985): both like mutual defection better than mutual cooperation.

    Parameters
    ----------
    temptation, punishment, reward, sucker : number
        The payoffs T > P > R > S.

    Returns
    -------
    NormalFormGame
        Two actors who cooperate or defect.

    Raises
    ------
    GameError
        If the payoffs are not in that order.

    Examples
    --------
    >>> deadlock().payoff(("defect", "defect"))
    (Fraction(2, 1), Fraction(2, 1))
    """
    t, p = exact(temptation, "the temptation"), exact(punishment, "the punishment")
    r, s = exact(reward, "the reward"), exact(sucker, "the sucker's payoff")
    require_order("deadlock", temptation=t, punishment=p, reward=r, sucker=s)
    return symmetric(("Row", "Column"), ["cooperate", "defect"], [[r, s], [t, p]])


def stag_hunt(together: Any = 9, safe: Any = 8, unlucky: Any = 7, alone: Any = 0) -> NormalFormGame:
    """
    Build the stag hunt (Rousseau 1755), by default with the payoffs of Aumann (1990).

    Both hunting stag is best for both; hunting hare is safer.

    Parameters
    ----------
    together : number
        Payoff of hunting stag together.
    safe : number
        Payoff of hunting hare while the other hunts stag.
    unlucky : number
        Payoff of hunting hare when both do.
    alone : number
        Payoff of hunting stag alone.

    Returns
    -------
    NormalFormGame
        Two actors who hunt stag or hare.

    Raises
    ------
    GameError
        If not together > safe >= unlucky > alone.

    Examples
    --------
    >>> stag_hunt().payoff(("stag", "hare"))
    (Fraction(0, 1), Fraction(8, 1))
    """
    best, good = exact(together, "the payoff together"), exact(safe, "the safe payoff")
    low, worst = exact(unlucky, "the unlucky payoff"), exact(alone, "the payoff alone")
    require_order("stag hunt", together=best, safe=good, alone=worst)
    require_order("stag hunt", together=best, unlucky=low, alone=worst)
    return symmetric(("Row", "Column"), ["stag", "hare"], [[best, worst], [good, low]])


def chicken(win: Any = 1, swerve: Any = 0, lose: Any = -1, crash: Any = -10) -> NormalFormGame:
    """
    Build the game of chicken (Russell 1959; Rapoport and Chammah 1966).

    Parameters
    ----------
    win, swerve, lose, crash : number
        Payoffs for going straight while the other swerves, for both swerving, for swerving alone, and for both
        going straight, in falling order.

    Returns
    -------
    NormalFormGame
        Two drivers who swerve or go straight.

    Raises
    ------
    GameError
        If the payoffs are not in falling order.

    Examples
    --------
    >>> chicken().payoff(("straight", "swerve"))
    (Fraction(1, 1), Fraction(-1, 1))
    """
    top, even = exact(win, "the payoff of winning"), exact(swerve, "the payoff of both swerving")
    low, worst = exact(lose, "the payoff of losing"), exact(crash, "the payoff of a crash")
    require_order("game of chicken", win=top, swerve=even, lose=low, crash=worst)
    return symmetric(("Row", "Column"), ["swerve", "straight"], [[even, low], [top, worst]])


def hawk_dove(value: Any = 2, cost: Any = 4) -> NormalFormGame:
    """
    Build the hawk-dove game (Maynard Smith and Price 1973).

    With a cost above the value, the symmetric equilibrium fights with probability value / cost.

    Parameters
    ----------
    value : number
        What the contested resource is worth, positive.
    cost : number
        What losing a fight costs, above the value.

    Returns
    -------
    NormalFormGame
        Two animals that play hawk or dove.

    Raises
    ------
    GameError
        If not cost > value > 0.

    Examples
    --------
    >>> hawk_dove().payoff(("hawk", "hawk"))
    (Fraction(-1, 1), Fraction(-1, 1))
    """
    v, c = exact(value, "the value"), exact(cost, "the cost")
    require_order("hawk-dove game", cost=c, value=v, zero=exact(0))
    return symmetric(("Row", "Column"), ["hawk", "dove"], [[(v - c) / 2, v], [0, v / 2]])


def security_dilemma() -> NormalFormGame:
    """
    Build the arms race of the security dilemma (Jervis 1978).

    Each ranks: both restrain (4), arm alone (3), both arm (2), restrain alone (1). Fear alone, not greed, leads to
    arms.

    Returns
    -------
    NormalFormGame
        Two states that restrain themselves or arm.

    Examples
    --------
    >>> security_dilemma().payoff(("restrain", "arm"))
    (Fraction(1, 1), Fraction(3, 1))
    """
    return symmetric(("Home", "Foreign"), ["restrain", "arm"], [[4, 1], [3, 2]])


def tariff_war(surplus: Any = 12) -> NormalFormGame:
    """
    Build a tariff war of two large countries (Johnson 1953) with linear demands (as in Bagwell and Staiger 2002).

    Each country is endowed with ``surplus`` more of its export good than the other has, demands are linear with
    slope one, and each taxes its imports. Against free trade, a country that sets the tariff t and meets the tariff u
    gains ``(surplus * t / 4 - 3 * t**2 / 8) - (surplus * u / 4 - u**2 / 8)``. The best tariff is a third of the
    surplus whatever the other does, and free trade is better for both: a prisoner's dilemma, in which reversion to
    the tariff war is subgame perfect from the discount factor 3/5 on, whatever the surplus.

    Parameters
    ----------
    surplus : number
        Difference of the endowments, positive; payoffs scale with its square.

    Returns
    -------
    NormalFormGame
        Two countries that trade freely or set the optimum tariff.

    Raises
    ------
    GameError
        If the surplus is not positive.

    Examples
    --------
    >>> tariff_war().payoff(("tariff", "free trade"))
    (Fraction(6, 1), Fraction(-10, 1))
    """
    size = exact(surplus, "the surplus")
    require_order("tariff war", surplus=size, zero=exact(0))
    tariffs = (exact(0), size / 3)
    gains = [[(size * t / 4 - 3 * t * t / 8) - (size * u / 4 - u * u / 8) for u in tariffs] for t in tariffs]
    return symmetric(("Home", "Foreign"), ["free trade", "tariff"], gains)
