"""Strategies with open choices: every way of filling the slots is tried, and the best is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from gametheory.equilibria.discount_region import DiscountRegion, discount_region
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.strategies.automaton import Automaton
from models.errors import ModelError
from models.scenario import Scenario
from models.strategy_files import Plan, Profile

__all__ = ["Completion", "complete"]

MOST = 128


@dataclass(frozen=True)
class Completion:
    """
    A strategy with its slots filled.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    region : DiscountRegion
        For which common discount factors it is an equilibrium.
    filled : tuple of (str, str, str)
        State, actor and action of every slot.
    tried : int
        How many completions were solved.
    possible : int
        How many there are; the others cannot be equilibria, whatever the discount factor.
    equilibria : int
        How many of those tried are equilibria at some discount factor.
    """

    automaton: Automaton
    region: DiscountRegion
    filled: tuple[tuple[str, str, str], ...] = ()
    tried: int = 1
    possible: int = 1
    equilibria: int = 1


def complete(scenario: Scenario, name: str, stage: NormalFormGame | None = None) -> Completion:
    """
    Fill the slots of a strategy as is best: the lowest critical discount factor wins, then the order of actions.

    A slot whose filling moves nothing tomorrow must be a best response today; whatever is not is left out before
    anything is solved.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    name : str
        One of its strategies.
    stage : NormalFormGame, optional
        The stage game; by default that of the reference point.

    Returns
    -------
    Completion
        The strategy with nothing left open.

    Raises
    ------
    ModelError
        If more completions remain than are tried; their number is told.
    """
    game, plan = stage or scenario.stage(), scenario.plans[name]
    if not plan.slots:
        automaton = plan.automaton()
        region = discount_region(game, automaton, monitoring=scenario.monitoring)
        return Completion(automaton, region, equilibria=int(not region.is_empty))
    left = {state: tuple(_not_hopeless(scenario, game, plan, state)) for state in plan.options}
    count = prod(len(profiles) for profiles in left.values())
    if count > MOST:
        raise ModelError(
            f"the strategy {name!r} can be completed in {count:,} ways; at most {MOST} are tried. "
            "Close some slots, or list fewer actions in them."
        )
    return _best(scenario, name, game, left, count)


def _best(
    scenario: Scenario, name: str, game: NormalFormGame, left: dict[str, tuple[Profile, ...]], count: int
) -> Completion:
    plan = scenario.plans[name]
    # where a state has no profile that could be part of an equilibrium, one completion shows why there is none
    choices = [profiles or (next(plan.profiles(state)),) for state, profiles in left.items()]
    best, equilibria, tried = None, 0, 0
    for filling in product(*choices):
        play = FrozenMap(zip(left, filling, strict=True))
        automaton = plan.automaton(play)
        region = discount_region(game, automaton, monitoring=scenario.monitoring)
        equilibria, tried = equilibria + int(not region.is_empty), tried + 1
        if best is None or _earlier(region, best[1]):
            best = automaton, region, play
        if not count:
            break
    assert best is not None
    return Completion(best[0], best[1], tuple(_filled(scenario, plan, best[2])), tried, plan.possible, equilibria)


def _earlier(region: DiscountRegion, other: DiscountRegion) -> bool:
    """Whether a region begins at a lower discount factor."""
    if region.infimum is None or other.infimum is None:
        return region.infimum is not None
    return bool(region.infimum < other.infimum)


def _filled(scenario: Scenario, plan: Plan, play: FrozenMap[str, Profile]) -> Iterator[tuple[str, str, str]]:
    names = list(scenario.actors.values())
    for state, i in plan.slots:
        yield state, names[i], play[state][i]


def _not_hopeless(scenario: Scenario, game: NormalFormGame, plan: Plan, state: str) -> Iterator[Profile]:
    """Fillings of one state in which nobody departs from a best response that has no effect on tomorrow."""
    for profile in plan.profiles(state):
        if all(_no_free_gain(scenario, game, plan, state, profile, i) for i in range(len(profile))):
            yield profile


def _no_free_gain(scenario: Scenario, game: NormalFormGame, plan: Plan, state: str, profile: Profile, i: int) -> bool:
    """An actor must not gain today by what leads to the same states, as likely, tomorrow."""
    own, after = game.payoff(profile)[i], plan.leads(state, scenario.seen(profile))
    for action in game.actions[i]:
        changed = (*profile[:i], action, *profile[i + 1 :])
        if game.payoff(changed)[i] > own and plan.leads(state, scenario.seen(changed)) == after:
            return False
    return True
