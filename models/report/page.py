"""Everything that a report tells, solved once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.equilibria.minmax import MinmaxValues, minmax_values
from gametheory.equilibria.payoff_region import PayoffRegion
from gametheory.equilibria.payoff_set import PayoffSet, payoff_set
from gametheory.equilibria.pure import PureEquilibria, pure_equilibria
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.certificate import Certificate
from gametheory.regions import Robustness, Sample, outline
from models.detection import Detection, detection
from models.finding import Finding, findings
from models.robust import strategy_robustness
from models.sampling import draw, with_units
from models.scenario import Scenario
from models.solving import Answer, answers
from models.statements import strategy_incentives
from models.threats import Threat, threat
from models.thresholds import Threshold, thresholds

the_most_actors_bounded = 3
the_most_profiles_bounded = 150
"""Larger games are reported without their payoff set."""


@dataclass(frozen=True)
class Page:
    """
    What a report is made of.

    `payoffs` is None where `no_payoffs` says why; `detection` and `threat` are None where the scenario has none, or
    where `no_detection` says why not.
    """

    scenario: Scenario
    repeated: RepeatedGame
    values: Mapping[str, Fraction]
    equilibria: PureEquilibria
    floor: MinmaxValues
    solved: Sequence[Answer]
    robustness: Sequence[Robustness]
    thresholds: Sequence[Threshold]
    payoffs: PayoffSet | PayoffRegion | None
    findings: Sequence[Finding]
    sample: Sample
    no_payoffs: str = ""
    detection: Detection | None = None
    no_detection: str = ""
    threat: Threat | None = None

    def proofs(self) -> dict[str, Certificate]:
        """Every certificate by name."""
        proofs = {"one-shot-equilibria": self.equilibria.certificate, "minmax": self.floor.certificate}
        for answer in self.solved:
            proofs[f"{answer.name}.region"] = answer.region.certificate
            proofs[f"{answer.name}.verdict"] = answer.check.certificate
        if self.payoffs is not None and self.payoffs.points:
            proofs["payoff-set"] = self.payoffs.certificate
        if isinstance(self.payoffs, PayoffSet) and self.payoffs.repeated.monitoring is None:
            proofs["payoff-set-outer"] = self.payoffs.outer_certificate()
        return proofs


def solve_page(scenario: Scenario, discount: Any, stakes: Mapping[str, Any], draws: int) -> Page:
    """Solve everything that a report tells."""
    solved = tuple(answers(scenario, discount, stakes))
    values = scenario.values(**stakes)
    repeated = scenario.repeated(discount, **stakes)
    game = repeated.stage
    sample = draw(scenario, draws)
    shared = repeated.common_discount
    seen = None if scenario.spec.detection is None or shared is None else detection(scenario, shared, stakes)
    return Page(
        scenario=scenario,
        repeated=repeated,
        values=values,
        equilibria=pure_equilibria(game),
        floor=minmax_values(game),
        solved=solved,
        robustness=_robustness(scenario, solved, repeated),
        thresholds=tuple(thresholds(scenario, stakes)),
        payoffs=None if why_no_payoffs(repeated) else bounded_payoffs(repeated),
        no_payoffs=why_no_payoffs(repeated),
        findings=findings(scenario, solved, sample, values),
        sample=sample,
        detection=seen,
        no_detection="" if scenario.spec.detection is None or seen else "discount factors differ; it asks for one.",
        threat=None if scenario.spec.threat is None else threat(scenario, shared, stakes),
    )


def _robustness(scenario: Scenario, solved: Sequence[Answer], repeated: RepeatedGame) -> tuple[Robustness, ...]:
    """How strongly each strategy holds over all payoffs, its open choices filled as at the point asked about."""
    shapes = outline(scenario.polytope), outline(with_units(scenario))
    asked = (strategy_incentives(scenario, answer.region.automaton, repeated.discount) for answer in solved)
    return tuple(strategy_robustness(scenario, one, shapes) for one in asked)


def why_no_payoffs(repeated: RepeatedGame) -> str:
    """Say why the payoffs of all equilibria are not bounded here; empty where they are."""
    actors, profiles = len(repeated.stage.actors), repeated.stage.n_profiles
    if actors <= the_most_actors_bounded and profiles <= the_most_profiles_bounded:
        return ""
    return (
        f"The game has {actors} actors and {profiles} profiles; payoffs of all equilibria are bounded here for up to "
        f"{the_most_actors_bounded} actors and {the_most_profiles_bounded} profiles, which takes seconds. Ask the "
        "library: `gametheory.payoff_set(scenario.repeated())`."
    )


def bounded_payoffs(repeated: RepeatedGame) -> PayoffSet | PayoffRegion:
    """Bound the payoffs of all equilibria; under signals as closely as a picture shows."""
    return payoff_set(repeated, tolerance=None if repeated.monitoring is None else 0.01)
