"""What a scenario file asks, checked when it is read: claims, comparisons, what makes a conflict."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import closest
from models.errors import ModelError
from models.expressions import Scope, linear_form
from models.in_file import InFile
from models.knowledge import read_inequality
from models.schema import ScenarioSpec
from models.schema_questions import ClaimSpec

__all__ = ["check_questions", "others_where"]


def check_questions(file: InFile, spec: ScenarioSpec, scope: Scope) -> None:
    """
    Refuse a question that names what does not exist.

    Parameters
    ----------
    file : InFile
        Where it stands.
    spec : ScenarioSpec
        The file, groups written out.
    scope : Scope
        Actors, actions and features.

    Raises
    ------
    LoadError
        At the first question that is wrong.
    """
    for name, claim in spec.claims.items():
        place = ("claims", name)
        _choice(file, (*place, "action"), scope, claim.actor, (claim.action, *claim.over))
        if not set(scope.actions[claim.actor]) - {claim.action}:
            raise file.wrong(place, f"{claim.actor} has no other action to hold {claim.action!r} against.")
        for actor, pair in claim.shift.items():
            _choice(file, (*place, "shift"), scope, actor, pair)
            if actor == claim.actor:
                raise file.wrong((*place, "shift"), f"{actor} chooses in this claim; shift what others play.")
        file.at((*place, "when"), others_where, scope, claim.actor, claim.when)
        file.at(place, _some_profile, scope, claim)
    for name, asked in spec.comparisons.items():
        file.at(("comparisons", name, "holds"), read_inequality, name, asked.holds, scope.stakes)
    if spec.conflict:
        target = spec.conflict.target
        _choice(file, ("conflict", "complies"), scope, target, (spec.conflict.complies,))
        file.at(("conflict", "when"), others_where, scope, target, spec.conflict.when)


def _choice(file: InFile, place: tuple[str | int, ...], scope: Scope, actor: str, actions: tuple[str, ...]) -> None:
    if actor not in scope.actions:
        raise file.wrong(place, f"there is no actor {actor!r}. {closest(actor, scope.actions)}")
    for action in actions:
        if action not in scope.actions[actor]:
            raise file.wrong(place, f"{actor} has no action {action!r}. {closest(action, scope.actions[actor])}")


def _some_profile(scope: Scope, claim: ClaimSpec) -> None:
    if not others_where(scope, claim.actor, claim.when).any():
        raise ModelError(f"no profile satisfies {claim.when!r}; the claim would hold of nothing.")


def others_where(scope: Scope, actor: str, condition: str) -> NDArray[Any]:
    """
    Mark where a condition on the other actors holds.

    Parameters
    ----------
    scope : Scope
        Actors, actions and features.
    actor : str
        Whose own action the condition must not depend on.
    condition : str
        The condition.

    Returns
    -------
    numpy.ndarray of bool
        The actor's axis has length 1.

    Raises
    ------
    ModelError
        If the condition depends on the actor's own action, or on stakes.
    """
    form = linear_form(f"1 * ({condition})", Scope(scope.actions, (), scope.features), "a condition")
    axis = list(scope.actions).index(actor)
    marks = np.broadcast_to(form.constant != 0, scope.shape)
    first = np.take(marks, [0], axis=axis)
    if not (marks == first).all():
        raise ModelError(f"the condition {condition!r} depends on what {actor} itself does; name the others only.")
    return first
