"""What a strategy does, worked out by playing it: nothing of the engine is used but the data in its objects."""

from fractions import Fraction
from itertools import product


def sure(entry):
    """A lottery as a dict; a sure thing has chance one."""
    return dict(entry) if hasattr(entry, "items") else {entry: Fraction(1)}


def lead(automaton, state, profile):
    """Where a profile leads: as written, else the first pattern that fits, else the default."""
    written = automaton.transitions.get(state, {})
    for key in written:
        if key == profile:
            return sure(written[key])
    for key in written:
        if all(k in ("*", name) for k, name in zip(key, profile, strict=True)):
            return sure(written[key])
    return sure(automaton.default[state])


def payoff(game, actor, profile):
    """One payoff, by counting through the flat table, floats read as they print."""
    position = 0
    for names, name in zip(game.actions, profile, strict=True):
        position = position * len(names) + list(names).index(name)
    value = game.payoffs.reshape(-1, len(game.actors))[position].tolist()[actor]
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def period(game, automaton, state, actor, action=None):
    """One period: the actor's expected payoff, and chances of next states; it plays `action` if one is given."""
    mixes = [sure(entry) for entry in automaton.actions[state]]
    if action is not None:
        mixes[actor] = {action: Fraction(1)}
    now, later = Fraction(0), {}
    for profile in product(*mixes):
        chance = Fraction(1)
        for mix, name in zip(mixes, profile, strict=True):
            chance *= mix[name]
        now += chance * payoff(game, actor, profile)
        for state_after, p in lead(automaton, state, profile).items():
            later[state_after] = later.get(state_after, 0) + chance * p
    return now, later


def simulate(game, automaton, discount, state, actor, action, periods):
    """Discounted average over so many periods of play that starts in a state, perhaps with one deviation."""
    now, chances = period(game, automaton, state, actor, action)
    follow = {s: period(game, automaton, s, actor) for s in automaton.actions}
    total, weight = now, Fraction(1)
    for _ in range(periods - 1):
        weight *= discount
        after = {}
        for s, p in chances.items():
            total += weight * p * follow[s][0]
            for t, q in follow[s][1].items():
                after[t] = after.get(t, 0) + p * q
        chances = after
    return (1 - discount) * total


def gains(repeated, automaton, periods):
    """Every one-shot deviation by simulation: (actor, state, action) to its gain and how far off that can be."""
    game, found = repeated.stage, {}
    for i, actor in enumerate(game.actors):
        d = repeated.discount[i]
        spread = [payoff(game, i, profile) for profile in product(*game.actions)]
        bound = d**periods * (max(spread) - min(spread))
        for state in automaton.actions:
            follow = simulate(game, automaton, d, state, i, None, periods)
            for action in game.actions[i]:
                if sure(automaton.actions[state][i]).get(action) != 1:
                    deviate = simulate(game, automaton, d, state, i, action, periods)
                    found[actor, state, action] = deviate - follow, bound
    return found
