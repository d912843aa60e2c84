"""Gambit's format for extensive games (.efg): simultaneous moves written as moves unseen by later movers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gametheory.interop.tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["to_efg", "write_efg"]


def write_efg(game: NormalFormGame, path: str | PathLike[str], *, title: str = "", comment: str = "") -> None:
    """
    Write a game to a Gambit ``.efg`` file.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    path : str or path
        The file; it is overwritten.
    title, comment : str, default: ""
        Texts for the head of the file.

    See Also
    --------
    to_efg : The same as text.
    """
    Path(path).write_text(to_efg(game, title=title, comment=comment), "utf-8", newline="\n")


def to_efg(game: NormalFormGame, *, title: str = "", comment: str = "") -> str:
    """
    Write a game as the text of a Gambit ``.efg`` file.

    The actors move one after the other in their order; all nodes of an actor lie in one information set, so nobody
    sees an earlier move. Payoffs are written exactly, as p/q.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    title, comment : str, default: ""
        Texts for the head of the file.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame([[[1, 0]], [[0, 1]]], actors=["Ann", "Bob"], actions=[["L", "R"], ["M"]])
    >>> print(to_efg(game))
    EFG 2 R "" { "Ann" "Bob" }
    ""
    <BLANKLINE>
    p "" 1 1 "" { "L" "R" } 0
    p "" 2 1 "" { "M" } 0
    t "" 1 "" { 1, 0 }
    p "" 2 1 "" { "M" } 0
    t "" 2 "" { 0, 1 }
    <BLANKLINE>
    """
    actors = " ".join(quoted(actor) for actor in game.actors)
    return f"EFG 2 R {quoted(title)} {{ {actors} }}\n{quoted(comment)}\n\n" + "\n".join(_nodes(game)) + "\n"


def _nodes(game: NormalFormGame) -> Iterator[str]:
    """Nodes from the root, depth first: before each leaf the decision nodes that are entered on the way to it."""
    moves = [
        f'p "" {i + 1} 1 "" {{ {" ".join(quoted(action) for action in names)} }} 0'
        for i, names in enumerate(game.actions)
    ]
    for number, profile in enumerate(game.profiles(), start=1):
        index = game.index(profile)
        entered = next((i + 1 for i in reversed(range(len(index))) if index[i]), 0)
        yield from moves[entered:]
        yield f't "" {number} "" {{ {", ".join(map(str, game.payoff_at(index)))} }}'
