"""Where a file uses the chances of its signals: only in the signals' probabilities can they vary as symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.errors import ModelError
from models.schema import ScenarioSpec
from models.signals import speaks_of

__all__ = ["refuse_other_uses"]


def refuse_other_uses(spec: ScenarioSpec, chances: Iterable[str]) -> None:
    """
    Refuse chances that stand outside the signals' own probabilities too: moving them there alone moves too little.

    Parameters
    ----------
    spec : ScenarioSpec
        What the file says.
    chances : iterable of str
        Names of chances that are to be moved as symbols.

    Raises
    ------
    ModelError
        If one of them is used by another feature, a payoff or a strategy's moves; the place is named.
    """
    for name in chances:
        speaks = speaks_of(name)
        for place, text in _expressions(spec, name):
            if speaks(text):
                raise ModelError(
                    f"the chance {name} also stands in {place}, so it cannot vary in the signals alone; give the "
                    "signals a chance of their own, or change it everywhere, value by value, with "
                    "models.chances.with_chances."
                )


def _expressions(spec: ScenarioSpec, chance: str) -> Iterator[tuple[str, str]]:
    """Places with expressions, other than the probabilities of signals and the chance itself."""
    yield from ((f"the feature {name}", of.value) for name, of in spec.features.items() if name != chance)
    yield from ((f"the payoff of {actor}", text) for actor, text in spec.payoffs.items())
    for name, strategy in spec.strategies.items():
        for state, of in strategy.states.items():
            yield from ((f"a move from {state!r} of {name}", move.when) for move in of.moves)
