"""Tables of what the observed steps teach: the steps with their sources, strategies, stakes, orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gametheory.regions import Bound, Lesson
from models.describe import Table, places
from models.observed import known_order
from models.rationalising import KINDS, Lessons, kind
from models.register import load_register

__all__ = ["joint_table", "lesson_table", "order_remarks", "order_table", "path_strategy_table", "step_table"]


_ANY = "any of them"


def step_table(lessons: Lessons) -> Table:
    """
    List the observed steps.

    Parameters
    ----------
    lessons : Lessons
        What was found.

    Returns
    -------
    Table
        One row per step of the file, with the document lines behind its events.
    """
    register, rows = load_register(), []
    events, known = register.events, known_order(lessons.scenario, register)
    for k, step in enumerate(lessons.scenario.spec.observed, 1):
        seen: Mapping[str, str] = lessons.found.steps.get(k, {})
        earlier = [str(a) for a, b in known if b == k]
        rows.append(
            (
                str(k),
                "; ".join(f"{events[name].name} ({events[name].date})" for name in step.events),
                ", ".join(f"{actor}: {action}" for actor, action in seen.items()) or "nothing: no period of play",
                ", ".join(earlier) or "nothing said",
                places(name for event in step.events for name in events[event].positions),
            )
        )
    heads = ("step", "what happened", "read as", "known to be after step", "document:line")
    return Table("Observed steps", heads, tuple(rows))


def path_strategy_table(lessons: Lessons) -> Table:
    """
    List the strategies, held against the steps.

    Parameters
    ----------
    lessons : Lessons
        What was found.

    Returns
    -------
    Table
        One row per strategy: how much of the path it brings about, where it first does not, and whether it can be an
        equilibrium for some payoffs.
    """
    rows = tuple(
        (name, _fitting(lessons, name), _first_departure(lessons, name), _verdict(lessons, name))
        for name in lessons.candidates
    )
    heads = (
        "strategy",
        "steps that it brings about",
        "first departure, in the order that goes furthest",
        "as an equilibrium for some payoffs",
    )
    return Table(f"Strategies held against the path, in {lessons.found.orders}", heads, rows)


def lesson_table(lessons: Lessons) -> Table:
    """
    List what the path teaches about the stakes.

    Parameters
    ----------
    lessons : Lessons
        What was found.

    Returns
    -------
    Table
        One row per stake of which something is learnt: whichever of the surviving strategies it was, then for each.
    """
    single = [name for name in lessons.candidates if any(one.survives for one in lessons.of(name))]
    told = {name: lessons.taught_by(name) for name in single}
    if len(single) != 1:
        told = {_ANY: lessons.found.lessons, **told}
    rows = tuple(
        (who, *_lesson_row(lessons, stake, lesson, several=who == _ANY))
        for who, by_stake in told.items()
        for stake, lesson in by_stake.items()
        if lesson.is_news
    )
    heads = ("if it was", "stake", "meaning", "before", "after", "what binds", "document:line")
    return Table("What the path teaches about single stakes", heads, rows)


def joint_table(lessons: Lessons) -> Table:
    """
    List what must hold of the stakes together, strategy by strategy.

    Parameters
    ----------
    lessons : Lessons
        What was found.

    Returns
    -------
    Table
        One row per strategy that brings the steps about and can be an equilibrium, if only on a knife edge; where it
        leaves choices open, for its best completion.
    """
    best = {name: lessons.best(name) for name in lessons.candidates}
    told = {name: (one.strategy, one.must_hold(), kind(one)) for name, one in best.items()}
    rows = tuple((of, how, str(needed)) for of, needed, how in told.values() if needed is not None)
    return Table("What must hold of the stakes together", ("if it was", "how", "then"), rows)


def order_table(lessons: Lessons) -> Table:
    """
    List the orders, where they differ in what brings the steps about.

    Parameters
    ----------
    lessons : Lessons
        What was found.

    Returns
    -------
    Table
        One row per order, with the steps that each strategy brings about; no rows where all orders agree.
    """
    found, steps = lessons.found, list(lessons.found.steps)
    rows = tuple(
        (
            " ".join(str(steps[i]) for i in order),
            *(str(max(one.traces[k].fitting for one in lessons.of(name))) for name in lessons.candidates),
        )
        for k, order in enumerate(found.orders.listed)
    )
    differ = len({row[1:] for row in rows}) > 1
    return Table("Steps brought about, order by order", ("order", *lessons.candidates), rows if differ else ())


def order_remarks(lessons: Lessons) -> Iterator[str]:
    """
    Say whether the answers depend on the order, and on what else they rest.

    Parameters
    ----------
    lessons : Lessons
        What was found.

    Yields
    ------
    str
        One sentence each.
    """
    found = lessons.found
    if found.orders.count == 1:
        yield "The documents leave one order of these steps."
    elif found.survivors:
        which, taught = (
            "depends" if it else "does not depend" for it in (found.depends_on_order, found.lessons_depend_on_order)
        )
        yield (
            f"Of these {len(found.steps)} steps the documents leave {found.orders.count} orders. Which strategies "
            f"rationalise the path {which} on the order; what it teaches {taught} on it ({found.orders})."
        )
    else:
        yield (
            f"Of these {len(found.steps)} steps the documents leave {found.orders.count} orders; in none of them "
            f"does one of these strategies rationalise the path ({found.orders})."
        )
    yield from _survivors(lessons)
    if found.gaps:
        yield "Periods of which nothing is told may lie before and between the steps."
    elif lessons.only_with_gaps:
        names = ", ".join(lessons.only_with_gaps)
        yield f"With periods of which nothing is told between the steps, these bring them about too: {names}."
    else:
        yield "Periods of which nothing is told between the steps would add no strategy."
    for k, step in enumerate(lessons.scenario.spec.observed, 1):
        if step.variant:
            yield f"Step {k} is read with the variant '{step.variant}'; here stakes are the same in all steps."
    for name, count in lessons.left_out.items():
        yield f"Of '{name}', {count} completions were not tried."


def _survivors(lessons: Lessons) -> Iterator[str]:
    found = lessons.found
    robust = [name for name in lessons.candidates if any(one.survives for one in lessons.of(name))]
    edges = [name for name in lessons.candidates if any(one.is_knife_edge for one in lessons.of(name))]
    if not robust:
        yield "None of these strategies brings the steps about and is an equilibrium for some payoffs, robustly."
    else:
        yield f"The path is rationalised by: {', '.join(robust)}."
        silent = [name for name, lesson in found.lessons.items() if not lesson.is_news]
        yield (
            f"Whichever of these it was, {len(silent)} of {len(found.lessons)} stakes are bounded no more narrowly "
            "than before; what must hold of several together is told above."
        )
    only = [name for name in edges if name not in robust]
    if only:
        yield f"Only on a knife edge: {', '.join(only)}."


def _verdict(lessons: Lessons, name: str) -> str:
    """What can be said of a strategy as an equilibrium, over its completions."""
    best, told = lessons.best(name), [kind(one) for one in lessons.of(name)]
    if best.possible is None:
        return "not asked: it does not bring the steps about"
    counts = ", ".join(f"{told.count(one)} {one}" for one in KINDS if one in told)
    return f"of {len(told)} completions: {counts}; the best: {best.possible}" if len(told) > 1 else str(best.possible)


def _fitting(lessons: Lessons, name: str) -> str:
    counts = {max(one.traces[k].fitting for one in lessons.of(name)) for k in range(len(lessons.found.orders.listed))}
    steps = len(lessons.found.steps)
    return f"{max(counts)} of {steps}" if len(counts) == 1 else f"{min(counts)} to {max(counts)} of {steps}, by order"


def _first_departure(lessons: Lessons, name: str) -> str:
    """In the order that goes along furthest: the step of the file, who, and what was prescribed."""
    if any(one.generates for one in lessons.of(name)):
        return "none"
    (one,) = lessons.of(name)
    last = max(range(len(one.traces)), key=lambda k: one.traces[k].first[0].period)
    steps, order = list(lessons.found.steps), lessons.found.orders.listed[last]
    told = (
        f"{dep.actor} plays '{dep.action}', prescribed in '{dep.state}': {' or '.join(dep.prescribed)}"
        for dep in one.traces[last].first
    )
    return f"step {steps[order[one.traces[last].first[0].period - 1]]}: {'; '.join(told)}"


def _lesson_row(lessons: Lessons, name: str, lesson: Lesson, several: bool) -> tuple[str, ...]:
    stake, after, before = lessons.scenario.spec.stakes[name], lesson.range, lesson.prior
    by_low, by_high = (f" (if it was {by})" if several else "" for by in (lesson.low_by, lesson.high_by))
    low = _end("at least", after.low) + by_low if after.low.value != before.low.value else ""
    high = _end("at most", after.high) + by_high if after.high.value != before.high.value else ""
    return (
        name,
        stake.meaning,
        str(before),
        str(after),
        "; ".join(filter(None, (low, high))),
        places(dict.fromkeys([*stake.sources, *_behind(lessons, after.low, after.high)])) or "assumption",
    )


def _end(what: str, end: Bound) -> str:
    return f"{what} {end.value} by {', '.join(end.binding)}"


def _behind(lessons: Lessons, *ends: Bound) -> Iterator[str]:
    """Positions behind the inequalities that bind."""
    inequalities = lessons.scenario.spec.inequalities
    for end in ends:
        for name in end.binding:
            if name in inequalities:
                yield from inequalities[name].sources
