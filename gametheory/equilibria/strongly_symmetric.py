"""Best and worst strongly symmetric equilibria: everybody does the same after every public history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.one_shot_deviation import check_strategy
from gametheory.equilibria.sets.stage_list import StageEquilibrium, read_stage_equilibria
from gametheory.equilibria.two_states import (
    Half,
    Solved,
    listed_half,
    plain_multipliers,
    pure_half,
    solve_two_states,
    two_state_automaton,
    two_state_rows,
)
from gametheory.errors import GameError
from gametheory.exact import exact_text
from gametheory.games.plain import plain_game
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.plain import plain_lottery, plain_monitoring

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.strategies.automaton import Automaton

__all__ = ["StronglySymmetric", "strongly_symmetric"]


@dataclass(frozen=True)
class StronglySymmetric(Jsonable):
    """
    All values of strongly symmetric public equilibria, an interval, with a strategy that pays its ends.

    Parameters
    ----------
    repeated : RepeatedGame
        The game asked about.
    best, worst : Fraction or None
        The ends of the interval, the same for every actor; None where there is no such equilibrium.
    automaton : Automaton or None
        Two states: from "reward", its start, it pays the best value, from "punishment" the worst.
    stage_equilibria : tuple of StageEquilibrium
        The symmetric mixed stage equilibria that were allowed beside common pure actions.
    certificate : Certificate
        The strategy, and for every pair of common actions multipliers that bound what it supports.
    method : str
        How the interval was found.
    """

    repeated: RepeatedGame
    best: Fraction | None
    worst: Fraction | None
    automaton: Automaton | None
    stage_equilibria: tuple[StageEquilibrium, ...]
    certificate: Certificate = field(repr=False)
    method: str = "one exact linear program per pair of common actions; continuation values at the ends only"

    @property
    def is_empty(self) -> bool:
        """Whether there is no strongly symmetric equilibrium in these actions."""
        return self.best is None

    @property
    def converged(self) -> bool:
        """Always true: the interval is exact."""
        return True

    def __str__(self) -> str:
        if self.best is None or self.worst is None:
            return "no strongly symmetric equilibrium in pure actions and the listed stage equilibria"
        return f"strongly symmetric values from {exact_text(self.worst)} to {exact_text(self.best)}"


def strongly_symmetric(repeated: RepeatedGame, *, stage_equilibria: Iterable[Any] | None = None) -> StronglySymmetric:
    """
    Find the best and worst equilibria in which everybody does the same after every public history.

    With public randomisation the values form an interval, and its ends are supported by continuation values at the
    ends (Abreu, Pearce and Stacchetti 1986, 1990). For two given actions the largest interval is a linear program;
    the answer is the best over all pairs, exact. Strategies are common pure actions and the listed stage equilibria.

    Parameters
    ----------
    repeated : RepeatedGame
        A game that is the same for all actors (actions correspond by their place), with one discount factor. Its
        monitoring need not be symmetric: every actor's incentives are imposed.
    stage_equilibria : iterable of profile, optional
        Stage equilibria that may be played beside common actions; those in which not all actors do the same are left
        out. By default those that `gametheory.payoff_set` lists.

    Returns
    -------
    StronglySymmetric
        The interval, a strategy that attains both ends, and a certificate.

    Raises
    ------
    GameError
        If the game is not symmetric, naming the actors and the profile, or discount factors differ.

    Examples
    --------
    >>> from gametheory import NormalFormGame, PublicMonitoring, RepeatedGame
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> clear, mixed, poor = ["9/10", "1/10"], ["1/2", "1/2"], ["3/10", "7/10"]
    >>> seen = PublicMonitoring(["good", "bad"], [[clear, mixed], [mixed, poor]])
    >>> print(strongly_symmetric(RepeatedGame(stage, "9/10", seen)))
    strongly symmetric values from 0 to 7/4
    """
    if not isinstance(repeated, RepeatedGame):
        raise GameError(f"give a RepeatedGame, not a {type(repeated).__name__}; it holds discount and monitoring.")
    require_symmetric(repeated.stage)
    discount = repeated.common_discount
    if discount is None:
        raise GameError("discount factors differ; strongly symmetric equilibria are of actors with one in common.")
    halves, listed = _halves(repeated, stage_equilibria)
    best: tuple[Fraction, int, int, Solved] | None = None
    pairs = []
    for r, p in _ordered_pairs(halves):
        found = solve_two_states(two_state_rows(halves[r], halves[p], discount, None))
        pairs.append([r, p, plain_multipliers(halves[r], halves[p], found, repeated.stage.actors)])
        length = found.value * (halves[r].payoffs[0] - halves[p].payoffs[0])
        if found.feasible and (best is None or length > best[0]):
            best = length, r, p, found
    return _result(repeated, halves, listed, pairs, best)


def _halves(repeated: RepeatedGame, given: Iterable[Any] | None) -> tuple[list[Half], tuple[StageEquilibrium, ...]]:
    """Common pure actions, then symmetric mixed stage equilibria."""
    stage = repeated.stage
    common = [tuple(names[k] for names in stage.actions) for k in range(stage.shape[0])]
    listed = tuple(e for e in read_stage_equilibria(stage, given) if _mixed(e) and _alike(stage, e))
    return [pure_half(stage, profile, repeated.monitoring) for profile in common] + [*map(listed_half, listed)], listed


def _mixed(equilibrium: StageEquilibrium) -> bool:
    return any(len(as_lottery(entry)) > 1 for entry in equilibrium.profile)


def _alike(stage: NormalFormGame, equilibrium: StageEquilibrium) -> bool:
    places = [
        {names.index(name): p for name, p in as_lottery(entry).items()}
        for names, entry in zip(stage.actions, equilibrium.profile, strict=True)
    ]
    return all(place == places[0] for place in places)


def _ordered_pairs(halves: list[Half]) -> Iterator[tuple[int, int]]:
    """Rewards that pay at least as much as the punishment."""
    for r, reward in enumerate(halves):
        yield from ((r, p) for p, other in enumerate(halves) if reward.payoffs[0] >= other.payoffs[0])


def _result(
    repeated: RepeatedGame,
    halves: list[Half],
    listed: tuple[StageEquilibrium, ...],
    pairs: list[Any],
    best: tuple[Fraction, int, int, Solved] | None,
) -> StronglySymmetric:
    automaton, strategy, high, low = None, None, None, None
    if best is not None:
        _, r, p, found = best
        automaton = two_state_automaton(halves[r], halves[p], found.x)
        check = check_strategy(repeated, automaton)
        strategy = check.certificate.data
        high, low = check.values["reward"][0], check.values["punishment"][0]
    data = plain_pairs(repeated, halves, pairs, strategy)
    data |= {"best": None if high is None else exact_text(high), "worst": None if low is None else exact_text(low)}
    return StronglySymmetric(repeated, high, low, automaton, listed, Certificate("strongly_symmetric", data))


def plain_pairs(repeated: RepeatedGame, halves: list[Half], pairs: list[Any], strategy: Any) -> dict[str, Any]:
    """Write the game, the options and what bounds each pair of them, as certificates hold them."""
    discount = repeated.discount[0]
    return {
        "game": plain_game(repeated.stage),
        "monitoring": plain_monitoring(repeated.monitoring),
        "discount": exact_text(discount),
        "options": [[plain_lottery(action) for action in half.profile] for half in halves],
        "pairs": pairs,
        "strategy": strategy,
    }


def require_symmetric(stage: NormalFormGame) -> None:
    """Refuse a game that changes when two actors change places; neighbours suffice."""
    counts = dict(zip(stage.actors, stage.shape, strict=True))
    for one, other in pairwise(stage.actors):
        if counts[one] != counts[other]:
            raise GameError(
                f"the game is not symmetric: {one} has {counts[one]} actions and {other} has {counts[other]}; ask "
                "best_bang_bang instead, which needs no symmetry."
            )
    numerators, denominators = stage.integers()
    for i, (one, other) in enumerate(pairwise(stage.actors)):
        swapped = np.swapaxes(numerators, i, i + 1)
        for j in range(len(stage.actors)):
            k = {i: i + 1, i + 1: i}.get(j, j)
            apart = (
                numerators[..., j].astype(object) * denominators[k] != swapped[..., k].astype(object) * denominators[j]
            )
            if apart.any():
                index = tuple(int(x) for x in np.argwhere(apart)[0])
                profile = tuple(names[x] for names, x in zip(stage.actions, index, strict=True))
                raise GameError(
                    f"the game is not symmetric: the payoffs at ({', '.join(profile)}) change when {one} and {other} "
                    "change places; ask best_bang_bang instead, which needs no symmetry."
                )
