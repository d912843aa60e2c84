"""Recheck how far the others can hold an actor down when all may mix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from gametheory.proofs.reading import Table, number, read_table, require

Others = tuple[int, ...]


def recheck_mixed_minmax(data: dict[str, Any]) -> None:
    """Check that the defence secures the lower bound and that both punishments attain theirs."""
    table = read_table(data["game"])
    require(len(data["bounds"]) == len(table.actors), "not every actor has bounds.")
    for actor, bounds in enumerate(data["bounds"]):
        _secured(table, actor, bounds)
        _attained(table, actor, bounds, "correlated", "lower")
        _attained(table, actor, bounds, "independent", "upper")


def mixture(pairs: Iterable[Any], what: str) -> list[tuple[Any, Fraction]]:
    """Read pairs of a thing and its probability, which must not be negative and must sum to one."""
    read = [(thing, number(p)) for thing, p in pairs]
    require(all(p >= 0 for _, p in read), f"{what} has a negative probability.")
    require(sum((p for _, p in read), Fraction(0)) == 1, f"the probabilities of {what} do not sum to one.")
    return read


def _secured(table: Table, actor: int, bounds: dict[str, Any]) -> None:
    name, lower = table.actors[actor], number(bounds["lower"])
    defence = [(table.action(actor, action), p) for action, p in mixture(bounds["defence"], f"the defence of {name}")]
    for others in product(*(range(len(names)) for i, names in enumerate(table.actions) if i != actor)):
        secured = sum((p * _payoff(table, actor, action, others) for action, p in defence), Fraction(0))
        require(
            secured >= lower,
            f"the defence of {name} secures only {secured} against {_names(table, actor, others)}, not {lower}.",
        )


def _attained(table: Table, actor: int, bounds: dict[str, Any], kind: str, bound: str) -> None:
    name, claimed = table.actors[actor], number(bounds[bound])
    what = f"the {kind} punishment of {name}"
    lottery = _joint(table, actor, bounds[kind], what) if kind == "correlated" else _product(table, actor, bounds[kind])
    payoffs = [
        sum((p * _payoff(table, actor, action, others) for others, p in lottery), Fraction(0))
        for action in range(len(table.actions[actor]))
    ]
    require(max(payoffs) == claimed, f"{what} holds it to {max(payoffs)}, not to {claimed}.")


def _joint(table: Table, actor: int, pairs: Any, what: str) -> list[tuple[Others, Fraction]]:
    others = [i for i in range(len(table.actors)) if i != actor]
    return [
        (tuple(table.action(i, name) for i, name in zip(others, profile, strict=True)), p)
        for profile, p in mixture(pairs, what)
    ]


def _product(table: Table, actor: int, mixes: Any) -> list[tuple[Others, Fraction]]:
    others = [i for i in range(len(table.actors)) if i != actor]
    read = [
        [(table.action(i, name), p) for name, p in mixture(mix, f"the punishment by {table.actors[i]}")]
        for i, mix in zip(others, mixes, strict=True)
    ]
    return [(tuple(a for a, _ in choice), prod((p for _, p in choice), start=Fraction(1))) for choice in product(*read)]


def _payoff(table: Table, actor: int, action: int, others: Sequence[int]) -> Fraction:
    return table.payoff((*others[:actor], action, *others[actor:]))[actor]


def _names(table: Table, actor: int, others: Sequence[int]) -> tuple[str, ...]:
    names = table.names((*others[:actor], 0, *others[actor:]))
    return (*names[:actor], *names[actor + 1 :])
