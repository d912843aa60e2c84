"""A scenario's strategies, solved, every proof rechecked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gametheory.equilibria.discount_region import DiscountRegion
from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
from gametheory.proofs.verify import verify
from models.completion import Completion, complete
from models.scenario import Scenario

__all__ = ["Answer", "answers"]


@dataclass(frozen=True)
class Answer:
    """
    What is known of one strategy.

    Parameters
    ----------
    name, title : str
        The strategy.
    completion : Completion
        The strategy with its open choices filled, and for which common discount factors it is an equilibrium; that
        proof has been rechecked.
    check : StrategyCheck
        The verdict at the discount factors asked about; its proof has been rechecked.
    """

    name: str
    title: str
    completion: Completion
    check: StrategyCheck

    @property
    def region(self) -> DiscountRegion:
        """For which common discount factors it is an equilibrium."""
        return self.completion.region


def answers(
    scenario: Scenario, discount: Any = None, stakes: Mapping[str, Any] | None = None, only: Iterable[str] = ()
) -> Iterator[Answer]:
    """
    Solve a scenario's strategies and recheck every proof.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    discount : number, sequence or mapping, optional
        Discount factors for the verdict; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.
    only : iterable of str, optional
        Names of strategies; by default all.

    Yields
    ------
    Answer
        One per strategy.
    """
    repeated = scenario.repeated(discount, **(stakes or {}))
    for name in only or scenario.plans:
        completion = complete(scenario, name, repeated.stage)
        check = check_strategy(repeated, completion.automaton)
        verify(completion.region.certificate, repeated.stage)
        verify(check.certificate, repeated.stage)
        yield Answer(name, scenario.spec.strategies[name].title, completion, check)
