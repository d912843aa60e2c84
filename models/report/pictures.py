"""The pictures of a report, as SVG elements; what cannot be drawn is listed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from gametheory import plots
from gametheory.errors import GameTheoryError, MissingDependencyError
from gametheory.plots.needs import need_matplotlib
from models.detection_drawing import regions_figure
from models.report.page import Page
from models.report.parts import events_concerned
from models.thresholds import Threshold
from models.timeline_picture import draw_events

the_most_states_drawn = 12
"""Larger automata are told in tables only."""

the_most_work_along = 240
"""States times profiles up to which a threshold is followed along a stake: beyond, reports would take too long."""

_SPREAD = 1
"""A threat's payoffs are moved by so many standard deviations of what is private, either way."""


@dataclass(frozen=True)
class Picture:
    """One picture: the section that it belongs to, its name, what it shows, and the SVG element."""

    section: str
    name: str
    shows: str
    svg: str

    @property
    def file(self) -> str:
        """The file's name within the folder of pictures."""
        return f"{self.name}.svg"


@dataclass(frozen=True)
class Missing:
    """A picture that is not there: its section, what it would show, and why it was not drawn."""

    section: str
    shows: str
    why: str


@dataclass(frozen=True)
class Drawn:
    """All pictures of a report, and those that could not be drawn."""

    pictures: tuple[Picture, ...]
    missing: tuple[Missing, ...]

    def lines(self, section: str, folder: str) -> Iterator[str]:
        """One section's pictures as Markdown, with a word on each that is not there."""
        for picture in self.pictures:
            if picture.section == section:
                yield from ("", f"![{picture.shows}]({folder}/{picture.file})")
        for one in self.missing:
            if one.section == section:
                yield from ("", f"Not drawn: {one.shows}. {one.why}")


@dataclass(frozen=True)
class Wish:
    """A picture to draw, or why it is not even tried."""

    section: str
    name: str
    shows: str
    draw: Callable[[], Any] | None
    why: str = ""


def draw_pictures(page: Page) -> Drawn:
    """Draw what there is to draw."""
    try:
        need_matplotlib()
    except MissingDependencyError as error:
        return Drawn((), (Missing("payoffs", "pictures of any kind", str(error)),))
    done = [_done(wish) for wish in _wishes(page)]
    return Drawn(
        tuple(one for one in done if isinstance(one, Picture)), tuple(one for one in done if isinstance(one, Missing))
    )


def _done(wish: Wish) -> Picture | Missing:
    """Draw one; what the engine refuses or could not finish is told on the page."""
    if wish.draw is None:
        return Missing(wish.section, wish.shows, wish.why)
    try:
        axes = wish.draw()
    except GameTheoryError as error:
        return Missing(wish.section, wish.shows, str(error))
    return Picture(wish.section, wish.name, wish.shows, plots.svg(axes, title=wish.shows, prefix=wish.name))


def _wishes(page: Page) -> Iterator[Wish]:
    yield from _payoffs(page)
    for of in page.thresholds:
        yield from _threshold(page, of)
    yield from _detection(page)
    yield from _threat(page)
    concerned = {event.id for event in events_concerned(page.scenario)}
    if concerned:
        shows = "What happened, from the earliest down; arcs lead to what is known to be later"
        yield Wish("events", "events", shows, lambda: draw_events(concerned))
    yield from _strategies(page)


def _payoffs(page: Page) -> Iterator[Wish]:
    found = page.payoffs
    if found is None or not found.outer:
        return
    actors = page.repeated.stage.actors
    for pair in list(combinations(actors, 2))[:3]:
        told = f"Payoffs of {pair[0]} and {pair[1]} that equilibria can give, at {_discounts(page)}"
        name = f"payoffs-{len(actors)}-{actors.index(pair[0]) + 1}-{actors.index(pair[1]) + 1}"
        yield Wish("payoffs", name, told, lambda pair=pair: plots.payoff_set(found, actors=pair))  # type: ignore[misc]


def _threshold(page: Page, of: Threshold) -> Iterator[Wish]:
    """A strategy's threshold along the stake or chance that moves it most, where it has a closed formula."""
    formula = of.formula
    if formula.formula is None or not formula.levers:
        return
    lever = formula.levers[0]
    shows = f"{of.title}: discount factors that sustain it as {lever.parameter} moves, which moves the threshold most"
    work = len(formula.automaton.actions) * page.repeated.stage.n_profiles
    if work > the_most_work_along:
        why = f"A report would take long; `sanctions thresholds {page.scenario.name}` has the formula."
        yield Wish("thresholds", "", shows, None, why)
        return
    chances = {} if page.scenario.signals is None else page.scenario.signals.chances
    high = (1 + lever.value) / 2 if lever.parameter in chances else 2 * lever.value

    def draw() -> Any:
        return plots.thresholds(formula, lever.parameter, low=lever.value / 2, high=high, steps=12)

    yield Wish("thresholds", f"threshold-{of.name}", shows, draw)


def _detection(page: Page) -> Iterator[Wish]:
    told = page.detection
    if told is not None:
        spec = told.spec
        shows = f"Where strategies are equilibria in {spec.detect} and {spec.alarm}; the ring is the file's point"
        yield Wish("detection", "detection", shows, lambda: regions_figure(told, 2).axes[0])


def _threat(page: Page) -> Iterator[Wish]:
    told, spec = page.threat, page.scenario.spec.threat
    if told is None or spec is None:
        return
    sender, target = (page.scenario.actors[part] for part in (spec.sender, spec.target))
    for part, actor in (("W_A", sender), ("W_B", target)):
        value = getattr(told.game, part)
        shows = f"How likely {target} resists, as {part} moves: what {actor} gets when the threat is carried out"

        def draw(part: str = part, value: Any = value) -> Any:
            low, high = value - _SPREAD, value + _SPREAD
            return plots.threat_equilibria(told.game, part, low=low, high=high, actors=(sender, target))

        yield Wish("threat", f"threat-{part}", shows, draw)


def _strategies(page: Page) -> Iterator[Wish]:
    stage, seen = page.repeated.stage, page.repeated.monitoring
    for answer in page.solved:
        automaton, section = answer.region.automaton, strategy_section(answer.name)
        shows = f"{answer.title}: states, what is played in them, and what leads from one to the next"
        if len(automaton.actions) > the_most_states_drawn:
            yield Wish(section, "", shows, None, f"It has {len(automaton.actions)} states, too many to read.")
        else:

            def draw(automaton: Any = automaton) -> Any:
                return plots.automaton(automaton, stage, monitoring=seen)

            yield Wish(section, section, shows, draw)


def strategy_section(name: str) -> str:
    """A strategy's own section; its name alone might be that of another section."""
    return f"strategy-{name}"


def _discounts(page: Page) -> str:
    shared = page.repeated.common_discount
    return "their own discount factors" if shared is None else f"the discount factor {shared}"
