"""Recheck a potential at every switch, and the cycles that rule out stronger kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from gametheory.proofs.reading import Table, number, read_table, require

Fits = Callable[[Fraction, Fraction], bool]
"""Whether an actor's gain and the potential's rise go together."""


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


_FITS: Mapping[str, Fits] = {
    "exact": lambda gain, rise: gain == rise,
    "weighted": lambda gain, rise: gain == rise,
    "ordinal": lambda gain, rise: _sign(gain) == _sign(rise),
    "generalised ordinal": lambda gain, rise: gain <= 0 or rise > 0,
}


def recheck_potential(data: dict[str, Any]) -> None:
    """Check the claimed kind at every unilateral switch, then the cycles."""
    table, kind = read_table(data["game"]), data["kind"]
    require(kind == "none" or kind in _FITS, f"potentials of kind {kind!r} are not known.")
    values = dict(zip(table.profiles(), map(number, data["values"]), strict=True))
    weights = [number(text) for text in data["weights"]]
    require(len(weights) == len(table.actors) and min(weights) > 0, "not every actor has a positive weight.")
    require(kind == "weighted" or set(weights) == {1}, "weights belong to weighted potentials alone.")
    for here, there, i in _switches(table):
        gain = (table.payoff(there)[i] - table.payoff(here)[i]) / weights[i]
        require(
            kind == "none" or _FITS[kind](gain, values[there] - values[here]),
            f"{table.actors[i]} gains {gain} from {table.names(here)} to {table.names(there)}, "
            f"where the potential rises by {values[there] - values[here]}.",
        )
    require(kind == "exact" or data["four_cycle"], "nothing shows that there is no exact potential.")
    if data["four_cycle"]:
        gains = _gains(table, data["four_cycle"])
        require(len(gains) == 4 and sum(gains) != 0, "the gains along the cycle of four sum to zero.")
    _recheck_improvements(table, kind, data["improvement_cycle"])


def _switches(table: Table) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], int]]:
    for profile in table.profiles():
        for i, names in enumerate(table.actions):
            for a in range(len(names)):
                if a != profile[i]:
                    yield profile, (*profile[:i], a, *profile[i + 1 :]), i


def _gains(table: Table, cycle: Any) -> list[Fraction]:
    """What the actor who switches gains at each step of a closed walk."""
    walk = [table.index(profile) for profile in cycle]
    gains = []
    for here, there in zip(walk, [*walk[1:], walk[0]], strict=True):
        moved = [i for i, (a, b) in enumerate(zip(here, there, strict=True)) if a != b]
        require(len(moved) == 1, f"not one actor alone switches from {table.names(here)} to {table.names(there)}.")
        gains.append(table.payoff(there)[moved[0]] - table.payoff(here)[moved[0]])
    return gains


def _recheck_improvements(table: Table, kind: str, cycle: Any) -> None:
    gains = _gains(table, cycle) if cycle else []
    if kind == "none":
        require(gains and min(gains) > 0, "the cycle given is no cycle of gains.")
    if kind == "generalised ordinal":
        require(gains and min(gains) >= 0 and max(gains) > 0, "the cycle given loses somewhere or gains nowhere.")
