"""What happened, step by step: partly seen profiles, events of the timeline, and how far a strategy fits them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from gametheory.errors import closest
from models.in_file import InFile
from models.records import Event
from models.register import Register
from models.schema import ScenarioSpec
from models.schema_questions import ObservedSpec

if TYPE_CHECKING:
    from models.scenario import Scenario

__all__ = ["Step", "check_observed", "fit"]


def check_observed(file: InFile, spec: ScenarioSpec, register: Register) -> None:
    """
    Refuse an observed path that names what does not exist, or that turns the documents' order around.

    Parameters
    ----------
    file : InFile
        Where it stands.
    spec : ScenarioSpec
        The file, groups written out.
    register : Register
        The timeline.

    Raises
    ------
    LoadError
        At the first step that is wrong.
    """
    for k, step in enumerate(spec.observed):
        place = ("observed", k)
        if not step.events:
            raise file.wrong((*place, "events"), "no event is named; what was observed must stand in the timeline.")
        for name in step.events:
            if name not in register.events:
                raise file.wrong((*place, "events"), f"{name!r} is no event. {closest(name, register.events)}")
        if step.variant and step.variant not in spec.variants:
            raise file.wrong(
                (*place, "variant"), f"{step.variant!r} is no variant. {closest(step.variant, spec.variants)}"
            )
        _profile(file, spec, step, place)
    for later, step in enumerate(spec.observed):
        for earlier in spec.observed[:later]:
            for name, other in product(step.events, earlier.events):
                if name != other and name in before(register, other):
                    why = (
                        f"the event {name!r} is earlier than {other!r}, which an earlier step names; change the order."
                    )
                    raise file.wrong(("observed", later, "events"), why)


def _profile(file: InFile, spec: ScenarioSpec, step: ObservedSpec, place: tuple[str | int, ...]) -> None:
    for actor, action in step.profile.items():
        if actor not in spec.actors:
            raise file.wrong((*place, "profile"), f"there is no actor {actor!r}. {closest(actor, spec.actors)}")
        legal = spec.actors[actor].actions
        if action not in legal:
            raise file.wrong((*place, "profile"), f"{actor} has no action {action!r}. {closest(action, legal)}")


def before(register: Register, event: str) -> frozenset[str]:
    """All events known to be earlier than one, near or far."""
    found: set[str] = set()
    todo: list[Event] = [register.events[event]]
    while todo:
        earlier = [order.event for order in todo.pop().after if order.event not in found]
        found.update(earlier)
        todo += [register.events[name] for name in earlier]
    return frozenset(found)


@dataclass(frozen=True)
class Step:
    """
    One observed step held against a strategy.

    Parameters
    ----------
    events : tuple of str
        What happened.
    seen : tuple of str
        Actions as "actor: action".
    states : tuple of str
        States in which the strategy can be when the step begins.
    departs : tuple of str
        Actors whose observed action no such state prescribes.
    """

    events: tuple[str, ...]
    seen: tuple[str, ...]
    states: tuple[str, ...]
    departs: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether everything observed is what some such state prescribes to each actor."""
        return not self.departs


def fit(scenario: Scenario, strategy: str) -> Iterator[Step]:
    """
    Follow a strategy along the observed path, unseen actions left open.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    strategy : str
        One of its strategies.

    Yields
    ------
    Step
        One per observed step; after a departure the strategy moves as it says.

    Examples
    --------
    >>> import models
    >>> scenario = models.load("five-powers")
    >>> [step.fits for step in fit(scenario, "reversion")]
    [True, False, False, False]
    """
    plan, actors = scenario.plans[strategy], list(scenario.actors)
    states: tuple[str, ...] = (plan.start,)
    for observed in scenario.spec.observed:
        seen = {actors.index(a): scenario.actions[a][action] for a, action in observed.profile.items()}
        departs = tuple(
            scenario.actors[actors[i]]
            for i, action in seen.items()
            if not any(action in plan.options[state][i] for state in states)
        )
        told = tuple(f"{scenario.actors[actors[i]]}: {action}" for i, action in seen.items())
        yield Step(observed.events, told, states, departs)
        states = tuple(dict.fromkeys(after for state in states for after in _after(scenario, strategy, state, seen)))


def _after(scenario: Scenario, strategy: str, state: str, seen: dict[int, str]) -> Iterator[str]:
    """Where the strategy can be next: those who were not seen did what it prescribes."""
    plan = scenario.plans[strategy]
    choices = [(seen[i],) if i in seen else allowed for i, allowed in enumerate(plan.options[state])]
    for profile in product(*choices):
        yield from plan.leads(state, scenario.seen(profile))
