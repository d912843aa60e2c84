"""Doing as was done to one: tit for tat, its generous form, and mirrors of any kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from gametheory.errors import StrategyError
from gametheory.exact import exact
from gametheory.strategies.automaton import ANY, Automaton
from gametheory.strategies.departures import by_departing, read_position, read_profiles

__all__ = ["generous_tit_for_tat", "mirror", "tit_for_tat", "win_stay_lose_shift"]


def tit_for_tat(cooperate: Sequence[str], defect: Sequence[str]) -> Automaton:
    """
    Cooperate first; then answer cooperation with cooperation and anything else with defection (Axelrod 1984).

    With more than two actors, each cooperates exactly when all others did in the period before.

    Parameters
    ----------
    cooperate : sequence of str
        Each actor's action that counts as cooperation; every other action counts as defection.
    defect : sequence of str
        Each actor's action in answer to defection.

    Returns
    -------
    Automaton
        States "peace", "answer to 1", "answer to 2", ... (that actor alone did not cooperate) and "feud".

    Raises
    ------
    StrategyError
        If the two profiles differ in length.

    Examples
    --------
    >>> strategy = tit_for_tat(("C", "C"), ("D", "D"))
    >>> strategy.actions["answer to 1"], strategy.next_state("answer to 1", ("C", "D"))
    (('C', 'D'), 'answer to 2')
    """
    return generous_tit_for_tat(cooperate, defect, generosity=0)


def generous_tit_for_tat(cooperate: Sequence[str], defect: Sequence[str], *, generosity: Any) -> Automaton:
    """
    Play tit for tat, but answer defection with cooperation now and then (Molander 1985; Nowak and Sigmund 1992).

    Parameters
    ----------
    cooperate : sequence of str
        Each actor's action that counts as cooperation; every other action counts as defection.
    defect : sequence of str
        Each actor's action in answer to defection.
    generosity : number
        The probability with which each actor, independently, forgives a defection.

    Returns
    -------
    Automaton
        States "peace", "answer to 1", "answer to 2", ... (that actor alone did not cooperate) and "feud".

    Raises
    ------
    StrategyError
        If the profiles differ in length, or the generosity is not between 0 and 1.

    Examples
    --------
    >>> strategy = generous_tit_for_tat(("C", "C"), ("D", "D"), generosity="1/3")
    >>> strategy.actions["answer to 1"]
    ('C', {'C': Fraction(1, 3), 'D': Fraction(2, 3)})
    """
    kind, harsh = read_profiles(("the cooperation", cooperate), ("the defection", defect))
    mercy = exact(generosity, "the generosity")
    if not 0 <= mercy <= 1:
        raise StrategyError(f"the generosity is {generosity}; it is a probability, between 0 and 1.")
    answer = tuple(c if c == d else {c: mercy, d: 1 - mercy} for c, d in zip(kind, harsh, strict=True))
    answers = [f"answer to {i + 1}" for i in range(len(kind))]
    alone = {name: (*answer[:i], kind[i], *answer[i + 1 :]) for i, name in enumerate(answers)}
    actions = {"peace": kind, **alone, "feud": answer}
    row = by_departing(kind, "peace", answers)
    return Automaton(
        start="peace", actions=actions, transitions=dict.fromkeys(actions, row), default=dict.fromkeys(actions, "feud")
    )


def mirror(
    first: Sequence[Any], answers: Sequence[Mapping[str, Any]], *, watches: Sequence[int] | None = None
) -> Automaton:
    """
    Let each actor answer what one other actor did in the period before.

    Tit for tat is the mirror in which both answer like with like. Answers need not be of the same kind: a harsher
    answer to each action, or a softer one, and with more than two actors each may watch a different neighbour.

    Parameters
    ----------
    first : sequence of action or lottery
        What each actor plays in the first period.
    answers : sequence of mapping of action to action or lottery
        Per actor: its answer to each action of the actor that it watches.
    watches : sequence of int, optional
        Per actor: the position of the actor that it watches; by default the next one, the last watching the first.

    Returns
    -------
    Automaton
        State "first", and one state for each combination of actions that were watched.

    Raises
    ------
    StrategyError
        If there is not one mapping of answers per actor, or an actor watches itself or nobody.

    Examples
    --------
    >>> like = {"C": "C", "D": "D"}
    >>> strategy = mirror(("C", "C"), [like, like])
    >>> strategy.next_state("first", ("C", "D")), strategy.actions["after C, D"]
    ('after C, D', ('D', 'C'))
    """
    size = len(first)
    whom = _read_watches(watches, size)
    if len(answers) != size:
        raise StrategyError(f"{len(answers)} mappings of answers are given for {size} actors; give one per actor.")
    seen = [_watched(i, whom, answers) for i in range(size)]
    after = {profile: "after " + ", ".join(profile) for profile in product(*seen)}
    actions = {state: tuple(answers[i][profile[j]] for i, j in enumerate(whom)) for profile, state in after.items()}
    return Automaton(
        start="first",
        actions={"first": tuple(first), **actions},
        transitions=dict.fromkeys(["first", *actions], after),
    )


def _read_watches(watches: Sequence[int] | None, size: int) -> list[int]:
    if watches is None:
        return [(i + 1) % size for i in range(size)]
    if len(watches) != size:
        raise StrategyError(f"{len(watches)} positions to watch are given for {size} actors; give one per actor.")
    for i, j in enumerate(watches):
        if read_position(j, size, f"the actor that actor number {i} watches") == i:
            raise StrategyError(f"actor number {i} watches itself; give another actor's position.")
    return list(watches)


def _watched(i: int, whom: list[int], answers: Sequence[Mapping[str, Any]]) -> list[str]:
    """The actions of actor i that somebody answers; any action where nobody watches it."""
    lists = [list(answers[k]) for k, j in enumerate(whom) if j == i]
    if any(set(other) != set(lists[0]) for other in lists):
        raise StrategyError(f"those who watch actor number {i} answer different actions: {lists}; answer all of them.")
    return lists[0] if lists else [ANY]


def win_stay_lose_shift(cooperate: Sequence[str], defect: Sequence[str]) -> Automaton:
    """
    Cooperate exactly after all did the same: after joint cooperation and after joint defection.

    In the prisoner's dilemma this is Pavlov: repeat what paid well, change what did not (Kraines and Kraines 1989;
    Nowak and Sigmund 1993). With more actors unanimity takes the place of the two diagonal profiles.

    Parameters
    ----------
    cooperate : sequence of str
        Each actor's cooperation.
    defect : sequence of str
        Each actor's defection.

    Returns
    -------
    Automaton
        States "cooperate" (where play begins) and "defect".

    Raises
    ------
    StrategyError
        If the two profiles differ in length.

    Examples
    --------
    >>> strategy = win_stay_lose_shift(("C", "C"), ("D", "D"))
    >>> strategy.next_state("defect", ("D", "D")), strategy.next_state("cooperate", ("C", "D"))
    ('cooperate', 'defect')
    """
    kind, harsh = read_profiles(("the cooperation", cooperate), ("the defection", defect))
    row = {kind: "cooperate", harsh: "cooperate"}
    states = {"cooperate": kind, "defect": harsh}
    return Automaton(
        start="cooperate",
        actions=states,
        transitions=dict.fromkeys(states, row),
        default=dict.fromkeys(states, "defect"),
    )
