"""Where the sliders of a scenario stand: their ends, their steps, and the exact number behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gametheory.errors import GameTheoryError
from gametheory.exact import exact
from models.sampling import upper_bounds
from models.scenario import Scenario

_STEPS = 40
discount_steps = tuple(Fraction(k, 100) for k in range(1, 100))
"""Discount factors that the slider offers."""


def nearest(steps: Iterable[Fraction], number: float) -> Fraction:
    """The exact number behind a float."""
    return min(steps, key=lambda step: abs(float(step) - number))


@dataclass(frozen=True)
class Slider:
    """One stake: its actor, what it means, and the numbers to choose from."""

    stake: str
    actor: str
    meaning: str
    steps: tuple[Fraction, ...]
    value: Fraction

    def chosen(self, number: float) -> Fraction:
        """Give the exact number behind what the slider shows."""
        return nearest(self.steps, number)


@dataclass(frozen=True)
class Asked:
    """What a link asks for: the discount factor, values of stakes, and what in it could not be read."""

    discount: Fraction
    stakes: Mapping[str, Fraction]
    unread: tuple[str, ...]


def read_link(scenario: Scenario, link: Mapping[str, str]) -> Asked:
    """Read what belongs to this scenario; what is no number, or out of range, is told and left at the reference."""
    found: dict[str, Fraction] = {}
    unread = []
    for name in ("discount", *scenario.reference):
        if name not in link:
            continue
        try:
            number = exact(link[name], f"the {name} in the address")
        except GameTheoryError as error:
            unread.append(str(error))
            continue
        if number < 0 or (name == "discount" and not 0 < number < 1):
            unread.append(f"the {name} in the address is {number}, out of range.")
        else:
            found[name] = number
    return Asked(found.pop("discount", exact(scenario.spec.discount)), found, tuple(unread))


def sliders(scenario: Scenario, asked: Mapping[str, Fraction]) -> tuple[Slider, ...]:
    """One slider per stake, in the order of the file; asked-for values stand on them, wherever they lie."""
    found = []
    for stake, top in upper_bounds(scenario).items():
        spec = scenario.spec.stakes[stake]
        value = asked.get(stake, scenario.reference[stake])
        steps = {top * k / _STEPS for k in range(_STEPS + 1)} | {scenario.reference[stake], value}
        actor = scenario.actors.get(spec.actor, spec.actor)
        found.append(Slider(stake, actor, " ".join(spec.meaning.split()), tuple(sorted(steps)), value))
    return tuple(found)


def changed(scenario: Scenario, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Only what differs from the reference."""
    return {stake: value for stake, value in values.items() if value != scenario.reference[stake]}
