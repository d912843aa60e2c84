"""Firms and travellers who compete in prices, quantities, places and claims."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.catalog.parts import crowd, read_count, read_numbers, require_order, symmetric
from gametheory.errors import GameError
from gametheory.exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["bertrand", "cournot", "hotelling", "travelers_dilemma"]


def cournot(
    firms: int = 2, *, demand: Any = 24, cost: Any = 0, quantities: Sequence[Any] | None = None
) -> NormalFormGame:
    """
    Build Cournot's (1838) oligopoly on a grid of quantities: the price is demand less total quantity, or zero.

    Without `quantities` the grid holds the three that matter, exactly: a firm's share of the cartel's output
    ``m / (2 n)``, the equilibrium output ``m / (n + 1)`` and the best reply to the cartel ``m (n + 1) / (4 n)``, where
    m is demand less cost. Reversion to the equilibrium then sustains the cartel from the discount factor
    ``(n + 1)**2 / (n**2 + 6 n + 1)`` on (Friedman 1971), 9/17 for two firms.

    Parameters
    ----------
    firms : int
        How many, at least 2.
    demand : number
        The price at which nothing is sold.
    cost : number
        Cost per unit, at least 0 and below `demand`.
    quantities : sequence of number, optional
        The grid, in increasing order; between grid points that tie, further equilibria appear.

    Returns
    -------
    NormalFormGame
        Firms whose actions are named by their quantities.

    Raises
    ------
    GameError
        If not demand > cost >= 0, or the grid is not increasing or has negative quantities.

    Examples
    --------
    >>> cournot().actions[0], cournot().payoff(("8", "8"))
    (('6', '8', '9'), (Fraction(64, 1), Fraction(64, 1)))
    """
    count = read_count(firms, "the number of firms", 2)
    top, unit = exact(demand, "the demand"), exact(cost, "the cost")
    require_order("Cournot oligopoly", demand=top, cost=unit)
    margin = top - unit
    needed = (margin / (2 * count), margin / (count + 1), margin * (count + 1) / (4 * count))
    grid = read_numbers(quantities if quantities is not None else needed, "the quantities")
    if unit < 0 or grid[0] < 0:
        raise GameError(f"the cost is {unit} and the smallest quantity {grid[0]}; neither may be negative.")
    by_name = {str(q): q for q in grid}

    def profits(*profile: str) -> list[Fraction]:
        own = [by_name[name] for name in profile]
        price = max(top - sum(own), Fraction(0))
        return [(price - unit) * q for q in own]

    return crowd("Firm", count, list(by_name), profits)


def bertrand(firms: int = 2, *, reservation: int = 5) -> NormalFormGame:
    """
    Build Bertrand's (1883) price competition for one buyer, on whole prices and without costs.

    The lowest price sells; firms that share it share the sale. On a grid the equilibria are those in which at least
    two firms ask 0, all at 1 and, for two firms, both at 2 (where undercutting only ties).

    Parameters
    ----------
    firms : int
        How many, at least 2.
    reservation : int
        The highest price that the buyer pays, at least 1; prices run from 0 to this.

    Returns
    -------
    NormalFormGame
        Firms whose actions are named by their prices.

    Examples
    --------
    >>> bertrand().payoff(("3", "4")), bertrand().payoff(("3", "3"))
    ((Fraction(3, 1), Fraction(0, 1)), (Fraction(3, 2), Fraction(3, 2)))
    """
    count = read_count(firms, "the number of firms", 2)
    names = [str(p) for p in range(read_count(reservation, "the reservation price", 1) + 1)]

    def profits(*profile: str) -> list[Fraction]:
        prices = [int(name) for name in profile]
        low = min(prices)
        return [Fraction(low, prices.count(low)) if p == low else Fraction(0) for p in prices]

    return crowd("Firm", count, names, profits)


def hotelling(places: int = 7) -> NormalFormGame:
    """
    Build Hotelling's (1929) location game: buyers live in places along a street and walk to the nearer shop.

    Parameters
    ----------
    places : int
        How many, at least 1, with one buyer each; where both shops are as near, half a buyer goes to each.

    Returns
    -------
    NormalFormGame
        Two shops whose actions are named by their places.

    Examples
    --------
    >>> hotelling().payoff(("4", "5"))
    (Fraction(4, 1), Fraction(3, 1))
    """
    street = range(1, read_count(places, "the number of places", 1) + 1)
    own = [[sum(_nearer(buyer, a, b) for buyer in street) for b in street] for a in street]
    return symmetric(("Shop 1", "Shop 2"), [str(a) for a in street], own)


def _nearer(buyer: int, mine: int, theirs: int) -> Fraction:
    here, there = abs(buyer - mine), abs(buyer - theirs)
    return Fraction(1, 2) if here == there else Fraction(int(here < there))


def travelers_dilemma(low: int = 2, high: int = 100, bonus: Any = 2) -> NormalFormGame:
    """
    Build the traveller's dilemma (Basu 1994).

    Both are paid the lower claim; whoever made it gets the bonus on top and the other pays it. The lowest claims are
    the only equilibrium.

    Parameters
    ----------
    low, high : int
        The claims run from `low` to `high`, whole numbers.
    bonus : number
        More than 1.

    Returns
    -------
    NormalFormGame
        Two travellers whose actions are named by their claims.

    Raises
    ------
    GameError
        If not high > low, or bonus > 1.

    Examples
    --------
    >>> travelers_dilemma().payoff(("100", "99"))
    (Fraction(97, 1), Fraction(101, 1))
    """
    reward = exact(bonus, "the bonus")
    first = read_count(low, "the lowest claim", 0)
    last = read_count(high, "the highest claim", first + 1)
    require_order("traveller's dilemma", bonus=reward, one=exact(1))
    claims = range(first, last + 1)
    own = [[min(a, b) + reward * ((a < b) - (a > b)) for b in claims] for a in claims]
    return symmetric(("Row", "Column"), [str(a) for a in claims], own)
