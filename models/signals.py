"""What is seen of actions: declared signals with exact probabilities, and the chances in them as symbols."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.monitoring import PublicMonitoring
from models.errors import ExpressionError, ModelError
from models.expressions import Form, Scope, linear_form
from models.in_file import InFile
from models.schema_strategies import SignalSpec

if TYPE_CHECKING:
    from gametheory.games.symbolic import SymbolicMonitoring

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
    scope : Scope
        What the expressions may use.
    expressions : tuple of str
        The probabilities as the file has them.
    """

    signals: tuple[str, ...]
    probabilities: NDArray[Any]
    scope: Scope
    expressions: tuple[str, ...]

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

    @cached_property
    def public(self) -> PublicMonitoring:
        """The same as the engine takes it."""
        return PublicMonitoring(self.signals, self.probabilities)

    @cached_property
    def chances(self) -> FrozenMap[str, Fraction]:
        """The features that are bare numbers strictly between 0 and 1 and stand in a signal's probability."""
        numbers = {
            name: exact(values.item())
            for name, values in self.scope.features.items()
            if np.asarray(values).size == 1 and 0 < np.asarray(values).item() < 1
        }
        return FrozenMap(
            (name, number) for name, number in numbers.items() if any(map(speaks_of(name), self.expressions))
        )

    @cached_property
    def multiplied(self) -> tuple[str, ...]:
        """The signals in whose probability two chances are multiplied, so that there are numbers but no symbols."""
        told = zip(self.signals, self.expressions, strict=True)
        return tuple(signal for signal, text in told if _in_chances(text, self._symbols, signal) is None)

    @cached_property
    def _symbols(self) -> Scope:
        """Chances as names."""
        names = tuple(self.chances)
        return Scope(
            self.scope.actions, names, {name: x for name, x in self.scope.features.items() if name not in names}
        )

    @cached_property
    def symbolic(self) -> SymbolicMonitoring:
        """
        The same with a symbol for each of those chances.

        Raises
        ------
        ModelError
            If two chances are multiplied.
        """
        import sympy

        from gametheory.games.symbolic import SymbolicMonitoring

        if self.multiplied:
            raise ModelError(
                f"in the probability of {self.multiplied[0]!r} two chances are multiplied; name their product as a "
                "chance of its own."
            )
        table = np.empty(self.probabilities.shape, dtype=object)
        for k, (signal, text) in enumerate(zip(self.signals, self.expressions, strict=True)):
            total: Any = np.full(self.scope.shape, sympy.Integer(0), dtype=object)
            for name, values in linear_form(text, self._symbols, signal).terms.items():
                symbol = sympy.Symbol(name) if name else sympy.Integer(1)
                total = total + np.frompyfunc(lambda x, s=symbol: _rational(x) * s, 1, 1)(values)
            table[..., k] = total
        return SymbolicMonitoring(self.signals, table)


def _in_chances(text: str, scope: Scope, signal: str) -> Form | None:
    """A probability as a linear form in chances; numbers were read before, so only a product of chances has none."""
    try:
        return linear_form(text, scope, signal)
    except ExpressionError:
        return None


def speaks_of(name: str) -> Callable[[str], re.Match[str] | None]:
    """Whether a text names a feature: as a whole word."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search


def _rational(value: Any) -> Any:
    import sympy

    number = exact(value)
    return sympy.Rational(number.numerator, number.denominator)


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
    return SignalTable(tuple(signals), table, no_stakes, tuple(signal.probability for signal in signals.values()))


def _profile(scope: Scope, index: tuple[int, ...]) -> str:
    return ", ".join(f"{actor} = {names[k]}" for (actor, names), k in zip(scope.actions.items(), index, strict=True))


def check_hit_array(given: NDArray[Any], expected: NDArray[Any]) -> None:
    """Refuse a declared time of biting that differs from what the payoff says."""
    if not (np.asarray(given) == np.asarray(expected)).all():
        raise ModelError(
            "the payoff takes this stake at other profiles, or another number of times; mend one of the two."
        )
