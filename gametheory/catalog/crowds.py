"""Games of many like actors: what each should do depends on how many do it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.catalog.parts import crowd, read_count, require_order
from gametheory.errors import GameError
from gametheory.exact import exact

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["beauty_contest", "el_farol", "minority_game", "pigou", "public_goods", "volunteers_dilemma"]


def public_goods(actors: int = 4, *, multiplier: Any = Fraction(8, 5)) -> NormalFormGame:
    """
    Build the voluntary contribution game (Isaac and Walker 1988): keep one unit, or give it for all.

    What is given is multiplied and shared equally.

    With 1 < multiplier < actors, keeping is dominant and giving better for all. Reversion to keeping sustains giving
    from the discount factor (n - r) / (r (n - 1)) on, with n actors and multiplier r.

    Parameters
    ----------
    actors : int
        How many, at least 2.
    multiplier : number
        Between 1 and `actors`.

    Returns
    -------
    NormalFormGame
        Actors who give or keep.

    Raises
    ------
    GameError
        If not actors > multiplier > 1.

    Examples
    --------
    >>> public_goods().payoff(("give", "give", "give", "give"))[0]
    Fraction(8, 5)
    """
    count = read_count(actors, "the number of actors", 2)
    factor = exact(multiplier, "the multiplier")
    require_order("public goods game", actors=Fraction(count), multiplier=factor, one=exact(1))

    def payoffs(*profile: str) -> list[Fraction]:
        share = factor * profile.count("give") / count
        return [share + (act == "keep") for act in profile]

    return crowd("Citizen", count, ["give", "keep"], payoffs)


def volunteers_dilemma(actors: int = 3, *, benefit: Any = 4, cost: Any = 1) -> NormalFormGame:
    """
    Build the volunteer's dilemma (Diekmann 1985): one volunteer is enough for all.

    In the symmetric equilibrium each waits with probability (cost / benefit)**(1 / (actors - 1)).

    Parameters
    ----------
    actors : int
        How many, at least 2.
    benefit : number
        What everybody has if there is a volunteer.
    cost : number
        What volunteering costs, positive and below the benefit.

    Returns
    -------
    NormalFormGame
        Actors who volunteer or wait.

    Raises
    ------
    GameError
        If not benefit > cost > 0.

    Examples
    --------
    >>> volunteers_dilemma().payoff(("volunteer", "wait", "wait"))
    (Fraction(3, 1), Fraction(4, 1), Fraction(4, 1))
    """
    count = read_count(actors, "the number of actors", 2)
    gain, price = exact(benefit, "the benefit"), exact(cost, "the cost")
    require_order("volunteer's dilemma", benefit=gain, cost=price, zero=exact(0))

    def payoffs(*profile: str) -> list[Fraction]:
        common = gain if "volunteer" in profile else Fraction(0)
        return [common - (price if act == "volunteer" else 0) for act in profile]

    return crowd("Bystander", count, ["volunteer", "wait"], payoffs)


def minority_game(actors: int = 3) -> NormalFormGame:
    """
    Build the minority game (Challet and Zhang 1997): one for everybody on the smaller side.

    The pure equilibria are the profiles whose sides differ by one.

    Parameters
    ----------
    actors : int
        An odd number of at least 3.

    Returns
    -------
    NormalFormGame
        Actors who choose side A or B.

    Raises
    ------
    GameError
        If the number of actors is even.

    Examples
    --------
    >>> minority_game().payoff(("A", "B", "B"))
    (Fraction(1, 1), Fraction(0, 1), Fraction(0, 1))
    """
    count = read_count(actors, "the number of actors", 3)
    if count % 2 == 0:
        raise GameError(f"a minority game of {count} actors can tie; give an odd number.")

    def payoffs(*profile: str) -> list[int]:
        return [int(2 * profile.count(side) < count) for side in profile]

    return crowd("Agent", count, ["A", "B"], payoffs)


def el_farol(actors: int = 5, capacity: int = 3) -> NormalFormGame:
    """
    Build the El Farol bar problem (Arthur 1994): going is worth 1 unless too many go, then -1; staying home is worth 0.

    Exactly `capacity` actors go in every pure equilibrium.

    Parameters
    ----------
    actors : int
        How many, at least 2.
    capacity : int
        How many the bar holds with pleasure, at least 1 and below `actors`.

    Returns
    -------
    NormalFormGame
        Actors who go or stay.

    Raises
    ------
    GameError
        If the bar holds everybody.

    Examples
    --------
    >>> el_farol(2, 1).payoff(("go", "stay"))
    (Fraction(1, 1), Fraction(0, 1))
    """
    count = read_count(actors, "the number of actors", 2)
    room = read_count(capacity, "the capacity", 1)
    if room >= count:
        raise GameError(f"the bar holds {room} and there are {count} actors; give a capacity below {count}.")

    def payoffs(*profile: str) -> list[int]:
        pleasure = 1 if profile.count("go") <= room else -1
        return [pleasure if act == "go" else 0 for act in profile]

    return crowd("Guest", count, ["go", "stay"], payoffs)


def pigou(actors: int = 3) -> NormalFormGame:
    """
    Build Pigou's (1920) two roads as a congestion game (Rosenthal 1973).

    The wide road always takes as many minutes as there are drivers; the narrow one as many as there are drivers on
    it. All on the narrow road is an equilibrium, and so is all but one.

    Parameters
    ----------
    actors : int
        How many drivers, at least 2.

    Returns
    -------
    NormalFormGame
        Drivers who take the narrow or the wide road; payoffs are minutes lost, negative.

    Examples
    --------
    >>> pigou(2).payoff(("narrow", "wide"))
    (Fraction(-1, 1), Fraction(-2, 1))
    """
    count = read_count(actors, "the number of drivers", 2)

    def payoffs(*profile: str) -> list[int]:
        crowded = profile.count("narrow")
        return [-crowded if road == "narrow" else -count for road in profile]

    return crowd("Driver", count, ["narrow", "wide"], payoffs)


def beauty_contest(actors: int = 3, highest: int = 3, *, factor: Any = Fraction(2, 3)) -> NormalFormGame:
    """
    Build the guessing game (Moulin 1986; Nagel 1995) on whole numbers: nearest to a fraction of the mean wins one.

    Parameters
    ----------
    actors : int
        How many, at least 2; those equally near share the prize.
    highest : int
        Guesses run from 0 to this, at least 1.
    factor : number
        The fraction of the mean, between 0 and 1.

    Returns
    -------
    NormalFormGame
        Actors whose actions are named by their guesses.

    Raises
    ------
    GameError
        If not 1 > factor > 0.

    Examples
    --------
    >>> beauty_contest().payoff(("0", "1", "3"))
    (Fraction(0, 1), Fraction(1, 1), Fraction(0, 1))
    """
    count = read_count(actors, "the number of actors", 2)
    names = [str(k) for k in range(read_count(highest, "the highest guess", 1) + 1)]
    part = exact(factor, "the factor")
    require_order("guessing game", one=exact(1), factor=part, zero=exact(0))

    def payoffs(*profile: str) -> list[Fraction]:
        guesses = [int(name) for name in profile]
        gaps = [abs(g - part * sum(guesses) / count) for g in guesses]
        best = min(gaps)
        return [Fraction(int(gap == best), gaps.count(best)) for gap in gaps]

    return crowd("Guesser", count, names, payoffs)
