"""Recheck that payoffs are public perfect equilibrium payoffs: points that generate each other through signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import CertificateError
from gametheory.exact import exact_text
from gametheory.proofs.payoff_set import stage_equilibrium_payoffs
from gametheory.proofs.reading import Table, number, read_table, require

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Point:
    """A claimed payoff: its values, what is played now, and per signal the expected values that follow."""

    values: Vector
    profile: tuple[int, ...] | None
    equilibrium: int
    later: tuple[Vector, ...]


def recheck_public_payoff_set(data: dict[str, Any]) -> None:
    """
    Recheck a self-generating set under public signals (Abreu, Pearce and Stacchetti 1990), for any number of actors.

    Each point pays today's payoff and, by the chances of the signals, the lotteries over points that follow; nobody
    gains by a deviation, which changes these chances. After listed stage equilibria the signals must change nothing.
    """
    table = read_table(data["game"])
    discount = [number(d) for d in data["discount"]]
    require(len(discount) == len(table.actors), "there is not one discount factor per actor.")
    require(all(0 < d < 1 for d in discount), "a discount factor is not strictly between 0 and 1.")
    chances = _chances(data, table)
    equilibria = [stage_equilibrium_payoffs(table, plain) for plain in data["stage_equilibria"]]
    points = _points(data, table, len(equilibria))
    for k, point in enumerate(points):
        for i, d in enumerate(discount):
            if point.profile is None:
                now, later = equilibria[point.equilibrium][i], point.later[0][i]
                same = all(follows == point.later[0] for follows in point.later)
                require(same, f"what follows point {k} depends on the signal, though a listed equilibrium is played.")
            else:
                now = table.payoff(point.profile)[i]
                later = _mean(chances[table.position(point.profile)], point, i)
            worth = (1 - d) * now + d * later
            require(
                worth == point.values[i],
                f"point {k} pays {table.actors[i]} {exact_text(worth)}, not {exact_text(point.values[i])}.",
            )
            if point.profile is not None:
                _does_not_gain(table, chances, d, points, k, i)


def _does_not_gain(
    table: Table, chances: Sequence[Vector], d: Fraction, points: Sequence[Point], k: int, i: int
) -> None:
    point = points[k]
    assert point.profile is not None
    for a, name in enumerate(table.actions[i]):
        switched = (*point.profile[:i], a, *point.profile[i + 1 :])
        later = _mean(chances[table.position(switched)], point, i)
        gain = (1 - d) * table.payoff(switched)[i] + d * later - point.values[i]
        if gain > 0:
            raise CertificateError(
                f"{table.actors[i]} gains {exact_text(gain)} by playing {name!r} at point {k}, "
                f"where {table.names(point.profile)} is played."
            )


def _mean(chances: Vector, point: Point, actor: int) -> Fraction:
    return sum((p * follows[actor] for p, follows in zip(chances, point.later, strict=True)), Fraction(0))


def _chances(data: dict[str, Any], table: Table) -> list[Vector]:
    """One row of chances per profile, one chance per signal."""
    signals = data["signals"]
    require(len(set(signals)) == len(signals) > 0, "the certificate's signals are not distinct.")
    rows = [tuple(number(p) for p in row) for row in data["probabilities"]]
    complete = len(rows) == len(list(table.profiles())) and all(len(row) == len(signals) for row in rows)
    require(complete, "there is not one probability per profile and signal.")
    require(all(min(row) >= 0 and sum(row) == 1 for row in rows), "the probabilities at a profile are wrong.")
    return rows


def _points(data: dict[str, Any], table: Table, listed: int) -> list[Point]:
    plain = data["points"]
    values = [tuple(number(x) for x in point["value"]) for point in plain]
    require(all(len(v) == len(table.actors) for v in values), "a point does not have one value per actor.")
    found = []
    for v, point in zip(values, plain, strict=True):
        require(len(point["then"]) == len(data["signals"]), "a point does not say what follows each signal.")
        later = tuple(_follows(values, pairs) for pairs in point["then"])
        if "profile" in point:
            found.append(Point(v, table.index(point["profile"]), -1, later))
            continue
        chosen = point["equilibrium"]
        require(type(chosen) is int and 0 <= chosen < listed, "a point plays a stage equilibrium that is not listed.")
        found.append(Point(v, None, chosen, later))
    return found


def _follows(values: Sequence[Vector], pairs: Any) -> Vector:
    then = {k: number(p) for k, p in pairs}
    require(len(then) == len(pairs) > 0, "what follows a point lists another point twice, or none.")
    known = all(type(k) is int and 0 <= k < len(values) for k in then)
    require(known, "what follows a point names a point that is missing.")
    require(all(p > 0 for p in then.values()) and sum(then.values()) == 1, "the chances after a point are wrong.")
    return tuple(sum((p * values[k][i] for k, p in then.items()), Fraction(0)) for i in range(len(values[0])))
