"""How much an actor could still gain by deviating, exactly, in units of its payoff range."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.games.normal_form import NormalFormGame

Strategy = tuple[Fraction, ...]
Profile = tuple[Strategy, ...]


def payoffs_at(game: NormalFormGame, profile: Profile) -> tuple[Fraction, ...]:
    """Give every actor's expected payoff at a profile of mixed actions."""
    numerators, denominators = game.integers()
    weights, total = _integers(profile)
    return tuple(Fraction(_contract(numerators[..., i], weights), total * denominators[i]) for i in range(len(profile)))


def regret_at(game: NormalFormGame, profile: Profile) -> Fraction:
    """Give the largest gain from a unilateral deviation over all actors, each in units of its own payoff range."""
    return max(gains_at(game, profile))


def gains_at(game: NormalFormGame, profile: Profile) -> tuple[Fraction, ...]:
    """Give each actor's gain from its best deviation in units of its payoff range (an indifferent actor's is zero)."""
    numerators, _ = game.integers()
    weights, total = _integers(profile)
    return tuple(_gain(numerators[..., i], weights, i, total) for i in range(len(profile)))


def _gain(payoffs: NDArray[Any], weights: Sequence[Sequence[int]], actor: int, total: int) -> Fraction:
    span = int(payoffs.max()) - int(payoffs.min())
    if not span:
        return Fraction(0)
    values = against(payoffs, weights, actor)
    own = weights[actor]
    mean = sum(w * v for w, v in zip(own, values, strict=True))
    return Fraction(max(values) * sum(own) - mean, total * span)


def against(payoffs: NDArray[Any], weights: Sequence[Sequence[int]], actor: int) -> list[int]:
    """Give an actor's payoff per own action when the others play these integer weights."""
    moved = np.moveaxis(payoffs, actor, 0)
    others = [w for i, w in enumerate(weights) if i != actor]
    return [_contract(line, others) for line in moved]


def _contract(table: NDArray[Any], weights: Sequence[Sequence[int]]) -> int:
    values = table.ravel().tolist()
    for vector in reversed(weights):
        used = [(k, w) for k, w in enumerate(vector) if w]
        size = len(vector)
        values = [sum(values[start + k] * w for k, w in used) for start in range(0, len(values), size)]
    return int(values[0])


def _integers(profile: Profile) -> tuple[list[list[int]], int]:
    """Each strategy over its common denominator, and the product of those."""
    weights, total = [], 1
    for strategy in profile:
        denominator = lcm(*(p.denominator for p in strategy))
        weights.append([p.numerator * (denominator // p.denominator) for p in strategy])
        total *= denominator
    return weights, total
