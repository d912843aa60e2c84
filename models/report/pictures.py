"""The pictures of a report, as SVG elements; without matplotlib there are none, and the report says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from gametheory import plots
from gametheory.errors import MissingDependencyError
from gametheory.plots.needs import need_matplotlib
from models.report.page import Page

the_most_states_drawn = 12
"""Larger automata are told in tables only."""


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


def pictures(page: Page) -> tuple[Picture, ...]:
    """Draw what there is to draw."""
    try:
        need_matplotlib()
    except MissingDependencyError:
        return ()
    return (*_payoffs(page), *_strategies(page))


def _payoffs(page: Page) -> Iterator[Picture]:
    found = page.payoffs
    if found is None or not found.outer:
        return
    actors = page.repeated.stage.actors
    for pair in list(combinations(actors, 2))[:3]:
        told = f"Payoffs of {pair[0]} and {pair[1]} that equilibria can give, at {_discounts(page)}"
        name = f"payoffs-{len(actors)}-{actors.index(pair[0]) + 1}-{actors.index(pair[1]) + 1}"
        axes = plots.payoff_set(found, actors=pair)
        yield Picture("payoffs", name, told, plots.svg(axes, title=told, prefix=name))


def _strategies(page: Page) -> Iterator[Picture]:
    for answer in page.solved:
        automaton = answer.region.automaton
        if len(automaton.actions) > the_most_states_drawn:
            continue
        told = f"{answer.title}: states, what is played in them, and what leads from one to the next"
        axes = plots.automaton(automaton, page.repeated.stage, monitoring=page.repeated.monitoring)
        yield Picture(answer.name, f"strategy-{answer.name}", told, plots.svg(axes, title=told, prefix=answer.name))


def _discounts(page: Page) -> str:
    shared = page.repeated.common_discount
    return "their own discount factors" if shared is None else f"the discount factor {shared}"
