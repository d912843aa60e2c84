"""
Recheck a limit set of public perfect equilibrium payoffs (Fudenberg and Levine 1994).

A half-space l.v <= k holds in a space X with basis b_1, ..., b_m for a profile a if there are prices q >= 0 of its
deviations with

    u(y) (l.b_m) = (l.b_m) P(y|a) + sum over deviations q b_m,i (P(y|a) - P(y|deviation)), all m and y, some u >= 0,

and k >= l.g(a) - sum of q times gain: multiply the incentive constraints by q, l.x(y) <= 0 by u, and add up. A profile
is left out where weights on deviations gain in sum while no payments in X can tell them from the profile.

Where the half-spaces leave a set with interior in X, all of it is attained if in every direction some profile with
payments that fit reaches as far as the vertices. On directions of the same signs l, with payments times |l_i|, the
conditions are linear in |l|: what holds at both ends of a cell holds between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.exact import exact_text
from gametheory.proofs.payoff_set import stage_equilibrium_payoffs
from gametheory.proofs.planes import clip, corners, dot, rank, spans
from gametheory.proofs.reading import Table, number, read_table, require
from gametheory.proofs.strategy import read_signals

Vector = Sequence[Any]


@dataclass(frozen=True)
class Seen:
    """A game, the chances of its signals by profile, and payoffs of listed stage equilibria."""

    table: Table
    rows: list[list[Fraction]]
    listed: list[tuple[Fraction, ...]]

    def deviations(self, profile: tuple[int, ...]) -> list[tuple[int, int, Fraction, list[Fraction]]]:
        """Actor, action, gain, and by how much each signal's chance falls; signals that never come left out."""
        places = [
            (i, k, (*profile[:i], k, *profile[i + 1 :]))
            for i, names in enumerate(self.table.actions)
            for k in range(len(names))
            if k != profile[i]
        ]
        now, kept = self.table.payoff(profile), self.kept(profile)
        row = self.row(profile)
        return [
            (i, k, self.table.payoff(other)[i] - now[i], [row[y] - self.row(other)[y] for y in kept])
            for i, k, other in places
        ]

    def row(self, profile: tuple[int, ...]) -> list[Fraction]:
        """Chances of all signals."""
        return self.rows[self.table.position(profile)]

    def kept(self, profile: tuple[int, ...]) -> list[int]:
        """Signals that the profile or one actor's deviation from it can lead to."""
        near = [profile] + [
            (*profile[:i], k, *profile[i + 1 :])
            for i, names in enumerate(self.table.actions)
            for k in range(len(names))
        ]
        return [y for y in range(len(self.rows[0])) if any(self.row(other)[y] for other in near)]


@dataclass(frozen=True)
class Space:
    """A point and integer vectors that span what payoffs may do from there."""

    point: list[Fraction]
    basis: list[list[int]]

    def holds(self, v: Vector) -> bool:
        """Whether a point lies in the space."""
        return spans(self.basis, [x - p for x, p in zip(v, self.point, strict=True)])


def recheck_limit_payoff_set(data: dict[str, Any]) -> None:
    """Recheck half-spaces level by level, then that the vertices are what they leave, then that they are attained."""
    table = read_table(data["game"])
    listed = [stage_equilibrium_payoffs(table, plain) for plain in data["stage_equilibria"]]
    seen = Seen(table, _rows(table, data["monitoring"]), listed)
    require(data["levels"], "the certificate has no half-spaces.")
    inside: list[Any] | None = [*map(table.payoff, table.profiles()), *listed]
    for plain in data["levels"]:
        require(inside, "there is a space after one that leaves nothing, or of more than two actors.")
        space = _space(plain, len(table.actors))
        require(all(space.holds(v) for v in inside or []), "a space does not hold all that the one before it leaves.")
        inside = _level(seen, space, plain)
    if data["vertices"] is None:
        return
    require(inside is not None, "half-spaces of more than two actors do not prove vertices.")
    vertices = [[number(x) for x in v] for v in data["vertices"]]
    require(sorted(vertices) == sorted(inside or []), "the vertices are not what the half-spaces leave.")
    if vertices:
        _attained(seen, space, vertices, data["attained"])


def _rows(table: Table, plain: Any) -> list[list[Fraction]]:
    """Chances of signals by profile; the profiles are their own signals where everything is seen."""
    chances = read_signals(table, plain)
    if chances is None:
        count = sum(1 for _ in table.profiles())
        return [[Fraction(int(j == k)) for j in range(count)] for k in range(count)]
    return [[row.get(name, Fraction(0)) for name in plain["signals"]] for row in chances]


def _space(plain: Any, count: int) -> Space:
    point, basis = [number(x) for x in plain["point"]], plain["basis"]
    whole = all(len(b) == count and all(type(x) is int for x in b) for b in basis)
    require(len(point) == count and whole and rank(basis) == len(basis), "a space is not given by a point and a basis.")
    return Space(point, basis)


