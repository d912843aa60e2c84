"""What a scenario file may say of a threat whose sender's resolve is private."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

__all__ = ["EnforcerSpec", "ThreatSpec"]

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class EnforcerSpec:
    """
    The same threat as part of repeated play: punishing for one period must be worth it to the sender.

    Parameters
    ----------
    temptation : str
        What violating earns the target, a period.
    harm : str
        What being punished costs the target at full intensity.
    gain : str
        What the target's compliance is worth to the sender, a period.
    cost : str
        What punishing costs the sender at full intensity.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    temptation: str
    harm: str
    gain: str
    cost: str


@dataclass(frozen=True)
class ThreatSpec:
    """
    A crisis signalling game in the scenario's stakes, after Lewis and Schultz (2003).

    Parameters
    ----------
    sender, target : str
        Actor ids: who may threaten, and whom.
    payoffs : dict of str to str
        Expressions linear in the stakes of whose payoff it is: S_A (nothing is threatened), V_A (the target concedes),
        W_A (the threat is carried out), a (the sender backs down) to the sender; C_B (it concedes), W_B (the threat is
        carried out), V_B (the sender backs down) to the target, whose payoff is 0 where nothing is threatened.
    spread : str
        In words: what the unit is, the standard deviation of what is private.
    enforcer : EnforcerSpec, optional
        The same stakes in repeated play.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    sender: str
    target: str
    payoffs: dict[str, str]
    spread: str
    enforcer: EnforcerSpec | None = field(default=None)
