"""How strongly a strategy is an equilibrium over a polytope of payoffs, jointly and actor by actor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.regions.incentives import incentives
from gametheory.regions.necessary import Necessary, necessity
from gametheory.regions.outline import Outline, outline
from gametheory.regions.possible import Possible, possibility
from gametheory.regions.statement import Statement
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["Robustness", "Verdict", "robustness", "verdict"]


class Strength(Enum):
    """How strongly a statement holds over a polytope."""

    PROVED = "proved for every payoff"
    POSSIBLE = "possible, not necessary"
    KNIFE_EDGE = "knife edge"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Verdict(Jsonable):
    """
    How strongly one statement holds.

    Parameters
    ----------
    possible : Possible
        Whether it can be true.
    necessary : Necessary
        Whether it must be.
    """

    possible: Possible
    necessary: Necessary

    @property
    def strength(self) -> Strength:
        """Proved, possible, knife edge or impossible."""
        if self.necessary.holds:
            return Strength.PROVED
        if self.possible.strict:
            return Strength.POSSIBLE
        return Strength.KNIFE_EDGE if self.possible.is_knife_edge else Strength.IMPOSSIBLE

    def __str__(self) -> str:
        if self.strength is Strength.PROVED:
            return f"{self.strength.value}; it uses {', '.join(self.necessary.uses) or 'nothing'}"
        if self.strength is Strength.POSSIBLE:
            return f"{self.strength.value}: {len(self.necessary.failing)} constraints can fail"
        return str(self.possible)


@dataclass(frozen=True)
class Robustness(Jsonable):
    """
    How strongly a strategy is an equilibrium over a polytope.

    Parameters
    ----------
    joint : Verdict
        For all actors together.
    by_actor : mapping of str to Verdict
        That this actor alone has no reason to depart; an actor that cannot depart is proved not to.
    """

    joint: Verdict
    by_actor: FrozenMap[str, Verdict]

    @property
    def strength(self) -> Strength:
        """That of the joint verdict."""
        return self.joint.strength

    def __str__(self) -> str:
        parts = (f"{actor}: {of.strength.value}" for actor, of in self.by_actor.items())
        return f"{self.strength.value} ({'; '.join(parts)})"


def robustness(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
) -> Robustness:
    """
    Say how strongly a strategy is an equilibrium over a polytope of payoffs, jointly and per actor; exact.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope.
    automaton : Automaton
        The strategy.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `check_strategy`.

    Returns
    -------
    Robustness
        Verdicts with their proofs, witnesses and counterexamples.

    Raises
    ------
    GameError
        If the polytope is empty.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, LinearInequality, regions, strategies
    >>> R, S, T, P = sympy.symbols("R S T P")
    >>> family = GameFamily.from_expressions(
    ...     [[[R, R], [S, T]], [[T, S], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=[
    ...     LinearInequality({"T": 1, "R": -1}), LinearInequality({"R": 1, "P": -1}),
    ...     LinearInequality({"P": 1, "S": -1})])
    >>> print(regions.robustness(family, strategies.reversion(("C", "C"), ("D", "D")), discount="1/2"))
    possible, not necessary (Ann: possible, not necessary; Bob: possible, not necessary)
    """
    asked = incentives(family, automaton, discount=discount, monitoring=monitoring, slips=slips)
    shape = outline(family.polytope).refuse_empty()
    by_actor = FrozenMap((actor, verdict(asked.of(actor), shape)) for actor in family.actors)
    return Robustness(verdict(asked, shape), by_actor)


def verdict(statement: Statement, shape: Outline | None = None) -> Verdict:
    """
    Say how strongly a statement holds.

    Parameters
    ----------
    statement : Incentives or Conditions
        Forms that must not be negative, over a polytope.
    shape : Outline, optional
        The polytope's outline, where it has been worked out before.

    Returns
    -------
    Verdict
        Whether it can and whether it must be true.
    """
    shape = (shape or outline(statement.polytope)).refuse_empty()
    return Verdict(possibility(statement, shape), necessity(statement, shape))
