"""The smallest automaton that behaves in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.tables import Table, compact, full_table, renamed

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["minimise"]


def minimise(automaton: Automaton, stage: NormalFormGame, *, monitoring: PublicMonitoring | None = None) -> Automaton:
    """
    Merge states that behave alike, and drop those that no history enters.

    Two states behave alike when they prescribe the same and every profile leads from both to alike states with the
    same probabilities (exact lumping; Moore 1956, for Markov chains Kemeny and Snell 1960). After every history the
    result prescribes what the given automaton does, so values from the start, verdicts on states that histories enter,
    and critical discount factors that rest on those states stay the same.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    stage : NormalFormGame
        The game whose profiles it observes.
    monitoring : PublicMonitoring, optional
        What everybody sees, where the automaton moves on signals.

    Returns
    -------
    Automaton
        Each merged state keeps the name of the first of its members.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> pavlov = strategies.memory_one_vectors((1, 0, 0, 1), (1, 0, 0, 1), cooperate=("C", "C"), defect=("D", "D"))
    >>> len(pavlov.states), minimise(pavlov, stage).states
    (5, ('first', 'after C, D'))
    """
    table = full_table(stage, automaton, monitoring)
    block = _coarsest(automaton, table)
    members: dict[int, State] = {}
    for state in table:
        members.setdefault(block[state], state)
    names = {state: members[block[state]] for state in table}
    kept = {state: {key: renamed(target, names) for key, target in table[state].items()} for state in members.values()}
    return compact(renamed(automaton.start, names), {s: automaton.actions[s] for s in kept}, kept)


def _coarsest(automaton: Automaton, table: Table) -> dict[State, int]:
    """Refine from equal prescriptions until members of a block lead to the same blocks with the same chances."""
    block = _numbered({state: automaton.mixture(state) for state in table})
    while True:
        marks = {state: (block[state], tuple(_spread(t, block) for t in row.values())) for state, row in table.items()}
        finer = _numbered(marks)
        if len(set(finer.values())) == len(set(block.values())):
            return block
        block = finer


def _spread(target: Any, block: dict[State, int]) -> frozenset[tuple[int, Any]]:
    chances: dict[int, Any] = {}
    for state, p in as_lottery(target).items():
        chances[block[state]] = chances.get(block[state], 0) + p
    return frozenset(chances.items())


def _numbered(marks: dict[State, Any]) -> dict[State, int]:
    numbers: dict[Any, int] = {}
    return {state: numbers.setdefault(mark, len(numbers)) for state, mark in marks.items()}
