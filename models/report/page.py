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
from gametheory.regions import Sample
from models.finding import Finding, findings
from models.sampling import draw
from models.scenario import Scenario
from models.solving import Answer, answers
from models.thresholds import Threshold, thresholds

the_most_profiles_bounded = 150
"""Larger games are reported without their payoff set."""


@dataclass(frozen=True)
class Page:
    """What a report is made of; `payoffs` is None where there are too many profiles to wait for, or signals."""

    scenario: Scenario
    repeated: RepeatedGame
    values: Mapping[str, Fraction]
    equilibria: PureEquilibria
    floor: MinmaxValues
    solved: Sequence[Answer]
    thresholds: Sequence[Threshold]
    payoffs: PayoffSet | PayoffRegion | None
    findings: Sequence[Finding]
    sample: Sample

    def proofs(self) -> dict[str, Certificate]:
        """Every certificate by name."""
        proofs = {"one-shot-equilibria": self.equilibria.certificate, "minmax": self.floor.certificate}
        for answer in self.solved:
            proofs[f"{answer.name}.region"] = answer.region.certificate
            proofs[f"{answer.name}.verdict"] = answer.check.certificate
        if self.payoffs is not None and self.payoffs.points:
            proofs["payoff-set"] = self.payoffs.certificate
        return proofs


def solve_page(scenario: Scenario, discount: Any, stakes: Mapping[str, Any], draws: int) -> Page:
    """Solve everything that a report tells."""
    solved = tuple(answers(scenario, discount, stakes))
    values = scenario.values(**stakes)
    repeated = scenario.repeated(discount, **stakes)
    game = repeated.stage
    sample = draw(scenario, draws)
    bounded = game.n_profiles <= the_most_profiles_bounded
    return Page(
        scenario=scenario,
        repeated=repeated,
        values=values,
        equilibria=pure_equilibria(game),
        floor=minmax_values(game),
        solved=solved,
        thresholds=tuple(thresholds(scenario, stakes)),
        payoffs=payoff_set(repeated, tolerance=None if repeated.monitoring is None else 0.01) if bounded else None,
        findings=findings(scenario, solved, sample, values),
        sample=sample,
    )
