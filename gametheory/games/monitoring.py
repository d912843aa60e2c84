"""What everybody sees of what was played: a public signal, drawn from the action profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.games.signal_table import SignalTable, as_table
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from gametheory.equilibria.garbling import Garbling

__all__ = ["PublicMonitoring"]

_ROUNDING = Fraction(1, 10**12)


@dataclass(frozen=True, init=False)
class PublicMonitoring(SignalTable[Fraction], Jsonable):
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
        return cls(signals, as_table([[row.get(signal, 0) for signal in signals] for row in told], stage.shape))

    @classmethod
    def perfect(cls, stage: NormalFormGame, signals: Sequence[str] | None = None) -> Self:
        """
        Let everybody see every action: one signal per action profile.

        Parameters
        ----------
        stage : NormalFormGame
            The game whose actions are seen.
        signals : sequence of str, optional
            One name per profile, in the order of ``stage.profiles()``; by default the actions, joined by commas.

        Returns
        -------
        PublicMonitoring
            Perfect monitoring.

        Examples
        --------
        >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
        >>> PublicMonitoring.perfect(stage).signals
        ('C, C', 'C, D', 'D, C', 'D, D')
        """
        names = [", ".join(profile) for profile in stage.profiles()] if signals is None else list(signals)
        if len(names) != stage.n_profiles:
            raise GameError(f"{len(names)} signals are named, but there are {stage.n_profiles} profiles; name each.")
        return cls(
            names, as_table([[int(j == k) for j in range(len(names))] for k in range(stage.n_profiles)], stage.shape)
        )

    @classmethod
    def independent(cls, stage: NormalFormGame, channels: Mapping[str, PublicMonitoring]) -> Self:
        """
        Let everybody see each actor's action through that actor's own noisy channel, independently of the others.

        Parameters
        ----------
        stage : NormalFormGame
            The game whose actions are watched.
        channels : mapping of actor to PublicMonitoring
            Per actor, monitoring of its actions alone (one axis). Of actors left out nothing is seen.

        Returns
        -------
        PublicMonitoring
            The public signal is the tuple of all channels' signals, named by joining them with commas.

        Raises
        ------
        GameError
            If no channel is given, or one does not fit its actor's actions.

        Examples
        --------
        >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
        >>> channel = PublicMonitoring(["c", "d"], [["9/10", "1/10"], ["1/5", "4/5"]])
        >>> PublicMonitoring.independent(stage, {"Ann": channel, "Bob": channel}).chances((0, 1))["c, d"]
        Fraction(18, 25)
        """
        watched = [(stage.actor_index(actor), channel) for actor, channel in channels.items()]
        if not watched:
            raise GameError(f"no channel is given; give one for one or more of {', '.join(stage.actors)}.")
        lifted = [cls._lifted(stage, i, channel) for i, channel in sorted(watched, key=lambda pair: pair[0])]
        joined = lifted[0]
        for channel in lifted[1:]:
            joined = joined.product(channel)
        return joined

    @classmethod
    def detection(
        cls,
        stage: NormalFormGame,
        violations: Mapping[str, Sequence[str]],
        *,
        detected: Any,
        false_alarm: Any = 0,
        signals: tuple[str, str] = ("quiet", "flag"),
    ) -> Self:
        """
        Raise a flag with one probability after a violation, by however many actors, and with another without any.

        Parameters
        ----------
        stage : NormalFormGame
            The game whose actions are watched.
        violations : mapping of actor to sequence of str
            Which of its actions violate; actors left out never do.
        detected : number
            The probability of the flag where one actor or more violates.
        false_alarm : number, default: 0
            The probability of the flag where nobody does.
        signals : tuple of str, default: ("quiet", "flag")
            Names of the two signals.

        Returns
        -------
        PublicMonitoring
            Monitoring with two signals. For detection actor by actor give channels to `independent`.

        Examples
        --------
        >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
        >>> seen = PublicMonitoring.detection(stage, {"Ann": ["D"], "Bob": ["D"]}, detected=0.8, false_alarm=0.1)
        >>> seen.chances((0, 0))["flag"], seen.chances((1, 1))["flag"]
        (Fraction(1, 10), Fraction(4, 5))
        """
        chosen = {stage.actor_index(a): {stage.action_index(a, name) for name in v} for a, v in violations.items()}
        flags = exact(detected, "the probability of detection"), exact(false_alarm, "the probability of a false alarm")
        rows = []
        for index in np.ndindex(*stage.shape):
            p = flags[0] if any(index[i] in names for i, names in chosen.items()) else flags[1]
            rows.append((1 - p, p))
        return cls(signals, as_table(rows, stage.shape))

    def product(self, other: PublicMonitoring) -> Self:
        """
        Let everybody see both signals, drawn independently given what was played.

        Parameters
        ----------
        other : PublicMonitoring
            Monitoring of the same numbers of actions.

        Returns
        -------
        PublicMonitoring
            Monitoring whose signals are pairs, named by joining both names with a comma.

        Raises
        ------
        GameError
            If the numbers of actions differ.

        Examples
        --------
        >>> coin = PublicMonitoring(["a", "b"], [[1, 0], ["1/2", "1/2"]])
        >>> coin.product(coin).chances((1,))["a, b"]
        Fraction(1, 4)
        """
        _same_shape(self, other)
        names = [f"{first}, {second}" for first in self.signals for second in other.signals]
        rows = [[p * q for p in mine for q in theirs] for mine, theirs in zip(self.rows, other.rows, strict=True)]
        return type(self)(names, as_table(rows, self.shape))

    def garble(self, matrix: Any, signals: Sequence[str] | None = None) -> Self:
        """
        Blur the signals: each is replaced by a draw from a lottery of its own, whatever was played (Blackwell 1951).

        Parameters
        ----------
        matrix : array_like of shape (signals, new signals)
            Row by row, the chances of the new signals after each of the old ones.
        signals : sequence of str, optional
            Names of the new signals; by default the old names, where there are as many.

        Returns
        -------
        PublicMonitoring
            Monitoring that is less informative in the sense of Blackwell.

        Raises
        ------
        GameError
            If the matrix has not one row per signal, or a row is no lottery.

        Examples
        --------
        >>> seen = PublicMonitoring(["quiet", "flag"], [[1, 0], ["1/4", "3/4"]])
        >>> seen.garble([[1, 0], ["1/3", "2/3"]]).chances((1,))["flag"]
        Fraction(1, 2)
        """
        blur = type(self)(self.signals if signals is None else signals, matrix)
        if blur.shape != (len(self.signals),):
            raise GameError(
                f"the matrix has rows for {blur.shape} signals, but there are {len(self.signals)} "
                f"({', '.join(self.signals)}); give one row of chances per signal."
            )
        rows = [
            [
                sum((p * q for p, q in zip(row, column, strict=True)), Fraction(0))
                for column in zip(*blur.rows, strict=True)
            ]
            for row in self.rows
        ]
        return type(self)(blur.signals, as_table(rows, self.shape))

    def rename_signals(self, names: Mapping[str, str]) -> Self:
        """
        Give signals other names.

        Parameters
        ----------
        names : mapping of str to str
            New names by old ones; signals left out keep theirs.

        Returns
        -------
        PublicMonitoring
            The same monitoring under its new names.

        Raises
        ------
        UnknownNameError
            If there is no such signal.

        Examples
        --------
        >>> PublicMonitoring(["good", "bad"], [[1, 0]]).rename_signals({"bad": "alarm"}).signals
        ('good', 'alarm')
        """
        for name in names:
            self.signal(name)
        return type(self)([names.get(name, name) for name in self.signals], as_table(self.rows, self.shape))

    def reorder_signals(self, order: Sequence[str]) -> Self:
        """
        Write the same monitoring with its signals in another order.

        Parameters
        ----------
        order : sequence of str
            All signals, in the order wanted.

        Returns
        -------
        PublicMonitoring
            The monitoring with its columns in that order.

        Raises
        ------
        GameError
            If the order is not a permutation of the signals.

        Examples
        --------
        >>> PublicMonitoring(["good", "bad"], [["1/4", "3/4"]]).reorder_signals(["bad", "good"]).rows
        ((Fraction(3, 4), Fraction(1, 4)),)
        """
        places = [self.signals.index(self.signal(name)) for name in order]
        if sorted(places) != list(range(len(self.signals))):
            raise GameError(f"the order {tuple(order)} does not hold each signal once: {', '.join(self.signals)}.")
        return type(self)(order, as_table([[row[k] for k in places] for row in self.rows], self.shape))

    def is_garbling_of(self, other: PublicMonitoring) -> Garbling:
        """
        Decide exactly whether this is other monitoring with its signals blurred (Blackwell 1951).

        Parameters
        ----------
        other : PublicMonitoring
            Monitoring of the same numbers of actions.

        Returns
        -------
        Garbling
            True where it is, with the stochastic matrix; False where it is not, with a decision problem in which
            these signals are worth more.

        Examples
        --------
        >>> sharp = PublicMonitoring(["quiet", "flag"], [[1, 0], ["1/4", "3/4"]])
        >>> blurred = sharp.garble([[1, 0], ["1/3", "2/3"]])
        >>> bool(blurred.is_garbling_of(sharp)), bool(sharp.is_garbling_of(blurred))
        (True, False)
        """
        from gametheory.equilibria.garbling import garbling  # loads a solver of linear programs

        _same_shape(self, other)
        return garbling(self, other)

    @classmethod
    def _lifted(cls, stage: NormalFormGame, actor: int, channel: PublicMonitoring) -> Self:
        """See one actor's action alone."""
        if as_monitoring(channel) is None or channel.shape != (stage.shape[actor],):
            given = "None" if channel is None else f"monitoring of {channel.shape} actions"
            raise GameError(
                f"the channel of {stage.actors[actor]} is {given}; give PublicMonitoring with one row per action of "
                f"{stage.actors[actor]}: {', '.join(stage.actions[actor])}."
            )
        rows = [channel.rows[index[actor]] for index in np.ndindex(*stage.shape)]
        return cls(channel.signals, as_table(rows, stage.shape))

    def __repr__(self) -> str:
        return f"<PublicMonitoring with signals {', '.join(self.signals)}>"

    def _to_data(self) -> dict[str, Any]:
        return {"signals": self.signals, "shape": self.shape, "rows": [[str(p) for p in row] for row in self.rows]}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        return cls(data["signals"], as_table([[Fraction(p) for p in row] for row in data["rows"]], data["shape"]))


def _names(signals: Sequence[str]) -> tuple[str, ...]:
    if isinstance(signals, str) or not all(isinstance(s, str) and s.strip() for s in signals) or not len(signals):
        raise GameError(f"the signals are {signals!r}; give a list of one or more non-empty names.")
    for name in signals:
        if list(signals).count(name) > 1:
            raise GameError(f"the signal {name!r} is given twice; every name must be different.")
    return tuple(signals)


def _same_shape(first: PublicMonitoring, second: Any) -> None:
    if as_monitoring(second) is None or first.shape != second.shape:
        told = "None" if second is None else f"monitoring of {second.shape} actions"
        raise GameError(f"the other monitoring is {told}; give PublicMonitoring of {first.shape} actions per actor.")


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
