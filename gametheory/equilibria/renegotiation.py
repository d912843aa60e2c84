"""Would all actors rather tear up a punishment? Weak renegotiation-proofness of a strategy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.tables import observations

if TYPE_CHECKING:
    from gametheory.games.repeated import RepeatedGame

__all__ = ["Domination", "RenegotiationCheck", "renegotiation"]


@dataclass(frozen=True)
class Domination(Jsonable):
    """
    Everybody is better off in one state than in another.

    Parameters
    ----------
    better : str or int
        The state to which all would rather move.
    worse : str or int
        The state that all would rather leave.
    gains : tuple of Fraction
        What each actor gains by the move, all positive, in the order of the actors.
    """

    better: State
    worse: State
    gains: tuple[Fraction, ...]

    def __str__(self) -> str:
        return f"all actors are better off in state {self.better!r} than in state {self.worse!r}"


@dataclass(frozen=True)
class RenegotiationCheck(Jsonable):
    """
    Whether a strategy is weakly renegotiation-proof, with every pair of states that speaks against it.

    Parameters
    ----------
    check : StrategyCheck
        Whether the strategy is subgame perfect at all.
    dominations : tuple of Domination
        Pairs of states that histories enter, the one better than the other for every actor; the pair with the largest
        smallest gain first.
    method : str
        How the verdict was reached.
    """

    check: StrategyCheck
    dominations: tuple[Domination, ...]
    method: str = "values of all states that histories enter compared pair by pair, exactly"

    @property
    def is_renegotiation_proof(self) -> bool:
        """Whether the strategy is subgame perfect and no state dominates another."""
        return self.check.is_equilibrium and not self.dominations

    @property
    def converged(self) -> bool:
        """Always true: the check is finite and exact."""
        return True

    def __bool__(self) -> bool:
        return self.is_renegotiation_proof

    def __str__(self) -> str:
        if not self.check.is_equilibrium:
            return f"not an equilibrium, so not renegotiation-proof: {self.check}"
        if self.dominations:
            return f"not weakly renegotiation-proof: {self.dominations[0]}"
        return "weakly renegotiation-proof: no state is better for all actors than another"


def renegotiation(repeated: RepeatedGame, automaton: Automaton, *, slips: Any = None) -> RenegotiationCheck:
    """
    Check whether a strategy is weakly renegotiation-proof (Farrell and Maskin 1989).

    It is when it is subgame perfect and no two of its continuations are strictly Pareto-ranked: in a state where
    everybody does worse than in another one, all would agree to move there, and the threat of it is hollow. States that
    no history enters do not count.

    Parameters
    ----------
    repeated : RepeatedGame
        The stage game with discount factors.
    automaton : Automaton
        The strategy.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as in `gametheory.check_strategy`.

    Returns
    -------
    RenegotiationCheck
        The verdict, with the pairs of states that break it.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, RepeatedGame, renegotiation, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> patient = RepeatedGame(stage, discount=0.9)
    >>> print(renegotiation(patient, strategies.reversion(("C", "C"), ("D", "D"))))
    not weakly renegotiation-proof: all actors are better off in state 'target' than in state 'punishment'
    >>> print(renegotiation(patient, strategies.penance(("C", "C"), [("C", "D"), ("D", "C")])))
    weakly renegotiation-proof: no state is better for all actors than another
    """
    check = check_strategy(repeated, automaton, slips=slips)
    entered = automaton.reachable(observations(repeated.stage, repeated.monitoring))
    states = [state for state in automaton.states if state in entered]
    pairs = [_domination(check, better, worse) for better in states for worse in states]
    found = [pair for pair in pairs if min(pair.gains) > 0]
    return RenegotiationCheck(check, tuple(sorted(found, key=lambda pair: min(pair.gains), reverse=True)))


def _domination(check: StrategyCheck, better: State, worse: State) -> Domination:
    gains = (a - b for a, b in zip(check.values[better], check.values[worse], strict=True))
    return Domination(better, worse, tuple(gains))
