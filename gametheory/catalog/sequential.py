"""Games of moves in turn, in their (reduced) normal form."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.catalog.parts import bimatrix, read_count
from gametheory.games.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["centipede", "entry_deterrence", "product_choice", "trust_game"]


def centipede(nodes: int = 4) -> NormalFormGame:
    """
    Build the centipede (Rosenthal 1981) with the payoffs of McKelvey and Palfrey (1992), in reduced normal form.

    Two piles of 40 and 10 cents double at every pass; whoever takes gets the larger. Each actor's actions say at
    which node it takes, if it comes to that. The first actor takes at once in every equilibrium.

    Parameters
    ----------
    nodes : int
        How many times somebody can take, at least 2; the experiments had 4 and 6.

    Returns
    -------
    NormalFormGame
        The first actor moves at odd nodes, the second at even ones; payoffs in dollars.

    Examples
    --------
    >>> centipede().payoff(("take at 3", "take at 4"))
    (Fraction(8, 5), Fraction(2, 5))
    """
    count = read_count(nodes, "the number of nodes", 2)
    actions = {
        actor: [*(f"take at {k}" for k in range(start, count + 1, 2)), "pass"]
        for actor, start in (("First", 1), ("Second", 2))
    }
    stops = {f"take at {k}": k for k in range(1, count + 1)} | {"pass": count + 1}

    def payoffs(*profile: str) -> Sequence[Fraction]:
        end = min(stops[name] for name in profile)
        large, small = Fraction(2 ** (end + 1), 10), Fraction(2 ** (end - 1), 10)
        return (large, small) if end % 2 else (small, large)

    return NormalFormGame.from_function(payoffs, actions=actions)


def entry_deterrence() -> NormalFormGame:
    """
    Build the stage game of the chain store paradox (Selten 1978).

    Staying out because the incumbent would fight is an equilibrium, but fighting is no credible threat.

    Returns
    -------
    NormalFormGame
        An entrant who enters or stays out, an incumbent who accommodates or fights.

    Examples
    --------
    >>> entry_deterrence().payoff(("enter", "fight"))
    (Fraction(0, 1), Fraction(0, 1))
    """
    return bimatrix(
        ("Entrant", "Incumbent"),
        [["enter", "stay out"], ["accommodate", "fight"]],
        ((2, 2), (0, 0)),
        ((1, 5), (1, 5)),
    )


def trust_game() -> NormalFormGame:
    """
    Build the trust game (Kreps 1990).

    Abused trust is worst for the first actor. Once, there is no trust; repeated, trust is sustained from the discount
    factor 1/3 of the second actor on.

    Returns
    -------
    NormalFormGame
        The first actor trusts or not, the second honours trust or abuses it.

    Examples
    --------
    >>> trust_game().payoff(("trust", "abuse"))
    (Fraction(-5, 1), Fraction(15, 1))
    """
    return bimatrix(
        ("Truster", "Trusted"),
        [["trust", "do not"], ["honour", "abuse"]],
        ((10, 10), (-5, 15)),
        ((0, 0), (0, 0)),
    )


def product_choice() -> NormalFormGame:
    """
    Build the product-choice game of reputation and quality (Mailath and Samuelson 2006; Klein and Leffler 1981).

    Low effort is dominant for the firm; high effort would be its commitment, if customers believed it.

    Returns
    -------
    NormalFormGame
        A firm of high or low effort, a customer who buys the dear or the cheap product.

    Examples
    --------
    >>> product_choice().payoff(("high", "dear"))
    (Fraction(2, 1), Fraction(3, 1))
    """
    return bimatrix(
        ("Firm", "Customer"),
        [["high", "low"], ["dear", "cheap"]],
        ((2, 3), (0, 2)),
        ((3, 0), (1, 1)),
    )
