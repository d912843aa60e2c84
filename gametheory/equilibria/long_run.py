"""What a strategy pays on average in the long run, and discounted, when actors err now and then."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.markov import absorption, recurrent_classes, stationary
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import RepeatedGame
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.noise import read_slips
from gametheory.strategies.play import Play, Row, play
from gametheory.strategies.values import discounted_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.games.monitoring import PublicMonitoring

__all__ = ["DiscountedPayoffs", "LongRunPayoffs", "RecurrentClass", "discounted_payoffs", "long_run_payoffs"]

Payoffs = tuple[Fraction, ...]


@dataclass(frozen=True)
class RecurrentClass(Jsonable):
    """
    Some states that play may end up in and then never leaves.

    Parameters
    ----------
    chance : Fraction
        The probability that play from the start ends up there; zero where it cannot.
    distribution : mapping of state to Fraction
        The share of time spent in each of its states.
    payoffs : tuple of Fraction
        Average payoffs there, in the order of the actors.
    """

    chance: Fraction
    distribution: FrozenMap[State, Fraction]
    payoffs: Payoffs


@dataclass(frozen=True)
class LongRunPayoffs(Jsonable):
    """
    Exact expected long-run averages of a strategy.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    automaton : Automaton
        The strategy.
    slips : tuple of Fraction
        Per actor: the probability of an execution error.
    payoffs : tuple of Fraction
        Expected average payoffs of play from the start, in the order of the actors.
    distribution : mapping of state to Fraction
        The expected share of time spent in each state; states with none are left out.
    classes : tuple of RecurrentClass
        Where play may end up: one entry means that the start does not matter.
    method : str
        How they were found.
    """

    stage: NormalFormGame
    automaton: Automaton
    slips: tuple[Fraction, ...]
    payoffs: Payoffs
    distribution: FrozenMap[State, Fraction]
    classes: tuple[RecurrentClass, ...]
    method: str = "recurrent classes, absorption and stationary distributions by state reduction, exact"

    @property
    def converged(self) -> bool:
        """Always true: the averages are exact."""
        return True


@dataclass(frozen=True)
class DiscountedPayoffs(Jsonable):
    """
    Exact expected discounted averages of a strategy.

    Parameters
    ----------
    repeated : RepeatedGame
        The game.
    automaton : Automaton
        The strategy.
    slips : tuple of Fraction
        Per actor: the probability of an execution error.
    payoffs : tuple of Fraction
        Expected discounted average payoffs of play from the start, in the order of the actors.
    values : mapping of state to tuple of Fraction
        The same from each state.
    method : str
        How they were found.
    """

    repeated: RepeatedGame
    automaton: Automaton
    slips: tuple[Fraction, ...]
    payoffs: Payoffs
    values: FrozenMap[State, Payoffs]
    method: str = "values of all states by exact elimination"

    @property
    def converged(self) -> bool:
        """Always true: the averages are exact."""
        return True


def long_run_payoffs(
    stage: NormalFormGame, automaton: Automaton, *, slips: Any = None, monitoring: PublicMonitoring | None = None
) -> LongRunPayoffs:
    """
    Find the expected average payoffs of a strategy over a horizon that grows without end.

    States form a Markov chain. Where play can end up in several recurrent classes, each counts with the probability
    that it is reached from the start; periodic classes are averaged over.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game, with any number of actors.
    automaton : Automaton
        The strategy, its prescriptions pure or independently mixed.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors: the probability that an actor plays, by mistake, one of its other actions, each as likely.
    monitoring : PublicMonitoring, optional
        What everybody sees, where the automaton moves on signals.

    Returns
    -------
    LongRunPayoffs
        Averages, shares of time and recurrent classes; rational where all inputs are.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.
    GameError
        If a slip probability is not at least 0 and below 1.

    Examples
    --------
    Errors make tit for tat wander through all profiles, while win-stay lose-shift mends them (Nowak and Sigmund 1993):

    >>> from gametheory import NormalFormGame, long_run_payoffs, strategies
    >>> stage = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actions=["C", "D"])
    >>> [str(long_run_payoffs(stage, strategy(("C", "C"), ("D", "D")), slips=0.01).payoffs[0])
    ...  for strategy in (strategies.tit_for_tat, strategies.win_stay_lose_shift)]
    ['9/4', '737773/250000']
    """
    errors = read_slips(slips, stage)
    played = play(stage, automaton, monitoring, errors)
    groups = recurrent_classes(played.leads)
    start = _by_number(played, automaton)
    entered = absorption(played.leads, start, {s for group in groups for s in group})
    classes = tuple(_recurrent(played, group, entered) for group in groups)
    shares = FrozenMap((s, c.chance * p) for c in classes for s, p in c.distribution.items() if c.chance)
    payoffs = _mean(((c.chance, c.payoffs) for c in classes), len(stage.actors))
    return LongRunPayoffs(stage, automaton, errors, payoffs, shares, classes)


def _by_number(played: Play, automaton: Automaton) -> Row:
    return {played.states.index(state): p for state, p in as_lottery(automaton.start).items()}


def _recurrent(played: Play, group: list[int], entered: Row) -> RecurrentClass:
    shares = stationary(played.leads, group)
    return RecurrentClass(
        sum((entered.get(s, Fraction(0)) for s in group), Fraction(0)),
        FrozenMap((played.states[s], p) for s, p in shares.items()),
        _mean(((p, played.payoffs[s]) for s, p in shares.items()), len(played.payoffs[0])),
    )


def _mean(weighted: Iterable[tuple[Fraction, Payoffs]], actors: int) -> Payoffs:
    listed = list(weighted)
    return tuple(sum((p * row[i] for p, row in listed), Fraction(0)) for i in range(actors))


def discounted_payoffs(repeated: RepeatedGame, automaton: Automaton, *, slips: Any = None) -> DiscountedPayoffs:
    """
    Find the expected discounted average payoffs of a strategy, from the start and from each state.

    Whether anybody would rather do something else is not asked; `gametheory.check_strategy` does.

    Parameters
    ----------
    repeated : RepeatedGame
        The stage game with discount factors and, where actions are not seen, monitoring.
    automaton : Automaton
        The strategy, its prescriptions pure or independently mixed.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors: the probability that an actor plays, by mistake, one of its other actions, each as likely.

    Returns
    -------
    DiscountedPayoffs
        The averages, rational.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, RepeatedGame, discounted_payoffs, strategies
    >>> stage = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actions=["C", "D"])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> discounted_payoffs(RepeatedGame(stage, discount=0.5), grim, slips="1/10").payoffs[0]
    Fraction(31351, 11900)
    """
    errors = read_slips(slips, repeated.stage)
    played = play(repeated.stage, automaton, repeated.monitoring, errors)
    values = discounted_values(played, repeated.discount)
    start = ((p, values[s]) for s, p in _by_number(played, automaton).items())
    payoffs = _mean(start, len(repeated.stage.actors))
    by_state = FrozenMap(zip(played.states, values, strict=True))
    return DiscountedPayoffs(repeated, automaton, errors, payoffs, by_state)
