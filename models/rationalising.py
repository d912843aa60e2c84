"""What the documents' timeline teaches: strategies held against the observed steps, in every order that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from gametheory.errors import UnknownNameError, closest
from gametheory.frozen import FrozenMap
from gametheory.regions import Explanation, Lesson, Orders, Rationalisation, orders
from gametheory.regions.rationalise import rationalise as rationalise_path
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.following import Trace, follow
from models.errors import ModelError
from models.observed import known_order, path_of_play
from models.register import load_register
from models.sampling import with_units
from models.scenario import Scenario

__all__ = ["Lessons", "rationalise"]

_MOST_FOLLOWED = 512  # completions of one strategy
_MOST_SOLVED = 32
KINDS = ("possible", "knife edge", "impossible", "")
"""How strongly a candidate can be an equilibrium; the last where that was not asked."""


@dataclass(frozen=True)
class Lessons:
    """
    What the observed steps of a scenario teach.

    Parameters
    ----------
    scenario : Scenario
        The scenario; each actor's numeraire is fixed at its reference.
    found : Rationalisation
        The candidates held against the steps, which keep their numbers in the file.
    candidates : mapping of str to tuple of str
        Per strategy of the file, the candidates that stand for it: where it leaves choices open, every completion that
        brings the steps about in some order; else the one that goes along furthest.
    left_out : mapping of str to int
        Completions that were too many to try, by strategy.
    only_with_gaps : tuple of str
        Strategies that bring the steps about only if periods of which nothing is told may lie between them.
    """

    scenario: Scenario
    found: Rationalisation
    candidates: FrozenMap[str, tuple[str, ...]]
    left_out: FrozenMap[str, int]
    only_with_gaps: tuple[str, ...]

    def of(self, strategy: str) -> tuple[Explanation, ...]:
        """
        Give what was found of one strategy.

        Parameters
        ----------
        strategy : str
            Its name in the file.

        Returns
        -------
        tuple of Explanation
            One per candidate.

        Raises
        ------
        UnknownNameError
            If it was not asked about.
        """
        if strategy not in self.candidates:
            raise UnknownNameError(f"{strategy!r} was not asked about. {closest(strategy, self.candidates)}")
        return tuple(self.found[name] for name in self.candidates[strategy])

    def best(self, strategy: str) -> Explanation:
        """
        Give the candidate of which most can be said: robustly possible before knife edge before impossible.

        Parameters
        ----------
        strategy : str
            Its name in the file.

        Returns
        -------
        Explanation
            The first of that kind.
        """
        return min(self.of(strategy), key=lambda one: KINDS.index(kind(one)))

    def taught_by(self, strategy: str) -> FrozenMap[str, Lesson]:
        """
        Say what the steps teach of each stake if it was one strategy, however completed.

        Parameters
        ----------
        strategy : str
            Its name in the file.

        Returns
        -------
        mapping of str to Lesson
            By stake; empty where it is no equilibrium for any payoffs but on a knife edge.
        """
        return self.found.taught_by(one.strategy for one in self.of(strategy) if one.survives)


def rationalise(
    scenario: Scenario, discount: Any = None, strategies: Iterable[str] = (), *, gaps: bool = False
) -> Lessons:
    """
    Hold a scenario's strategies against its observed steps, in every order that the documents leave open.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    discount : number, sequence or mapping, optional
        Discount factors; by default the file's.
    strategies : iterable of str, optional
        Names of strategies; by default all.
    gaps : bool, default: False
        Whether periods of which nothing is told may lie before and between the steps.

    Returns
    -------
    Lessons
        Which strategies bring the steps about, which of them can be equilibria, and what that teaches of each stake.

    Raises
    ------
    ModelError
        If the file names no step in which somebody's action was seen.
    UnknownNameError
        If there is no such strategy.

    Examples
    --------
    >>> import models
    >>> lessons = models.rationalise(models.load("bank-threat"), strategies=["threat"])
    >>> print(lessons.found)
    1 of 1 strategies generate the path, and 1 of these (threat) can be equilibria; that does not depend on the \
