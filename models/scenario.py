"""A scenario: games whose every payoff can say where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from gametheory.errors import UnknownNameError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.games.repeated import RepeatedGame
from gametheory.strategies.automaton import Automaton
from models.expressions import Form, Scope
from models.knowledge import kept, named_inequalities
from models.schema import ScenarioSpec
from models.signals import SignalTable
from models.strategy_files import Plan
from models.tables import coefficient_table, payoffs_at, rows
from models.why import Term, Why

__all__ = ["Scenario"]


@dataclass(frozen=True, eq=False)
class Scenario:
    """
    Actors, actions and payoffs drawn from the documents, with strategies worth asking about.

    Built by `models.load`.

    Parameters
    ----------
    name : str
        File name without ending.
    spec : ScenarioSpec
        What the file says, groups written out.
    groups : mapping of str to tuple of str
        Members of each group of interchangeable actors.
    actors : mapping of str to str
        Actor id to the name it has in games.
    actions : mapping of str to mapping of str to str
        Per actor id: action id to the name it has in games.
    scope : Scope
        The names that expressions may use.
    forms : mapping of str to Form
        Payoffs by actor id, linear in stakes.
    polytope : Polytope
        What is known of the stakes: signs, and the inequalities that are kept.
    plans : mapping of str to Plan
        Strategies by name, open choices left open.
    signals : SignalTable, optional
        What is seen of actions; None where they are seen themselves.
    path : Path, optional
        The file.
    parts : mapping of str to str
        Who takes the parts that several actors can take.
    copies : mapping of str to tuple of str
        Stakes that each member of a group has of its own, by the name that they have in the file together.
    """

    name: str
    spec: ScenarioSpec = field(repr=False)
    groups: FrozenMap[str, tuple[str, ...]] = field(repr=False)
    actors: FrozenMap[str, str]
    actions: FrozenMap[str, FrozenMap[str, str]] = field(repr=False)
    scope: Scope = field(repr=False)
    forms: FrozenMap[str, Form] = field(repr=False)
    polytope: Polytope = field(repr=False)
    plans: FrozenMap[str, Plan] = field(repr=False)
    signals: SignalTable | None = field(repr=False, default=None)
    path: Path | None = field(repr=False, default=None)
    parts: FrozenMap[str, str] = field(repr=False, default_factory=FrozenMap)
    copies: FrozenMap[str, tuple[str, ...]] = field(repr=False, default_factory=FrozenMap)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that the scenario is for."""
        return self.spec.questions

    @property
    def monitoring(self) -> PublicMonitoring | None:
        """What is seen of actions, as the engine takes it; None where they are seen themselves."""
        return None if self.signals is None else self.signals.public

    def seen(self, profile: Sequence[str]) -> Mapping[Any, Fraction]:
        """
        Say what a profile of action names lets everybody see.

        Parameters
        ----------
        profile : sequence of str
            Names of actions, in the order of the actors.

        Returns
        -------
        mapping of signal to Fraction
            Chances; where actions are seen, the profile itself with probability one.
        """
        if self.monitoring is None:
            return FrozenMap({tuple(profile): Fraction(1)})
        names = (list(of.values()) for of in self.actions.values())
        return self.monitoring.chances(tuple(of.index(name) for of, name in zip(names, profile, strict=True)))

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of actions per actor."""
        return tuple(len(of) for of in self.actions.values())

    @property
    def stakes(self) -> tuple[str, ...]:
        """Names of the stakes."""
        return tuple(self.spec.stakes)

    @cached_property
    def units(self) -> frozenset[str]:
        """The stakes that are their actor's numeraire."""
        return frozenset(name for name, stake in self.spec.stakes.items() if stake.numeraire)

    def unit_of(self, stake: str) -> str | None:
        """
        Name the numeraire in which a stake is told: its actor's, or the group's, or (what a group shares) a member's.

        Parameters
        ----------
        stake : str
            Its name.

        Returns
        -------
        str or None
            Another stake or the same; None where the actor has no unit.
        """
        actor = self.spec.stakes[stake].actor
        around = (group for group, members in self.groups.items() if actor in members)
        owners = (actor, *around, *self.groups.get(actor, ()))
        found = (unit for owner in owners for unit in self.stakes if self._is_unit(unit, owner))
        return next(found, None)

    def _is_unit(self, stake: str, actor: str) -> bool:
        return stake in self.units and self.spec.stakes[stake].actor == actor

    @cached_property
    def reference(self) -> FrozenMap[str, Fraction]:
        """The reference value of every stake."""
        return FrozenMap((name, exact(stake.reference)) for name, stake in self.spec.stakes.items())

    @cached_property
    def kept(self) -> frozenset[str]:
        """The inequalities of the file that the polytope keeps."""
        named = {known.name for known in self.polytope.inequalities}
        return frozenset(name for name in self.spec.inequalities if name in named)

    @cached_property
    def own_rows(self) -> FrozenMap[str, tuple[tuple[str, ...], NDArray[Any]]]:
        """Per actor: its stakes, and its payoffs as coefficients of a constant and those stakes, at every profile."""
        return FrozenMap(
            (actor, (form.stakes, rows(form, form.stakes, self.shape))) for actor, form in self.forms.items()
        )

    @cached_property
    def family(self) -> GameFamily:
        """The games for all values of the stakes, with the polytope."""
        return GameFamily(
            coefficient_table(self.forms, self.stakes, self.shape),
            self.polytope,
            actors=list(self.actors.values()),
            actions=[list(of.values()) for of in self.actions.values()],
        )

    @cached_property
    def strategies(self) -> FrozenMap[str, Automaton]:
        """The strategies by name; where choices are left open, completed as is best at the reference point."""
        from models.completion import complete

        return FrozenMap((name, complete(self, name).automaton) for name in self.plans)

    def without(self, *names: str) -> Scenario:
        """
        Drop inequalities.

        Parameters
        ----------
        *names : str
            Their tags, such as "assumption", or their own names.

        Returns
        -------
        Scenario
            The same scenario with a larger (or equal) polytope.

        Raises
        ------
        UnknownNameError
            If a name is neither.

        Examples
        --------
        >>> import models
        >>> scenario = models.load("five-powers")
        >>> len(scenario.without("assumption").kept) < len(scenario.kept)
        True
        """
        return replace(self, polytope=kept(self.polytope, self.spec, self.kept - named_inequalities(self.spec, names)))

    def with_tags(self, *names: str) -> Scenario:
        """
        Keep only some inequalities.

        Parameters
        ----------
        *names : str
            Tags, or names of inequalities, to keep.

        Returns
        -------
        Scenario
            The same scenario with a larger (or equal) polytope; signs always stay.

        Raises
        ------
        UnknownNameError
            If a name is neither.
        """
        return replace(self, polytope=kept(self.polytope, self.spec, self.kept & named_inequalities(self.spec, names)))

    def variant(self, name: str) -> FrozenMap[str, Fraction]:
        """
        Give the stakes of a variant.

        Parameters
        ----------
        name : str
            Its name in the file.

        Returns
        -------
        mapping of str to Fraction
            All stakes.

        Raises
        ------
        UnknownNameError
            If there is no such variant.
        """
        if name not in self.spec.variants:
            raise UnknownNameError(f"{self.name} has no variant {name!r}. {closest(name, self.spec.variants)}")
        return self.values(**self.spec.variants[name].stakes)

    def values(self, **stakes: Any) -> FrozenMap[str, Fraction]:
        """
        Give every stake's value: the reference, except where told otherwise.

        Parameters
        ----------
        **stakes : number
            Values by stake name.

        Returns
        -------
        mapping of str to Fraction
            All stakes.

        Raises
        ------
        UnknownNameError
            If there is no such stake.
        """
        for name in stakes:
            if name not in self.spec.stakes:
                raise UnknownNameError(f"{self.name} has no stake {name!r}. {closest(name, self.spec.stakes)}")
        told = {name: exact(value, f"the stake {name}") for name, value in stakes.items()}
        return FrozenMap({**self.reference, **told})

    def violated(self, **stakes: Any) -> tuple[LinearInequality, ...]:
        """
        List the inequalities that some values break.

        Parameters
        ----------
        **stakes : number
            Values by stake name; the others at the reference point.

        Returns
        -------
        tuple of LinearInequality
            Empty when the values are consistent with all that is known or assumed.
        """
        return self.polytope.violated(self.values(**stakes))

    def stage(self, **stakes: Any) -> NormalFormGame:
        """
        Give the one-shot game.

        Parameters
        ----------
        **stakes : number
            Values by stake name; the others at the reference point.

        Returns
        -------
        NormalFormGame
            The game with exact payoffs.

        Examples
        --------
        >>> import models
        >>> models.load("five-powers").stage().shape
        (3, 3, 2, 2, 2)
        """
        return NormalFormGame(
            payoffs_at(self.forms, self.values(**stakes), self.shape),
            actors=list(self.actors.values()),
            actions=[list(of.values()) for of in self.actions.values()],
        )

    def repeated(self, discount: Any = None, **stakes: Any) -> RepeatedGame:
        """
        Give the repeated game.

        Parameters
        ----------
        discount : number, sequence or mapping, optional
            One discount factor or one per actor; by default the file's.
        **stakes : number
            Values by stake name; the others at the reference point.

        Returns
        -------
        RepeatedGame
            The game, with what is seen of it.
        """
        factor = self.spec.discount if discount is None else discount
        return RepeatedGame(self.stage(**stakes), discount=factor, monitoring=self.monitoring)

    def actor(self, name: str) -> str:
        """
        Find an actor's id from its id or name, in any case of letters.

        Parameters
        ----------
        name : str
            Id or name.

        Returns
        -------
        str
            The id.

        Raises
        ------
        UnknownNameError
            If there is no such actor.
        """
        for actor, shown in self.actors.items():
            if name.lower() in (actor.lower(), shown.lower()):
                return actor
        raise UnknownNameError(f"{self.name} has no actor {name!r}. {closest(name, self.actors)}")

    def action(self, actor: str, name: str) -> str:
        """
        Find an action's id from its id or name.

        Parameters
        ----------
        actor : str
            Actor id.
        name : str
            Id or name of the action.

        Returns
        -------
        str
            The id.

        Raises
        ------
        UnknownNameError
            If the actor has no such action.
        """
        for action, shown in self.actions[actor].items():
            if name.lower() in (action.lower(), shown.lower()):
                return action
        raise UnknownNameError(f"{actor} has no action {name!r}. {closest(name, self.actions[actor])}")

    def profile(self, profile: Mapping[str, str] | Sequence[str]) -> tuple[str, ...]:
        """
        Read a profile written with ids or names; give it with the names that games use.

        Parameters
        ----------
        profile : mapping of actor to action, or sequence of actions
            One action per actor.

        Returns
        -------
        tuple of str
            Action names in the order of the actors.

        Raises
        ------
        UnknownNameError
            If an actor or action does not exist.
        """
        order = ", ".join(self.actors)
        if not isinstance(profile, Mapping):
            if len(profile) != len(self.actors):
                raise UnknownNameError(f"the profile names {len(profile)} actions; give one for each of {order}.")
            profile = dict(zip(self.actors, profile, strict=True))
        told = {self.actor(actor): action for actor, action in profile.items()}
        missing = [actor for actor in self.actors if actor not in told]
        if missing:
            raise UnknownNameError(
                f"the profile does not say what {missing[0]} does; give one action for each of {order}."
            )
        return tuple(self.actions[actor][self.action(actor, told[actor])] for actor in self.actors)

    def why(self, actor: str, profile: Mapping[str, str] | Sequence[str], **stakes: Any) -> Why:
        """
        Walk one payoff back to stakes, inequalities, positions, documents and lines.

        Parameters
        ----------
        actor : str
            Whose payoff; id or name.
        profile : mapping of actor to action, or sequence of actions
            At which profile; ids or names.
        **stakes : number
            Values by stake name; the others at the reference point.

        Returns
        -------
        Why
            The payoff as a sum of stakes, each with what it rests on.

        Examples
        --------
        >>> import models
        >>> scenario = models.load("five-powers")
        >>> told = scenario.why("china", ["forbear", "curb", "abstain", "diversify", "comply"])
        >>> [term.stake for term in told.terms]
        ['china_europe']
        """
        who, names = self.actor(actor), self.profile(profile)
        index = tuple(list(self.actions[a].values()).index(name) for a, name in zip(self.actors, names, strict=True))
        values = self.values(**stakes)
        terms = []
        for stake, coefficients in self.forms[who].terms.items():
            coefficient = exact(_at(coefficients, index))
            if stake and coefficient:
                terms.append(self._term(stake, coefficient, values[stake]))
        constant = exact(_at(self.forms[who].constant, index))
        payoff = constant + sum((term.amount for term in terms), Fraction(0))
        return Why(self.actors[who], names, payoff, constant, tuple(terms), self.spec.payoffs[who])

    def _term(self, stake: str, coefficient: Fraction, value: Fraction) -> Term:
        known = self.inequalities_on(stake)
        inequalities = FrozenMap((name, self.spec.inequalities[name]) for name in known)
        return Term(stake, coefficient, value, self.spec.stakes[stake], inequalities)

    def inequalities_on(self, stake: str) -> tuple[str, ...]:
        """
        List what is known of one stake.

        Parameters
        ----------
        stake : str
            Its name.

        Returns
        -------
        tuple of str
            Names of the inequalities kept in which it occurs.
        """
        return tuple(
            name for name in self.spec.inequalities if name in self.kept and stake in self.inequality(name).coefficients
        )

    def inequality(self, name: str) -> LinearInequality:
        """
        Look an inequality up.

        Parameters
        ----------
        name : str
            Its name.

        Returns
        -------
        LinearInequality
            The statement, as a form that is not negative.

        Raises
        ------
        UnknownNameError
            If there is none of that name.
        """
        for inequality in self.polytope.inequalities:
            if inequality.name == name:
                return inequality
        raise UnknownNameError(f"{self.name} has no inequality {name!r}. {closest(name, self.spec.inequalities)}")


def _at(values: Any, index: tuple[int, ...]) -> Any:
    """One entry of an array that may have length 1 along any axis."""
    if values.ndim == 0:
        return values.item()
    return values[tuple(0 if size == 1 else k for size, k in zip(values.shape, index, strict=True))]
