"""The finite, named list of rational stage equilibria that a payoff set is relative to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.pure import pure_equilibria
from gametheory.errors import GameError
from gametheory.exact import exact_text
from gametheory.results import Jsonable
from gametheory.strategies.lottery import Lottery, as_lottery, read_lottery

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["StageEquilibrium"]

_LARGEST = 4
"""Most actions an actor may have for mixed equilibria to be looked for by default."""


@dataclass(frozen=True)
class StageEquilibrium(Jsonable):
    """
    An equilibrium of the stage game that may be played in any period without further incentive.

    Parameters
    ----------
    profile : tuple of str or mapping of str to Fraction
        Per actor an action, or the chances of its actions.
    payoffs : tuple of Fraction
        Expected stage payoffs, in the order of the actors.
    """

    profile: tuple[str | Lottery, ...]
    payoffs: tuple[Fraction, ...]


def default_stage_equilibria(stage: NormalFormGame) -> tuple[StageEquilibrium, ...]:
    """All pure equilibria; for two actors with up to four actions also those with equally large, regular supports."""
    found = [StageEquilibrium(profile, stage.payoff(profile)) for profile in pure_equilibria(stage)]
    if len(stage.actors) == 2 and max(stage.shape) <= _LARGEST:
        found += [read_equilibrium(stage, mixture) for mixture in _mixed(stage)]
    return tuple(found)


def read_stage_equilibria(stage: NormalFormGame, given: Iterable[Any] | None) -> tuple[StageEquilibrium, ...]:
    """Check what the caller listed, or list the default ones."""
    if given is None:
        return default_stage_equilibria(stage)
    listed = [g.profile if isinstance(g, StageEquilibrium) else g for g in given]
    return tuple(dict.fromkeys(read_equilibrium(stage, profile) for profile in listed))


def read_equilibrium(stage: NormalFormGame, profile: Any) -> StageEquilibrium:
    """Read one profile, pure or mixed, and refuse it unless nobody gains by leaving it."""
    if isinstance(profile, str) or len(profile) != len(stage.actors):
        raise GameError(f"the stage equilibrium {profile!r} does not name one action, or chances, per actor.")
    read = tuple(read_lottery(entry, "a stage equilibrium", _refuse_rounding) for entry in profile)
    for actor, entry in zip(stage.actors, read, strict=True):
        for action in as_lottery(entry):
            stage.action_index(actor, action)
    payoffs = expected(stage, read)
    for i, (actor, names) in enumerate(zip(stage.actors, stage.actions, strict=True)):
        for name in names:
            gain = expected(stage, (*read[:i], name, *read[i + 1 :]))[i] - payoffs[i]
            if gain > 0:
                raise GameError(
                    f"{_told(read)} is listed as a stage equilibrium, but {actor} gains {exact_text(gain)} by playing "
                    f"{name!r}; list equilibria only, with exact chances such as Fraction(1, 3)."
                )
    return StageEquilibrium(read, payoffs)


def expected(stage: NormalFormGame, profile: tuple[str | Lottery, ...]) -> tuple[Fraction, ...]:
    """Expected payoffs of independent mixtures."""
    total = [Fraction(0)] * len(stage.actors)
    for draw in product(*(as_lottery(entry).items() for entry in profile)):
        chance = prod((p for _, p in draw), start=Fraction(1))
        for i, x in enumerate(stage.payoff(tuple(name for name, _ in draw))):
            total[i] += chance * x
    return tuple(total)


def _refuse_rounding(note: str) -> None:
    raise GameError(f"{note}; list stage equilibria with exact chances, such as Fraction(1, 3).")


def _told(profile: tuple[str | Lottery, ...]) -> str:
    shown = [
        e if isinstance(e, str) else " + ".join(f"{exact_text(p)} {name}" for name, p in e.items()) for e in profile
    ]
    return f"({', '.join(shown)})"


def _mixed(stage: NormalFormGame) -> Iterator[tuple[Lottery, Lottery]]:
    """Solve for indifference on every pair of supports of equal size, two actions at least."""
    rows, columns = stage.shape
    first = [[stage.payoff_at((a, b))[0] for b in range(columns)] for a in range(rows)]
    second = [[stage.payoff_at((a, b))[1] for a in range(rows)] for b in range(columns)]
    for size in range(2, min(rows, columns) + 1):
        for own, other in product(combinations(range(rows), size), combinations(range(columns), size)):
            right = _indifferent(first, own, other)
            left = _indifferent(second, other, own) if right else None
            if left and right:
                yield (
                    as_mixture(stage.actions[0], own, left),
                    as_mixture(stage.actions[1], other, right),
                )


def as_mixture(names: tuple[str, ...], support: tuple[int, ...], chances: list[Fraction]) -> Lottery:
    """Name the actions of a support."""
    return Lottery((names[k], p) for k, p in zip(support, chances, strict=True))


def _indifferent(payoffs: list[list[Fraction]], own: tuple[int, ...], other: tuple[int, ...]) -> list[Fraction] | None:
    """Positive chances on `other` that make all of `own` equally good and nothing better; None if there are none."""
    size = len(own)
    rows = [[payoffs[a][b] for b in other] + [Fraction(-1), Fraction(0)] for a in own]
    rows.append([Fraction(1)] * size + [Fraction(0), Fraction(1)])
    solved = solve(rows)
    if solved is None or min(solved[:size]) <= 0:
        return None
    chances, value = solved[:size], solved[size]
    for row in payoffs:
        if sum((p * row[b] for p, b in zip(chances, other, strict=True)), Fraction(0)) > value:
            return None
    return chances


def solve(rows: list[list[Fraction]]) -> list[Fraction] | None:
    """Solve a square linear system given with its right side as last column; None where it is singular."""
    size = len(rows)
    matrix = [row[:] for row in rows]
    for k in range(size):
        pivot = next((r for r in range(k, size) if matrix[r][k] != 0), None)
        if pivot is None:
            return None
        matrix[k], matrix[pivot] = matrix[pivot], matrix[k]
        head = matrix[k][k]
        matrix[k] = [x / head for x in matrix[k]]
        for r in range(size):
            factor = matrix[r][k]
            if r != k and factor != 0:
                matrix[r] = [x - factor * y for x, y in zip(matrix[r], matrix[k], strict=True)]
    return [row[-1] for row in matrix]