order (all 2 orders)
    """
    chosen = tuple(strategies) or tuple(scenario.plans)
    for name in chosen:
        if name not in scenario.plans:
            raise UnknownNameError(f"{scenario.name} has no strategy {name!r}. {closest(name, scenario.plans)}")
    walk = _Walk(scenario)
    picked = {name: walk.picked(name, gaps=gaps) for name in chosen}
    automata = {label: automaton for of in picked.values() for label, automaton in of.items()}
    found = rationalise_path(
        scenario.family.within(with_units(scenario)),
        walk.path,
        automata,
        discount=scenario.spec.discount if discount is None else discount,
        monitoring=scenario.monitoring,
        before=walk.before,
        gaps=gaps,
    )
    return Lessons(
        scenario,
        found,
        FrozenMap((name, tuple(of)) for name, of in picked.items()),
        FrozenMap({name: count for name in chosen if (count := walk.left_out(name, gaps=gaps))}),
        ()
        if gaps
        else tuple(name for name in chosen if not walk.generating(name) and walk.generating(name, gaps=True)),
    )


class _Walk:
    """The observed steps in every order, and the ways of completing strategies along them."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.path = scenario, path_of_play(scenario)
        if not self.path:
            raise ModelError(
                f"{scenario.name} names no observed step in which an action was seen; add [[observed]] with a profile."
            )
        self.before = known_order(scenario, load_register())
        steps = list(self.path)
        pairs = [(steps.index(a), steps.index(b)) for a, b in self.before]
        self.orders: Orders = orders(len(steps), pairs)
        self.stage = scenario.stage()
        self.known: dict[tuple[str, bool], list[Automaton]] = {}

    def traces(self, automaton: Automaton, *, gaps: bool = False) -> Iterator[Trace]:
        seen = list(self.path.values())
        for order in self.orders.listed:
            told = [seen[k] for k in order]
            yield follow(self.stage, automaton, told, monitoring=self.scenario.monitoring, gaps=gaps)

    def generating(self, name: str, *, gaps: bool = False) -> list[Automaton]:
        """The completions that bring the steps about in some order."""
        if (name, gaps) not in self.known:
            plan = self.scenario.plans[name]
            # what no completion prescribes need not be looked for in each
            tried = islice(plan.completions(), _MOST_FOLLOWED) if any(self.traces(plan.undecided(), gaps=gaps)) else ()
            self.known[name, gaps] = [one for one in tried if any(self.traces(one, gaps=gaps))]
        return self.known[name, gaps]

    def left_out(self, name: str, *, gaps: bool = False) -> int:
        """How many completions are not followed, or not solved."""
        beyond = max(len(self.generating(name, gaps=gaps)) - _MOST_SOLVED, 0)
        return max(self.scenario.plans[name].possible - _MOST_FOLLOWED, 0) + beyond

    def picked(self, name: str, *, gaps: bool = False) -> dict[str, Automaton]:
        """The completions to ask about, by what to call them."""
        found = self.generating(name, gaps=gaps)[:_MOST_SOLVED]
        if not found:
            tried = islice(self.scenario.plans[name].completions(), _MOST_FOLLOWED)
            found = [max(tried, key=lambda automaton: self.along(automaton, gaps=gaps))]
        if len(found) == 1:
            return {name: found[0]}
        return {f"{name} ({self.filled(name, automaton, found)})": automaton for automaton in found}

    def along(self, automaton: Automaton, *, gaps: bool) -> int:
        """For how many steps a strategy goes along with what was seen, at best."""
        return max(trace.first[0].period if trace.first else 0 for trace in self.traces(automaton, gaps=gaps))

    def filled(self, name: str, automaton: Automaton, among: list[Automaton]) -> str:
        """The open choices in which some completions differ, as one of them fills them."""
        actors = list(self.scenario.actors.values())
        return "; ".join(
            f"{actors[i]} plays '{automaton.actions[state][i]}' in '{state}'"
            for state, i in self.scenario.plans[name].slots
            if len({one.actions[state][i] for one in among}) > 1
        )


def kind(one: Explanation) -> str:
    """One of `KINDS`."""
    if one.possible is None:
        return ""
    return KINDS[0] if one.survives else KINDS[1] if one.is_knife_edge else KINDS[2]
