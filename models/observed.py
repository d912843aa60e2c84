"""What happened, step by step: partly seen profiles, events of the timeline, and how far a strategy fits them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from gametheory.errors import closest
from gametheory.strategies.following import follow
from models.in_file import InFile
from models.records import Event
from models.register import Register
from models.schema import ScenarioSpec
from models.schema_questions import ObservedSpec

if TYPE_CHECKING:
    from models.scenario import Scenario

__all__ = ["Step", "check_observed", "fit", "known_order", "path_of_play"]


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
    number : int
        Its place in the file, from 1.
    events : tuple of str
        What happened.
    seen : tuple of str
        Actions as "actor: action".
    states : tuple of str
        States in which the strategy can be when the step begins.
    departs : tuple of str
        Actors whose observed action is not what the strategy prescribes.
    """

    number: int
    events: tuple[str, ...]
    seen: tuple[str, ...]
    states: tuple[str, ...]
    departs: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether everything observed is what some such state prescribes."""
        return not self.departs


def path_of_play(scenario: Scenario) -> dict[int, dict[str, str]]:
    """
    Read the observed steps as a path of play, as the engine takes it.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    dict of int to dict of actor to action
        By the step's number in the file, with the names that games use. A step in which nothing is read as seen is
        no period of play, and is left out.
    """
    return {
        k: {scenario.actors[actor]: scenario.actions[actor][action] for actor, action in step.profile.items()}
        for k, step in enumerate(scenario.spec.observed, 1)
        if step.profile
    }


def known_order(scenario: Scenario, register: Register) -> tuple[tuple[int, int], ...]:
    """
    Say which steps of play the documents put before which.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    register : Register
        The timeline.

    Returns
    -------
    tuple of (int, int)
        Pairs of numbers of steps: an event of the first is known to be earlier than one of the second.
    """
    happened = {k: set(scenario.spec.observed[k - 1].events) for k in path_of_play(scenario)}
    earlier = {k: frozenset().union(*(before(register, name) for name in events)) for k, events in happened.items()}
    return tuple((a, b) for a in happened for b in happened if a != b and happened[a] & earlier[b] - happened[b])


def fit(scenario: Scenario, strategy: str) -> Iterator[Step]:
    """
    Follow a strategy along the observed path in the file's order, unseen actions and open choices left open.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    strategy : str
        One of its strategies.

    Yields
    ------
    Step
        One per step of play; after a departure the strategy moves as it says.

    Examples
    --------
    >>> import models
    >>> scenario = models.load("five-powers")
    >>> [step.fits for step in fit(scenario, "reversion")]
    [True, False, False, False]
    """
    path, plan = path_of_play(scenario), scenario.plans[strategy]
    if not path:
        return
    found = follow(scenario.stage(), plan.undecided(), path.values(), monitoring=scenario.monitoring)
    for (k, seen), period in zip(path.items(), found.periods, strict=True):
        told = tuple(f"{actor}: {action}" for actor, action in seen.items())
        states, departs = tuple(map(str, period.states)), tuple(one.actor for one in period.departures)
        yield Step(k, scenario.spec.observed[k - 1].events, told, states, departs)
