"""What it takes for a strategy to be an equilibrium, as linear inequalities in the parameters of a family of games."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact_text
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.games.repeated import read_factors
from gametheory.regions.statement import Statement, plain_inequality, plain_polytope
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.noise import read_slips
from gametheory.strategies.plain import plain_automaton, plain_monitoring
from gametheory.strategies.play import Play, play
from gametheory.strategies.values import discounted_values

__all__ = ["Incentive", "Incentives", "incentives"]

Rows = NDArray[Any]


@dataclass(frozen=True)
class Incentive(Jsonable):
    """
    One incentive constraint: following the strategy is worth at least as much as departing once.

    Parameters
    ----------
    actor : str
        Who might depart.
    state : str or int
        In which state.
    action : str
        What it would play instead.
    form : LinearInequality
        Value of following minus value of departing, as a discounted average; linear in the parameters.
    """

    actor: str
    state: State
    action: str
    form: LinearInequality

    def __str__(self) -> str:
        return self.form.name


@dataclass(frozen=True)
class Incentives(Statement, Jsonable):
    """
    All the incentive constraints of a strategy over a family of games: where all hold, it is an equilibrium.

    Parameters
    ----------
    family : GameFamily
        The games, with what is known of their parameters.
    automaton : Automaton
        The strategy.
    discount : tuple of Fraction
        One discount factor per actor.
    monitoring : PublicMonitoring or None
        What is seen; None where actions are.
    slips : tuple of Fraction
        Probability per actor of playing something else by mistake.
    values : tuple of tuple of tuple of Fraction
        Per state and actor: what following the strategy is worth, as coefficients (a constant, then the parameters).
    constraints : tuple of Incentive
        One per state, actor and other action, in that order; those of one actor alone where that is asked.
    actor : str
        Whose constraints alone are asked about; empty for everybody's.
    """

    family: GameFamily
    automaton: Automaton
    discount: tuple[Fraction, ...]
    monitoring: PublicMonitoring | None
    slips: tuple[Fraction, ...]
    values: tuple[tuple[tuple[Fraction, ...], ...], ...]
    constraints: tuple[Incentive, ...]
    actor: str = ""

    @property
    def polytope(self) -> Polytope:
        """The parameters and what is known of them."""
        return self.family.polytope

    @property
    def forms(self) -> tuple[LinearInequality, ...]:
        """The constraints as inequalities."""
        return tuple(constraint.form for constraint in self.constraints)

    def of(self, actor: str) -> Incentives:
        """
        Keep one actor's constraints.

        Parameters
        ----------
        actor : str
            The actor.

        Returns
        -------
        Incentives
            Only what this actor must not gain.

        Raises
        ------
        UnknownNameError
            If there is no such actor.
        """
        if actor not in self.family.actors:
            raise UnknownNameError(f"there is no actor {actor!r}. {closest(actor, self.family.actors)}")
        return replace(self, constraints=tuple(c for c in self.constraints if c.actor == actor), actor=actor)

    def within(self, polytope: Polytope) -> Incentives:
        """
        Ask the same over another polytope in the same parameters.

        Parameters
        ----------
        polytope : Polytope
            What is known instead.

        Returns
        -------
        Incentives
            The same constraints.
        """
        return replace(self, family=self.family.within(polytope))

    def plain(self) -> dict[str, Any]:
        """
        Write the statement as certificates hold it.

        Returns
        -------
        dict
            Plain data.
        """
        return {
            "polytope": plain_polytope(self.polytope),
            "constraints": [
                [[c.actor, c.state, c.action], plain_inequality(c.form, self.polytope)] for c in self.constraints
            ],
            "setting": {
                "family": plain_family(self.family),
                "automaton": plain_automaton(self.automaton),
                "monitoring": plain_monitoring(self.monitoring),
                "slips": [exact_text(p) for p in self.slips],
                "discount": [exact_text(d) for d in self.discount],
                "values": plain_values(self.automaton.states, self.values),
                "actor": self.actor,
            },
        }


def incentives(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
) -> Incentives:
    """
    Write what it takes for a strategy to be an equilibrium as linear inequalities in a family's parameters; exact.

    By the one-shot deviation principle. The values of states solve one linear system, with a row of coefficients for
    each actor on its right-hand side.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in parameters.
    automaton : Automaton
        The strategy; where there is monitoring, it moves on signals.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Probability that an actor plays, by mistake, one of its other actions.

    Returns
    -------
    Incentives
        One inequality per state, actor and other action.

    Raises
    ------
    GameError
        If this is no family, or a discount factor does not lie between 0 and 1.
    StrategyError
        If the automaton does not fit the game.

    Examples
    --------
    >>> from gametheory import GameFamily, LinearInequality, Polytope, regions, strategies
    >>> known = Polytope(["gain", "loss"], [LinearInequality({"gain": 1}), LinearInequality({"loss": 1, "gain": -1})])
    >>> family = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])
    >>> keep = strategies.Automaton(start="on", actions={"on": ["keep"]}, default={"on": "on"})
    >>> print(*(c.form.coefficients for c in regions.incentives(family, keep, discount="1/2").constraints))
    {'gain': Fraction(-1, 2), 'loss': Fraction(1, 2)}
    """
    if not isinstance(family, GameFamily):
        raise GameError(
            f"regions are asked of a GameFamily, not of {type(family).__name__}; build one with "
            "GameFamily(coefficients, polytope), or GameFamily.from_expressions(payoffs, inequalities=...)."
        )
    factors, seen = read_factors(discount, family.actors), as_monitoring(monitoring)
    stage = FamilyStage(family)
    mistakes = read_slips(slips, stage.constant)
    played = play(stage, automaton, seen, mistakes)  # type: ignore[arg-type]  # payoffs that are rows add up like numbers
    values = discounted_values(played, factors)
    found = tuple(_constraints(stage, played, factors, values))
    worth = tuple(tuple(stage.full(i, row) for i, row in enumerate(rows)) for rows in values)
    return Incentives(family, automaton, factors, seen, mistakes, worth, found)


class FamilyStage:
    """A family as a stage game in which each payoff is a row: a constant and coefficients of the actor's parameters."""

    def __init__(self, family: GameFamily) -> None:
        self.constant = family.part(None)
        self.actors, self.actions, self.shape = family.actors, family.actions, family.shape
        self.n_profiles, self.profiles = self.constant.n_profiles, self.constant.profiles
        self.index, self.action_index = self.constant.index, self.constant.action_index
        self.columns = family.own_columns
        self.names = family.polytope.parameters
        self.tables = [family.coefficients[..., i, columns] for i, columns in enumerate(self.columns)]

    def payoff(self, profile: tuple[str, ...]) -> tuple[Rows, ...]:
        index = self.index(profile)
        return tuple(table[index] for table in self.tables)

    def row(self, actor: int, profile: tuple[str, ...]) -> Rows:
        """One payoff over all parameters."""
        return np.array(self.full(actor, self.tables[actor][self.index(profile)]), dtype=object)

    def full(self, actor: int, row: Any) -> tuple[Fraction, ...]:
        """A row over all parameters."""
        dense = [Fraction(0)] * (1 + len(self.names))
        for column, x in zip(self.columns[actor], row, strict=True):
            dense[column] = x
        return tuple(dense)


