"""The ten questions that the project is for, answered from results: every sentence comes with its strength."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.equilibria.discount_region import DiscountRegion
from gametheory.exact import exact
from gametheory.proofs.verify import verify
from gametheory.regions import Strength, Strengthening, discount_levels, discounts_for_all, strengthening
from models.completion import complete
from models.errors import ModelError
from models.library import load, scenarios
from models.paired import Basis, chance_comparisons, strategy_comparisons
from models.paired_tables import paired_text
from models.region_text import end_text, region_text
from models.robust import strategy_robustness
from models.sampling import draw, with_units
from models.scenario import Scenario
from models.starting_paths import starting_bounds
from models.statements import claim_statement, comparison_statement, strategy_incentives
from models.strength import Kind, share_text, strength
from models.threats import threat
from models.thresholds import thresholds

__all__ = ["Answered", "Line", "ten_questions"]

_DRAWS = 200
_AT_POINT = "exact at the reference point of the stakes, which is an assumption"


@dataclass(frozen=True)
class Line:
    """
    One sentence of an answer.

    Parameters
    ----------
    sentence : str
        What comes out.
    strength : str
        How strongly, and over what.
    """

    sentence: str
    strength: str

    def __str__(self) -> str:
        return f"{self.sentence} [{self.strength}]"


@dataclass(frozen=True)
class Answered:
    """
    A question with its answer.

    Parameters
    ----------
    number : int
        From 1 to 10.
    question : str
        The question.
    lines : tuple of Line
        The answer.
    """

    number: int
    question: str
    lines: tuple[Line, ...]

    def plain(self) -> dict[str, Any]:
        """
        Give the answer as plain data.

        Returns
        -------
        dict
            Text, numbers and lists.
        """
        lines = [{"sentence": line.sentence, "strength": line.strength} for line in self.lines]
        return {"number": self.number, "question": self.question, "answer": lines}


def ten_questions(which: Iterable[int] = ()) -> Iterator[Answered]:
    """
    Answer the ten questions for the scenarios that are about them.

    Parameters
    ----------
    which : iterable of int, optional
        Numbers of questions; by default all.

    Yields
    ------
    Answered
        One per question, in order.

    Raises
    ------
    ModelError
        If there is no such question.

    Examples
    --------
    >>> print(next(ten_questions([8])).question)
    Does severity deter, or only cut enforcement?
    """
    asked = sorted(set(which)) or list(_QUESTIONS)
    for number in asked:
        if number not in _QUESTIONS:
            raise ModelError(f"there is no question {number}; give numbers from 1 to {len(_QUESTIONS)}.")
        question, answer = _QUESTIONS[number]
        yield Answered(number, question, tuple(answer()))


def _discount(scenario: Scenario) -> Fraction:
    return exact(scenario.spec.discount)


def _penalty() -> Iterator[Line]:
    """What each strategy of the bank scenario needs of the banks' stakes."""
    for name in ("bank-delisting", "bank-threat"):
        scenario = load(name)
        for strategy in scenario.plans:
            asked = strategy_incentives(scenario, complete(scenario, strategy).automaton, _discount(scenario))
            found = strengthening(asked)
            told = str(found) if found.requirements else "no more than what is known"
            yield Line(
                f"{name}, '{strategy}' at the discount factor {scenario.spec.discount}: {told}",
                _once_known(found),
            )


def _once_known(found: Strengthening) -> str:
    if found.possible.is_impossible:
        return Strength.IMPOSSIBLE.value
    if found.possible.is_knife_edge:
        return "knife edge: this leaves only payoffs where some of it holds with equality"
    return "proved for every payoff once this is known; nothing weaker is enough"


def _patience() -> Iterator[Line]:
    """Thresholds as formulas at the reference, and over all payoffs."""
    scenario = load("five-powers")
    for of in thresholds(scenario):
        formula = of.formula
        number = "no discount factor will do" if formula.threshold is None else end_text(formula.threshold)
        told = "" if formula.formula is None else f", delta* = {formula.formula}"
        who = "" if formula.binding is None else f"; {formula.binding.constraint}"
        yield Line(f"five-powers, '{of.name}': from {number}{told}{who}", _AT_POINT)
        automaton = complete(scenario, of.name).automaton
        every = discounts_for_all(scenario.family, automaton)
        assert verify(every.certificate, scenario.family), "a proof that fails raises"
        yield Line(
            f"five-powers, '{of.name}': an equilibrium for every payoff at {every}",
            f"exact, from the {every.corners} corners of what is known; certificate rechecked",
        )
        levels = discount_levels(scenario.family.within(with_units(scenario)), automaton, parts=5, tolerance="1/5")
        yield Line(
            f"five-powers, '{of.name}': an equilibrium robustly for some payoff {_runs(levels.for_some)}",
            "each tested discount factor decided exactly with a certificate; between them nothing is claimed",
        )


def _runs(runs: Any) -> str:
    return "; ".join(map(str, runs)) or "at no discount factor tested"


