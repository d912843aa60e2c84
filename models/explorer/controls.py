"""Where the sliders of a scenario stand: their ends, their steps, and the exact number behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gametheory.errors import GameTheoryError
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from models.sampling import upper_bounds
from models.scenario import Scenario

_STEPS = 40
hundredths = tuple(Fraction(k, 100) for k in range(1, 100))
"""Discount factors and chances that sliders offer."""


def nearest(steps: Iterable[Fraction], number: float) -> Fraction:
    """The exact number behind a float."""
    return min(steps, key=lambda step: abs(float(step) - number))


the_most_seeds = 2**31
"""Seeds are whole numbers below this."""


@dataclass(frozen=True)
class Slider:
    """One stake or chance: what the page calls it, whose it is, what it means, and the numbers to choose from."""

    stake: str
    label: str
    actor: str
    meaning: str
    steps: tuple[Fraction, ...]
    value: Fraction

    def chosen(self, number: float) -> Fraction:
        """Give the exact number behind what the slider shows."""
        return nearest(self.steps, number)


@dataclass(frozen=True)
class Asked:
    """What a link asks for: the discount factor, stakes, chances, the seed, and what in it could not be read."""

    discount: Fraction
    stakes: Mapping[str, Fraction]
    chances: Mapping[str, Fraction]
    seed: int
    unread: tuple[str, ...]


def chances(scenario: Scenario) -> Mapping[str, Fraction]:
    """The chances of signals that sliders move; none where actions are seen themselves."""
    return FrozenMap() if scenario.signals is None else scenario.signals.chances


def read_link(scenario: Scenario, link: Mapping[str, str]) -> Asked:
    """Read what belongs to this scenario; what is no number, or out of range, is told and left at the reference."""
    found: dict[str, Fraction] = {}
    unread = []
    for name in ("discount", "seed", *scenario.reference, *chances(scenario)):
        if name not in link:
            continue
        try:
            number = exact(link[name], f"the {name} in the address")
        except GameTheoryError as error:
            unread.append(str(error))
            continue
        if _in_range(scenario, name, number):
            found[name] = number
        else:
            unread.append(f"the {name} in the address is {number}, out of range.")
    discount, seed = found.pop("discount", exact(scenario.spec.discount)), int(found.pop("seed", 1))
    moved = {name: found.pop(name) for name in chances(scenario) if name in found}
    return Asked(discount, found, moved, seed, tuple(unread))


def _in_range(scenario: Scenario, name: str, number: Fraction) -> bool:
    if name == "seed":
        return number.denominator == 1 and 0 <= number < the_most_seeds
    if name == "discount" or name in chances(scenario):
        return 0 < number < 1
    return number >= 0


def chance_sliders(scenario: Scenario, asked: Mapping[str, Fraction]) -> tuple[Slider, ...]:
    """One slider per chance of the signals, in hundredths; asked-for values stand on them."""
    told = scenario.spec.detection
    parts = {} if told is None else {told.detect: "detection", told.alarm: "false alarm"}
    found = []
    for name, own in chances(scenario).items():
        value = asked.get(name, own)
        steps = tuple(sorted({*hundredths, own, value}))
        label = f"{_words(name)} ({parts[name]})" if name in parts else _words(name)
        found.append(Slider(name, label, "", scenario.spec.features[name].meaning, steps, value))
    return tuple(found)


def _words(name: str) -> str:
    return name.replace("_", " ")


def sliders(scenario: Scenario, asked: Mapping[str, Fraction]) -> tuple[Slider, ...]:
    """One slider per stake, in the order of the file; asked-for values stand on them, wherever they lie."""
    found = []
    for stake, top in upper_bounds(scenario).items():
        spec = scenario.spec.stakes[stake]
        value = asked.get(stake, scenario.reference[stake])
        steps = {top * k / _STEPS for k in range(_STEPS + 1)} | {scenario.reference[stake], value}
        actor = scenario.actors.get(spec.actor, spec.actor)
        found.append(Slider(stake, _words(stake), actor, " ".join(spec.meaning.split()), tuple(sorted(steps)), value))
    return tuple(found)


def changed(reference: Mapping[str, Fraction], values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Only what differs from the reference."""
    return {name: value for name, value in values.items() if value != reference[name]}
