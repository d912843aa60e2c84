"""A scenario's threat: believed because resolve is private, or because punishing pays in repeated play."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.equilibria.threat import ThreatEquilibria, threat_equilibria
from gametheory.equilibria.threat_statics import threat_statics
from gametheory.equilibria.triad import CredibleInterval, Triad, credible_interval, critical_discount
from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.repeated import read_discount
from gametheory.games.threat import PARAMETERS, ThreatGame
from models.describe import Table
from models.errors import ModelError
from models.expressions import Form
from models.region_text import end_text
from models.scenario import Scenario
from models.threat_files import MEANING, OF_SENDER, PARTS, threat_forms

__all__ = [
    "Threat",
    "belief_table",
    "equilibrium_table",
    "lever_table",
    "payoff_table",
    "threat",
]


@dataclass(frozen=True)
class Threat:
    """
    A scenario's threat with numbers put in.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    game : ThreatGame
        The signalling game; the unit is the standard deviation of what is private.
    equilibria : ThreatEquilibria
        All its equilibria.
    forms : mapping of str to mapping of str to Fraction
        Each payoff as coefficients of stakes ("" for the constant).
    triad : Triad or None
        The same threat in repeated play.
    discount : Fraction
        The discount factor for it.
    no_triad : str
        Why there is no repeated play at these stakes, where the file declares some.
    """

    scenario: Scenario
    game: ThreatGame
    equilibria: ThreatEquilibria
    forms: FrozenMap[str, FrozenMap[str, Fraction]]
    triad: Triad | None
    discount: Fraction
    no_triad: str = ""

    @property
    def interval(self) -> CredibleInterval | None:
        """The intensities of punishment that are credible in repeated play."""
        return None if self.triad is None else credible_interval(self.triad, self.discount)


def threat(scenario: Scenario, discount: Any = None, stakes: Mapping[str, Any] | None = None) -> Threat:
    """
    Put numbers into a scenario's threat and find all its equilibria.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose file has a ``[threat]``.
    discount : number, optional
        For the threat in repeated play; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.

    Returns
    -------
    Threat
        The game, its equilibria, and the threat in repeated play.

    Raises
    ------
    ModelError
        If the scenario's file declares no threat.

    Examples
    --------
    >>> import models
    >>> told = threat(models.load("bank-threat"))
    >>> len(told.equilibria) >= 1
    True
    """
    spec = scenario.spec.threat
    if spec is None:
        raise ModelError(f"{scenario.name} declares no threat; add a [threat] to its file, or ask 'bank-threat'.")
    values = scenario.values(**(stakes or {}))
    forms = FrozenMap((name, _coefficients(form)) for name, form in threat_forms(spec, scenario.spec).items())
    game = ThreatGame(**{name: _at(forms[name], values) for name in PARAMETERS})
    factor = read_discount(scenario.spec.discount if discount is None else discount)
    triad, why_not = None, ""
    if spec.enforcer is not None:
        try:
            triad = Triad(*(_at(forms[part], values) for part in PARTS))
        except GameError as error:  # such as a target that violating does not tempt: told in the table
            why_not = str(error)
    return Threat(scenario, game, threat_equilibria(game), forms, triad, factor, why_not)


def _coefficients(form: Form) -> FrozenMap[str, Fraction]:
    return FrozenMap((stake, exact(values.item())) for stake, values in form.terms.items())


def _at(form: Mapping[str, Fraction], values: Mapping[str, Fraction]) -> Fraction:
    return sum((c * (values[stake] if stake else 1) for stake, c in form.items()), Fraction(0))


def payoff_table(told: Threat) -> Table:
    """
    List the seven payoffs with their expressions.

    Parameters
    ----------
    told : Threat
        The threat.

    Returns
    -------
    Table
        One row per payoff.
    """
    spec = told.scenario.spec.threat
    assert spec is not None
    rows = []
    for name in PARAMETERS:
        owner = told.scenario.actors[spec.sender if name in OF_SENDER else spec.target]
        rows.append((name, owner, MEANING[name], spec.payoffs[name], str(getattr(told.game, name))))
    return Table("The threat: payoffs, in units of what is private", ("", "to", "when", "is", "value"), tuple(rows))


def equilibrium_table(told: Threat) -> Table:
    """
    List every equilibrium: how likely the threat is made, tested, carried out.

    Parameters
    ----------
    told : Threat
        The threat.

    Returns
    -------
    Table
        One row per equilibrium, in increasing resistance.
    """
    rows = []
    for k, found in enumerate(told.equilibria, start=1):
        ends = found.outcomes
        shown = (found.challenge, found.resist, found.stand_firm, *ends)
        rows.append((str(k), *(f"{x:.4f}" for x in shown), found.stability))
    if told.equilibria.quiet:
        rows.append(("quiet", "0", "-", "-", "1", "0", "0", "0", "nobody threatens, and nobody would give in"))
    heads = (
        "",
        "threat made",
        "then resisted",
        "then carried out",
        "status quo",
        "concession",
        "carried out",
        "backed down",
        "stability",
    )
    return Table("Every equilibrium, as probabilities", heads, tuple(rows))


def lever_table(told: Threat) -> Table:
    """
    Say what raises credibility: how each stake moves resistance and the belief that the threat is carried out.

    Parameters
    ----------
    told : Threat
        The threat.

    Returns
    -------
    Table
        One row per stake and equilibrium, effects per unit of the stake.
    """
    rows = []
    for k, effects in enumerate(threat_statics(told.game), start=1):
        for stake in _stakes(told):
            firm, resist = (_effect(told, effects[quantity], stake) for quantity in ("stand_firm", "resist"))
            rows.append((str(k), stake, _number(firm), _number(resist), _word(resist)))
    heads = ("equilibrium", "one unit more of", "belief that it is carried out", "resistance", "so the threat works")
    return Table("What raises credibility", heads, tuple(rows))


def _stakes(told: Threat) -> Iterator[str]:
    named = (stake for name in PARAMETERS for stake in told.forms[name] if stake)
    return iter(dict.fromkeys(named))


def _effect(told: Threat, by_payoff: Mapping[str, float | None], stake: str) -> float | None:
    """Chain rule: a stake moves the payoffs in whose expressions it stands; None where an effect is not known."""
    total = 0.0
    for name in PARAMETERS:
        weight, effect = float(told.forms[name].get(stake, 0)), by_payoff[name]
        if weight and effect is None:
            return None
        total += weight * (effect or 0.0)
    return total


def _number(effect: float | None) -> str:
    return "not known" if effect is None else f"{effect:+.4f}"


def _word(resist: float | None) -> str:
    if resist is None:
        return "not known"
    return "better" if resist < 0 else "worse" if resist > 0 else "as before"


def belief_table(told: Threat) -> Table:
    """
    Set two answers side by side: belief from private resolve, and from repeated play.

    Parameters
    ----------
    told : Threat
        The threat.

    Returns
    -------
    Table
        One row per reason for belief.
    """
    spec = told.scenario.spec.threat
    assert spec is not None
    rows = [
        (
            f"private resolve, equilibrium {k}",
            f"carried out with probability {found.stand_firm:.4f} if tested",
            f"tested with probability {found.resist * found.challenge:.4f} in all",
        )
        for k, found in enumerate(told.equilibria, start=1)
    ]
    if told.triad is not None and told.interval is not None:
        critical = critical_discount(told.triad)
        enough = "at no discount factor" if critical is None else f"from discount factor {end_text(critical)}"
        rows.append(
            (
                f"repeated play, discount factor {told.discount}",
                f"intensities {told.interval} of the punishment are credible and deter",
                f"credible at all {enough}; never tested on the path",
            )
        )
    if told.no_triad:
        rows.append(("repeated play", f"does not apply at these stakes: {told.no_triad}", ""))
    return Table("Why the threat is believed: two answers", ("because of", "belief", "test"), tuple(rows))
