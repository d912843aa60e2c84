"""Gambit's format for strategic games (.nfg), read exactly."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.interop.gambit_files import decoded, header, names_in_braces, outcome_payoffs
from gametheory.interop.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from numpy.typing import NDArray

__all__ = ["from_nfg", "read_nfg"]


def read_nfg(path: str | PathLike[str]) -> NormalFormGame:
    """
    Read a game from a Gambit ``.nfg`` file.

    Parameters
    ----------
    path : str or path
        The file, in UTF-8.

    Returns
    -------
    NormalFormGame
        The game, as `from_nfg` reads it.

    Raises
    ------
    GameError
        If the file is malformed; the message says in which line and column.
    GameTooLargeError
        If the payoffs could not fit in memory.
    """
    return from_nfg(decoded(path))


def from_nfg(content: str) -> NormalFormGame:
    """
    Read a game from the text of a Gambit ``.nfg`` file.

    Both versions are read, with a list of payoffs or with a list of outcomes; numbers are exact (``.1`` is one
    tenth). In the file the first actor's action changes fastest. Blank names become numbers, as in Gambit; the title
    and the comment are not kept.

    Parameters
    ----------
    content : str
        The text of the file.

    Returns
    -------
    NormalFormGame
        The game, its axes in the order of the actors.

    Raises
    ------
    GameError
        If the text is malformed; the message says in which line and column.
    GameTooLargeError
        If the payoffs could not fit in memory.

    Examples
    --------
    >>> game = from_nfg('NFG 1 R "PD" { "Ann" "Bob" } { { "C" "D" } { "C" "D" } } 2 2 3 -1 -1 3 0 0')
    >>> game.payoff(("D", "C"))
    (Fraction(3, 1), Fraction(-1, 1))
    """
    tokens = Tokens(content)
    header(tokens, "NFG", "1", "a strategic game")
    actors = names_in_braces(tokens, "actor")
    actions = _actions(tokens, actors)
    shape = tuple(len(names) for names in actions)
    if tokens.kind == "text":
        tokens.text("the comment")
    _refuse_impossible(tokens, shape)
    rows = _outcomes(tokens, shape) if tokens.at("{") else _payoffs(tokens, shape)
    if tokens.kind != "end":
        tokens.fail(f"all {prod(shape):,} profiles have their payoffs, yet the file goes on with {tokens.token[:40]}")
    return NormalFormGame(_unrolled(rows, shape), actors=actors, actions=actions)


def _actions(tokens: Tokens, actors: Sequence[str]) -> list[Sequence[str]]:
    """Either a list of names per actor, or only how many actions each has."""
    tokens.take("{", "before the actions")
    if tokens.at("{"):
        named: list[Sequence[str]] = [names_in_braces(tokens, "action", f" of {actor}") for actor in actors]
        _close_actions(tokens, actors)
        return named
    counts = [_count(tokens, actor) for actor in actors]
    _close_actions(tokens, actors)
    _refuse_impossible(tokens, tuple(counts))
    return [[str(k + 1) for k in range(count)] for count in counts]


def _close_actions(tokens: Tokens, actors: Sequence[str]) -> None:
    if not tokens.at("}"):
        tokens.fail(f"expected }} after the actions of {len(actors)} actors ({', '.join(actors)})")
    tokens.take("}", "")


def _count(tokens: Tokens, actor: str) -> int:
    place = tokens.offset
    count = tokens.whole(f"the number of actions of {actor}")
    if count == 0:
        tokens.fail(f"{actor} has no actions; every actor needs at least one", place)
    return count


def _refuse_impossible(tokens: Tokens, shape: tuple[int, ...]) -> None:
    """Refuse sizes beyond memory, and sizes for which the rest of the file is too short, before allocating."""
    refuse_if_too_large((*shape, len(shape)))
    profiles = prod(shape)
    if len(tokens.content) - tokens.offset < 2 * profiles - 1:
        sizes = " x ".join(str(k) for k in shape)
        tokens.fail(
            f"a game of {sizes} actions has {profiles:,} profiles, but the file ends before it can list them all"
        )


def _payoffs(tokens: Tokens, shape: tuple[int, ...]) -> list[Any]:
    count = prod(shape) * len(shape)
    plain = tokens.integers_to_the_end(count)
    return plain if plain is not None else [tokens.number(f"payoff {k + 1} of {count}") for k in range(count)]


def _outcomes(tokens: Tokens, shape: tuple[int, ...]) -> list[Any]:
    tokens.take("{", "before the outcomes")
    listed: list[list[Any]] = [[0] * len(shape)]
    while tokens.skip("{"):
        listed.append(_outcome(tokens, len(listed), len(shape)))
    tokens.take("}", "after the outcomes")
    rows: list[Any] = []
    for k in range(prod(shape)):
        place = tokens.offset
        number = tokens.whole(f"the outcome of profile {k + 1} of {prod(shape)}")
        if number >= len(listed):
            tokens.fail(f"there is no outcome {number}; {len(listed) - 1} are listed, and 0 means none", place)
        rows += listed[number]
    return rows


def _outcome(tokens: Tokens, number: int, actors: int) -> list[Any]:
    tokens.text(f"the name of outcome {number}")
    return outcome_payoffs(tokens, number, actors)


def _unrolled(flat: list[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """From first actor fastest to one axis per actor in order."""
    if all(type(x) is int and abs(x) < 2**62 for x in flat):
        table: NDArray[Any] = np.array(flat, dtype=np.int64)
    else:
        table = np.empty(len(flat), dtype=object)
        table[:] = flat
    actors = len(shape)
    return table.reshape((*reversed(shape), actors)).transpose((*reversed(range(actors)), actors))
