"""Games without a quiet corner: what one gains the other loses, or whoever is predictable loses."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from gametheory.catalog.parts import bimatrix, read_count, require_order, symmetric, zero_sum
from gametheory.exact import exact

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["colonel_blotto", "inspection_game", "matching_pennies", "penalty_kick", "rock_paper_scissors"]


def matching_pennies() -> NormalFormGame:
    """
    Build matching pennies (von Neumann and Morgenstern 1944).

    Returns
    -------
    NormalFormGame
        The first actor wins if the pennies match, the second if they do not.

    Examples
    --------
    >>> matching_pennies().payoff(("heads", "heads"))
    (Fraction(1, 1), Fraction(-1, 1))
    """
    return zero_sum(("Even", "Odd"), ["heads", "tails"], [[1, -1], [-1, 1]])


def rock_paper_scissors() -> NormalFormGame:
    """
    Build stone, paper, scissors (von Neumann and Morgenstern 1944).

    Returns
    -------
    NormalFormGame
        Two actors; each action beats one other and is beaten by the third.

    Examples
    --------
    >>> rock_paper_scissors().payoff(("paper", "rock"))
    (Fraction(1, 1), Fraction(-1, 1))
    """
    wins = [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
    return symmetric(("Row", "Column"), ["rock", "paper", "scissors"], wins)


def inspection_game(wage: Any = 4, effort: Any = 2, inspection: Any = 1, output: Any = 8) -> NormalFormGame:
    """
    Build the inspection game (Dresher 1962) between employer and worker (Fudenberg and Tirole 1991, section 1.2).

    In the only equilibrium the worker shirks with probability inspection / wage, and the employer inspects with
    probability effort / wage.

    Parameters
    ----------
    wage : number
        What the worker is paid unless found shirking.
    effort : number
        What working costs the worker.
    inspection : number
        What inspecting costs the employer.
    output : number
        What work is worth to the employer.

    Returns
    -------
    NormalFormGame
        A worker who shirks or works, an employer who inspects or trusts.

    Raises
    ------
    GameError
        If not wage > effort > 0, wage > inspection > 0 and output > wage.

    Examples
    --------
    >>> inspection_game().payoff(("shirk", "trust"))
    (Fraction(4, 1), Fraction(-4, 1))
    """
    w, g = exact(wage, "the wage"), exact(effort, "the cost of effort")
    h, v = exact(inspection, "the cost of inspection"), exact(output, "the output")
    require_order("inspection game", output=v, wage=w, effort=g, zero=exact(0))
    require_order("inspection game", wage=w, inspection=h, zero=exact(0))
    return bimatrix(
        ("Worker", "Employer"),
        [["shirk", "work"], ["inspect", "trust"]],
        ((0, -h), (w, -w)),
        ((w - g, v - w - h), (w - g, v - w)),
    )


def penalty_kick() -> NormalFormGame:
    """
    Build the penalty kick with the scoring rates measured by Palacios-Huerta (2003), in per cent.

    Sides are named from the kicker's natural side. The equilibrium, which the paper compares with what was played, has
    the kicker aim left with probability 0.3854 and the keeper jump left with 0.4199.

    Returns
    -------
    NormalFormGame
        A kicker and a keeper who choose sides; the kicker's payoff is the chance of a goal, the keeper's its opposite.

    Examples
    --------
    >>> penalty_kick().payoff(("left", "left"))
    (Fraction(583, 10), Fraction(-583, 10))
    """
    rates = [[Fraction(5830, 100), Fraction(9497, 100)], [Fraction(9291, 100), Fraction(6992, 100)]]
    return zero_sum(("Kicker", "Keeper"), ["left", "right"], rates)


def colonel_blotto(own: int = 4, enemy: int = 3, fields: int = 2) -> NormalFormGame:
    """
    Build Colonel Blotto's game (Borel 1921; named by Gross and Wagner 1950) with whole units.

    Both divide their units over battlefields. Whoever has more on a field gains the field and captures the other's
    units there, one point each; equal forces gain nothing.

    Parameters
    ----------
    own, enemy : int
        Units of Blotto and of the enemy.
    fields : int
        Number of battlefields, at least 2.

    Returns
    -------
    NormalFormGame
        A zero-sum game; actions such as "3-1" say how units are divided.

    Examples
    --------
    >>> colonel_blotto().payoff(("3-1", "2-1")), colonel_blotto().payoff(("4-0", "2-1"))
    ((Fraction(3, 1), Fraction(-3, 1)), (Fraction(2, 1), Fraction(-2, 1)))
    """
    count = read_count(fields, "the number of battlefields", 2)
    mine = _divisions(read_count(own, "Blotto's units", 1), count)
    theirs = _divisions(read_count(enemy, "the enemy's units", 1), count)
    points = [[sum(map(_battle, a, b)) for b in theirs] for a in mine]
    return zero_sum(("Blotto", "Enemy"), [[_named(a) for a in mine], [_named(b) for b in theirs]], points)


def _battle(mine: int, theirs: int) -> int:
    if mine == theirs:
        return 0
    return theirs + 1 if mine > theirs else -(mine + 1)


def _divisions(units: int, fields: int) -> list[tuple[int, ...]]:
    """All ways to lay units over fields, by where the bars between the fields stand."""
    places = units + fields - 1
    ways = []
    for bars in combinations(range(places), fields - 1):
        edges = (-1, *bars, places)
        ways.append(tuple(b - a - 1 for a, b in pairwise(edges)))
    return ways[::-1]


def _named(division: tuple[int, ...]) -> str:
    return "-".join(str(units) for units in division)
