"""Deniability: for which detection and false alarm each strategy holds, and what better detection is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.best_response import best_responses
from gametheory.equilibria.equilibrium_region import EquilibriumRegion, equilibrium_region
from gametheory.equilibria.one_shot_deviation import check_strategy
from gametheory.equilibria.pure import pure_equilibria
from gametheory.errors import UnknownNameError, closest
from gametheory.exact import exact
from gametheory.games.repeated import RepeatedGame, read_discount
from models.completion import complete
from models.errors import ModelError
from models.scenario import Scenario

if TYPE_CHECKING:
    from gametheory.equilibria.detection_value import DetectionValue
    from gametheory.equilibria.punishment_length import PunishmentLength
    from gametheory.games.symbolic import SymbolicMonitoring
    from models.schema_detection import DetectionSpec

__all__ = ["Denial", "Detection", "StrategyDetection", "detection"]


@dataclass(frozen=True)
class StrategyDetection:
    """
    One strategy's equilibrium region in the chances of its scenario's signals.

    Parameters
    ----------
    name, title : str
        The strategy.
    region : EquilibriumRegion
        All its incentives; choices that the file leaves open are completed as is best at the file's chances.
    """

    name: str
    title: str
    region: EquilibriumRegion


@dataclass(frozen=True)
class Denial:
    """
    What a violation gains today and costs later, in payoffs of one period.

    Parameters
    ----------
    gain : Fraction
        Today.
    later : Fraction
        What the actor's value loses, by the signals that the violation makes likelier.
    """

    gain: Fraction
    later: Fraction


@dataclass(frozen=True)
class Detection:
    """
    A scenario with signals, at one discount factor and one point of the stakes.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    repeated : RepeatedGame
        The game at the file's chances.
    answers : tuple of StrategyDetection
        One per strategy.
    """

    scenario: Scenario
    repeated: RepeatedGame
    answers: tuple[StrategyDetection, ...]

    @property
    def spec(self) -> DetectionSpec:
        """The names of detection and false alarm."""
        assert self.scenario.spec.detection is not None
        return self.scenario.spec.detection

    @property
    def discount(self) -> Fraction:
        """The common discount factor."""
        return self.repeated.discount[0]

    @property
    def chances(self) -> Mapping[str, Fraction]:
        """The chances in the signals, as the file has them."""
        assert self.scenario.signals is not None
        return self.scenario.signals.chances

    @property
    def monitoring(self) -> SymbolicMonitoring:
        """The signals, with symbols for the chances."""
        assert self.scenario.signals is not None
        return self.scenario.signals.symbolic

    def others(self, *names: str) -> dict[str, Fraction]:
        """
        Give the chances that are held fixed while some move.

        Parameters
        ----------
        *names : str
            Those that move.

        Returns
        -------
        dict of str to Fraction
            The file's values of the others.
        """
        return {name: value for name, value in self.chances.items() if name not in names}

    @property
    def target(self) -> str:
        """Who may violate, by name; empty where the file says nothing of a conflict."""
        conflict = self.scenario.spec.conflict
        return "" if conflict is None else self.scenario.actors[conflict.target]

    def violations(self, answer: StrategyDetection) -> tuple[str, ...]:
        """
        List what tempts the target in the state in which a strategy begins.

        Parameters
        ----------
        answer : StrategyDetection
            The strategy.

        Returns
        -------
        tuple of str
            Actions that pay more today than what is prescribed.
        """
        if not self.target:
            return ()
        stage, i = self.repeated.stage, self.repeated.stage.actor_index(self.target)
        played = self._start(answer)
        options = ((*played[:i], action, *played[i + 1 :]) for action in stage.actions[i])
        own = stage.payoff(played)[i]
        return tuple(profile[i] for profile in options if stage.payoff(profile)[i] > own)

    def denial(self, answer: StrategyDetection, action: str, noise: Any) -> Denial:
        """
        Say what one violation gains and costs.

        Parameters
        ----------
        answer : StrategyDetection
            The strategy, in the state in which it begins.
        action : str
            The target's action.
        noise : number
            How far detection is moved towards the false alarm: 0 leaves it, at 1 signals say nothing of it.

        Returns
        -------
        Denial
            Gain and cost.
        """
        detect, alarm = (self.chances[name] for name in (self.spec.detect, self.spec.alarm))
        blurred = detect + exact(noise, "the noise") * (alarm - detect)
        seen = self.monitoring.at(**{**self.chances, self.spec.detect: blurred})
        game = RepeatedGame(self.repeated.stage, self.repeated.discount, seen)
        values = check_strategy(game, answer.region.automaton).values
        start, i = self.scenario.plans[answer.name].start, game.stage.actor_index(self.target)
        played = self._start(answer)
        changed = (*played[:i], action, *played[i + 1 :])

        def later(profile: tuple[str, ...]) -> Fraction:
            leads = self.scenario.plans[answer.name].leads(start, seen.chances(game.stage.index(profile)))
            return sum((chance * values[state][i] for state, chance in leads.items()), Fraction(0))

        gain = game.stage.payoff(changed)[i] - game.stage.payoff(played)[i]
        return Denial(gain, self.discount / (1 - self.discount) * (later(played) - later(changed)))

    def _start(self, answer: StrategyDetection) -> tuple[str, ...]:
        return tuple(map(str, answer.region.automaton.actions[self.scenario.plans[answer.name].start]))

    @cached_property
    def rewards(self) -> tuple[tuple[str, ...], ...]:
        """The profiles with which strategies begin and in which somebody is tempted."""
        profiles = dict.fromkeys(self._start(answer) for answer in self.answers)
        return tuple(profile for profile in profiles if _tempts(self.repeated, profile))

    @cached_property
    def lengths(self) -> tuple[PunishmentLength, ...]:
        """The best length of a punishment, for each such profile and each pure equilibrium of the game played once."""
        from gametheory.equilibria.punishment_length import punishment_length

        threats = list(pure_equilibria(self.repeated.stage))
        return tuple(punishment_length(self.repeated, r, threat) for r in self.rewards for threat in threats)

    @cached_property
    def worth(self) -> tuple[tuple[tuple[str, ...], str, DetectionValue], ...]:
        """Per such profile and actor: what better detection is worth to it in the best two-state equilibrium."""
        from gametheory.equilibria.detection_value import detection_value

        return tuple(
            (
                profile,
                actor,
                detection_value(
                    self.repeated.stage,
                    self.monitoring,
                    at=self.chances,
                    discount=self.discount,
                    weights={actor: 1},
                    reward=profile,
                ),
            )
            for profile in self.rewards
            for actor in self.repeated.stage.actors
        )


def _tempts(repeated: RepeatedGame, profile: tuple[str, ...]) -> bool:
    return not best_responses(repeated.stage)[repeated.stage.index(profile)].all()


def detection(
    scenario: Scenario,
    discount: Any = None,
    stakes: Mapping[str, Any] | None = None,
    only: Iterable[str] = (),
) -> Detection:
    """
    Ask a scenario with signals for which chances each of its strategies is an equilibrium.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose file has signals and a ``[detection]``.
    discount : number, optional
        One discount factor for all; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.
    only : iterable of str, optional
        Names of strategies; by default all.

    Returns
    -------
    Detection
        Regions, best lengths of punishments, and what better detection is worth.

    Raises
    ------
    ModelError
        If the file says nothing of detection.
    UnknownNameError
        If there is no such strategy.

    Examples
    --------
    >>> import models
    >>> told = detection(models.load("bank-delisting"), only=["lawful-payments"])
    >>> told.answers[0].region.holds(discount=told.discount, **told.chances)
    True
    """
    if scenario.spec.detection is None:
        raise ModelError(
            f"{scenario.name} says nothing of detection; add [signals] and a [detection] to its file, or ask "
            "'bank-delisting' or 'deniable-exports'."
        )
    wanted = tuple(only) or tuple(scenario.plans)
    for name in wanted:
        if name not in scenario.plans:
            raise UnknownNameError(f"{scenario.name} has no strategy {name!r}. {closest(name, scenario.plans)}")
    factor = read_discount(scenario.spec.discount if discount is None else discount)
    repeated = scenario.repeated(factor, **(stakes or {}))
    assert scenario.signals is not None
    answers = tuple(_answer(scenario, repeated, name) for name in wanted)
    return Detection(scenario, repeated, answers)


def _answer(scenario: Scenario, repeated: RepeatedGame, name: str) -> StrategyDetection:
    assert scenario.signals is not None
    automaton = complete(scenario, name, repeated.stage).automaton
    region = equilibrium_region(repeated.stage, automaton, monitoring=scenario.signals.symbolic)
    return StrategyDetection(name, scenario.spec.strategies[name].title, region)
