"""What everybody sees of what was played: a public signal, drawn from the action profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import Any, Self

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.results import Jsonable

__all__ = ["PublicMonitoring"]

_ROUNDING = Fraction(1, 10**12)


@dataclass(frozen=True, init=False)
class PublicMonitoring(Jsonable):
    """
    Imperfect public monitoring: actions are not seen, only a signal whose chances depend on them.

    Parameters
    ----------
    signals : sequence of str
        Names of the signals.
    probabilities : array_like of shape (k1, ..., kn, signals)
        At each action profile, one probability per signal, in the order of actors, actions and signals. Integers,
        fractions or floats (read as the decimals that they print as).

    Attributes
    ----------
    signals : tuple of str
        Names.
    shape : tuple of int
        Number of actions per actor.
    rows : tuple of tuple of Fraction
        Probabilities by profile, the last actor's action changing fastest.
    notes : tuple of str
        Rows that missed one by rounding alone and were normalised.

    Raises
    ------
    GameError
        If the shape does not fit the signals, a probability is negative, or a row does not sum to one.

    Examples
    --------
    A flag that goes up with probability 1/4 when the first of two actors violates, and never otherwise:

    >>> monitoring = PublicMonitoring(["quiet", "flag"], [[["3/4", "1/4"]], [[1, 0]]])
    >>> monitoring.chances((0, 0))["flag"]
    Fraction(1, 4)
    """

    signals: tuple[str, ...]
    shape: tuple[int, ...]
    rows: tuple[tuple[Fraction, ...], ...] = field(repr=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __init__(self, signals: Sequence[str], probabilities: Any) -> None:
        names = _names(signals)
        table = _table(probabilities, names)
        read = [_row(row, names, index) for index, row in _profiles(table)]
        set_once = object.__setattr__
        set_once(self, "signals", names)
        set_once(self, "shape", tuple(int(k) for k in table.shape[:-1]))
        set_once(self, "rows", tuple(row for row, _ in read))
        set_once(self, "notes", tuple(note for _, note in read if note))

    @classmethod
    def from_function(cls, stage: NormalFormGame, chances: Any) -> Self:
        """
        Build monitoring from a rule.

        Parameters
        ----------
        stage : NormalFormGame
            The game whose actions are watched.
        chances : callable
            Called with one action name per actor; returns a mapping of signal to probability. Signals left out have
            probability zero.

        Returns
        -------
        PublicMonitoring
            The monitoring; signals in the order in which they first appear.

        Examples
        --------
        >>> stage = NormalFormGame([[0], [1]], actors=["Ann"], actions=[["clean", "dirty"]])
        >>> seen = PublicMonitoring.from_function(
        ...     stage, lambda a: {"flag": "1/4", "quiet": "3/4"} if a == "dirty" else {"quiet": 1})
        >>> seen.signals
        ('quiet', 'flag')
        """
        told = [chances(*profile) for profile in stage.profiles()]
        signals = list(dict.fromkeys(signal for row in told for signal in row))
        flat = [row.get(signal, 0) for row in told for signal in signals]
        table = np.empty(len(flat), dtype=object)
        table[:] = flat
        return cls(signals, table.reshape((*stage.shape, len(signals))))

    def chances(self, index: tuple[int, ...]) -> FrozenMap[str, Fraction]:
        """
        Give the signals that a profile can lead to.

        Parameters
        ----------
        index : tuple of int
            The profile, as indices of actions.

        Returns
        -------
        mapping of str to Fraction
            Signals with positive probability.
        """
        row = self.rows[int(np.ravel_multi_index(index, self.shape))]
        return FrozenMap((signal, p) for signal, p in zip(self.signals, row, strict=True) if p)

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

    def __repr__(self) -> str:
        return f"<PublicMonitoring with signals {', '.join(self.signals)}>"

    def _to_data(self) -> dict[str, Any]:
        return {"signals": self.signals, "shape": self.shape, "rows": [[str(p) for p in row] for row in self.rows]}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        table = np.empty(prod(data["shape"]) * len(data["signals"]), dtype=object)
        table[:] = [Fraction(p) for row in data["rows"] for p in row]
        return cls(data["signals"], table.reshape((*data["shape"], len(data["signals"]))))


def _names(signals: Sequence[str]) -> tuple[str, ...]:
    if isinstance(signals, str) or not all(isinstance(s, str) and s.strip() for s in signals) or not len(signals):
        raise GameError(f"the signals are {signals!r}; give a list of one or more non-empty names.")
    for name in signals:
        if list(signals).count(name) > 1:
            raise GameError(f"the signal {name!r} is given twice; every name must be different.")
    return tuple(signals)


def _table(probabilities: Any, names: tuple[str, ...]) -> Any:
    if isinstance(probabilities, np.ndarray):
        refuse_if_too_large(probabilities.shape or (1,))
    ragged = GameError("the probabilities are ragged; they need shape (k1, ..., kn, signals).")
    try:
        table = np.array(probabilities, dtype=object)
    except ValueError:
        raise ragged from None
    if any(isinstance(entry, list | tuple | np.ndarray) for entry in table.ravel()):
        raise ragged
    if table.ndim < 2 or table.shape[-1] != len(names) or 0 in table.shape:
        raise GameError(
            f"the probabilities have shape {table.shape}; they need shape (k1, ..., kn, {len(names)}): one axis per "
            f"actor and a last axis with one entry per signal ({', '.join(names)})."
        )
    return table


def _profiles(table: Any) -> Any:
    return ((index, table[index]) for index in np.ndindex(*table.shape[:-1]))


def _row(row: Any, names: tuple[str, ...], index: tuple[int, ...]) -> tuple[tuple[Fraction, ...], str]:
    """Read one profile's probabilities; normalise what rounding alone made miss one, and say so."""
    read = tuple(exact(p, f"the probability of {s!r} at profile {index}") for s, p in zip(names, row, strict=True))
    for signal, p in zip(names, read, strict=True):
        if not 0 <= p <= 1:
            raise GameError(f"the probability of {signal!r} at profile {index} is {p}; it must lie between 0 and 1.")
    total = sum(read, Fraction(0))
    if total == 1:
        return read, ""
    if abs(total - 1) > _ROUNDING:
        raise GameError(f"the probabilities at profile {index} sum to {total}, not 1; mend one of them.")
    return tuple(p / total for p in read), f"probabilities at profile {index} summed to {total} and were normalised"


def as_monitoring(monitoring: Any) -> PublicMonitoring | None:
    """Check the type of what a caller gave as monitoring."""
    if monitoring is None or isinstance(monitoring, PublicMonitoring):
        return monitoring
    told = "a mapping" if isinstance(monitoring, Mapping) else type(monitoring).__name__
    raise GameError(f"the monitoring is {told}; give a PublicMonitoring(signals=, probabilities=), or None.")
