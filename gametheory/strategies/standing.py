"""Contrition: who is in good standing may defect against who is not, and who erred accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from gametheory.errors import StrategyError
from gametheory.strategies.automaton import ANY, Automaton
from gametheory.strategies.departures import read_profiles

__all__ = ["contrition"]

_MOST_ACTORS = 10


def contrition(cooperate: Sequence[str], defect: Sequence[str]) -> Automaton:
    """
    Play contrite tit for tat: defect only while in good standing against somebody in bad standing.

    All begin in good standing. Who cooperates is in good standing afterwards, and so is who defects when it should;
    who defects when it should have cooperated is in bad standing until it cooperates again. An actor that erred thus
    accepts one answer, and errors do not echo (Sugden 1986; Boyd 1989; Wu and Axelrod 1995). With more than two actors,
    one in good standing defects while anybody else is in bad standing.

    Parameters
    ----------
    cooperate : sequence of str
        Each actor's action that counts as cooperation; every other action counts as defection.
    defect : sequence of str
        Each actor's action against bad standing.

    Returns
    -------
    Automaton
        States "good standing" and "bad standing of 1", "bad standing of 1, 2", ...: 2^n for n actors.

    Raises
    ------
    StrategyError
        If the two profiles differ in length, or there are more than ten actors.

    Examples
    --------
    >>> strategy = contrition(("C", "C"), ("D", "D"))
    >>> strategy.actions["bad standing of 1"], strategy.next_state("bad standing of 1", ("C", "D"))
    (('C', 'D'), 'good standing')
    """
    kind, harsh = read_profiles(("the cooperation", cooperate), ("the defection", defect))
    size = len(kind)
    if size > _MOST_ACTORS:
        raise StrategyError(
            f"contrition needs 2^{size} states for {size} actors; it is built for up to {_MOST_ACTORS}."
        )
    standings = list(product((True, False), repeat=size))
    should = {standing: [_should_defect(standing, i) for i in range(size)] for standing in standings}
    actions = {
        _name(standing): tuple(d if bad else c for c, d, bad in zip(kind, harsh, should[standing], strict=True))
        for standing in standings
    }
    transitions = {_name(standing): _row(kind, should[standing]) for standing in standings}
    return Automaton(start="good standing", actions=actions, transitions=transitions)


def _should_defect(standing: tuple[bool, ...], i: int) -> bool:
    return standing[i] and not all(good for j, good in enumerate(standing) if j != i)


def _row(kind: tuple[str, ...], should: list[bool]) -> dict[tuple[str, ...], str]:
    """Patterns from cooperation of all that should to that of none: the first that fits tells who failed to."""
    owe = [i for i, defects in enumerate(should) if not defects]
    row = {}
    for failed in sorted(product((False, True), repeat=len(owe)), key=sum):
        kept = {i: kind[i] for i, fails in zip(owe, failed, strict=True) if not fails}
        pattern = tuple(kept.get(i, ANY) for i in range(len(kind)))
        fallen = {i for i, fails in zip(owe, failed, strict=True) if fails}
        row[pattern] = _name(tuple(i not in fallen for i in range(len(kind))))
    return row


def _name(standing: tuple[bool, ...]) -> str:
    bad = [str(i + 1) for i, good in enumerate(standing) if not good]
    return "bad standing of " + ", ".join(bad) if bad else "good standing"
