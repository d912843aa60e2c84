"""The errors of the package: each one names the place, the value given, what is allowed and the next step."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class GameTheoryError(Exception):
    """Base of every error that this package raises on purpose."""


class GameError(GameTheoryError, ValueError):
    """A game whose payoffs, names or discount factors do not make sense."""


class GameTooLargeError(GameTheoryError, MemoryError):
    """A game whose payoff table would not fit in memory; raised before anything is allocated."""


class NumberError(GameTheoryError, ValueError):
    """A value that is not a finite real number."""


class StrategyError(GameTheoryError, ValueError):
    """An automaton that is incomplete, or that does not fit the game it is asked about."""


class UnknownNameError(GameTheoryError, LookupError):
    """A name (actor, action, state, stake ...) that nobody declared; the closest legal one is suggested."""


class CertificateError(GameTheoryError):
    """A certificate that does not prove what it claims."""


class SweepError(GameTheoryError, RuntimeError):
    """A sweep that cannot go on: workers that fail, or a store that holds other results."""


class MissingDependencyError(GameTheoryError, ImportError):
    """An optional package that this question needs is not installed."""


def closest(name: object, legal: Iterable[object]) -> str:
    """
    Say which legal names there are, and which one is nearest to what was given.

    Parameters
    ----------
    name : object
        The name that was given.
    legal : iterable of object
        The names that exist.

    Returns
    -------
    str
        A sentence to end an error message with.

    Examples
    --------
    >>> closest("suply", ["supply", "curb"])
    "Did you mean 'supply'? Allowed: 'supply', 'curb'."
    """
    names = list(legal)
    folded = {str(other).casefold(): str(other) for other in reversed(names)}
    near = get_close_matches(str(name).casefold(), folded, n=1)
    hint = f"Did you mean {folded[near[0]]!r}? " if near else ""
    shown = ", ".join(repr(other) for other in names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"{hint}Allowed: {shown}{more}." if names else f"{hint}None are declared."
