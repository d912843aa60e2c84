"""What is known of a scenario's detection, as tables, formulas and a picture in characters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.equilibrium_region import Incentive
from models.describe import Table
from models.detection import Detection, StrategyDetection
from models.region_text import region_text

if TYPE_CHECKING:
    import sympy

    from gametheory.equilibria.detection_value import DetectionValue
    from gametheory.equilibria.punishment_length import PunishmentLength

__all__ = [
    "chance_table",
    "condition_lines",
    "denial_table",
    "detection_picture",
    "detection_table",
    "length_table",
    "worth_table",
]

_ROWS, _COLUMNS = 21, 41


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
    return Table(
        "Chances in the signals; 'why NAME feature CHANCE' says where each is from",
        ("chance", "", "value", "meaning"),
        rows,
    )


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
    form = relation(condition, detect, alarm)
    if form is None:
        return "fails whatever they are"
    return f"{form.lhs} {form.rel_op} {form.rhs}"


def relation(condition: Incentive, detect: str, alarm: str) -> sympy.Rel | None:
    """A condition solved for detection, else for false alarm, else as a polynomial; None where it always fails."""
    if not condition.polynomial.free_symbols:
        return None
    solved = (condition.solved_for(name) for name in (detect, alarm))
    return next((form for form in solved if form is not None), condition.relation)


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
        label = f"{up[row]:.2f}" if row % 5 == 0 else "    "
        yield f"  {label} {''.join(cells)}"
    yield f"       0{'0.5':^{_COLUMNS - 2}}1"
    yield f"       {detect} to the right, {alarm} upwards"


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
            rows.append((profile, threat, "none makes an equilibrium", "", "", "", ""))
            continue
        lengths = f"{_periods(length.shortest)} to {_periods(length.longest)}"
        paid = ", ".join(f"{actor} {float(x):.4g}" for actor, x in _paid(length))
        after = " or ".join(map(str, length.bad))
        rows.append((profile, threat, lengths, _periods(length.periods), after, paid, _limits(length)))
    heads = ("rewarded", "punished by", "lengths that work", "best", "after", "pays", "what limits them")
    return Table(f"How long a punishment should last, discount factor {told.discount}", heads, tuple(rows))


def _limits(length: PunishmentLength) -> str:
    ends = (("shorter", length.too_short), ("longer", length.too_long))
    return "; ".join(f"{side}: {end.actor} departs by {end.action!r}" for side, end in ends if end)


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
        rows.append((", ".join(profile), actor, f"{float(worth.value):.4g}", slopes[0], slopes[1]))
    heads = ("rewarded", "best for", "value", f"per unit of {detect}", f"per unit of {alarm}")
    return Table(f"What better detection is worth, discount factor {told.discount}", heads, tuple(rows))


def denial_table(told: Detection) -> Table:
    """
    Say what a violation costs that is denied: what it gains today, and what is lost later as signals get noisier.

    A signal is noisier by half when detection is half way between the file's value and the false alarm, where it would
    say nothing.

    Parameters
    ----------
    told : Detection
        The answers; the file must say who complies with what.

    Returns
    -------
    Table
        One row per strategy that begins with compliance and action of who may violate; in payoffs of one period.
    """
    rows = []
    for answer in told.answers:
        for action in told.violations(answer):
            costs = [told.denial(answer, action, Fraction(half, 2)) for half in (0, 1, 2)]
            gain = costs[0].gain
            later = [f"{float(cost.later):.4g}{' (deters)' if cost.later >= gain else ''}" for cost in costs]
            rows.append((answer.name, action, f"{float(gain):+.4g}", *later))
    heads = ("strategy", "violation", "gains today", "costs later", "half as clear", "all noise")
    title = f"What a denied violation costs {told.target or 'nobody'}, discount factor {told.discount}"
    return Table(title, heads, tuple(tuple(row) for row in rows))


def _slope(worth: DetectionValue, name: str) -> str:
    slope = worth.slope(name)
    if slope.derivative is not None:
        return f"{float(slope.derivative):+.4g}"
    left = slope.why_left if slope.left is None else f"{float(slope.left):+.4g}"
    right = slope.why_right if slope.right is None else f"{float(slope.right):+.4g}"
    return f"left {left}, right {right}"
