"""Gambit's format for strategic games (.nfg), written exactly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gametheory.games.payoffs import exact_vector
from gametheory.interop.tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction
    from os import PathLike

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["to_nfg", "write_nfg"]


def write_nfg(
    game: NormalFormGame,
    path: str | PathLike[str],
    *,
    title: str = "",
    comment: str = "",
    outcomes: bool = False,
) -> None:
    """
    Write a game to a Gambit ``.nfg`` file.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    path : str or path
        The file; it is overwritten.
    title, comment : str, default: ""
        Texts for the head of the file.
    outcomes : bool, default: False
        Whether to list outcomes instead of payoffs.

    See Also
    --------
    to_nfg : The same as text.
    """
    Path(path).write_text(to_nfg(game, title=title, comment=comment, outcomes=outcomes), "utf-8", newline="\n")


def to_nfg(game: NormalFormGame, *, title: str = "", comment: str = "", outcomes: bool = False) -> str:
    r"""
    Write a game as the text of a Gambit ``.nfg`` file.

    Payoffs are written exactly, as p/q. In the file the first actor's action changes fastest. Gambit 16 itself reads
    only names of printable ASCII without backslashes; `from_nfg` reads all.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    title, comment : str, default: ""
        Texts for the head of the file.
    outcomes : bool, default: False
        Whether to list outcomes (each different payoff vector once) instead of payoffs.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> print(to_nfg(game, title="Dilemma"))
    NFG 1 R "Dilemma" { "Ann" "Bob" }
    { { "C" "D" }
      { "C" "D" } }
    ""
    <BLANKLINE>
    2 2
    3 -1
    -1 3
    0 0
    <BLANKLINE>
    """
    actions = "\n  ".join(_braced(quoted(name) for name in names) for names in game.actions)
    head = (
        f"NFG 1 R {quoted(title)} {_braced(quoted(actor) for actor in game.actors)}\n{{ {actions} }}\n{quoted(comment)}"
    )
    vectors = _vectors(game)
    body = _as_outcomes(vectors) if outcomes else "\n".join(" ".join(map(str, vector)) for vector in vectors)
    return f"{head}\n\n{body}\n"


def _vectors(game: NormalFormGame) -> Iterator[tuple[Fraction, ...]]:
    """Payoffs at every profile, the first actor's action changing fastest."""
    numerators, denominators = game.integers()
    actors = len(game.actors)
    turned = numerators.transpose((*reversed(range(actors)), actors)).reshape(-1, actors)
    return (exact_vector(row, denominators) for row in turned.tolist())


def _as_outcomes(vectors: Iterable[tuple[Fraction, ...]]) -> str:
    numbers: dict[tuple[Fraction, ...], int] = {}
    chosen = [str(numbers.setdefault(vector, len(numbers) + 1)) for vector in vectors]
    listed = "\n".join(f'{{ "" {", ".join(map(str, vector))} }}' for vector in numbers)
    return f"{{\n{listed}\n}}\n{' '.join(chosen)}"


def _braced(parts: Iterable[str]) -> str:
    return f"{{ {' '.join(parts)} }}"
