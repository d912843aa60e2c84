"""What survives uncertainty: a scenario's strategies and claims over all payoffs, with proofs and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from gametheory.exact import exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.repeated import read_discount
from gametheory.proofs.verify import verify
from gametheory.regions import (
    Incentives,
    Outline,
    Robustness,
    Share,
    Shares,
    Strengthening,
    Sustainable,
    Verdict,
    necessity,
    outline,
    possibility,
    sample,
    strengthening,
    tally,
)
from gametheory.strategies.automaton import Automaton
from models.completion import Completion, complete
from models.sampling import draw, measures, with_units
from models.scenario import Scenario
from models.starting_paths import Bounds
from models.statements import conflict_statement, strategy_incentives

__all__ = ["RobustStrategy", "robust", "robust_completion", "strategy_robustness"]

_MOST_COMPLETIONS = 64


@dataclass(frozen=True)
class RobustStrategy:
    """
    One strategy over all payoffs consistent with what is known.

    Parameters
    ----------
    name, title : str
        The strategy.
    completion : Completion
        Its open choices filled: as is best at the reference, or, where that is nowhere an equilibrium robustly, the
        first completion that somewhere is.
    discount : Fraction
        The discount factor asked about.
    incentives : Incentives
        Its constraints, over the polytope.
    robustness : Robustness
        How strongly it holds, jointly and per actor; possible means possible with each actor's numeraire above zero.
    strengthening : Strengthening
        What would have to be known besides.
    shares : Shares
        In what share of several measures it holds, among draws with a conflict where the file says what that is.
    bound : Sustainable or None
        Whether any strategy at all can play what this one plays when nobody departs; None where signals are seen
        instead of actions.
    excluded : Share or None
        The share of draws in which no equilibrium in pure actions plays it.
    """

    name: str
    title: str
    completion: Completion
    discount: Any
    incentives: Incentives
    robustness: Robustness
    strengthening: Strengthening
    shares: Shares
    bound: Sustainable | None
    excluded: Share | None

    @property
    def filled(self) -> str:
        """How open choices were completed, in words; empty where none were left open."""
        return "; ".join(f"{actor} plays '{action}' in '{state}'" for state, actor, action in self.completion.filled)

    def verified(self) -> int:
        """
        Recheck every proof.

        Returns
        -------
        int
            How many certificates were rechecked.
        """
        found = [self.strengthening.certificate]
        for of in (self.robustness.joint, *self.robustness.by_actor.values()):
            found += [of.possible.certificate, of.necessary.certificate]
        if self.bound is not None and self.bound.certificate is not None:
            found.append(self.bound.certificate)
        return sum(verify(certificate) for certificate in found)

    def plain(self) -> dict[str, Any]:
        """
        Give the answer as plain data.

        Returns
        -------
        dict
            Text, numbers, lists and dicts.
        """
        return {
            "strategy": self.name,
            "title": self.title,
            "completion": self.filled,
            "discount": exact_text(self.discount),
            "strength": self.robustness.strength.value,
            "by_actor": {actor: of.strength.value for actor, of in self.robustness.by_actor.items()},
            "uses": list(self.robustness.joint.necessary.uses) if self.robustness.joint.necessary.holds else [],
            "witness": {name: exact_text(x) for name, x in self.robustness.joint.possible.witness.items()},
            "counterexample": {
                name: exact_text(x) for name, x in self.robustness.joint.necessary.counterexample.items()
            },
            "needed": [
                {"inequality": str(one), "else": one.form.name, "enough": [str(ratio) for ratio in one.ratios]}
                for one in self.strengthening.requirements
            ],
            "shares": [
                {"measure": one.measure, "share": one.value, "low": one.low, "high": one.high, "draws": one.draws}
                for one in self.shares
            ],
            "any_equilibrium": None if self.bound is None else str(self.bound),
            "excluded_share": None if self.excluded is None else self.excluded.value,
        }


def robust(
    scenario: Scenario, discount: Any = None, only: Iterable[str] = (), draws: int = 1000
) -> Iterator[RobustStrategy]:
    """
    Ask of each strategy what survives when stakes are known by inequalities alone.

    Parameters
    ----------
    scenario : Scenario
        The scenario, with whatever inequalities it keeps.
    discount : number, optional
        One discount factor for all; by default the file's.
    only : iterable of str, optional
        Names of strategies; by default all.
    draws : int, default: 1000
        Draws per measure.

    Yields
    ------
    RobustStrategy
        One per strategy, every answer with its proof.

    Examples
    --------
    >>> import models
    >>> told = next(robust(models.load("secondary-sanctions"), only=["reversion"], draws=100))
    >>> print(told.strengthening)
    china_standing + 9/10 china_listing_loss >= china_trade
    """
    factor = read_discount(scenario.spec.discount if discount is None else discount)
    drawn, alone = draw(scenario, draws), conflict_statement(scenario)
    samples = [sample(scenario.polytope, measure, draws) for measure in measures(scenario)]
    counted = [None if alone is None else ~one.holds(alone.forms) for one in samples]
    shapes, bounds = (outline(scenario.polytope), outline(with_units(scenario))), Bounds(scenario, factor)
    for name in only or scenario.plans:
        completion = robust_completion(scenario, name, factor, shapes)
        automaton = completion.automaton
        asked = strategy_incentives(scenario, automaton, factor)
        bound = bounds.of(automaton) if asked.monitoring is None else None
        yield RobustStrategy(
            name,
            scenario.spec.strategies[name].title,
            completion,
            factor,
            asked,
            strategy_robustness(scenario, asked, shapes),
            strengthening(asked, shapes[0]),
            Shares(tuple(tally(one.holds(asked.forms), one, of) for one, of in zip(samples, counted, strict=True))),
            bound,
            None if bound is None else tally(~bound.allows(drawn), drawn),
        )


def strategy_robustness(
    scenario: Scenario, asked: Incentives, shapes: tuple[Outline, Outline] | None = None
) -> Robustness:
    """
    Say how strongly constraints hold, jointly and per actor.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    asked : Incentives
        The constraints; asked over this scenario's polytope, whichever they were built over.
    shapes : pair of Outline, optional
        Of its polytope without and with numeraires fixed, where they have been worked out.

    Returns
    -------
    Robustness
        Necessary for all stakes; possible with numeraires above zero.
    """
    loose, held = shapes or (outline(scenario.polytope), outline(with_units(scenario)))

    def one(of: Incentives) -> Verdict:
        return Verdict(possibility(of.within(held.polytope), held), necessity(of.within(loose.polytope), loose))

    by_actor = FrozenMap((actor, one(asked.of(actor))) for actor in asked.family.actors)
    return Robustness(one(asked), by_actor)


def robust_completion(
    scenario: Scenario, name: str, discount: Any, shapes: tuple[Outline, Outline] | None = None
) -> Completion:
    """
    Fill a strategy's open choices: as is best at the reference, unless that is nowhere an equilibrium robustly.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    name : str
        The strategy.
    discount : number
        The discount factor.
    shapes : pair of Outline, optional
        As for `strategy_robustness`.

    Returns
    -------
    Completion
        The one at the reference; else the first that somewhere is an equilibrium robustly, if there is one.
    """
    completion = complete(scenario, name)
    if not scenario.plans[name].slots:
        return completion
    known = shapes or (outline(scenario.polytope), outline(with_units(scenario)))
    if _robustly(scenario, completion.automaton, discount, known):
        return completion
    return _other_completion(scenario, name, discount, known) or completion


def _robustly(scenario: Scenario, automaton: Automaton, discount: Any, shapes: tuple[Outline, Outline]) -> bool:
    asked = strategy_incentives(scenario, automaton, discount).within(shapes[1].polytope)
    return possibility(asked, shapes[1]).strict


def _other_completion(
    scenario: Scenario, name: str, discount: Any, shapes: tuple[Outline, Outline]
) -> Completion | None:
    """The first completion that is robustly an equilibrium for some stakes."""
    from gametheory.equilibria.discount_region import discount_region

    plan, actors = scenario.plans[name], list(scenario.actors.values())
    for tried, automaton in enumerate(islice(plan.completions(), _MOST_COMPLETIONS), start=1):
        if _robustly(scenario, automaton, discount, shapes):
            filled = tuple((state, actors[i], str(automaton.actions[state][i])) for state, i in plan.slots)
            seen = strategy_incentives(scenario, automaton, discount).monitoring
            region = discount_region(scenario.stage(), automaton, monitoring=seen)
            return Completion(automaton, region, filled, tried, plan.possible, int(not region.is_empty))
    return None
