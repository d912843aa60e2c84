"""Games that end, by brute force: every strategy of the whole game, every plan of continuations, every deviation."""

from fractions import Fraction
from functools import cache
from itertools import product

from tests.oracles.simulation import lead, payoff, sure


def stage_table(game):
    return {p: tuple(payoff(game, i, p) for i in range(len(game.actors))) for p in product(*game.actions)}


def changed(profile, i, action):
    return (*profile[:i], action, *profile[i + 1 :])


def two_period_payoffs(game, discount):
    """All strategies of the twice repeated game that are in equilibrium in every subgame and in the whole."""
    table = stage_table(game)
    profiles, actors = list(table), range(len(game.actors))
    plans = [
        [
            (first, dict(zip(profiles, later, strict=True)))
            for first in names
            for later in product(names, repeat=len(table))
        ]
        for names in game.actions
    ]
    still = [
        p for p in table if all(table[p][i] >= table[changed(p, i, a)][i] for i in actors for a in game.actions[i])
    ]

    def total(chosen):
        first = tuple(plan[0] for plan in chosen)
        second = tuple(plan[1][first] for plan in chosen)
        return tuple(x + d * y for x, y, d in zip(table[first], table[second], discount, strict=True))

    def best(i, chosen):
        return max(total((*chosen[:i], plan, *chosen[i + 1 :]))[i] for plan in plans[i])

    found = set()
    for first, later in product(profiles, product(still, repeat=len(profiles))):
        chosen = [(first[i], {h: p[i] for h, p in zip(profiles, later, strict=True)}) for i in actors]
        if total(chosen) not in found and all(total(chosen)[i] == best(i, chosen) for i in actors):
            found.add(total(chosen))
    return found


def by_continuations(game, horizon, discount):
    """Every profile today with every assignment of equilibrium payoffs to what may be observed."""
    table = stage_table(game)
    profiles = list(table)
    found = {(Fraction(0),) * len(game.actors)}
    for _ in range(horizon):
        following = set()
        for later in product(found, repeat=len(profiles)):
            after = dict(zip(profiles, later, strict=True))
            worth = {
                p: tuple(x + d * v for x, v, d in zip(table[p], after[p], discount, strict=True)) for p in profiles
            }
            following |= {
                worth[p]
                for p in profiles
                if all(
                    worth[p][i] >= worth[changed(p, i, a)][i] for i in range(len(game.actors)) for a in game.actions[i]
                )
            }
        found = following
    return found


def follows_through(game, automaton, horizon, discount):
    """Sum of payoffs of following an automaton, and whether nobody gains by departing once after any history."""
    table = stage_table(game)

    @cache
    def value(state, left):
        if left == 0:
            return (Fraction(0),) * len(game.actors)
        profile = automaton.actions[state]
        [after] = lead(automaton, state, profile)
        return tuple(x + d * v for x, v, d in zip(table[profile], value(after, left - 1), discount, strict=True))

    def departs(state, left, i, action):
        profile = changed(automaton.actions[state], i, action)
        [after] = lead(automaton, state, profile)
        return table[profile][i] + discount[i] * value(after, left - 1)[i]

    [start] = sure(automaton.start)
    todo, seen = [(start, horizon)], set()
    while todo:
        state, left = todo.pop()
        if left and (state, left) not in seen:
            seen.add((state, left))
            todo += [(s, left - 1) for p in table for s in lead(automaton, state, p)]
    stable = all(
        value(state, left)[i] >= departs(state, left, i, action)
        for state, left in seen
        for i, names in enumerate(game.actions)
        for action in names
    )
    return value(start, horizon), stable
