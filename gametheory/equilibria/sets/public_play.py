"""Self-generating sets under public signals as strategies: points are states, signals lead to lotteries over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.sets.automaton import GeneratedPoint, strategy_from
from gametheory.equilibria.sets.questions import certificate_of as perfect_certificate
from gametheory.equilibria.sets.questions import plain_equilibrium
from gametheory.exact import exact_text
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.lottery import Lottery

if TYPE_CHECKING:
    from gametheory.equilibria.sets.public_proof import Made
    from gametheory.equilibria.sets.public_table import PublicTable
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.repeated import RepeatedGame

__all__ = ["PublicPoint"]

Follows = tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True)
class PublicPoint(Jsonable):
    """
    A proved public perfect equilibrium payoff: what is played now, and per signal the public lottery that follows.

    Parameters
    ----------
    value : tuple of Fraction
        Discounted average payoffs, in the order of the actors.
    profile : tuple of str or None
        The action profile played now; None where a listed stage equilibrium is played.
    equilibrium : int or None
        Which listed stage equilibrium is played now.
    then : tuple of tuple of tuple of int and Fraction
        Per signal, in their order: positions of the points that follow, with their chances.
    """

    value: tuple[Fraction, ...]
    profile: tuple[str, ...] | None
    equilibrium: int | None
    then: tuple[Follows, ...]


def public_points(repeated: RepeatedGame, table: PublicTable, made: Sequence[Made]) -> Iterator[PublicPoint]:
    """Name what is played, and write a lottery for every signal; those that nothing leads to change nothing."""
    profiles = list(repeated.stage.profiles())
    for point in made:
        option = table.options[point.option]
        group = {y: g for g, own in enumerate(option.groups) for y in own}
        then = tuple(tuple(point.then[group.get(y, 0)].items()) for y in range(len(table.signals)))
        played, listed = (profiles[option.number], None) if option.number >= 0 else (None, -1 - option.number)
        yield PublicPoint(table.units.outwards(point.value), played, listed, then)


def equilibrium_from(
    repeated: RepeatedGame,
    points: tuple[GeneratedPoint | PublicPoint, ...],
    equilibria: Sequence[StageEquilibrium],
    start: dict[int, Fraction],
) -> Automaton:
    """Start with a lottery over points, and play on as each says: by signals, or by profiles."""
    signalled = [p for p in points if isinstance(p, PublicPoint)]
    if repeated.monitoring is not None:
        return public_strategy(repeated.monitoring.signals, signalled, equilibria, start)
    return strategy_from([p for p in points if isinstance(p, GeneratedPoint)], equilibria, start)


def certificate_of(
    repeated: RepeatedGame,
    equilibria: Sequence[StageEquilibrium],
    points: tuple[GeneratedPoint | PublicPoint, ...],
) -> Certificate:
    """The points with what generates them, as plain data: the kind depends on what is seen."""
    if repeated.monitoring is not None:
        return public_certificate(repeated, equilibria, [p for p in points if isinstance(p, PublicPoint)])
    return perfect_certificate(repeated, equilibria, [p for p in points if isinstance(p, GeneratedPoint)])


def public_strategy(
    signals: Sequence[str],
    points: Sequence[PublicPoint],
    equilibria: Sequence[StageEquilibrium],
    start: dict[int, Fraction],
) -> Automaton:
    """Start with a lottery over points and keep the states that some signals lead to."""
    actions: dict[int, Any] = {}
    transitions: dict[int, dict[str, Lottery]] = {}
    for k in _reached(points, list(start)):
        point = points[k]
        listed = None if point.equilibrium is None else equilibria[point.equilibrium].profile
        actions[k] = listed if point.profile is None else point.profile
        transitions[k] = {signal: Lottery(follows) for signal, follows in zip(signals, point.then, strict=True)}
    return Automaton(start, actions, transitions)


def _reached(points: Sequence[PublicPoint], todo: list[int]) -> list[int]:
    found: set[int] = set()
    while todo:
        k = todo.pop()
        if k not in found:
            found.add(k)
            todo.extend(j for follows in points[k].then for j, _ in follows)
    return sorted(found)


def public_certificate(
    repeated: RepeatedGame, equilibria: Sequence[StageEquilibrium], points: Sequence[PublicPoint]
) -> Certificate:
    """The points with what generates them, as plain data."""
    assert repeated.monitoring is not None
    return Certificate(
        "public_payoff_set",
        {
            "game": plain_game(repeated.stage),
            "discount": [exact_text(d) for d in repeated.discount],
            "signals": list(repeated.monitoring.signals),
            "probabilities": [[exact_text(p) for p in row] for row in repeated.monitoring.rows],
            "stage_equilibria": [plain_equilibrium(e) for e in equilibria],
            "points": [_plain_point(p) for p in points],
        },
    )


def _plain_point(point: PublicPoint) -> dict[str, Any]:
    played = {"equilibrium": point.equilibrium} if point.profile is None else {"profile": list(point.profile)}
    then = [[[k, exact_text(p)] for k, p in follows] for follows in point.then]
    return {"value": [exact_text(x) for x in point.value], **played, "then": then}
