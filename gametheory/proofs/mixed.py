"""Recheck claims about mixed equilibria: what is listed is one, to the regret claimed; not that nothing is missing."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.proofs.reading import Table, number, read_table, require

Profile = tuple[tuple[Fraction, ...], ...]


def recheck_mixed_equilibria(data: dict[str, Any]) -> None:
    """Recompute every listed profile's regret, and that every product holds equilibria only."""
    table = read_table(data["game"])
    require(len(data["regret"]) == len(data["equilibria"]), "not every equilibrium has a regret.")
    for strategies, claimed in zip(data["equilibria"], data["regret"], strict=True):
        profile = _profile(table, strategies)
        regret, actor, action = _regret(table, profile)
        require(
            regret == number(claimed),
            f"at {strategies} the regret is {regret} (of {table.actors[actor]}, from {table.actions[actor][action]!r}) "
            f"in units of the payoff range, not {claimed}.",
        )
    for lists in data["components"]:
        _recheck_component(table, lists, max((number(r) for r in data["regret"]), default=Fraction(0)))


def _recheck_component(table: Table, lists: Any, tolerance: Fraction) -> None:
    """
    Check every combination of extreme strategies.

    Where at most two actors have several, gains are linear in each of both, so mixtures need no check of their own.
    """
    require(len(lists) == len(table.actors), "a component does not list every actor's strategies.")
    require(sum(len(own) > 1 for own in lists) <= 2, "in a component more than two actors have several strategies.")
    for strategies in product(*lists):
        regret, actor, action = _regret(table, _profile(table, strategies))
        require(
            regret <= tolerance,
            f"a component holds {strategies}, where {table.actors[actor]} gains {regret} of its payoff range by "
            f"{table.actions[actor][action]!r}.",
        )


def _profile(table: Table, strategies: Any) -> Profile:
    require(len(strategies) == len(table.actors), "a profile does not have one strategy per actor.")
    profile = tuple(tuple(number(p) for p in own) for own in strategies)
    for own, actor, names in zip(profile, table.actors, table.actions, strict=True):
        require(len(own) == len(names), f"a strategy of {actor} has {len(own)} probabilities for {len(names)} actions.")
        require(min(own) >= 0 and sum(own) == 1, f"the probabilities {own} of {actor} make no lottery.")
    return profile


def _regret(table: Table, profile: Profile) -> tuple[Fraction, int, int]:
    """Find the largest gain over all actors in units of its payoff range: how much, who, and by which action."""
    worst = (Fraction(0), 0, 0)
    for actor in range(len(table.actors)):
        own = table.payoffs[actor :: len(table.actors)]
        span = max(own) - min(own)
        if span:
            values = _values(table, profile, actor)
            mean = sum((p * value for p, value in zip(profile[actor], values, strict=True)), Fraction(0))
            best = max(range(len(values)), key=lambda a: values[a])
            worst = max(worst, ((values[best] - mean) / span, actor, best), key=lambda found: found[0])
    return worst


def _values(table: Table, profile: Profile, actor: int) -> list[Fraction]:
    """Expected payoff of each of the actor's actions."""
    values = [Fraction(0)] * len(table.actions[actor])
    used = [[(a, p) for a, p in enumerate(own) if p] for own in profile]
    used[actor] = [(a, Fraction(1)) for a in range(len(values))]
    for choices in product(*used):
        chance = Fraction(1)
        for _, p in choices:
            chance *= p
        index = tuple(a for a, _ in choices)
        values[index[actor]] += chance * table.payoff(index)[actor]
    return values