def _level(seen: Seen, space: Space, plain: Any) -> list[list[Fraction]] | None:
    """What half-spaces in one space leave; None where there are more than two actors and dimensions."""
    out = {seen.table.index(names) for names, mix in plain["tempted"] if _tempted(seen, space, names, mix)}
    pure = [p for p in seen.table.profiles() if p not in out and space.holds(seen.table.payoff(p))]
    if not pure and not any(map(space.holds, seen.listed)):
        return []
    if not space.basis:
        return [space.point]
    cuts = [_cut(seen, space, pure, cut) for cut in plain["cuts"]]
    if len(space.basis) == 1:
        return _segment(space, cuts)
    return _polygon(seen, cuts) if len(space.point) == 2 else None


def _tempted(seen: Seen, space: Space, names: Any, mix: Any) -> bool:
    """Weights on deviations gain, and no payments in the space tell them from the profile."""
    profile = seen.table.index(names)
    weighed = list(zip(_weights(seen, profile, mix), seen.deviations(profile), strict=True))
    gain = sum((q * gain for q, (_, _, gain, _) in weighed), Fraction(0))
    require(gain > 0, f"the deviations from {tuple(names)} that are not told apart gain nothing.")
    for block in space.basis:
        for y in range(len(seen.kept(profile))):
            moved = sum((q * block[i] * shift[y] for q, (i, _, _, shift) in weighed), Fraction(0))
            require(moved == 0, f"the deviations from {tuple(names)} can be told apart, so that they may be deterred.")
    return True


def _weights(seen: Seen, profile: tuple[int, ...], plain: Any) -> list[Fraction]:
    """One weight, zero or more, per deviation."""
    table, chosen = seen.table, {}
    for actor, action, text in plain:
        require(actor in table.actors, f"there is no actor {actor!r} in the certificate's game.")
        i = table.actors.index(actor)
        chosen[i, table.action(i, action)] = number(text)
    require(all(q >= 0 for q in chosen.values()), f"a weight on a deviation from {table.names(profile)} is negative.")
    require(all(k != profile[i] for i, k in chosen), f"a deviation from {table.names(profile)} is none.")
    return [chosen.get((i, k), Fraction(0)) for i, k, _, _ in seen.deviations(profile)]


def _cut(seen: Seen, space: Space, pure: list[tuple[int, ...]], plain: Any) -> tuple[list[int], Fraction]:
    """Nobody reaches beyond the half-space: by its payoffs alone, or by its prices."""
    direction, score = plain["direction"], number(plain["score"])
    whole = len(direction) == len(space.point) and all(type(x) is int for x in direction)
    require(whole and spans(space.basis, direction) and any(direction), f"{direction} is no direction of its space.")
    prices = {seen.table.index(names): mix for names, mix in plain["prices"]}
    for payoffs in filter(space.holds, seen.listed):
        require(dot(direction, payoffs) <= score, f"a listed stage equilibrium reaches beyond {direction}.")
    for profile in pure:
        most = dot(direction, seen.table.payoff(profile))
        if most > score:
            require(profile in prices, f"{seen.table.names(profile)} reaches beyond {direction} without incentives.")
            most -= _saved(seen, space, direction, profile, prices[profile])
        told = f"{seen.table.names(profile)} is shown to reach {exact_text(most)} in {direction}, beyond its score."
        require(most <= score, told)
    return direction, score


def _saved(seen: Seen, space: Space, direction: list[int], profile: tuple[int, ...], mix: Any) -> Fraction:
    """What prices prove that incentives cost at least."""
    deviations, row = seen.deviations(profile), seen.row(profile)
    weighed = list(zip(_weights(seen, profile, mix), deviations, strict=True))
    wrong = f"the prices for {seen.table.names(profile)} in {direction} prove nothing: no multipliers go with them."
    for place, y in enumerate(seen.kept(profile)):
        found: set[Fraction] = set()
        for block in space.basis:
            worth = dot(direction, block)
            total = worth * row[y] + sum((q * block[i] * s[place] for q, (i, _, _, s) in weighed), Fraction(0))
            if worth:
                found.add(total / worth)
            else:
                require(total == 0, wrong)
        require(len(found) == 1 and min(found) >= 0, wrong)
    return sum((q * gain for q, (_, _, gain, _) in weighed), Fraction(0))


def _segment(space: Space, cuts: list[tuple[list[int], Fraction]]) -> list[list[Fraction]]:
    """Ends of what two half-spaces leave of a line."""
    along, length = space.basis[0], dot(space.basis[0], space.basis[0])
    places: dict[bool, list[Fraction]] = {True: [], False: []}
    for direction, score in cuts:
        pace = dot(direction, along)
        places[pace > 0].append((score - dot(direction, space.point)) / pace)
    require(places[True] and places[False] and length, "a line is not cut from both sides.")
    low, high = max(places[False]), min(places[True])
    ends = sorted({low, high}) if low <= high else []
    return [[p + t * a for p, a in zip(space.point, along, strict=True)] for t in ends]