def _intermediary() -> Iterator[Line]:
    """The same strategies with one third country, two, three."""
    loaded = [load("intermediaries", sizes={_group(): size}) for size in (1, 2, 3)]
    for strategy in loaded[0].plans:
        completions = [complete(scenario, strategy) for scenario in loaded]
        where = [_where(completion.region) for completion in completions]
        told = f"{where[0]} with each number" if len(set(where)) == 1 else ", then ".join(where)
        found = [
            strategy_robustness(of, strategy_incentives(of, completion.automaton, _discount(of))).strength.value
            for of, completion in zip(loaded, completions, strict=True)
        ]
        over = f"{found[0]} with each number" if len(set(found)) == 1 else ", then ".join(found)
        yield Line(
            f"intermediaries, '{strategy}' by one, two, three third countries: equilibrium at the reference {told}",
            f"over all payoffs at {loaded[0].spec.discount}: {over}",
        )


def _group() -> str:
    return next(iter(load("intermediaries").groups))


def _where(region: DiscountRegion) -> str:
    return "nowhere" if region.is_empty else f"for {region_text(region)}"


def _denial() -> Iterator[Line]:
    """Scenarios with signals: with the signals where strategies move on them, else as if all were seen."""
    for name in ("deniable-exports", "bank-delisting"):
        scenario = load(name)
        for strategy in scenario.plans:
            automaton = complete(scenario, strategy).automaton
            asked = strategy_incentives(scenario, automaton, _discount(scenario))
            heedless = "is asked as if actions were seen" if asked.monitoring is None else "takes no notice of signals"
            seen = "moves on the signals" if automaton.signals else heedless
            found = strategy_robustness(scenario, asked)
            worst = [actor for actor, of in found.by_actor.items() if of.strength is not Strength.PROVED]
            yield Line(
                f"{name}, '{strategy}' {seen}; not proved for {', '.join(worst) or 'nobody'}",
                f"over all payoffs at {scenario.spec.discount}: {found.strength.value}",
            )
        yield from _half_as_clear(scenario)


def _half_as_clear(scenario: Scenario) -> Iterator[Line]:
    """What is lost, and gained, when detection moves half way towards the false alarm."""
    assert scenario.signals is not None, "asked of scenarios with signals"
    assert scenario.spec.detection is not None, "asked of scenarios that name detection"
    detect, chances = scenario.spec.detection.detect, scenario.signals.chances
    half = (chances[detect] + chances[scenario.spec.detection.alarm]) / 2
    for one in chance_comparisons(Basis(scenario, draws=_DRAWS), {detect: half}):
        yield Line(
            f"{scenario.name}, '{one.before}' with {detect} = {half} instead of {chances[detect]} on the same draws: "
            f"{paired_text(one)}",
            f"a share as a range over {len(one.by_measure)} measures, 95% intervals, at {scenario.spec.discount}",
        )


def _sender() -> Iterator[Line]:
    """Whether the sender punishes: played once, and as part of each strategy."""
    for name, claim in (
        ("five-powers", "bank_threat_would_be_carried_out"),
        ("secondary-sanctions", "cutoff_carried_out"),
    ):
        scenario = load(name)
        yield _claimed(scenario, claim)
        sender = scenario.actors["us"]
        for strategy in scenario.plans:
            asked = strategy_incentives(scenario, complete(scenario, strategy).automaton, _discount(scenario))
            own = strengthening(asked.of(sender))
            told = "has no reason not to play its part" if not own.requirements else f"plays its part where {own}"
            strength_told = strategy_robustness(scenario, asked).by_actor[sender].strength.value
            yield Line(f"{name}, '{strategy}': {sender} {told}", f"at {scenario.spec.discount}: {strength_told}")


def _claimed(scenario: Scenario, claim: str) -> Line:
    found = strength(scenario, claim_statement(scenario, claim), draw(scenario, _DRAWS))
    verb = "it is so that" if found.at_point else "it is not so that"
    return Line(f"{scenario.name}, at the reference {verb} {found.statement.text}", found.label)


def _test() -> Iterator[Line]:
    """The threat with private resolve, and in repeated play."""
    told = threat(load("bank-threat"))
    for k, found in enumerate(told.equilibria, start=1):
        tested = found.challenge * found.resist
        yield Line(
            f"bank-threat, equilibrium {k} of {len(told.equilibria)}: the threat is made with probability "
            f"{found.challenge:.3f}, then resisted with {found.resist:.3f}, so tested with {tested:.3f} and works "
            f"without being executed with {found.challenge - tested:.3f}",
            f"{_AT_POINT}; resolve is private by assumption",
        )
    if told.interval is not None:
        yield Line(f"bank-threat, repeated at {told.discount}: credible intensities {told.interval}", _AT_POINT)


