"""The finite, named list of rational stage equilibria that a payoff set is relative to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.mixed import mixed_equilibria
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
    """All pure equilibria; for two actors with up to four actions also the mixed extreme ones."""
    found = [StageEquilibrium(profile, stage.payoff(profile)) for profile in pure_equilibria(stage)]
    if len(stage.actors) == 2 and max(stage.shape) <= _LARGEST:
        found += [read_equilibrium(stage, mixture) for mixture in _mixed(stage)]
    return tuple(found)


def _mixed(stage: NormalFormGame) -> Iterator[tuple[Lottery, ...]]:
    """Extreme equilibria in which somebody mixes, without the actions that are not played."""
    for vectors in mixed_equilibria(stage):
        if any(0 < p < 1 for vector in vectors for p in vector):
            yield tuple(
                Lottery((name, p) for name, p in zip(names, vector, strict=True) if p)
                for names, vector in zip(stage.actions, vectors, strict=True)
            )


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
