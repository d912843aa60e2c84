"""What all public monitoring shares, whether its chances are numbers or formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.frozen import FrozenMap

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

P = TypeVar("P")


class SignalTable(Generic[P]):
    """Names of signals, and one row of chances per action profile, the last actor's action changing fastest."""

    signals: tuple[str, ...]
    shape: tuple[int, ...]
    rows: tuple[tuple[P, ...], ...]

    def row(self, index: tuple[int, ...]) -> tuple[P, ...]:
        """
        Give one chance per signal.

        Parameters
        ----------
        index : tuple of int
            The profile, as indices of actions.

        Returns
        -------
        tuple
            Chances in the order of `signals`.

        Raises
        ------
        GameError
            If these are no indices of actions.
        """
        try:
            return self.rows[int(np.ravel_multi_index(index, self.shape))]
        except (TypeError, ValueError):
            sizes = " x ".join(map(str, self.shape))
            raise GameError(
                f"{index!r} is no profile of {sizes} actions; give one index per actor, counted from 0, "
                "as stage.index(profile) does."
            ) from None

    def chances(self, index: tuple[int, ...]) -> FrozenMap[str, P]:
        """
        Give the signals that a profile can lead to.

        Parameters
        ----------
        index : tuple of int
            The profile, as indices of actions.

        Returns
        -------
        mapping of str to Fraction or sympy.Expr
            Signals whose probability is not zero (not zero identically, where it is a formula).
        """
        return FrozenMap((signal, p) for signal, p in zip(self.signals, self.row(index), strict=True) if p != 0)

    def fits(self, stage: NormalFormGame) -> None:
        """
        Refuse a stage game with other numbers of actions.

        Parameters
        ----------
        stage : NormalFormGame
            The game.

        Raises
        ------
        GameError
            If the shapes differ.
        """
        if stage.shape != self.shape:
            raise GameError(
                f"the monitoring has probabilities for {self.shape} actions per actor, but the game has {stage.shape} "
                f"(actors {', '.join(stage.actors)}); give probabilities of shape {(*stage.shape, len(self.signals))}."
            )

    def signal(self, name: str) -> str:
        """
        Check that a signal exists.

        Parameters
        ----------
        name : str
            The signal.

        Returns
        -------
        str
            The same name.

        Raises
        ------
        UnknownNameError
            If there is no such signal.
        """
        if name not in self.signals:
            raise UnknownNameError(f"there is no signal {name!r}. {closest(name, self.signals)}")
        return name


def as_table(rows: Sequence[Sequence[Any]], shape: tuple[int, ...]) -> Any:
    """Rows by profile as an array of objects of shape (k1, ..., kn, signals)."""
    table = np.empty((len(rows), len(rows[0])), dtype=object)
    for k, row in enumerate(rows):
        table[k] = row
    return table.reshape((*shape, len(rows[0])))
