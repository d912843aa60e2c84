"""Recheck whether one signal is another one, blurred (Blackwell 1951)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.proofs.reading import number, require

Matrix = list[list[Fraction]]


def recheck_garbling(data: dict[str, Any]) -> None:
    """The matrix turns the other signals into these; or these are worth more in the decision problem given."""
    mine, theirs = (_lotteries(data[key], f"a row of the {key}") for key in ("monitoring", "other"))
    require(len(mine) == len(theirs) > 0, "the two monitoring structures have different numbers of profiles.")
    require(type(data["is_garbling"]) is bool, "the certificate does not say whether there is a garbling.")
    if data["is_garbling"]:
        matrix = _lotteries(data["proof"], "a row of the matrix")
        require(len(matrix) == len(theirs[0]), "the matrix has not one row per signal of the other monitoring.")
        blurred = [[_dot(row, column) for column in zip(*matrix, strict=True)] for row in theirs]
        require(blurred == mine, "the matrix does not turn the other signals into these.")
        return
    rewards = [[number(x) for x in row] for row in data["proof"]]
    shape = (len(mine), {len(mine[0])})
    require((len(rewards), {len(row) for row in rewards}) == shape, "the rewards do not fit profiles and signals.")
    worth = sum((_dot(row, reward) for row, reward in zip(mine, rewards, strict=True)), Fraction(0))
    best = sum(
        (max(_dot(s, bet) for bet in zip(*rewards, strict=True)) for s in zip(*theirs, strict=True)), Fraction(0)
    )
    require(worth > best, f"these signals are worth {worth} and the other ones {best}: that excludes no garbling.")


def _lotteries(plain: Any, what: str) -> Matrix:
    rows = [[number(x) for x in row] for row in plain]
    require(rows and len({len(row) for row in rows}) == 1, f"{what} is missing, or rows differ in length.")
    require(all(row and min(row) >= 0 and sum(row) == 1 for row in rows), f"{what} is no lottery.")
    return rows


def _dot(first: Any, second: Any) -> Fraction:
    return sum((x * y for x, y in zip(first, second, strict=True)), Fraction(0))
