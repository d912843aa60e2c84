"""Signals whose chances are formulas: detection p, false alarm e."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

import numpy as np
import sympy

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.games.formulas import plain_formula, read_formula
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.signal_table import SignalTable, as_table
from gametheory.results import Jsonable

__all__ = ["SymbolicMonitoring", "symbolic"]


def symbolic(value: Any, what: str) -> sympy.Expr:
    """
    Read a number or a SymPy expression; text is refused, since SymPy would run it as code.

    Parameters
    ----------
    value : number or sympy.Expr
        What to read; numbers are read exactly.
    what : str
        What it is, for the error message.

    Returns
    -------
    sympy.Expr
        The expression, with exact numbers.

    Raises
    ------
    GameError
        If it is text, or anything else that is no number or expression.

    Examples
    --------
    >>> import sympy
    >>> symbolic(0.5, "an example") + sympy.Symbol("p")
    p + 1/2
    """
    if isinstance(value, sympy.Expr):
        if value.has(sympy.Float):
            raise GameError(f"{what} is {value}, which holds a rounded number; use sympy.Rational in expressions.")
        return value
    if isinstance(value, str):
        raise GameError(f"{what} is the text {value!r}; give a number or a SymPy expression, not text.")
    number = exact(value, what)
    return sympy.Rational(number.numerator, number.denominator)


@dataclass(frozen=True, init=False)
class SymbolicMonitoring(SignalTable[sympy.Expr], Jsonable):
    """
    Public monitoring whose probabilities are formulas in symbols.

    Parameters
    ----------
    signals : sequence of str
        Names of the signals.
    probabilities : nested sequences of shape (k1, ..., kn, signals)
        Numbers or SymPy expressions; every row must sum to one identically.

    Raises
    ------
    GameError
        If the shape does not fit, or a row does not sum to one.

    Examples
    --------
    >>> import sympy
    >>> p, e = sympy.symbols("p e")
    >>> seen = SymbolicMonitoring(["flag", "quiet"], [[p, 1 - p], [e, 1 - e]])
    >>> seen.at(p=0.25, e=0).chances((0,))["flag"]
    Fraction(1, 4)
    """

    signals: tuple[str, ...]
    shape: tuple[int, ...]
    rows: tuple[tuple[sympy.Expr, ...], ...]

    def __init__(self, signals: Sequence[str], probabilities: Any) -> None:
        names = tuple(signals)
        table = np.array(probabilities, dtype=object)
        if table.ndim < 2 or table.shape[-1] != len(names):
            raise GameError(
                f"the probabilities have shape {table.shape}; they need shape (k1, ..., kn, {len(names)}) with one "
                "entry per signal in the last axis."
            )
        rows = []
        for index in np.ndindex(*table.shape[:-1]):
            row = tuple(symbolic(p, f"a probability at profile {index}") for p in table[index])
            total = sympy.expand(sum(row))
            if total != 1:
                raise GameError(f"the probabilities at profile {index} sum to {total}, not 1; mend one of them.")
            rows.append(row)
        object.__setattr__(self, "signals", names)
        object.__setattr__(self, "shape", tuple(int(k) for k in table.shape[:-1]))
        object.__setattr__(self, "rows", tuple(rows))

    @classmethod
    def of(cls, monitoring: PublicMonitoring) -> Self:
        """
        See monitoring with numbers as a case without symbols.

        Parameters
        ----------
        monitoring : PublicMonitoring
            The monitoring.

        Returns
        -------
        SymbolicMonitoring
            The same probabilities.
        """
        return cls(monitoring.signals, as_table(monitoring.rows, monitoring.shape))

    @property
    def symbols(self) -> tuple[sympy.Symbol, ...]:
        """The symbols, by name."""
        found = {symbol for row in self.rows for p in row for symbol in p.free_symbols}
        return tuple(sorted(found, key=str))

    def at(self, **values: Any) -> PublicMonitoring:
        """
        Put numbers in.

        Parameters
        ----------
        **values : number
            One value per symbol, by name; others are passed over.

        Returns
        -------
        PublicMonitoring
            The monitoring with numbers.

        Raises
        ------
        GameError
            If a symbol has no value, or a probability falls outside [0, 1].
        """
        numbers = substitution(self.symbols, values, "the monitoring")
        rows = [[fraction(p.subs(numbers)) for p in row] for row in self.rows]
        return PublicMonitoring(self.signals, as_table(rows, self.shape))

    def _to_data(self) -> dict[str, Any]:
        rows = [[plain_formula(p) for p in row] for row in self.rows]
        return {"signals": self.signals, "shape": self.shape, "rows": rows}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        rows = [[read_formula(p) for p in row] for row in data["rows"]]
        return cls(data["signals"], as_table(rows, data["shape"]))


def as_symbolic(monitoring: SymbolicMonitoring | PublicMonitoring | None) -> SymbolicMonitoring | None:
    """See numbers as a case without symbols; None stays: every action is seen."""
    return SymbolicMonitoring.of(monitoring) if isinstance(monitoring, PublicMonitoring) else monitoring


def substitution(symbols: Sequence[sympy.Symbol], values: Mapping[str, Any], what: str) -> dict[Any, Any]:
    """Pair symbols with exact numbers; a symbol without a number is an error."""
    numbers = {}
    for symbol in symbols:
        if symbol.name not in values:
            raise GameError(f"the symbol {symbol.name!r} of {what} has no value; give {symbol.name}=number.")
        numbers[symbol] = symbolic(exact(values[symbol.name], symbol.name), symbol.name)
    return numbers


def fraction(value: sympy.Expr) -> Fraction:
    """Turn a rational SymPy number into a Fraction."""
    return Fraction(int(value.p), int(value.q))
