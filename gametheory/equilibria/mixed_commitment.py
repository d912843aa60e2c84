"""
Commitment to a mixture against one follower, by one linear program per follower's action.

Strong: the follower breaks ties for the leader (Conitzer and Sandholm 2006). Weak: it breaks them against the leader,
who can then only come close to the best (von Stengel and Zamir 2010): what counts are the follower's actions that stay
best when the mixture is shaken a little, each together with the actions that pay the follower the same throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.equilibria.dominance_search import strictly
from gametheory.equilibria.zero_sum import zero_sum
from gametheory.errors import GameTheoryError
from gametheory.linear_programs import program, solve_exactly

Mix = dict[int, Fraction]


@dataclass(frozen=True)
class Region:
    """
    The mixtures to which one action of the follower is a reply, in the numerators of both tables.

    Either `beaten` is a mixture of its other actions that leaves no such mixture (or none that can be shaken), or the
    leader gets at most `value`, attained by `mix`; `prices` of switching away and `shares` of the replies prove it.
    `firm` is a mixture under which the reply is better than every other, where that is asked for.
    """

    reply: int
    beaten: Mix | None = None
    value: Fraction = Fraction(0)
    mix: Mix | None = None
    prices: Mix | None = None
    shares: Mix | None = None
    firm: Mix | None = None


def strong_regions(leader: NDArray[Any], follower: NDArray[Any]) -> Iterator[Region]:
    """Where the follower's ties go the leader's way; rows are the leader's actions."""
    for reply in range(follower.shape[1]):
        beaten = strictly(follower.T, reply, mixed=True).by
        yield Region(reply, beaten) if beaten else _best(leader, follower, reply, [reply])


def weak_regions(leader: NDArray[Any], follower: NDArray[Any]) -> Iterator[Region]:
    """Where they go against the leader; of actions that are the same to the follower the worst counts."""
    for reply in range(follower.shape[1]):
        same = [k for k in range(follower.shape[1]) if np.array_equal(follower[:, k], follower[:, reply])]
        others = [k for k in range(follower.shape[1]) if k not in same]
        if not others:
            yield _best(leader, follower, reply, same, firm={0: Fraction(1)})
            continue
        contest = zero_sum(follower[:, [reply]] - follower[:, others])
        if contest.value > 0:
            yield _best(leader, follower, reply, same, firm=_positive(contest.rows))
        else:
            yield Region(reply, {others[k]: p for k, p in contest.columns.items()})


def _best(leader: NDArray[Any], follower: NDArray[Any], reply: int, same: list[int], firm: Mix | None = None) -> Region:
    """Maximise v: the leader gets at least v from each action in `same`, and the reply is a best response."""
    rows, others = len(leader), [k for k in range(follower.shape[1]) if k not in same]
    body: NDArray[Any] = np.zeros((len(others) + len(same) + 1, rows + 1), dtype=np.result_type(leader, follower))
    body[: len(others), :rows] = (follower[:, others] - follower[:, [reply]]).T
    body[len(others) : -1, :rows] = -leader[:, same].T
    body[len(others) : -1, rows] = 1
    body[-1, :rows] = 1
    last = len(body) - 1
    answer = solve_exactly(program([0] * rows + [1], body, [0] * last + [1], equal=[last], free=[rows]))
    if answer.status != "optimal":
        raise GameTheoryError(
            f"the leader's program with {rows} actions against {follower.shape[1]} replies was not solved exactly; "
            "please report the game."
        )
    prices = {k: y for k, y in zip(others, answer.duals, strict=False) if y}
    shares = {k: q for k, q in zip(same, answer.duals[len(others) : -1], strict=True) if q}
    return Region(reply, None, answer.value, _positive(answer.x[:-1]), prices, shares, firm)


def _positive(mix: tuple[Fraction, ...]) -> Mix:
    return {k: p for k, p in enumerate(mix) if p}
