"""A scenario swept over stakes and discount factors: points as people write them, outputs by name, sources kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory import sweeps
from gametheory.errors import UnknownNameError, closest
from gametheory.exact import exact
from gametheory.games.threat import PARAMETERS
from models.completion import complete
from models.errors import ModelError
from models.scenario import Scenario
from models.varying import about, held, seen

if TYPE_CHECKING:
    from gametheory.strategies.automaton import Automaton

Maker = Callable[[Scenario, Mapping[str, Any], tuple[str, ...]], list[Any]]

__all__ = ["axis", "ends", "sweep_outputs", "sweep_scenario"]

_MOST_CORNERS = 256
"""Under signals sets are round: bounds of the corners proved in scenarios so far run to 120."""


def axis(text: str) -> list[Fraction]:
    """
    Read the values of an axis: LOW:HIGH:COUNT, equally spaced, or a list with commas.

    Parameters
    ----------
    text : str
        Such as "0:5:11" or "1,2,5/2".

    Returns
    -------
    list of Fraction
        The values, exact.

    Raises
    ------
    ModelError
        If it is neither.

    Examples
    --------
    >>> [str(x) for x in axis("0.5:0.75:2")], [str(x) for x in axis("1,5/2")]
    (['1/2', '3/4'], ['1', '5/2'])
    """
    if ":" not in text:
        return [exact(part, "a value of the axis") for part in text.split(",")]
    parts = text.split(":")
    if len(parts) != 3 or not parts[2].strip().isdigit():
        raise ModelError(f"{text!r} is no axis; write LOW:HIGH:COUNT such as 0:5:11, or values such as 1,2,5/2.")
    low, high = (exact(part, "an end of the axis") for part in parts[:2])
    count = int(parts[2])
    if count < 2 or low >= high:
        raise ModelError(f"the axis {text!r} needs a low end below the high one and at least 2 values.")
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def ends(text: str) -> tuple[Fraction, Fraction]:
    """
    Read a range to draw from: LOW:HIGH.

    Parameters
    ----------
    text : str
        Such as "0:5".

    Returns
    -------
    tuple of Fraction
        Low and high, exact.

    Raises
    ------
    ModelError
        If it is no range.

    Examples
    --------
    >>> ends("0.5:1")
    (Fraction(1, 2), Fraction(1, 1))
    """
    parts = text.split(":")
    if len(parts) != 2:
        raise ModelError(
            f"{text!r} is no range to draw from; write LOW:HIGH, such as 0:5 (the number of draws is told once)."
        )
    low, high = (exact(part, "an end of the range") for part in parts)
    return low, high


def sweep_outputs(
    scenario: Scenario, names: Iterable[str], stakes: Mapping[str, Any] | None = None, only: Iterable[str] = ()
) -> list[Any]:
    """
    Turn names of outputs into what a sweep can ask of a scenario.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    names : iterable of str
        Of equilibria, profiles, region, holds, payoffs, threat, consistent.
    stakes : mapping of str to number, optional
        Values that differ from the reference; open choices of strategies are filled as is best there.
    only : iterable of str, optional
        Names of strategies; by default all.

    Returns
    -------
    list
        Outputs of `gametheory.sweeps`.

    Raises
    ------
    UnknownNameError
        If an output or a strategy does not exist.
    ModelError
        If the scenario has no strategies, or no threat, and the output needs some.

    Examples
    --------
    >>> import models
    >>> found = sweep_outputs(models.load("five-powers"), ["equilibria", "region"], only=["reversion"])
    >>> [output.name for output in found]
    ['equilibria', 'reversion']
    """
    found: list[Any] = []
    for name in names:
        if name not in OUTPUTS:
            raise UnknownNameError(f"there is no output {name!r}. {closest(name, OUTPUTS)}")
        found += OUTPUTS[name](scenario, stakes or {}, tuple(only))
    return found


def _strategies(scenario: Scenario, stakes: Mapping[str, Any], only: tuple[str, ...]) -> list[tuple[str, Automaton]]:
    for name in only:
        if name not in scenario.plans:
            raise UnknownNameError(f"{scenario.name} has no strategy {name!r}. {closest(name, scenario.plans)}")
    if not scenario.plans:
        raise ModelError(f"{scenario.name} has no strategies; ask for equilibria, profiles or payoffs.")
    stage = scenario.stage(**stakes)
    return [(name, complete(scenario, name, stage).automaton) for name in only or scenario.plans]


def _threat(scenario: Scenario, stakes: Mapping[str, Any], _only: tuple[str, ...]) -> list[Any]:
    from models.threats import threat

    forms = threat(scenario, stakes=stakes).forms
    return [sweeps.ThreatOutcomes({name: forms[name] for name in PARAMETERS})]


OUTPUTS: dict[str, Maker] = {
    "equilibria": lambda *_: [sweeps.EquilibriumCount()],
    "profiles": lambda *_: [sweeps.EquilibriumProfiles()],
    "region": lambda *given: [sweeps.DiscountRange(automaton, name) for name, automaton in _strategies(*given)],
    "holds": lambda *given: [
        sweeps.IsEquilibrium(automaton, f"{name}_holds") for name, automaton in _strategies(*given)
    ],
    "payoffs": lambda scenario, *_: [sweeps.PayoffCorners(most=16 if scenario.signals is None else _MOST_CORNERS)],
    "threat": _threat,
    "consistent": lambda *_: [sweeps.Consistent()],
}
"""What can be asked for, by the name that the command line uses."""


def sweep_scenario(
    scenario: Scenario, points: Any, outputs: Iterable[Any], *, stakes: Mapping[str, Any] | None = None, **options: Any
) -> Any:
    """
    Sweep a scenario; stakes that do not vary keep their reference values, discount factors and chances the file's.

    Where the file declares signals, strategies and payoff sets are solved as those signals are seen, and the chances in
    them can vary as stakes do.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    points : Grid, Sample or Draws
        What varies: stakes, chances of the signals, ``discount``, or ``discount[NAME]`` of one actor.
    outputs : iterable of Output
        What to find; see `sweep_outputs`.
    stakes : mapping of str to number, optional
        Values that differ from the reference, of stakes that do not vary.
    **options : dict
        As for `gametheory.sweeps.sweep`: `engine`, `out`, `chunk`, `quiet`.

    Returns
    -------
    xarray.Dataset
        The result; the attributes of what varies tell its unit, its meaning and where it comes from.

    Raises
    ------
    UnknownNameError
        If a stake or chance does not exist.
    ModelError
        If a chance that varies leaves [0, 1], is multiplied by another, or stands outside the signals too.
    GameTheoryError
        As `gametheory.sweeps.sweep`.

    Examples
    --------
    >>> import models
    >>> from gametheory import sweeps
    >>> scenario = models.load("five-powers")
    >>> outputs = sweep_outputs(scenario, ["region"], only=["reversion"])
    >>> data = sweep_scenario(scenario, sweeps.grid(china_trade=[3, 4, 5]), outputs)
    >>> data["reversion_low"].sel(china_trade=4).item()
    0.75

    How likely must it be that payments are flagged?

    >>> scenario = models.load("bank-delisting")
    >>> outputs = sweep_outputs(scenario, ["holds"], only=["lawful-payments"])
    >>> data = sweep_scenario(scenario, sweeps.grid(flag_full=["0.6", "0.7", "0.8"]), outputs)
    >>> data["lawful-payments_holds"].values.tolist()
    [False, False, True]
    """
    monitoring = seen(scenario, points.ranges)
    fixed = held(scenario, points.names, stakes or {})
    told = {name: about(scenario, name) for name in points.names}
    title = f"{scenario.name}: {scenario.spec.title}"
    return sweeps.sweep(
        scenario.family, points, tuple(outputs), at=fixed, monitoring=monitoring, about=told, title=title, **options
    )
