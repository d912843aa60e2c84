"""Lotteries: one sure thing, or things with probabilities that sum to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from gametheory.errors import StrategyError
from gametheory.exact import exact
from gametheory.frozen import FrozenMap

Lottery = FrozenMap[Any, Fraction]

_ROUNDING = Fraction(1, 10**12)


def as_lottery(value: Any) -> Lottery:
    """See a sure thing as a lottery with one prize."""
    return value if isinstance(value, FrozenMap) else FrozenMap({value: Fraction(1)})


def read_lottery(value: Any, what: str, note: Callable[[str], None]) -> Any:
    """
    Check a sure thing or a lottery and give it in its shortest form.

    Prizes of probability zero are dropped, a lottery with one prize becomes that prize. Probabilities that miss one by
    float rounding alone are normalised, and `note` is told so.
    """
    if not isinstance(value, Mapping):
        return value
    chances = {prize: exact(chance, f"the probability of {prize!r} in {what}") for prize, chance in value.items()}
    for prize, chance in chances.items():
        if chance < 0:
            raise StrategyError(f"{what} gives {prize!r} the probability {chance}; probabilities lie between 0 and 1.")
    total = sum(chances.values(), Fraction(0))
    if total != 1:
        if abs(total - 1) > _ROUNDING:
            shown = ", ".join(f"{prize!r}: {chance}" for prize, chance in chances.items())
            raise StrategyError(f"the probabilities in {what} sum to {total}, not 1 ({shown}); mend one of them.")
        note(f"the probabilities in {what} summed to {total}, off one by rounding alone, and were normalised")
        chances = {prize: chance / total for prize, chance in chances.items()}
    kept = FrozenMap((prize, chance) for prize, chance in chances.items() if chance)
    return next(iter(kept)) if len(kept) == 1 else kept
