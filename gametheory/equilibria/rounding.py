"""Float strategies as fractions: the simple ones that they stand for if those are exact, else close ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.regret import regret_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.equilibria.regret import Profile, Strategy
    from gametheory.games.normal_form import NormalFormGame

_SIMPLE = 10**4
_CLOSE = 10**16


def rational_profile(game: NormalFormGame, strategies: Sequence[Sequence[float]]) -> tuple[Profile, Fraction]:
    """Round to fractions that sum to one, and give their exact regret in units of payoff ranges."""
    simple = tuple(_rounded(p, _SIMPLE) for p in strategies)
    regret = regret_at(game, simple)
    if not regret:
        return simple, regret
    close = tuple(_rounded(p, _CLOSE) for p in strategies)
    return close, regret_at(game, close)


def _rounded(probabilities: Sequence[float], largest: int) -> Strategy:
    """Round all but the likeliest action's probability, which takes what is left."""
    values = [Fraction(float(p)).limit_denominator(largest) if p > 0 else Fraction(0) for p in probabilities]
    top = max(range(len(values)), key=lambda k: values[k])
    values[top] = 1 - sum((v for k, v in enumerate(values) if k != top), Fraction(0))
    return tuple(values)
