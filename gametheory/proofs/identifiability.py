"""Recheck which deviations public signals do not tell apart: ranks everywhere, and every confusion named."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from gametheory.proofs.planes import rank
from gametheory.proofs.reading import Table, number, read_table, require
from gametheory.proofs.strategy import read_signals

Row = list[Fraction]


@dataclass(frozen=True)
class _Confusion:
    """Two lotteries, as one: chances of the first side, less those of the second, by actor and action."""

    profile: tuple[int, ...]
    actors: tuple[int, ...]
    signed: dict[tuple[int, int], Fraction]


@dataclass(frozen=True)
class _Signals:
    table: Table
    rows: list[Row]

    def row(self, profile: tuple[int, ...], actor: int, action: int) -> Row:
        """Chances of the signals where one actor plays something else."""
        return self.rows[self.table.position((*profile[:actor], action, *profile[actor + 1 :]))]

    def own(self, profile: tuple[int, ...], actor: int) -> list[Row]:
        """Rows of all actions of one actor."""
        return [self.row(profile, actor, k) for k in range(len(self.table.actions[actor]))]


def recheck_identifiability(data: dict[str, Any]) -> None:
    """The first three lists name exactly the profiles and actors whose ranks fall short; all entries hold."""
    table = read_table(data["game"])
    chances = read_signals(table, data["monitoring"])
    require(chances is not None, "the certificate has no signals.")
    names = data["monitoring"]["signals"]
    seen = _Signals(table, [[row.get(name, Fraction(0)) for name in names] for row in chances or []])
    lists = ("individual", "pairwise", "attribution", "undetected", "indistinguishable")
    read = {name: [_read(table, plain) for plain in data[name]] for name in lists}
    for confusions in read.values():
        require(len({(c.profile, c.actors) for c in confusions}) == len(confusions), "a case is listed twice.")
        for confusion in confusions:
            _same_signals(seen, confusion)
    for name, short in _short(seen).items():
        told = f"the cases of {name!r} are not those in which ranks fall short."
        require({(c.profile, c.actors) for c in read[name]} == short, told)
    for c in read["attribution"]:
        _moves(seen, c)
    for c in read["undetected"]:
        kept = [k for k, p in c.signed.items() if p < 0]
        require(kept == [(c.actors[0], c.profile[c.actors[0]])], "what goes undetected is compared with a deviation.")
    for c in read["indistinguishable"]:
        _moves(seen, c)
        _one_sided(c)


def _short(seen: _Signals) -> dict[str, set[tuple[tuple[int, ...], tuple[int, ...]]]]:
    """Profiles and actors without individual or pairwise full rank, or not pairwise identifiable."""
    short: dict[str, set[Any]] = {"individual": set(), "pairwise": set(), "attribution": set()}
    for profile in seen.table.profiles():
        own = [seen.own(profile, i) for i in range(len(seen.table.actors))]
        ranks = [rank(rows) for rows in own]
        short["individual"] |= {(profile, (i,)) for i, r in enumerate(ranks) if r < len(own[i])}
        for i, j in combinations(range(len(own)), 2):
            both = rank([*own[i], *own[j]])
            if both < len(own[i]) + len(own[j]) - 1:
                short["pairwise"].add((profile, (i, j)))
            if both < ranks[i] + ranks[j] - 1:
                short["attribution"].add((profile, (i, j)))
    return short


def _read(table: Table, plain: Any) -> _Confusion:
    actors = tuple(table.actors.index(actor) for actor in plain["actors"])
    profile, signed = table.index(plain["profile"]), {}
    for side, sign in (("one", 1), ("other", -1)):
        chances = [number(text) for _, _, text in plain[side]]
        require(chances and min(chances) > 0 and sum(chances) == 1, "a side of a confusion is no lottery.")
        for (actor, action, _), p in zip(plain[side], chances, strict=True):
            i = table.actors.index(actor)
            key = (i, table.action(i, action))
            require(i in actors, f"{actor} deviates in a confusion of {', '.join(plain['actors'])}.")
            require(key not in signed, f"{action!r} of {actor} stands twice in a confusion.")
            signed[key] = sign * p
    require(sum(k == profile[i] for i, k in signed) <= 1, "nobody's leaving stands twice in a confusion.")
    return _Confusion(profile, actors, signed)


def _same_signals(seen: _Signals, confusion: _Confusion) -> None:
    total = _sum(seen, confusion, confusion.actors)
    told = f"the two sides at {seen.table.names(confusion.profile)} do not make every signal equally likely."
    require(not any(total), told)


def _sum(seen: _Signals, confusion: _Confusion, actors: tuple[int, ...]) -> Row:
    """By how much the deviations of some actors move the chances of the signals."""
    now = seen.rows[seen.table.position(confusion.profile)]
    total = [Fraction(0)] * len(now)
    for (i, k), p in confusion.signed.items():
        if i in actors:
            row = seen.row(confusion.profile, i, k)
            total = [x + p * (y - z) for x, y, z in zip(total, row, now, strict=True)]
    return total


def _moves(seen: _Signals, confusion: _Confusion) -> None:
    moved = any(_sum(seen, confusion, confusion.actors[:1]))
    require(moved, f"neither actor's deviations at {seen.table.names(confusion.profile)} are seen at all.")


def _one_sided(confusion: _Confusion) -> None:
    signs = [
        {p > 0 for (i, k), p in confusion.signed.items() if i == a and k != confusion.profile[i]}
        for a in confusion.actors
    ]
    require(signs in ([{True}, {False}], [{False}, {True}]), "one actor's deviations stand on both sides.")
