"""Deniability: for which detection and false alarm does each strategy hold, and what is better detection worth?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.best_response import best_responses
from gametheory.equilibria.equilibrium_region import EquilibriumRegion, Incentive, equilibrium_region
from gametheory.equilibria.pure import pure_equilibria
from gametheory.errors import UnknownNameError, closest
from gametheory.games.repeated import RepeatedGame, read_discount
from models.completion import complete
from models.describe import Table
from models.errors import ModelError
from models.region_text import region_text
from models.scenario import Scenario

if TYPE_CHECKING:
    from gametheory.equilibria.detection_value import DetectionValue
    from gametheory.equilibria.punishment_length import PunishmentLength
    from gametheory.games.symbolic import SymbolicMonitoring
    from models.schema_detection import DetectionSpec

__all__ = [
    "Detection",
    "StrategyDetection",
    "chance_table",
    "condition_lines",
    "detection",
    "detection_picture",
    "detection_table",
    "length_table",
    "worth_table",
]

_ROWS, _COLUMNS = 21, 41


@dataclass(frozen=True)
class StrategyDetection:
    """
    One strategy's equilibrium region in the chances of its scenario's signals.

    Parameters
    ----------
    name, title : str
        The strategy.
    region : EquilibriumRegion
        All its incentives; choices that the file leaves open are completed as is best at the file's chances.
    """

    name: str
    title: str
    region: EquilibriumRegion


@dataclass(frozen=True)
class Detection:
    """
    A scenario with signals, at one discount factor and one point of the stakes.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    repeated : RepeatedGame
        The game at the file's chances.
    answers : tuple of StrategyDetection
        One per strategy.
    """

    scenario: Scenario
    repeated: RepeatedGame
    answers: tuple[StrategyDetection, ...]

    @property
    def spec(self) -> DetectionSpec:
        """The names of detection and false alarm."""
        assert self.scenario.spec.detection is not None
        return self.scenario.spec.detection

    @property
    def discount(self) -> Fraction:
        """The common discount factor."""
        return self.repeated.discount[0]

    @property
    def chances(self) -> Mapping[str, Fraction]:
        """The chances in the signals, as the file has them."""
        assert self.scenario.signals is not None
        return self.scenario.signals.chances

    @property
    def monitoring(self) -> SymbolicMonitoring:
        """The signals, with symbols for the chances."""
        assert self.scenario.signals is not None
        return self.scenario.signals.symbolic

    def others(self, *names: str) -> dict[str, Fraction]:
        """
        Give the chances that are held fixed while some move.

        Parameters
        ----------
        *names : str
            Those that move.

        Returns
        -------
        dict of str to Fraction
            The file's values of the others.
        """
        return {name: value for name, value in self.chances.items() if name not in names}

    @cached_property
    def rewards(self) -> tuple[tuple[str, ...], ...]:
        """The profiles with which strategies begin and in which somebody is tempted."""
        starts = (answer.region.automaton for answer in self.answers)
        profiles = dict.fromkeys(tuple(map(str, automaton.actions[automaton.start])) for automaton in starts)
        return tuple(profile for profile in profiles if _tempts(self.repeated, profile))

    @cached_property
    def lengths(self) -> tuple[PunishmentLength, ...]:
        """The best length of a punishment, for each such profile and each pure equilibrium of the game played once."""
        from gametheory.equilibria.punishment_length import punishment_length

        threats = list(pure_equilibria(self.repeated.stage))
        return tuple(punishment_length(self.repeated, r, threat) for r in self.rewards for threat in threats)

    @cached_property
    def worth(self) -> tuple[tuple[tuple[str, ...], str, DetectionValue], ...]:
        """Per such profile and actor: what better detection is worth to it in the best two-state equilibrium."""
        from gametheory.equilibria.detection_value import detection_value

        return tuple(
            (
                profile,
                actor,
                detection_value(
                    self.repeated.stage,
                    self.monitoring,
                    at=self.chances,
                    discount=self.discount,
                    weights={actor: 1},
                    reward=profile,
                ),
            )
            for profile in self.rewards
            for actor in self.repeated.stage.actors
        )


def _tempts(repeated: RepeatedGame, profile: tuple[str, ...]) -> bool:
    return not best_responses(repeated.stage)[repeated.stage.index(profile)].all()


def detection(
    scenario: Scenario,
    discount: Any = None,
    stakes: Mapping[str, Any] | None = None,
    only: Iterable[str] = (),
) -> Detection:
    """
    Ask a scenario with signals for which chances each of its strategies is an equilibrium.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose file has signals and a ``[detection]``.
    discount : number, optional
        One discount factor for all; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.
    only : iterable of str, optional
        Names of strategies; by default all.

    Returns
    -------
    Detection
        Regions, best lengths of punishments, and what better detection is worth.

    Raises
    ------
    ModelError
        If the file says nothing of detection.
    UnknownNameError
        If there is no such strategy.

    Examples
    --------
    >>> import models
    >>> told = detection(models.load("bank-delisting"), only=["lawful-payments"])
    >>> told.answers[0].region.holds(discount=told.discount, **told.chances)
    True
    """
    if scenario.spec.detection is None:
        raise ModelError(
            f"{scenario.name} says nothing of detection; add [signals] and a [detection] to its file, or ask "
            "'bank-delisting' or 'deniable-exports'."
        )
    wanted = tuple(only) or tuple(scenario.plans)
    for name in wanted:
        if name not in scenario.plans:
            raise UnknownNameError(f"{scenario.name} has no strategy {name!r}. {closest(name, scenario.plans)}")
    factor = read_discount(scenario.spec.discount if discount is None else discount)
    repeated = scenario.repeated(factor, **(stakes or {}))
    assert scenario.signals is not None
    answers = tuple(_answer(scenario, repeated, name) for name in wanted)
    return Detection(scenario, repeated, answers)


def _answer(scenario: Scenario, repeated: RepeatedGame, name: str) -> StrategyDetection:
    assert scenario.signals is not None
    automaton = complete(scenario, name, repeated.stage).automaton
    region = equilibrium_region(repeated.stage, automaton, monitoring=scenario.signals.symbolic)
    return StrategyDetection(name, scenario.spec.strategies[name].title, region)


def chance_table(told: Detection) -> Table:
    """
    List the chances, what they stand for and which one is which.

    Parameters
    ----------
    told : Detection
        The answers.

    Returns
    -------
    Table
        One row per chance.
    """
    parts = {told.spec.detect: "detection", told.spec.alarm: "false alarm"}
    features = told.scenario.spec.features
    rows = tuple((name, parts.get(name, ""), str(p), features[name].meaning) for name, p in told.chances.items())
    return Table("Chances in the signals; 'why NAME feature CHANCE' says where each is from", ("chance", "", "value", "meaning"), rows)


def detection_table(told: Detection) -> Table:
    """
    List for which detection, false alarm and discount factor each strategy holds, the others as in the file.

    Parameters
    ----------
    told : Detection
        The answers.

    Returns
    -------
    Table
        One row per strategy; ends are exact.
    """
    detect, alarm = told.spec.detect, told.spec.alarm
    rows = []
    for answer in told.answers:
        region = answer.region
        here = region.holds(discount=told.discount, **told.chances)
        rows.append(
            (
                answer.name,
                "yes" if here else "no",
                region_text(region.along(detect, discount=told.discount, **told.others(detect))),
                region_text(region.along(alarm, discount=told.discount, **told.others(alarm))),
                region_text(region.along("delta", **told.chances)),
            )
        )
    heads = ("strategy", "holds here", f"for {detect} in", f"for {alarm} in", "for discount factors in")
    title = f"Where each strategy is an equilibrium, discount factor {told.discount}, everything else as in the file"
    return Table(title, heads, tuple(rows))


def condition_lines(told: Detection) -> Iterator[str]:
    """
    Write each strategy's region in detection and false alarm as formulas, the other chances as in the file.

    Parameters
    ----------
    told : Detection
        The answers.

    Yields
    ------
    str
        Lines of plain text: the strategy, then one condition each, with whose it is.
    """
    detect, alarm = told.spec.detect, told.spec.alarm
    for answer in told.answers:
        yield f"{answer.name}, at discount factor {told.discount}:"
        fixed = told.others(detect, alarm)
        conditions = answer.region.where(discount=told.discount, **fixed)
        if not conditions:
            yield "  an equilibrium for every detection and false alarm"
        for condition in conditions:
            yield f"  {_condition(condition, detect, alarm)}   [{condition.constraints[0]}]"


def _condition(condition: Incentive, detect: str, alarm: str) -> str:
    """Solved for detection, else for false alarm, else as a polynomial."""
    if not condition.polynomial.free_symbols:
        return "fails whatever they are"
    for name in (detect, alarm):
        form = condition.solved_for(name)
        if form is not None:
            return f"{form.lhs} {form.rel_op} {form.rhs}"
    return condition.formula


def detection_picture(told: Detection, answer: StrategyDetection) -> Iterator[str]:
    """
    Draw a strategy's region in characters: detection to the right, false alarm upwards.

    Parameters
    ----------
    told : Detection
        The answers.
    answer : StrategyDetection
        The strategy.

    Yields
    ------
    str
        Lines of text; # is an equilibrium, . is none, and @ or o is the file's point, inside or outside.
    """
    detect, alarm = told.spec.detect, told.spec.alarm
    across = [round(k / (_COLUMNS - 1), 6) for k in range(_COLUMNS)]
    up = [round(k / (_ROWS - 1), 6) for k in range(_ROWS)]
    inside = answer.region.grid(detect, across, alarm, up, discount=told.discount, **told.others(detect, alarm))
    mark = round(told.chances[detect] * (_COLUMNS - 1)), round(told.chances[alarm] * (_ROWS - 1))
    here = answer.region.holds(discount=told.discount, **told.chances)
    yield f"{answer.title}: # equilibrium, . none, {'@' if here else 'o'} the file's chances"
    for row in reversed(range(_ROWS)):
        cells = ["#" if cell else "." for cell in inside[row]]
        if row == mark[1]:
            cells[mark[0]] = "@" if here else "o"
        label = f"{up[row]:.1f}" if row % 5 == 0 else "   "
        yield f"  {label} {''.join(cells)}"
    yield f"      0{'0.5':^{_COLUMNS - 2}}1"
    yield f"      {detect} to the right, {alarm} upwards"


def length_table(told: Detection) -> Table:
    """
    List how long a punishment should last that follows bad signals.

    Parameters
    ----------
    told : Detection
        The answers.

    Returns
    -------
    Table
        One row per profile to be rewarded and equilibrium of the game played once.
    """
    rows = []
    for length in told.lengths:
        profile, threat = ", ".join(length.reward), ", ".join(map(str, length.punishment))
        if not length.exists:
            rows.append((profile, threat, "none makes an equilibrium", "", "", ""))
            continue
        lengths = f"{_periods(length.shortest)} to {_periods(length.longest)}"
        paid = ", ".join(f"{actor} {float(x):.4g}" for actor, x in _paid(length))
        rows.append((profile, threat, lengths, _periods(length.periods), " or ".join(map(str, length.bad)), paid))
    heads = ("rewarded", "punished by", "lengths that work", "best", "after", "pays")
    return Table(f"How long a punishment should last, discount factor {told.discount}", heads, tuple(rows))


def _paid(length: PunishmentLength) -> Iterator[tuple[str, Fraction]]:
    yield from zip(length.repeated.stage.actors, length.check.payoffs, strict=True)


def _periods(periods: int | None) -> str:
    return "for ever" if periods is None else str(periods)


def worth_table(told: Detection) -> Table:
    """
    List what better detection and fewer false alarms are worth in the best two-state equilibrium.

    Parameters
    ----------
    told : Detection
        The answers.

    Returns
    -------
    Table
        One row per profile to be rewarded and actor: its best value, and derivatives, left and right where they differ.
    """
    detect, alarm = told.spec.detect, told.spec.alarm
    rows = []
    for profile, actor, worth in told.worth:
        if worth.value is None:
            rows.append((", ".join(profile), actor, "no equilibrium", "", ""))
            continue
        slopes = [_slope(worth, name) for name in (detect, alarm)]
        rows.append((", ".join(profile), actor, f"{float(worth.value):.4g}", *slopes))
    heads = ("rewarded", "best for", "value", f"per unit of {detect}", f"per unit of {alarm}")
    return Table(f"What better detection is worth, discount factor {told.discount}", heads, tuple(rows))


def _slope(worth: DetectionValue, name: str) -> str:
    slope = worth.slope(name)
    if slope.derivative is not None:
        return f"{float(slope.derivative):+.4g}"
    left = slope.why_left if slope.left is None else f"{float(slope.left):+.4g}"
    right = slope.why_right if slope.right is None else f"{float(slope.right):+.4g}"
    return f"left {left}, right {right}"
