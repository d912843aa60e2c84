"""Questions about the one-shot game, by looking at every profile with plain Python."""

from itertools import product

from tests.oracles.simulation import payoff


def switches(game, profile, actor):
    """Payoffs of one actor from all of its actions, the others' fixed."""
    return {a: payoff(game, actor, (*profile[:actor], a, *profile[actor + 1 :])) for a in game.actions[actor]}


def is_best(game, profile, actor):
    options = switches(game, profile, actor)
    return options[profile[actor]] == max(options.values())


def equilibria(game):
    """Pure equilibria, with whether each is strict."""
    found = {}
    for profile in product(*game.actions):
        if all(is_best(game, profile, i) for i in range(len(game.actors))):
            options = [(switches(game, profile, i), profile[i]) for i in range(len(game.actors))]
            found[profile] = all(x < all_[own] for all_, own in options for a, x in all_.items() if a != own)
    return found


def minmax(game, actor):
    return min(max(switches(game, profile, actor).values()) for profile in product(*game.actions))
