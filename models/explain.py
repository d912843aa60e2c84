"""Where a printed number comes from: stakes, inequalities, discount factors, chances, minmax, regions, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from gametheory.equilibria.discount_region import Constraint
from gametheory.equilibria.minmax import minmax_values
from gametheory.errors import UnknownNameError, closest
from models.detection import detection
from models.redundancy import redundancies
from models.region_text import end_text, region_text
from models.sampling import draw
from models.scenario import Scenario
from models.solving import answers
from models.why import position_lines

__all__ = ["EXPLAINED", "explain"]


def explain(scenario: Scenario, kind: str, name: str = "", stakes: Mapping[str, Any] | None = None) -> Iterator[str]:
    """
    Walk a number back to what it rests on.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    kind : str
        What sort of number: stake, inequality, feature, signal, variant, detection, discount, strategy, worth, minmax
        or share.
    name : str, default: ""
        Which one; the discount factor and shares have no name, a worth is called "strategy/state".
    stakes : mapping of str to number, optional
        Values that differ from the reference.

    Yields
    ------
    str
        Lines of plain text.

    Raises
    ------
    UnknownNameError
        If there is no such kind, or nothing of that name.

    Examples
    --------
    >>> import models
    >>> next(explain(models.load("five-powers"), "stake", "japan_cost"))
    'japan_cost = 1, in units of japan_stance = 2: what listings and export bans cost Japan'
    """
    if kind not in EXPLAINED:
        raise UnknownNameError(f"{kind!r} is neither an actor nor a sort of number. {closest(kind, EXPLAINED)}")
    yield from EXPLAINED[kind](scenario, name, dict(stakes or {}))


def _known(scenario: Scenario, what: str, name: str, legal: Any) -> None:
    if name not in legal:
        raise UnknownNameError(f"{scenario.name} has no {what} {name!r}. {closest(name, legal)}")


def _stake(scenario: Scenario, name: str, changed: dict[str, Any]) -> Iterator[str]:
    _known(scenario, "stake", name, scenario.spec.stakes)
    of, values = scenario.spec.stakes[name], scenario.values(**changed)
    unit = scenario.unit_of(name) or ""
    in_units = (
        "the unit of its actor" if name == unit else f"in units of {unit} = {values[unit]}" if unit else "no unit"
    )
    yield f"{name} = {values[name]}, {in_units}: {of.meaning}"
    yield f"  the value is {'given on the command' if name in changed else 'the reference point, an assumption'}"
    if of.assumption:
        yield f"  assumption: {of.assumption}"
    yield from position_lines(of.sources, "  ")
    for known in scenario.inequalities_on(name):
        yield from _inequality_lines(scenario, known, "  ")


def _inequality_lines(scenario: Scenario, name: str, indent: str) -> Iterator[str]:
    of = scenario.spec.inequalities[name]
    yield f"{indent}known: {of.holds} [{name}, {of.tag}]: {of.reason}"
    yield from position_lines(of.sources, indent + "    ")


def _inequality(scenario: Scenario, name: str, changed: dict[str, Any]) -> Iterator[str]:
    _known(scenario, "inequality", name, scenario.spec.inequalities)
    yield from _inequality_lines(scenario, name, "")
    if name not in scenario.kept:
        yield "  it is switched off"
        return
    yield f"  at the point asked about it holds by {scenario.inequality(name).slack(scenario.values(**changed))}"
    yield from (f"  {one}" for one in redundancies(scenario) if one.name == name)


def _feature(scenario: Scenario, name: str, _: dict[str, Any]) -> Iterator[str]:
    _known(scenario, "feature", name, scenario.spec.features)
    of = scenario.spec.features[name]
    yield f"{name} = {of.value}: {of.meaning}"
    if of.assumption:
        yield f"  assumption: {of.assumption}"
    yield from position_lines(of.sources, "  ")


def _signal(scenario: Scenario, name: str, _: dict[str, Any]) -> Iterator[str]:
    _known(scenario, "signal", name, scenario.spec.signals)
    of = scenario.spec.signals[name]
    yield f"{name}: {of.meaning}"
    yield f"  probability: {' '.join(of.probability.split())}"
    if of.assumption:
        yield f"  assumption: {of.assumption}"
    yield from position_lines(of.sources, "  ")
    for feature in scenario.spec.features:
        if feature in of.probability:
            yield from ("  " + line for line in _feature(scenario, feature, {}))


def _variant(scenario: Scenario, name: str, _: dict[str, Any]) -> Iterator[str]:
    _known(scenario, "variant", name, scenario.spec.variants)
    of = scenario.spec.variants[name]
    yield f"{name}: {of.meaning}"
    yield from (f"  {stake} = {value} instead of {scenario.reference[stake]}" for stake, value in of.stakes.items())
    if of.assumption:
        yield f"  assumption: {of.assumption}"
    yield from position_lines(of.sources, "  ")


def _discount(scenario: Scenario, _: str, __: dict[str, Any]) -> Iterator[str]:
    yield f"the reference discount factor is {scenario.spec.discount}: {scenario.spec.discount_reason}"
    yield "  the ends of regions do not depend on it; 'why NAME strategy STRATEGY' tells what they rest on"


def _minmax(scenario: Scenario, name: str, changed: dict[str, Any]) -> Iterator[str]:
    actor = scenario.actor(name)
    floor = minmax_values(scenario.stage(**changed))
    who = scenario.actors[actor]
    held = floor.punishments[list(scenario.actors).index(actor)]
    yield f"{who} can be held to {floor[who]} in pure actions, its minmax payoff, by ({', '.join(held)}):"
    yield from ("  " + line for line in scenario.why(actor, held, **changed).lines())


def _strategy(scenario: Scenario, name: str, changed: dict[str, Any]) -> Iterator[str]:
    _known(scenario, "strategy", name, scenario.plans)
    answer = next(answers(scenario, None, changed, [name]))
    yield f"{name}: an equilibrium exactly for discount factors in {region_text(answer.region)}"
    for state, actor, action in answer.completion.filled:
        yield f"  completed: {actor} plays {action!r} in {state!r}"
    for interval in answer.region:
        for end, bindings in ((interval.low, interval.low_bindings), (interval.high, interval.high_bindings)):
            for constraint in bindings:
                yield f"  the end {end_text(end)} is where {constraint}:"
                yield from _constraint(scenario, answer.completion.automaton, constraint, changed)
    if answer.region.is_empty and answer.check.worst:
        worst = answer.check.worst
        yield f"  at the reference discount factor {worst}:"
        told = Constraint(worst.actor, worst.state, worst.action)
        yield from _constraint(scenario, answer.completion.automaton, told, changed)


def _constraint(scenario: Scenario, automaton: Any, constraint: Constraint, changed: dict[str, Any]) -> Iterator[str]:
    """Today's two payoffs, walked back to their stakes, and where each leads."""
    i = list(scenario.actors.values()).index(constraint.actor)
    following = tuple(automaton.actions[constraint.state])
    departing = (*following[:i], constraint.action, *following[i + 1 :])
    for told, profile in (("following", following), ("departing", departing)):
        after = _after(scenario, automaton, constraint.state, profile)
        lines = scenario.why(constraint.actor, profile, **changed).lines()
        yield f"    {told} leads to {_chances(after)}; today {next(lines)}"
        yield from ("    " + line for line in lines)


