"""What an automaton prescribes after a history, worked out from its data alone; and histories to ask about."""

from fractions import Fraction

from hypothesis import strategies as st

from tests.oracles.simulation import lead, sure


def histories(actions, *, longest=6):
    """Sequences of profiles over each actor's actions."""
    return st.lists(st.tuples(*(st.sampled_from(names) for names in actions)), max_size=longest)


def prescribed(automaton, history):
    """Chances of prescriptions after a history: profiles of lotteries, as sorted tuples."""
    chances = sure(automaton.start)
    for profile in history:
        after = {}
        for state, p in chances.items():
            for target, q in lead(automaton, state, profile).items():
                after[target] = after.get(target, 0) + p * q
        chances = after
    told = {}
    for state, p in chances.items():
        mixture = tuple(tuple(sorted(sure(entry).items())) for entry in automaton.actions[state])
        told[mixture] = told.get(mixture, Fraction(0)) + p
    return told


def pure_profile(automaton, history):
    """The one profile that a deterministic automaton prescribes after a history."""
    [mixture] = prescribed(automaton, history)
    return tuple(entry[0][0] if len(entry) == 1 else dict(entry) for entry in mixture)