def _constraints(stage: FamilyStage, played: Play, factors: tuple[Fraction, ...], values: Any) -> Iterator[Incentive]:
    for option in played.deviations:
        i, d = option.actor, factors[option.actor]
        later = sum((chance * values[s][i] for s, chance in option.leads.items()), Fraction(0))
        row = values[option.state][i] - (1 - d) * option.payoff - d * later
        actor, state = stage.actors[i], played.states[option.state]
        action = stage.actions[i][option.action]
        named = zip(stage.columns[i][1:], row[1:], strict=True)
        coefficients = {stage.names[column - 1]: x for column, x in named if x}
        name = f"{actor} must not gain by {action!r} in state {state!r}"
        yield Incentive(actor, state, action, LinearInequality(coefficients, row[0], name))


def plain_family(family: GameFamily) -> dict[str, Any]:
    """Write a family's payoffs: profile number, actor number, column and value wherever it is not zero."""
    table = family.coefficients.reshape(-1, len(family.actors), 1 + len(family.polytope.parameters))
    entries = [[*map(int, place), exact_text(table[tuple(place)])] for place in np.argwhere(table != 0)]
    return {"actors": list(family.actors), "actions": [list(names) for names in family.actions], "payoffs": entries}


def plain_values(states: Iterable[State], values: Any) -> list[list[Any]]:
    """Write what each state is worth to each actor, zeros left out."""
    return [[state, [_sparse(row) for row in rows]] for state, rows in zip(states, values, strict=True)]


def _sparse(row: tuple[Fraction, ...]) -> list[list[Any]]:
    return [[k, exact_text(x)] for k, x in enumerate(row) if x]
