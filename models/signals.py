"""What is seen of actions: declared signals with exact probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.exact import exact
from models.errors import ModelError
from models.expressions import Scope, linear_form
from models.in_file import InFile
from models.schema_strategies import SignalSpec

__all__ = ["SignalTable", "read_signals"]


@dataclass(frozen=True, eq=False)
class SignalTable:
    """
    Public signals and how likely each is at every profile.

    Parameters
    ----------
    signals : tuple of str
        Names.
    probabilities : numpy.ndarray of shape (k1, ..., kn, signals)
        Exact fractions; along the last axis they sum to one.
    """

    signals: tuple[str, ...]
    probabilities: NDArray[Any]

    def at(self, index: tuple[int, ...]) -> dict[str, Fraction]:
        """
        Give the probabilities at one profile.

        Parameters
        ----------
        index : tuple of int
            Position of each actor's action.

        Returns
        -------
        dict of str to Fraction
            By signal.
        """
        return dict(zip(self.signals, self.probabilities[index], strict=True))


def read_signals(file: InFile, signals: Mapping[str, SignalSpec], scope: Scope) -> SignalTable | None:
    """
    Read the declared signals.

    Parameters
    ----------
    file : InFile
        Where they are declared.
    signals : mapping of str to SignalSpec
        By name.
    scope : Scope
        Actors, actions and features; stakes may not be used.

    Returns
    -------
    SignalTable or None
        None where none are declared: actions are then seen themselves.

    Raises
    ------
    LoadError
        If a probability lies outside [0, 1] or they do not sum to one at some profile, which is named.
    """
    if not signals:
        return None
    table = np.empty((*scope.shape, len(signals)), dtype=object)
    no_stakes = Scope(scope.actions, (), scope.features)
    for k, (name, signal) in enumerate(signals.items()):
        place = ("signals", name, "probability")
        form = file.at(place, linear_form, signal.probability, no_stakes, name)
        table[..., k] = form.constant
        for index, chance in np.ndenumerate(table[..., k]):
            if not 0 <= chance <= 1:
                raise file.wrong(place, f"it is {chance} at {_profile(scope, index)}; probabilities lie in [0, 1].")
    for index, total in np.ndenumerate(table.sum(axis=-1)):
        if total != 1:
            why = f"the probabilities sum to {total} at {_profile(scope, index)}; they must sum to 1 exactly."
            raise file.wrong(("signals",), why)
    table[...] = np.frompyfunc(exact, 1, 1)(table)
    table.setflags(write=False)
    return SignalTable(tuple(signals), table)


def _profile(scope: Scope, index: tuple[int, ...]) -> str:
    return ", ".join(f"{actor} = {names[k]}" for (actor, names), k in zip(scope.actions.items(), index, strict=True))


def check_hit_array(given: NDArray[Any], expected: NDArray[Any]) -> None:
    """Refuse a declared time of biting that differs from what the payoff says."""
    if not (np.asarray(given) == np.asarray(expected)).all():
        raise ModelError(
            "the payoff takes this stake at other profiles, or another number of times; mend one of the two."
        )
