"""Draws from a scenario's stakes: the measures that shares are shares of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import Polytope
from gametheory.regions import LogUniform, Measure, Sample, Simplex, UniformBox, sample
from models.errors import ModelError
from models.scenario import Scenario

__all__ = ["box", "draw", "measures", "with_units"]


def draw(scenario: Scenario, draws: int = 400, seed: int = 1, cap: int = 4) -> Sample:
    """
    Draw points of a scenario's polytope.

    Each actor's numeraire is fixed at its reference value; every other stake lies between 0 and `cap` numeraires, or
    twice its reference where that is more.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    draws : int, default: 400
        How many points.
    seed : int, default: 1
        Seed.
    cap : int, default: 4
        Upper bound of stakes, in numeraires.

    Returns
    -------
    Sample
        The points, all inside, exact.

    Raises
    ------
    ModelError
        If no draws are asked for.

    Examples
    --------
    >>> import models
    >>> scenario = models.load("five-powers")
    >>> drawn = draw(scenario, draws=5)
    >>> len(drawn), drawn.point(0) in scenario.polytope
    (5, True)
    """
    try:
        return sample(scenario.polytope, box(scenario, cap), draws, seed)
    except GameError as error:
        raise ModelError(f"{scenario.name} cannot be drawn from: {error}") from None


def box(scenario: Scenario, cap: int = 4) -> UniformBox:
    """
    Give the measure that scenarios are drawn from unless told otherwise.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    cap : int, default: 4
        Upper bound of stakes, in numeraires.

    Returns
    -------
    UniformBox
        Numeraires at their reference; other stakes up to `cap` numeraires, or twice their reference.
    """
    label = f"uniform; each actor's numeraire fixed at its reference, no stake above {cap} numeraires"
    return UniformBox(upper_bounds(scenario, cap), fixed=_units(scenario), label=label)


def upper_bounds(scenario: Scenario, cap: int = 4) -> dict[str, Fraction]:
    """Give the largest value of each stake that draws and sliders reach."""
    reference = scenario.reference
    units = {scenario.spec.stakes[stake].actor: reference[stake] for stake in scenario.units}
    return {
        stake: max(cap * units.get(of.actor, Fraction(1)), 2 * reference[stake])
        for stake, of in scenario.spec.stakes.items()
    }


def measures(scenario: Scenario) -> Iterator[Measure]:
    """
    List measures on a scenario's stakes; none is the right one, so shares are given as a range over them.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Yields
    ------
    UniformBox, LogUniform or Simplex
        Uniform up to 2, 4 and 10 numeraires; every order of magnitude from a tenth to ten; each actor's stakes as
        shares of a whole; and uniform with another stake of each actor as its unit.
    """
    # where only ratios matter every numeraire is one; else it stays what it is
    ratios = all(known.constant == 0 for known in scenario.polytope.inequalities) and not _constants(scenario)
    fixed = {stake: Fraction(1) if ratios else value for stake, value in _units(scenario).items()}
    unit = max(fixed.values(), default=Fraction(1))
    for cap in (2, 4, 10):
        yield UniformBox(cap * unit, fixed=fixed, label=f"uniform up to {cap} numeraires")
    yield LogUniform(unit / 10, 10 * unit, fixed=fixed, label="every order of magnitude, 1/10 to 10 numeraires")
    if ratios:
        by_actor = _by_actor(scenario)
        yield Simplex(list(by_actor.values()), label="each actor's stakes as shares of a whole")
        others = {next((s for s in own if s not in fixed), own[0]): Fraction(1) for own in by_actor.values()}
        yield UniformBox(4, fixed=others, label="uniform up to 4, in units of another stake: " + ", ".join(others))


def with_units(scenario: Scenario) -> Polytope:
    """
    Give the polytope with each actor's numeraire at its reference: without a unit, all stakes zero fit anything.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Polytope
        The smaller polytope.
    """
    return scenario.polytope.fixed(**_units(scenario))


def _units(scenario: Scenario) -> FrozenMap[str, Fraction]:
    return FrozenMap((stake, scenario.reference[stake]) for stake in scenario.stakes if stake in scenario.units)


def _constants(scenario: Scenario) -> bool:
    """Whether some payoff holds a number that no stake scales."""
    return any((table[..., 0] != 0).any() for _, table in scenario.own_rows.values())


def _by_actor(scenario: Scenario) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stake, of in scenario.spec.stakes.items():
        found.setdefault(of.actor, []).append(stake)
    return found
