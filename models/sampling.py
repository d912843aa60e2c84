"""Draws from a scenario's stakes: the measures that shares are shares of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import Polytope
from gametheory.regions import Correlated, LogUniform, Measure, Sample, Simplex, UniformBox, sample
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
    units = {stake: scenario.unit_of(stake) for stake in scenario.stakes}
    return {
        stake: max(cap * (reference[unit] if unit else Fraction(1)), 2 * reference[stake])
        for stake, unit in units.items()
    }


def measures(scenario: Scenario, held: Mapping[str, Fraction] | None = None) -> Iterator[Measure]:
    """
    List measures on a scenario's stakes; none is the right one, so shares are given as a range over them.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    held : mapping of str to Fraction, optional
        Stakes that keep a value; it is told in numeraires, which then keep their references.

    Yields
    ------
    UniformBox, LogUniform, Simplex or Correlated
        Uniform up to 2, 4 and 10 numeraires; every order of magnitude from a tenth to ten; where only ratios matter,
        each actor's stakes as shares of a whole, and uniform with another stake of each actor as its unit; where
        members of a group have own stakes, uniform up to 4 numeraires and correlated within the group, 1/2 and 9/10.
    """
    # where only ratios matter every numeraire is one; else it stays what it is
    ratios = held is None and _only_ratios(scenario)
    fixed = {stake: Fraction(1) if ratios else value for stake, value in _units(scenario).items()} | dict(held or {})
    unit = max(fixed.values(), default=Fraction(1))
    for cap in (2, 4, 10):
        yield UniformBox(cap * unit, fixed=fixed, label=f"uniform up to {cap} numeraires")
    yield LogUniform(unit / 10, 10 * unit, fixed=fixed, label="every order of magnitude, 1/10 to 10 numeraires")
    if ratios:
        by_unit = _by_unit(scenario)
        if not _mixed(scenario):  # a simplex would have to hold what members share and what each has of its own
            yield Simplex(list(by_unit.values()), label="each actor's stakes as shares of a whole")
        others = {_another(scenario, own): Fraction(1) for own in by_unit.values()}
        yield UniformBox(4, fixed=others, label="uniform up to 4, in units of another stake: " + ", ".join(others))
    yield from _together(scenario, UniformBox(4 * unit, fixed=fixed))


def _together(scenario: Scenario, base: UniformBox) -> Iterator[Correlated]:
    """Members of a group are alike, so their own stakes may go together: neither equal nor independent."""
    groups = [names for names in scenario.copies.values() if len(names) > 1]
    for correlation in ("1/2", "9/10") if groups else ():
        label = (
            f"uniform up to 4 numeraires, members' own stakes correlated {correlation}: {', '.join(scenario.copies)}"
        )
        yield Correlated(base, groups, correlation, label=label)


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


def _only_ratios(scenario: Scenario) -> bool:
    return all(known.constant == 0 for known in scenario.polytope.inequalities) and not _constants(scenario)


def _by_unit(scenario: Scenario) -> dict[str, list[str]]:
    """Stakes that are told in one unit: each actor's, or, where members share their numeraire, their group's."""
    found: dict[str, list[str]] = {}
    for stake, of in scenario.spec.stakes.items():
        unit = scenario.unit_of(stake)
        found.setdefault(scenario.spec.stakes[unit].actor if unit else of.actor, []).append(stake)
    return found


def _mixed(scenario: Scenario) -> bool:
    """Whether members of some group share some stakes and have others of their own."""
    owners = {stake.actor for stake in scenario.spec.stakes.values()}
    return any(group in owners and owners & set(members) for group, members in scenario.groups.items())


def _another(scenario: Scenario, stakes: list[str]) -> str:
    """A stake that can be the unit instead: not the numeraire, and no member's own among what a group shares."""
    own = {name for names in scenario.copies.values() for name in names}
    alone = own.issuperset(stakes)
    return next((s for s in stakes if s not in scenario.units and (alone or s not in own)), stakes[0])