def _polygon(seen: Seen, cuts: list[tuple[list[int], Fraction]]) -> list[list[Fraction]]:
    """What half-planes leave of the box that holds all payoffs of two actors."""
    (west, east), (south, north) = (
        (min(own), max(own)) for own in (seen.table.payoffs[0::2], seen.table.payoffs[1::2])
    )
    polygon = [[west, south], [east, south], [east, north], [west, north]]
    for direction, score in cuts:
        polygon = clip(polygon, direction, score)
    return corners(polygon)


def _attained(seen: Seen, space: Space, vertices: list[list[Fraction]], entries: Any) -> None:
    """In every direction somebody reaches as far as the vertices."""
    size = len(space.basis)
    require(rank([[x - o for x, o in zip(v, vertices[0], strict=True)] for v in vertices]) == size, "no interior.")
    straight: list[tuple[int, ...]] = []
    covered: dict[tuple[int, ...], list[Any]] = {}
    for entry in entries:
        if "corners" in entry:
            covered.setdefault(tuple(entry["signs"]), []).append(entry)
            signs = entry["signs"]
            require(size == 2 and all(s in (1, -1) for s in signs), "a cell has signs other than 1 and -1.")
            blocks = [[signs[0], 0], [0, signs[1]]]
            for k, corner in enumerate(entry["corners"]):
                require(len(corner) == 2 and min(corner) >= 0 and any(corner), "a cell has a corner with a wrong size.")
                ahead = [s * x for s, x in zip(signs, corner, strict=True)]
                _reaches(seen, space, vertices, entry, k, ahead, (blocks, [1, 1], corner))
        elif size:
            ahead = entry["direction"]
            require(len(ahead) == len(space.point) and spans(space.basis, ahead), f"{ahead} leaves its space.")
            straight.append(tuple(ahead))
            weights = [dot(ahead, block) for block in space.basis]
            _reaches(seen, space, vertices, entry, 0, ahead, (space.basis, weights, [1] * len(ahead)))
        else:
            _reaches(seen, space, vertices, entry, 0, [0] * len(space.point), ([], [], [1] * len(space.point)))
    require(entries, "nothing shows that the vertices are attained.")
    _complete(size, space, straight, covered)


def _complete(
    size: int, space: Space, straight: list[tuple[int, ...]], covered: dict[tuple[int, ...], list[Any]]
) -> None:
    """No direction is left out."""
    if size == 1:
        along = space.basis[0]
        require({dot(d, along) > 0 for d in straight} == {True, False}, "one direction of the line is left out.")
    if size == 2:
        require({(1, 0), (-1, 0), (0, 1), (0, -1)} <= set(straight), "an axis is left out.")
        for signs in product((1, -1), repeat=2):
            place = Fraction(0)
            for entry in covered.get(signs, []):
                low, high = (Fraction(b, a + b) for a, b in entry["corners"])
                require(low <= place, "the cells of directions leave a gap.")
                place = max(place, high)
            require(place == 1, "the cells of directions end too early.")


def _reaches(
    seen: Seen, space: Space, vertices: list[list[Fraction]], entry: Any, k: int, ahead: Vector, frame: Any
) -> None:
    """The profile, with its payments, or the listed equilibrium, reaches as far as all vertices."""
    if "equilibrium" in entry:
        place = entry["equilibrium"]
        require(type(place) is int and 0 <= place < len(seen.listed), "a listed stage equilibrium is missing.")
        payoffs, more = seen.listed[place], Fraction(0)
    else:
        profile = seen.table.index(entry["profile"])
        payoffs = seen.table.payoff(profile)
        more = _incentives(seen, profile, entry["payments"][k] if frame[0] else [], frame)
    require(space.holds(payoffs), "what attains a score lies outside its space.")
    reached, needed = dot(ahead, payoffs) + more, max(dot(ahead, v) for v in vertices)
    require(
        reached >= needed, f"in {list(ahead)} no more than {exact_text(reached)} of {exact_text(needed)} is attained."
    )


def _incentives(seen: Seen, profile: tuple[int, ...], payments: Any, frame: Any) -> Fraction:
    """What payments add; they keep everybody from leaving the profile and never point outwards."""
    blocks, weights, sizes = frame
    t = [[number(x) for x in block] for block in payments]
    kept, row = seen.kept(profile), seen.row(profile)
    require(len(t) == len(blocks) and all(len(block) == len(kept) for block in t), "payments do not fit the signals.")
    for i, k, gain, shift in seen.deviations(profile):
        loss = sum((block[i] * dot(shift, paid) for block, paid in zip(blocks, t, strict=True)), Fraction(0))
        told = f"{seen.table.actors[i]} gains by playing {seen.table.actions[i][k]!r} at {seen.table.names(profile)}."
        require(loss >= sizes[i] * gain, told)
    for y in range(len(kept)):
        require(sum((w * paid[y] for w, paid in zip(weights, t, strict=True)), Fraction(0)) <= 0, "payments point out.")
    chances = [row[y] for y in kept]
    return sum((w * dot(chances, paid) for w, paid in zip(weights, t, strict=True)), Fraction(0))