def _coalition() -> Iterator[Line]:
    """Each coalition's strategy over all payoffs, with what China's part needs."""
    scenario = load("coalition")
    drawn = draw(scenario, _DRAWS)
    for strategy in scenario.plans:
        completion = complete(scenario, strategy)
        asked = strategy_incentives(scenario, completion.automaton, _discount(scenario))
        found = strategy_robustness(scenario, asked)
        target = scenario.actors["china"]
        share = share_text(int(drawn.holds(asked.forms).sum()), len(drawn))
        yield Line(
            f"coalition, '{strategy}': equilibrium {_where(completion.region)} at the reference; {target} complies for "
            f"every payoff if besides {strengthening(asked.of(target))}",
            f"over all payoffs at {scenario.spec.discount}: {found.strength.value}, {share}",
        )
    for one in strategy_comparisons(Basis(scenario, draws=_DRAWS)):
        yield Line(
            f"coalition, '{one.after}' instead of '{one.before}' on the same draws: {paired_text(one)}",
            f"a share as a range over {len(one.by_measure)} measures, 95% intervals, at {scenario.spec.discount}",
        )


def _severity() -> Iterator[Line]:
    """Milder and harsher punishments: what deters the target, and whether the sender carries them out."""
    scenario = load("firm-shutdown")
    for claim in ("shutdown_credible", "fine_credible", "severity_over_fine"):
        yield _claimed(scenario, claim)
    for strategy in scenario.plans:
        completion = complete(scenario, strategy)
        found = strategy_robustness(scenario, strategy_incentives(scenario, completion.automaton, _discount(scenario)))
        parts = ", ".join(f"{actor} {of.strength.value}" for actor, of in found.by_actor.items())
        yield Line(
            f"firm-shutdown, '{strategy}': equilibrium {_where(completion.region)} at the reference; {parts}",
            f"over all payoffs at {scenario.spec.discount}: {found.strength.value}",
        )


def _lever() -> Iterator[Line]:
    """The stake that moves each critical discount factor most."""
    for name in ("five-powers", "bank-delisting", "secondary-sanctions"):
        for of in thresholds(load(name)):
            if of.formula.levers:
                best = of.formula.levers[0]
                verb = "lowers" if best.derivative < 0 else "raises"
                yield Line(
                    f"{name}, '{of.name}': {best.parameter} moves delta* most; one percent more {verb} it by "
                    f"{abs(best.elasticity):.2f} percent",
                    _AT_POINT,
                )


def _survives() -> Iterator[Line]:
    """Every claim and comparison of every scenario, by strength; and whether the proofs rest on a guess."""
    kinds: Counter[Kind] = Counter()
    guesses: list[str] = []
    firm: list[str] = []
    for name in scenarios():
        scenario = load(name)
        sample = draw(scenario, _DRAWS)
        asked = {claim: claim_statement(scenario, claim) for claim in scenario.spec.claims}
        asked |= {claim: comparison_statement(scenario, claim) for claim in scenario.spec.comparisons}
        for claim, statement in asked.items():
            found = strength(scenario, statement, sample)
            kinds[found.kind] += 1
            if found.kind is Kind.PROVED:
                tags = {scenario.spec.inequalities[one].tag for one in found.uses}
                (guesses if "assumption" in tags else firm).append(f"{name}: {claim}")
    for kind in Kind:
        yield Line(f"{kinds[kind]} of {kinds.total()} claims and comparisons", kind.value)
    yield Line(f"rest on an assumption: {'; '.join(guesses) or 'none'}", Kind.PROVED.value)
    yield Line(f"rest on positions and definitions alone: {'; '.join(firm) or 'none'}", Kind.PROVED.value)
    yield from _no_strategy_at_all()


def _no_strategy_at_all() -> Iterator[Line]:
    """Of how many strategies no equilibrium at all could play the path, whatever the payoffs."""
    found = {(name, plan): bound for name in scenarios() for plan, bound in starting_bounds(load(name)).items()}
    excluded = [f"{name}: {plan}" for (name, plan), bound in found.items() if bound.is_impossible]
    open_ones = sum(bound.is_undetermined for bound in found.values())
    yield Line(
        f"'no strategy at all can play this' can be said for every payoff of {len(excluded)} of {len(found)} starting "
        f"paths of strategies{': ' if excluded else ''}{'; '.join(excluded)}; {open_ones} are undetermined",
        "proved by certificate where said; elsewhere the bound that every equilibrium obeys allows the path somewhere",
    )


_QUESTIONS: dict[int, tuple[str, Callable[[], Iterator[Line]]]] = {
    1: ("How big must the threatened penalty be for banks to comply at this trade profit?", _penalty),
    2: ("How patient must an actor be (critical discount factor), as a number and as a formula?", _patience),
    3: ("Does a new intermediary break compliance?", _intermediary),
    4: ("What if denial is credible, so that violations are seen only noisily?", _denial),
    5: ("Will the sender pay the price of punishing: is the threat credible?", _sender),
    6: ("When does a threat work without being executed? With what probability is it tested?", _test),
    7: ("Which coalition of sanctioners suffices?", _coalition),
    8: ("Does severity deter, or only cut enforcement?", _severity),
    9: ("Which lever buys most (detection, penalty, profit squeeze, carrots)?", _lever),
    10: (
        "Which of these answers hold for every payoff consistent with the documents, and which rest on a guess?",
        _survives,
    ),
}
