"""A threat as a scenario file declares it: complete, and each payoff in the stakes of whose it is."""

from __future__ import annotations

from gametheory.errors import closest
from gametheory.games.threat import PARAMETERS
from models.expressions import Form, Scope, linear_form
from models.in_file import InFile
from models.schema import ScenarioSpec
from models.schema_threat import ThreatSpec

__all__ = ["check_threat"]

OF_SENDER = ("S_A", "V_A", "W_A", "a")
PARTS = ("temptation", "harm", "gain", "cost")
MEANING = {
    "S_A": "nothing is threatened",
    "V_A": "the target concedes",
    "C_B": "it concedes",
    "W_A": "the threat is carried out",
    "W_B": "the threat is carried out",
    "a": "it backs down",
    "V_B": "the sender backs down",
}


def check_threat(file: InFile, spec: ScenarioSpec) -> frozenset[str]:
    """
    Refuse a threat that is incomplete or speaks of the wrong stakes; give the stakes that it uses.

    Parameters
    ----------
    file : InFile
        Where it is.
    spec : ScenarioSpec
        What it says.

    Returns
    -------
    frozenset of str
        Stakes.

    Raises
    ------
    LoadError
        At the first thing wrong; file, line and key path are named.
    """
    if spec.threat is None:
        return frozenset()
    for part, actor in (("sender", spec.threat.sender), ("target", spec.threat.target)):
        if actor not in spec.actors:
            raise file.wrong(("threat", part), f"there is no actor {actor!r}. {closest(actor, spec.actors)}")
    for name in spec.threat.payoffs:
        if name not in PARAMETERS:
            raise file.wrong(("threat", "payoffs"), f"{name!r} is no payoff of a threat. {closest(name, PARAMETERS)}")
    for name in PARAMETERS:
        if name not in spec.threat.payoffs:
            raise file.wrong(("threat", "payoffs"), f"{name} is missing: what is it worth when {MEANING[name]}?")
    forms = file.at(("threat", "payoffs"), threat_forms, spec.threat, spec)
    for name, form in forms.items():
        owner = spec.threat.sender if name in (*OF_SENDER, "gain", "cost") else spec.threat.target
        for stake in form.stakes:
            if spec.stakes[stake].actor != owner:
                raise file.wrong(("threat", "payoffs"), f"{name} uses {stake}, no stake of {owner}.")
    return frozenset(stake for form in forms.values() for stake in form.stakes)


def threat_forms(threat_spec: ThreatSpec, spec: ScenarioSpec) -> dict[str, Form]:
    """Read a threat's payoffs, and those of repeated play, as linear forms in stakes."""
    scope = Scope({}, tuple(spec.stakes), {})
    texts = dict(threat_spec.payoffs)
    if threat_spec.enforcer is not None:
        texts |= {part: getattr(threat_spec.enforcer, part) for part in PARTS}
    return {name: linear_form(text, scope, name) for name, text in texts.items()}
