"""Is this strategy subgame perfect? The one-shot deviation principle, checked exactly in every state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.exact import exact_text, simplest_near
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.noise import read_slips
from gametheory.strategies.plain import plain_setting
from gametheory.strategies.play import Play, play
from gametheory.strategies.values import discounted_values, expectation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OneShotDeviation", "StrategyCheck", "check_strategy"]

_ROUNDING = Fraction(1, 10**12)


@dataclass(frozen=True)
class OneShotDeviation(Jsonable):
    """
    An actor departs once, then everybody follows the strategy again.

    Parameters
    ----------
    actor : str
        Who departs.
    state : str or int
        In which state.
    action : str
        What it plays instead.
    gain : Fraction
        What it gains, as a discounted average; positive breaks the equilibrium.
    """

    actor: str
    state: State
    action: str
    gain: Fraction

    def __str__(self) -> str:
        verb = "gains" if self.gain > 0 else "loses" if self.gain < 0 else "gains nothing"
        amount = "" if self.gain == 0 else f" {exact_text(abs(self.gain))}"
        return f"{self.actor} {verb}{amount} by playing {self.action!r} in state {self.state!r}"


@dataclass(frozen=True)
class StrategyCheck(Jsonable):
    """
    Whether an automaton is a subgame-perfect equilibrium, with the deviation that tests it hardest.

    Parameters
    ----------
    repeated : RepeatedGame
        The game asked about.
    automaton : Automaton
        The strategy asked about.
    is_equilibrium : bool
        Whether no one-shot deviation gains, in any state, reachable or not.
    values : mapping of state to tuple of Fraction
        Discounted average payoffs of following the strategy from each state, in the order of the actors.
    worst : OneShotDeviation or None
        The deviation with the largest gain; None where no actor has another action.
    slips : tuple of Fraction
        Probability per actor of playing something else by mistake.
    notes : tuple of str
        Remarks: a failure by rounding alone with the exact number to use, probabilities that were normalised.
    method : str
        How the verdict was reached.
    """

    repeated: RepeatedGame
    automaton: Automaton
    is_equilibrium: bool
    values: FrozenMap[State, tuple[Fraction, ...]]
    worst: OneShotDeviation | None
    slips: tuple[Fraction, ...] = ()
    notes: tuple[str, ...] = ()
    method: str = "one-shot deviation principle in every state, exact rational arithmetic"

    @property
    def converged(self) -> bool:
        """Always true: the check is finite and exact."""
        return True

    @property
    def payoffs(self) -> tuple[Fraction, ...]:
        """Discounted average payoffs of play from the start, in the order of the actors."""
        start = as_lottery(self.automaton.start)
        count = len(self.repeated.stage.actors)
        return tuple(sum((p * self.values[s][i] for s, p in start.items()), Fraction(0)) for i in range(count))

    @property
    def certificate(self) -> Certificate:
        """Values of all states and the hardest deviation, for `gametheory.verify`."""
        worst = self.worst
        return Certificate(
            "strategy",
            {
                **plain_setting(self.repeated.stage, self.automaton, self.repeated.monitoring, self.slips),
                "discount": [exact_text(d) for d in self.repeated.discount],
                "values": [[state, [exact_text(x) for x in row]] for state, row in self.values.items()],
                "is_equilibrium": self.is_equilibrium,
                "worst": worst and [worst.actor, worst.state, worst.action, exact_text(worst.gain)],
            },
        )

    def __bool__(self) -> bool:
        return self.is_equilibrium

    def __str__(self) -> str:
        verdict = "subgame perfect" if self.is_equilibrium else "not subgame perfect"
        how = "; the deviation closest to paying: " if self.is_equilibrium else ": "
        tested = f"{how}{self.worst}" if self.worst else ""
        return ". ".join([f"{verdict}{tested}", *self.notes])


def check_strategy(repeated: RepeatedGame, automaton: Automaton, *, slips: Any = None) -> StrategyCheck:
    """
    Check whether a strategy is a subgame-perfect equilibrium of a repeated game.

    By the one-shot deviation principle (Blackwell 1965; Mailath and Samuelson 2006, proposition 2.2.1) it is one
    exactly when in no state any actor gains by departing once. States that no history enters are checked as well. Under
    imperfect monitoring the same holds for public strategies and perfect public equilibrium.

    Parameters
    ----------
    repeated : RepeatedGame
        The stage game with discount factors, common or one per actor.
    automaton : Automaton
        The strategy, its prescriptions pure or independently mixed; where the game has monitoring, it moves on signals.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors: the probability that an actor plays, by mistake, one of its other actions, each as likely.

    Returns
    -------
    StrategyCheck
        The verdict with values of all states, the hardest deviation and a certificate.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.
    UnknownNameError
        If it prescribes an action that does not exist.

    Examples
    --------
    >>> from gametheory import NormalFormGame, RepeatedGame, strategies, check_strategy
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> print(check_strategy(RepeatedGame(stage, discount="1/4"), grim))
    not subgame perfect: Ann gains 1/4 by playing 'D' in state 'target'
    """
    if not isinstance(repeated, RepeatedGame):
        raise GameError(
            f"a strategy is checked in a RepeatedGame, not in {type(repeated).__name__}; "
            "build one with RepeatedGame(stage, discount=0.9)."
        )
    check = _check(repeated, automaton, read_slips(slips, repeated.stage))
    read = repeated.monitoring.notes if repeated.monitoring else ()
    return replace(check, notes=(*automaton.notes, *read, *_rounding_notes(check)))


def _check(repeated: RepeatedGame, automaton: Automaton, slips: tuple[Fraction, ...]) -> StrategyCheck:
    played = play(repeated.stage, automaton, repeated.monitoring, slips)
    values = discounted_values(played, repeated.discount)
    worst = _worst(repeated, played, values)
    verdict = worst is None or worst.gain <= 0
    by_state = FrozenMap(zip(played.states, values, strict=True))
    return StrategyCheck(repeated, automaton, verdict, by_state, worst, slips)


def _worst(repeated: RepeatedGame, played: Play, values: Sequence[Sequence[Fraction]]) -> OneShotDeviation | None:
    stage, best = repeated.stage, None
    own_values = list(zip(*values, strict=True))
    for option in played.deviations:
        i, d = option.actor, repeated.discount[option.actor]
        gain = (1 - d) * option.payoff + d * expectation(option.leads, own_values[i]) - values[option.state][i]
        if best is None or gain > best.gain:
            best = OneShotDeviation(stage.actors[i], played.states[option.state], stage.actions[i][option.action], gain)
    return best


def _rounding_notes(check: StrategyCheck) -> list[str]:
    """Tell a strategy that fails only because a number was rounded before it came here."""
    if check.worst is None or check.is_equilibrium:
        return []
    game = check.repeated
    if check.worst.gain > _ROUNDING * _scale(game.stage):
        return []
    simpler = RepeatedGame(game.stage, tuple(_simplest_discount(d) for d in game.discount), game.monitoring)
    if simpler != game and _check(simpler, check.automaton, check.slips).is_equilibrium:
        changes = {d: e for d, e in zip(game.discount, simpler.discount, strict=True) if d != e}
        return [f"It fails by less than rounding: use {_as_code(e)} for {float(d)!r}" for d, e in changes.items()]
    payoffs = _simplest_payoffs(game.stage)
    rounded = RepeatedGame(payoffs, simpler.discount, game.monitoring)
    if payoffs != game.stage and _check(rounded, check.automaton, check.slips).is_equilibrium:
        return [_payoff_note(game, simpler, payoffs)]
    return []


def _simplest_discount(discount: Fraction) -> Fraction:
    """Only inside (0, 1): near its ends the simplest number is the end itself."""
    near = simplest_near(discount)
    return near if 0 < near < 1 else discount


def _payoff_note(game: RepeatedGame, simpler: RepeatedGame, payoffs: NormalFormGame) -> str:
    discount = "" if simpler == game else f", and discount={_as_code(simpler.discount[0])}"
    for profile in game.stage.profiles():
        for actor, x, y in zip(game.stage.actors, game.stage.payoff(profile), payoffs.payoff(profile), strict=True):
            if x != y:
                place = f"the payoff {float(x)!r} of {actor} at {profile}"
                return f"It fails by less than rounding: use {_as_code(y)} for {place}{discount}"
    raise AssertionError("payoffs differ somewhere")


def _scale(stage: NormalFormGame) -> Fraction:
    numerators, denominators = stage.integers()
    spans = [
        Fraction(int(numerators[..., i].max()) - int(numerators[..., i].min()), d) for i, d in enumerate(denominators)
    ]
    return max(spans)


def _simplest_payoffs(stage: NormalFormGame) -> NormalFormGame:
    payoffs = {profile: [simplest_near(x) for x in stage.payoff(profile)] for profile in stage.profiles()}
    actions = dict(zip(stage.actors, stage.actions, strict=True))
    return NormalFormGame.from_function(lambda *profile: payoffs[profile], actions=actions)


def _as_code(value: Fraction) -> str:
    return f"Fraction({value.numerator}, {value.denominator})" if value.denominator > 1 else str(value)