def _after(scenario: Scenario, automaton: Any, state: Any, profile: tuple[str, ...]) -> dict[Any, Fraction]:
    """Next states with their chances."""
    chances: dict[Any, Fraction] = {}
    for seen, chance in scenario.seen(profile).items():
        target = automaton.next_state(state, seen)
        chances[target] = chances.get(target, Fraction(0)) + chance
    return chances


def _chances(after: Mapping[Any, Fraction]) -> str:
    if len(after) == 1:
        return repr(next(iter(after)))
    return ", ".join(f"{state!r} with chance {chance}" for state, chance in after.items())


def _worth(scenario: Scenario, name: str, changed: dict[str, Any]) -> Iterator[str]:
    strategy, _, state = name.partition("/")
    _known(scenario, "strategy", strategy, scenario.plans)
    answer = next(answers(scenario, None, changed, [strategy]))
    automaton, values = answer.completion.automaton, answer.check.values
    _known(scenario, "state of that strategy", state, automaton.actions)
    profile = tuple(map(str, automaton.actions[state]))
    after = _after(scenario, automaton, state, profile)
    discounts = answer.check.repeated.discount
    for i, (actor, d, worth) in enumerate(zip(scenario.actors.values(), discounts, values[state], strict=True)):
        then = sum((chance * values[target][i] for target, chance in after.items()), Fraction(0))
        yield (
            f"{strategy} is worth {worth} to {actor} from {state!r} on: {1 - d} x today + {d} x {then} from "
            f"{_chances(after)}"
        )
        yield from ("  today " + line for line in scenario.why(actor, profile, **changed).lines())


def _detection(scenario: Scenario, name: str, changed: dict[str, Any]) -> Iterator[str]:
    """Each end of a strategy's region in detection and false alarm, with who deviates beyond it."""
    told = detection(scenario, None, changed, [name] if name else ())
    for answer in told.answers:
        for chance in (told.spec.detect, told.spec.alarm):
            fixed = told.others(chance)
            intervals = answer.region.along(chance, discount=told.discount, **fixed)
            at = ", ".join(f"{other} = {value}" for other, value in fixed.items())
            yield f"{answer.name}: an equilibrium for {chance} in {region_text(intervals)}"
            yield f"  at discount factor {told.discount}, {at}"
            for interval in intervals:
                for end, bindings in ((interval.low, interval.low_bindings), (interval.high, interval.high_bindings)):
                    for constraint in bindings:
                        yield f"  the end {end_text(end)} is where {constraint}:"
                        yield from _constraint(scenario, answer.region.automaton, constraint, changed)
    for chance in told.chances:
        yield from _feature(scenario, chance, {})


def _share(scenario: Scenario, _: str, __: dict[str, Any]) -> Iterator[str]:
    yield f"shares are counted over {draw(scenario).measure}"
    yield f"  every draw satisfies the signs of stakes and {', '.join(sorted(scenario.kept)) or 'nothing else'}"
    yield "  each draw is exact, and what is counted is decided exactly; the interval is Wilson's at 95%"
    yield "  a share says how much of this measure agrees; it is no probability that the documents give"


EXPLAINED: Mapping[str, Callable[[Scenario, str, dict[str, Any]], Iterator[str]]] = {
    "stake": _stake,
    "inequality": _inequality,
    "feature": _feature,
    "signal": _signal,
    "variant": _variant,
    "detection": _detection,
    "discount": _discount,
    "minmax": _minmax,
    "strategy": _strategy,
    "worth": _worth,
    "share": _share,
}
"""Sorts of numbers that can be asked about, beside payoffs."""
