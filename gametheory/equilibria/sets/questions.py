"""What every payoff set is asked, however its outer bound is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError, closest
from gametheory.exact import exact, exact_text
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.strategies.lottery import as_lottery

if TYPE_CHECKING:
    from gametheory.equilibria.sets.automaton import GeneratedPoint
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.repeated import RepeatedGame


def read_vector(actors: Sequence[str], given: Any, what: str) -> tuple[Fraction, ...]:
    """Read one number per actor, in order or by name."""
    if isinstance(given, Mapping):
        for name in given:
            if name not in actors:
                raise GameError(f"a {what} is given for {name!r}, no actor. {closest(name, actors)}")
        given = [given.get(actor) for actor in actors]
    if isinstance(given, str) or not hasattr(given, "__len__") or len(given) != len(actors):
        raise GameError(f"{given!r} does not give one {what} per actor: {', '.join(actors)}.")
    return tuple(exact(x, f"the {what} of {actor}") for x, actor in zip(given, actors, strict=True))


def refuse_without_points(points: Sequence[object], *, is_empty: bool) -> None:
    """Say why there is no equilibrium to choose."""
    if not points:
        told = "the set is empty" if is_empty else "no equilibrium is proved, and the set may be empty"
        raise GameError(f"{told}: there is no equilibrium to choose; see .outer and .stage_equilibria.")


def refuse_outside(v: Sequence[Fraction], *, is_outside: bool) -> GameError:
    """Say why no strategy pays this."""
    why = "lie outside" if is_outside else "lie in the gap between"
    return GameError(
        f"the payoffs ({', '.join(exact_text(x) for x in v)}) {why} the bounds of the set; "
        "ask for a point of .inner, such as .best((1, 1))."
    )


def certificate_of(
    repeated: RepeatedGame, equilibria: Sequence[StageEquilibrium], points: Sequence[GeneratedPoint]
) -> Certificate:
    """The points with what generates them, as plain data."""
    return Certificate(
        "payoff_set",
        {
            "game": plain_game(repeated.stage),
            "discount": [exact_text(d) for d in repeated.discount],
            "stage_equilibria": [plain_equilibrium(e) for e in equilibria],
            "points": [_plain_point(p) for p in points],
        },
    )


def plain_equilibrium(equilibrium: StageEquilibrium) -> list[list[list[str]]]:
    """Per actor the chances of its actions."""
    return [[[name, exact_text(p)] for name, p in as_lottery(entry).items()] for entry in equilibrium.profile]


def _plain_point(point: GeneratedPoint) -> dict[str, Any]:
    then = [[k, exact_text(p)] for k, p in point.then]
    played = {"equilibrium": point.equilibrium} if point.profile is None else {"profile": list(point.profile)}
    return {"value": [exact_text(x) for x in point.value], **played, "then": then}
