"""Games made to show something of theory: cycles, degeneracy, irrational and many equilibria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.catalog.parts import bimatrix
from gametheory.games.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "jordan_pennies",
    "mckelvey_mclennan",
    "nau_continuum",
    "nau_irrational",
    "shapley",
    "von_stengel",
    "von_stengel_degenerate",
]


def shapley() -> NormalFormGame:
    """
    Build Shapley's (1964) game, in which fictitious play cycles for ever.

    Returns
    -------
    NormalFormGame
        Two actors with three actions; the only equilibrium mixes evenly.

    Examples
    --------
    >>> shapley().payoff(("top", "centre"))
    (Fraction(0, 1), Fraction(1, 1))
    """
    return bimatrix(
        ("Row", "Column"),
        [["top", "middle", "bottom"], ["left", "centre", "right"]],
        ((1, 0), (0, 1), (0, 0)),
        ((0, 0), (1, 0), (0, 1)),
        ((0, 1), (0, 0), (1, 0)),
    )


def jordan_pennies() -> NormalFormGame:
    """
    Build Jordan's (1993) matching pennies of three actors, in which simple learning does not converge.

    The first wants to match the second, the second the third, and the third to differ from the first.

    Returns
    -------
    NormalFormGame
        Three actors who show heads or tails; the only equilibrium mixes evenly.

    Examples
    --------
    >>> jordan_pennies().payoff(("heads", "heads", "tails"))
    (Fraction(1, 1), Fraction(-1, 1), Fraction(1, 1))
    """
    sides = ["heads", "tails"]

    def payoffs(a: str, b: str, c: str) -> tuple[int, int, int]:
        return (1 if a == b else -1, 1 if b == c else -1, 1 if c != a else -1)

    return NormalFormGame.from_function(payoffs, actions={"First": sides, "Second": sides, "Third": sides})


def nau_irrational() -> NormalFormGame:
    """
    Build the three-actor game of Nau, Gomez Canovas and Hansen (2004, section 4): one equilibrium, irrational.

    All payoffs are whole numbers, yet no actor mixes with rational probabilities in the only equilibrium.

    Returns
    -------
    NormalFormGame
        Three actors with two actions each.

    Examples
    --------
    >>> nau_irrational().payoff(("top", "left", "west"))
    (Fraction(3, 1), Fraction(0, 1), Fraction(2, 1))
    """
    return _of_three(
        {
            ("top", "left"): ((3, 0, 2), (1, 0, 0)),
            ("bottom", "left"): ((0, 1, 0), (0, 3, 0)),
            ("top", "right"): ((0, 2, 0), (0, 1, 0)),
            ("bottom", "right"): ((1, 0, 0), (2, 0, 3)),
        }
    )


def nau_continuum() -> NormalFormGame:
    """
    Build the three-actor game of Nau, Gomez Canovas and Hansen (2004, section 5): a curve of mixed equilibria.

    Three pure equilibria, two partly mixed ones, and a continuum of completely mixed ones.

    Returns
    -------
    NormalFormGame
        Three actors with two actions each.

    Examples
    --------
    >>> nau_continuum().payoff(("top", "left", "east"))
    (Fraction(1, 1), Fraction(1, 1), Fraction(0, 1))
    """
    return _of_three(
        {
            ("top", "left"): ((0, 0, 2), (1, 1, 0)),
            ("bottom", "left"): ((3, 0, 0), (0, 0, 0)),
            ("top", "right"): ((0, 3, 0), (0, 0, 0)),
            ("bottom", "right"): ((0, 0, 0), (0, 0, 3)),
        }
    )


def mckelvey_mclennan() -> NormalFormGame:
    """
    Build the three-actor game of McKelvey and McLennan (1996) with nine equilibria, two of them completely mixed.

    Returns
    -------
    NormalFormGame
        Three actors with two actions each.

    Examples
    --------
    >>> mckelvey_mclennan().payoff(("top", "left", "west"))
    (Fraction(9, 1), Fraction(8, 1), Fraction(12, 1))
    """
    nothing = (0, 0, 0)
    return _of_three(
        {
            ("top", "left"): ((9, 8, 12), nothing),
            ("bottom", "left"): (nothing, (3, 4, 6)),
            ("top", "right"): (nothing, (3, 4, 6)),
            ("bottom", "right"): ((9, 8, 2), nothing),
        }
    )


def von_stengel() -> NormalFormGame:
    """
    Build the running example of von Stengel (2007): three by two actions, three equilibria.

    Returns
    -------
    NormalFormGame
        A nondegenerate game of two actors.

    Examples
    --------
    >>> von_stengel().payoff(("top", "right"))
    (Fraction(3, 1), Fraction(2, 1))
    """
    return _three_by_two(2)


def von_stengel_degenerate() -> NormalFormGame:
    """
    Build the degenerate variant of von Stengel's (2007) example: one payoff changed from 2 to 3.

    Against the first actor's top action both replies are best, so an isolated equilibrium becomes a component: top
    with any reply that puts at least 2/3 on left.

    Returns
    -------
    NormalFormGame
        A degenerate game of two actors.

    Examples
    --------
    >>> von_stengel_degenerate().payoff(("top", "right"))
    (Fraction(3, 1), Fraction(3, 1))
    """
    return _three_by_two(3)


def _three_by_two(changed: int) -> NormalFormGame:
    return bimatrix(
        ("Row", "Column"),
        [["top", "middle", "bottom"], ["left", "right"]],
        ((3, 3), (3, changed)),
        ((2, 2), (5, 6)),
        ((0, 3), (6, 1)),
    )


def _of_three(cells: Mapping[tuple[str, str], tuple[tuple[int, int, int], tuple[int, int, int]]]) -> NormalFormGame:
    """Two matrices side by side: the third actor chooses west or east."""
    return NormalFormGame.from_function(
        lambda row, column, matrix: cells[row, column][matrix == "east"],
        actions={"Row": ["top", "bottom"], "Column": ["left", "right"], "Matrix": ["west", "east"]},
    )
