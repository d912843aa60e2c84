"""Recheck that half-spaces hold every equilibrium payoff: a chain of cuts, each proved from the ones before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gametheory.proofs.payoff_set import stage_equilibrium_payoffs
from gametheory.proofs.reading import Table, number, read_table, require

Vector = tuple[Fraction, ...]
Multipliers = list[tuple[int, Fraction]]


@dataclass
class Chain:
    """
    What is known so far, in units in which every actor's payoffs run from 0 to 1: levels of the directions.

    A direction without a level yet is bounded by the unit box.
    """

    directions: list[Vector]
    levels: list[Fraction]
    discount: Vector
    downwards: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.downwards = {i: [] for i in range(len(self.discount))}
        for k, row in enumerate(self.directions):
            alone = [i for i, x in enumerate(row) if x]
            if len(alone) == 1 and row[alone[0]] < 0:
                self.downwards[alone[0]].append(k)

    def threat(self, i: int) -> Fraction:
        """A lower bound of everything that actor i gets in equilibrium."""
        k = self.lowest(i)
        return Fraction(0) if k is None else self.levels[k] / self.directions[k][i]

    def lowest(self, i: int) -> int | None:
        """The direction that bounds what actor i gets from below; None where there is none."""
        return max(self.downwards[i], key=lambda k: self.levels[k] / self.directions[k][i], default=None)


@dataclass(frozen=True)
class Play:
    """What may be played in a period: payoffs, and gains and best-response payoffs unless it is a stage equilibrium."""

    now: Vector
    best: Vector | None


def recheck_outer_bound(data: dict[str, Any]) -> None:
    """
    Recheck a chain of cuts from the payoff box downwards.

    Let v be the equilibrium payoff that is highest in direction l, v = (1-d) g + d w with w an equilibrium payoff above
    the floor t_i = u_i + (1-d_i)/d_i G_i. As l.w <= l.v, sum l_i (1-d_i) w_i <= sum l_i (1-d_i) g_i: row -1 of the
    rows that may be combined; with one discount factor it says l.v <= l.g. The other rows are the cuts so far. A level
    is good if for every profile and listed stage equilibrium some combination with multipliers y >= 0 bounds l.v by it,
    or excludes every w; the lowest payoff of actor i is no lower than the best-response payoff, for l = -e_i.

    A closing step may lower all levels at once, from c to h. Let e_k >= 0 be how far the set reaches beyond h_k, by at
    most c_k - h_k. Every play that may lead beyond h_k bounds e_k by a sum of multiples of other e_r, if the rest of
    its combination, at the levels h, stays below h_k. If some x > 0 exceeds all these sums, e is zero: where e_k / x_k
    is largest, e_k <= (sum of e) <= (e_k / x_k) (sum of x) < e_k otherwise.
    """
    table = read_table(data["game"])
    count = len(table.actors)
    discount = tuple(number(d) for d in data["discount"])
    require(len(discount) == count, "there is not one discount factor per actor.")
    require(all(0 < d < 1 for d in discount), "a discount factor is not strictly between 0 and 1.")
    plays = read_plays(table, data["stage_equilibria"])
    directions = [tuple(number(x) for x in row) for row in data["directions"]]
    require(all(len(row) == count and any(row) for row in directions), "a direction is zero or of the wrong length.")
    chain = Chain(directions, [sum((max(x, Fraction(0)) for x in row), Fraction(0)) for row in directions], discount)
    for place, step in enumerate(data["steps"]):
        _follow(chain, plays, step, place)
    if data.get("closing") is not None:
        _close(chain, plays, data["closing"])
    levels = [number(c) for c in data["levels"]]
    require(len(levels) == len(directions), "there is not one level per direction.")
    for k, (claimed, proved) in enumerate(zip(levels, chain.levels, strict=True)):
        require(claimed >= proved, f"the level of direction {k} is claimed lower than it is proved.")


def read_plays(table: Table, equilibria: Sequence[Any]) -> list[Play]:
    """All profiles in order, then the listed stage equilibria, in units."""
    payoffs = {profile: table.payoff(profile) for profile in table.profiles()}
    actors = range(len(table.actors))
    lows = [min(g[i] for g in payoffs.values()) for i in actors]
    spans = [max(g[i] for g in payoffs.values()) - lows[i] or Fraction(1) for i in actors]

    def inwards(v: Sequence[Fraction]) -> Vector:
        return tuple((x - low) / span for x, low, span in zip(v, lows, spans, strict=True))

    found = []
    for profile, now in payoffs.items():
        switched = [
            max(payoffs[(*profile[:i], a, *profile[i + 1 :])][i] for a in range(len(table.actions[i]))) for i in actors
        ]
        found.append(Play(inwards(now), inwards(switched)))
    return found + [Play(inwards(stage_equilibrium_payoffs(table, plain)), None) for plain in equilibria]


def _follow(chain: Chain, plays: Sequence[Play], step: Any, place: int) -> None:
    k, level = step["direction"], number(step["level"])
    require(type(k) is int and 0 <= k < len(chain.directions), f"step {place} lowers a direction that is missing.")
    require(len(step["why"]) == len(plays), f"step {place} does not treat every profile and stage equilibrium.")
    for a, (play, why) in enumerate(zip(plays, step["why"], strict=True)):
        reached = reach(chain, play, k, [(r, number(y)) for r, y in why])
        require(reached is None or reached <= level, f"step {place} is not proved: play {a} may reach further.")
    chain.levels[k] = min(chain.levels[k], level)


def _close(chain: Chain, plays: Sequence[Play], closing: Any) -> None:
    levels, weights = ([number(x) for x in closing[name]] for name in ("levels", "weights"))
    count = len(chain.directions)
    require(len(levels) == len(weights) == len(closing["why"]) == count, "closing does not treat every direction.")
    require(all(x > 0 for x in weights), "a weight of the closing step is not positive.")
    final = Chain(chain.directions, levels, chain.discount)
    for k in range(count):
        require(len(closing["why"][k]) == len(plays), "closing does not treat every profile and stage equilibrium.")
        for a, (play, why) in enumerate(zip(plays, closing["why"][k], strict=True)):
            told = [(r, number(y)) for r, y in why]
            proved = closes(chain, final, weights, play, k, told)
            require(proved, f"closing is not proved: play {a} may lead beyond direction {k}.")
    chain.levels[:] = [min(pair) for pair in zip(chain.levels, levels, strict=True)]


def closes(chain: Chain, final: Chain, weights: Sequence[Fraction], play: Play, k: int, why: Multipliers) -> bool:
    """Whether one play leads beyond no final level in direction k, or by less than the weights allow for."""
    known = reach(chain, play, k, why)
    if known is None or known <= final.levels[k]:
        return True
    spare, sums = beyond(final, play, k, why)
    most = sum((y * max(chain.levels[r] - final.levels[r], Fraction(0)) for r, y in sums.items()), Fraction(0))
    return spare >= most or (spare >= 0 and sum((y * weights[r] for r, y in sums.items()), Fraction(0)) < weights[k])


def beyond(final: Chain, play: Play, k: int, why: Multipliers) -> tuple[Fraction, dict[int, Fraction]]:
    """How far below a final level a combination stays, and which excesses over final levels it adds, how often."""
    direction, d = final.directions[k], final.discount
    jump = tuple(x * (1 - e) for x, e in zip(direction, d, strict=True))
    here = sum((x * g for x, g in zip(jump, play.now, strict=True)), Fraction(0))
    form = [x * e for x, e in zip(direction, d, strict=True)]
    spare = final.levels[k] - here - _largest(final, form, _floor(final, play), why, jump, here)
    sums: dict[int, Fraction] = {}
    rest = list(form)
    for r, y in why:
        if r >= 0:
            sums[r] = sums.get(r, Fraction(0)) + y
        rest = [x - y * z for x, z in zip(rest, jump if r == -1 else final.directions[r], strict=True)]
    for i, x in enumerate(rest):
        lowest = final.lowest(i) if x < 0 else None
        if lowest is not None:
            sums[lowest] = sums.get(lowest, Fraction(0)) + x / final.directions[lowest][i]
    return spare, sums


def reach(chain: Chain, play: Play, k: int, why: Multipliers) -> Fraction | None:
    """How far one play leads in direction k at most, by a combination of rows; None where nothing can follow it."""
    direction, d = chain.directions[k], chain.discount
    floor = _floor(chain, play)
    if any(x > 1 for x in floor):
        return None
    require(all(y >= 0 for _, y in why), "a multiplier is negative.")
    require(all(type(r) is int and -1 <= r < len(chain.levels) for r, _ in why), "a combination names a missing row.")
    jump = tuple(x * (1 - e) for x, e in zip(direction, d, strict=True))
    here = sum((x * g for x, g in zip(jump, play.now, strict=True)), Fraction(0))
    form = [x * e for x, e in zip(direction, d, strict=True)]
    if _largest(chain, [Fraction(0)] * len(d), floor, why, jump, here) < 0:
        return None
    bounds = [here + _largest(chain, form, floor, why, jump, here)]
    if len(set(d)) == 1:
        bounds.append(sum((x * g for x, g in zip(direction, play.now, strict=True)), Fraction(0)))
    alone = [i for i, x in enumerate(direction) if x]
    if play.best is not None and len(alone) == 1 and direction[alone[0]] < 0:
        bounds.append(direction[alone[0]] * play.best[alone[0]])
    return min(bounds)


def _floor(chain: Chain, play: Play) -> list[Fraction]:
    d = chain.discount
    return [max(chain.threat(i) + _gain(play, d, i), Fraction(0)) for i in range(len(d))]


def _gain(play: Play, d: Vector, i: int) -> Fraction:
    return Fraction(0) if play.best is None else (1 - d[i]) / d[i] * (play.best[i] - play.now[i])


def _largest(
    chain: Chain,
    form: Sequence[Fraction],
    floor: Sequence[Fraction],
    why: Multipliers,
    jump: Vector,
    here: Fraction,
) -> Fraction:
    """Bound form.w over floor <= w <= 1: for y >= 0, it is at most y.b + sum of the largest (form - A'y)_j w_j."""
    rest, bound = list(form), Fraction(0)
    for r, y in why:
        row, level = (jump, here) if r == -1 else (chain.directions[r], chain.levels[r])
        bound += y * level
        rest = [x - y * z for x, z in zip(rest, row, strict=True)]
    return bound + sum((max(x, x * low) for x, low in zip(rest, floor, strict=True)), Fraction(0))
