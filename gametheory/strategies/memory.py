"""Strategies that look one period back: what each actor plays, with what probability, after each profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from gametheory.errors import StrategyError
from gametheory.exact import exact
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.departures import read_profiles

__all__ = ["memory_one", "memory_one_vectors"]


def memory_one(first: Sequence[Any], after: Mapping[tuple[str, ...], Sequence[Any]]) -> Automaton:
    """
    Let each actor's action depend on the last profile alone, with probabilities.

    Parameters
    ----------
    first : sequence of action or lottery
        What each actor plays in the first period.
    after : mapping of profile to (sequence of action or lottery)
        What each actor plays after each profile of the stage game; actors draw independently.

    Returns
    -------
    Automaton
        State "first", and "after C, D" for the profile ("C", "D") and so on.

    Raises
    ------
    StrategyError
        If a profile is missing that combines actions which occur in others.

    Examples
    --------
    >>> lenient = memory_one(
    ...     ("C", "C"),
    ...     {("C", "C"): ("C", "C"), ("C", "D"): ({"C": "1/4", "D": "3/4"}, "C"),
    ...      ("D", "C"): ("C", {"C": "1/4", "D": "3/4"}), ("D", "D"): ("D", "D")})
    >>> lenient.next_state("first", ("C", "D"))
    'after C, D'
    """
    states = {tuple(profile): "after " + ", ".join(profile) for profile in after}
    lists = [tuple(dict.fromkeys(names)) for names in zip(*states, strict=True)]
    for profile in product(*lists):
        if profile not in states:
            raise StrategyError(f"nothing says what is played after {profile}; add it to `after`.")
    actions = {"first": first, **{states[tuple(profile)]: mixed for profile, mixed in after.items()}}
    return Automaton(start="first", actions=actions, transitions=dict.fromkeys(actions, states))


def memory_one_vectors(
    first_vector: Sequence[Any],
    second_vector: Sequence[Any],
    *,
    cooperate: Sequence[str],
    defect: Sequence[str],
    first: Sequence[Any] = (1, 1),
) -> Automaton:
    """
    Build a memory-one profile of two actors from the literature's vectors of four probabilities.

    Each vector gives an actor's probability of cooperating after CC, CD, DC and DD, its own action named first (Nowak
    and Sigmund 1993; Press and Dyson 2012). Tit for tat is (1, 0, 1, 0), win-stay lose-shift (1, 0, 0, 1).

    Parameters
    ----------
    first_vector, second_vector : sequence of four numbers
        The two actors' probabilities of cooperating.
    cooperate : sequence of str
        Each actor's cooperation.
    defect : sequence of str
        Each actor's defection.
    first : sequence of two numbers, default: (1, 1)
        Each actor's probability of cooperating in the first period.

    Returns
    -------
    Automaton
        States "first" and "after C, C" and so on, in the actions' names.

    Raises
    ------
    StrategyError
        If there are not two actors with four numbers each, or a number is not between 0 and 1.

    Examples
    --------
    >>> stay_or_shift = (1, 0, 0, 1)
    >>> strategy = memory_one_vectors(stay_or_shift, stay_or_shift, cooperate=("C", "C"), defect=("D", "D"))
    >>> strategy.actions["after D, D"], strategy.actions["after C, D"]
    (('C', 'C'), ('D', 'D'))
    """
    kind, harsh = read_profiles(("the cooperation", cooperate), ("the defection", defect))
    if len(kind) != 2 or (len(first_vector), len(second_vector), len(first)) != (4, 4, 2):
        raise StrategyError("memory-one vectors are for two actors, four numbers each; use memory_one() otherwise.")

    def mixed(chances: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(_mix(c, d, p) for c, d, p in zip(kind, harsh, chances, strict=True))

    after: dict[tuple[str, ...], tuple[Any, ...]] = {}
    for own, other in product((0, 1), repeat=2):
        profile = ((kind, harsh)[own][0], (kind, harsh)[other][1])
        after[profile] = mixed((first_vector[2 * own + other], second_vector[2 * other + own]))
    return memory_one(mixed(first), after)


def _mix(cooperate: str, defect: str, chance: Any) -> dict[str, Any]:
    p = exact(chance, "a probability of cooperating")
    if not 0 <= p <= 1:
        raise StrategyError(f"a probability of cooperating is {chance}; it must lie between 0 and 1.")
    return {cooperate: p, defect: 1 - p}
