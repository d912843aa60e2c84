"""What Gambit's two formats share: files in UTF-8, heads, names in braces, payoffs of outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gametheory.errors import GameError

if TYPE_CHECKING:
    from fractions import Fraction
    from os import PathLike

    from gametheory.interop.tokens import Tokens


def decoded(path: str | PathLike[str]) -> str:
    """Read a file's text, which must be in UTF-8."""
    raw = Path(path).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GameError(f"{Path(path).name} is not in UTF-8 (byte {error.start}); convert it to UTF-8 first.") from None


def header(tokens: Tokens, word: str, version: str, what: str) -> None:
    """Step over everything before the actors."""
    tokens.take(word, f"at the start of {what}")
    tokens.take(version, "(the version of the format)")
    if not (tokens.skip("R") or tokens.skip("D")):
        tokens.take("R", "or D (rational or decimal payoffs)")
    tokens.text("the title")


def names_in_braces(tokens: Tokens, what: str, whose: str = "") -> list[str]:
    """Read a list of names; blank ones and stars become their numbers."""
    tokens.take("{", f"before the names of the {what}s{whose}")
    names: list[str] = []
    while not tokens.at("}"):
        place = tokens.offset
        name = tokens.text(f"the name of {what} {len(names) + 1}{whose} (or a closing brace)")
        if not name.strip() or name == "*":
            name = str(len(names) + 1)
        if name in names:
            tokens.fail(f"the name {name!r} is given to two {what}s{whose}; give each its own name", place)
        names.append(name)
    if not names:
        tokens.fail(f"no {what}s{whose} are named; at least one is needed")
    tokens.take("}", "")
    return names


def outcome_payoffs(tokens: Tokens, number: int, actors: int) -> list[int | Fraction]:
    """Read one payoff per actor, commas optional, and the closing brace."""
    payoffs = []
    for i in range(actors):
        tokens.skip(",")
        payoffs.append(tokens.number(f"payoff {i + 1} of {actors} in outcome {number}"))
    tokens.skip(",")
    tokens.take("}", f"after the {actors} payoffs of outcome {number}")
    return payoffs
