"""Games in which actors want to meet, and differ at most about where."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.catalog.parts import bimatrix, crowd, read_count, require_order, symmetric
from gametheory.exact import exact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.games.normal_form import NormalFormGame

__all__ = [
    "battle_of_the_sexes",
    "battle_with_outside_option",
    "bryant",
    "nash_demand",
    "pure_coordination",
    "weakest_link",
]


def battle_of_the_sexes() -> NormalFormGame:
    """
    Build the battle of the sexes with the payoffs of Luce and Raiffa (1957).

    Returns
    -------
    NormalFormGame
        She would rather meet at the ballet, he at the fight; apart both lose.

    Examples
    --------
    >>> battle_of_the_sexes().payoff(("fight", "fight"))
    (Fraction(2, 1), Fraction(1, 1))
    """
    return bimatrix(("He", "She"), ["fight", "ballet"], ((2, 1), (-1, -1)), ((-1, -1), (1, 2)))


def battle_with_outside_option() -> NormalFormGame:
    """
    Build the battle of the sexes that the first actor may decline (Kohlberg and Mertens 1986).

    The reduced normal form. Staying in and then playing for the worse meeting is strictly dominated by staying out:
    forward induction selects (strong, weak).

    Returns
    -------
    NormalFormGame
        The first actor stays out, or goes in strong or weak; the second plays strong or weak.

    Examples
    --------
    >>> battle_with_outside_option().payoff(("out", "strong"))
    (Fraction(2, 1), Fraction(2, 1))
    """
    return bimatrix(
        ("Row", "Column"),
        [["out", "strong", "weak"], ["strong", "weak"]],
        ((2, 2), (2, 2)),
        ((0, 0), (3, 1)),
        ((1, 3), (0, 0)),
    )


def pure_coordination(size: int = 3) -> NormalFormGame:
    """
    Build pure coordination (Schelling 1960): one each where both name the same place, nothing elsewhere.

    It has 2**size - 1 equilibria, one for every set of places, evenly mixed.

    Parameters
    ----------
    size : int
        Number of places, at least 1.

    Returns
    -------
    NormalFormGame
        Two actors who name a place each.

    Examples
    --------
    >>> pure_coordination(2).payoff(("place 1", "place 1"))
    (Fraction(1, 1), Fraction(1, 1))
    """
    places = range(read_count(size, "the number of places", 1))
    names = [f"place {a + 1}" for a in places]
    return symmetric(("Row", "Column"), names, [[int(a == b) for b in places] for a in places])


def bryant(actors: int = 3, efforts: int = 3, *, benefit: Any = 2, cost: Any = 1) -> NormalFormGame:
    """
    Build Bryant's (1983) team: everybody gains from the smallest effort and pays for its own.

    Every common effort is a strict equilibrium; higher ones are better for all.

    Parameters
    ----------
    actors : int
        How many, at least 2.
    efforts : int
        The efforts are 1, 2, ..., this number.
    benefit : number
        Gain per unit of the smallest effort.
    cost : number
        Cost per unit of own effort, positive and below the benefit.

    Returns
    -------
    NormalFormGame
        Actors who choose efforts.

    Raises
    ------
    GameError
        If not benefit > cost > 0.

    Examples
    --------
    >>> bryant(2, 2).payoff(("2", "1"))
    (Fraction(0, 1), Fraction(1, 1))
    """
    gain, price = exact(benefit, "the benefit"), exact(cost, "the cost")
    require_order("team of Bryant", benefit=gain, cost=price, zero=exact(0))
    return _smallest(actors, efforts, lambda least, own: gain * least - price * own)


def weakest_link(actors: int = 3, efforts: int = 7) -> NormalFormGame:
    """
    Build the weakest-link game with the payoffs, in dollars, of Van Huyck, Battalio and Beil (1990, treatment A).

    A Bryant game: 0.2 times the smallest effort less 0.1 times one's own, plus 0.6. The experiments had 14 to 16
    actors and seven efforts.

    Parameters
    ----------
    actors : int
        How many, at least 2.
    efforts : int
        The efforts are 1, 2, ..., this number.

    Returns
    -------
    NormalFormGame
        Actors who choose efforts.

    Examples
    --------
    >>> weakest_link(2).payoff(("7", "7"))
    (Fraction(13, 10), Fraction(13, 10))
    """
    return _smallest(actors, efforts, lambda least, own: Fraction(2 * least - own + 6, 10))


def nash_demand(pie: int = 4) -> NormalFormGame:
    """
    Build the demand game (Nash 1953) on whole numbers: demands are met if they do not exceed the pie.

    Parameters
    ----------
    pie : int
        What there is to share, at least 2; demands run from 0 to the pie.

    Returns
    -------
    NormalFormGame
        Two actors who demand a share each.

    Examples
    --------
    >>> nash_demand().payoff(("3", "1")), nash_demand().payoff(("3", "2"))
    ((Fraction(3, 1), Fraction(1, 1)), (Fraction(0, 1), Fraction(0, 1)))
    """
    shares = range(read_count(pie, "the pie", 2) + 1)
    own = [[a if a + b <= pie else 0 for b in shares] for a in shares]
    return symmetric(("Row", "Column"), [str(a) for a in shares], own)


def _smallest(actors: int, efforts: int, payoff: Callable[[int, int], Fraction]) -> NormalFormGame:
    count = read_count(actors, "the number of actors", 2)
    names = [str(k + 1) for k in range(read_count(efforts, "the number of efforts", 1))]

    def payoffs(*profile: str) -> Sequence[Fraction]:
        own = [int(name) for name in profile]
        return [payoff(min(own), e) for e in own]

    return crowd("Worker", count, names, payoffs)
