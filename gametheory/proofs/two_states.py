"""
Recheck that no two-state public strategy does better: linear programming multipliers, one pair of profiles at a time.

The program and its variables are those of `gametheory.equilibria.two_states`: the gap k, and for each state and each
thing that can be seen z = k x, where x is the probability of play being in the reward state next. Multipliers that are
not negative (but that of the equation) bound the objective wherever their combination of the rows dominates it; where
the combination dominates zero and its bound is negative, there is no feasible point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.exact import exact_text
from gametheory.proofs.reading import Table, number, read_table, require
from gametheory.proofs.strategy import Mix, read_mix, read_signals, recheck_strategy

_ZERO = Fraction(0)


@dataclass(frozen=True)
class _Half:
    payoffs: list[Fraction]
    chances: Mix
    departures: dict[tuple[str, str], tuple[Fraction, Mix]]


@dataclass(frozen=True)
class _Game:
    table: Table
    signals: list[Mix] | None
    discount: Fraction

    def half(self, profile: list[Mix]) -> _Half:
        """A pure profile, whose signals may matter, or a stage equilibrium, after which nothing does."""
        if any(len(mix) > 1 for mix in profile):
            return self._listed(profile)
        index = self.table.index([next(iter(mix)) for mix in profile])
        here, departures = self._seen(index), {}
        for i, actor in enumerate(self.table.actors):
            for k, name in enumerate(self.table.actions[i]):
                if k != index[i]:
                    at = (*index[:i], k, *index[i + 1 :])
                    there = self._seen(at)
                    changes = {key: there.get(key, _ZERO) - here.get(key, _ZERO) for key in {**here, **there}}
                    departures[actor, name] = (self.table.payoff(at)[i] - self.table.payoff(index)[i], changes)
        return _Half(list(self.table.payoff(index)), here, departures)

    def _listed(self, profile: list[Mix]) -> _Half:
        payoffs = self._expected(profile)
        for i, actor in enumerate(self.table.actors):
            for name in self.table.actions[i]:
                other = self._expected([*profile[:i], {name: Fraction(1)}, *profile[i + 1 :]])[i]
                require(other <= payoffs[i], f"a listed profile is no stage equilibrium: {actor} gains by {name!r}.")
        return _Half(payoffs, {"*": Fraction(1)}, {})

    def _expected(self, profile: list[Mix]) -> list[Fraction]:
        total = [_ZERO] * len(profile)
        for draw in product(*(mix.items() for mix in profile)):
            chance = Fraction(1)
            for _, p in draw:
                chance *= p
            for i, x in enumerate(self.table.payoff(self.table.index([name for name, _ in draw]))):
                total[i] += chance * x
        return total

    def _seen(self, index: tuple[int, ...]) -> Mix:
        if self.signals is None:
            return {self.table.names(index): Fraction(1)}
        return self.signals[self.table.position(index)]


@dataclass(frozen=True)
class _Multipliers:
    """One pair's multipliers, by what they belong to."""

    equation: Fraction
    bounds: dict[tuple[str, Any], Fraction]
    departures: dict[tuple[str, str, str], Fraction]


def _read_multipliers(listed: Any) -> _Multipliers:
    equation, bounds, departures = _ZERO, {}, {}
    for kind, state, what, action, text in listed:
        y = number(text)
        if kind == "equation":
            equation = y
            continue
        require(y >= 0, "a multiplier of an inequality is negative.")
        require(state in ("reward", "punishment"), f"there is no state {state!r}.")
        if kind == "bound":
            bounds[state, what if isinstance(what, str) else tuple(what)] = y
        else:
            departures[state, what, action] = y
    return _Multipliers(equation, bounds, departures)


def _bound(
    game: _Game, reward: _Half, punishment: _Half, y: _Multipliers, objective: dict[Any, Fraction], told: str
) -> Fraction:
    """The bound that multipliers prove, once their combination of the rows dominates the objective."""
    d = game.discount
    columns: dict[Any, Fraction] = {"gap": y.equation - sum(y.bounds.values(), _ZERO)}
    for (state, key), price in y.bounds.items():
        columns[state, key] = columns.get((state, key), _ZERO) + price
    limit = y.equation * (1 - d)
    used = set()
    for state, half, sign in (("reward", reward, -1), ("punishment", punishment, 1)):
        for key, chance in half.chances.items():
            columns[state, key] = columns.get((state, key), _ZERO) + sign * d * chance * y.equation
        for (actor, action), (gain, changes) in half.departures.items():
            price = y.departures.get((state, actor, action), _ZERO)
            used.add((state, actor, action))
            i = game.table.actors.index(actor)
            apart = reward.payoffs[i] - punishment.payoffs[i]
            limit -= price * (1 - d) * gain
            for key, change in changes.items():
                columns[state, key] = columns.get((state, key), _ZERO) + price * d * apart * change
    require(set(y.departures) <= used, f"{told}: a multiplier belongs to no departure.")
    for column in {*columns, *objective}:
        enough = columns.get(column, _ZERO) >= objective.get(column, _ZERO)
        require(enough, f"{told}: the multipliers do not dominate the objective.")
    return limit


def _read_game(data: dict[str, Any]) -> _Game:
    table = read_table(data["game"])
    discount = number(data["discount"])
    require(0 < discount < 1, "the discount factor is not strictly between 0 and 1.")
    return _Game(table, read_signals(table, data["monitoring"]), discount)


def _read_options(data: dict[str, Any], game: _Game) -> list[list[Mix]]:
    table = game.table
    return [
        [read_mix(pairs, names, "an option") for pairs, names in zip(profile, table.actions, strict=True)]
        for profile in data["options"]
    ]


def _check_pairs(
    data: dict[str, Any],
    game: _Game,
    pairs: Iterator[tuple[int, int]],
    limit: Fraction | None,
    objective: Callable[[_Half, _Half], tuple[dict[Any, Fraction], Fraction, Fraction]],
) -> None:
    """Each pair of options is bounded by the claim, or has no feasible point."""
    halves = [game.half(option) for option in _read_options(data, game)]
    listed = {(r, p): entry for r, p, entry in data["pairs"]}
    for r, p in pairs:
        costs, constant, factor = objective(halves[r], halves[p])
        told = f"the options {r} and {p} as reward and punishment"
        require((r, p) in listed, f"{told}: no multipliers are given.")
        entry = listed[r, p]
        y = _read_multipliers(entry["multipliers"])
        if not entry["feasible"]:
            require(
                _bound(game, halves[r], halves[p], y, {}, told) < 0, f"{told}: they are not shown to be infeasible."
            )
            continue
        proved = _bound(game, halves[r], halves[p], y, costs, told)
        require(limit is not None, f"{told}: nothing is claimed to be an equilibrium, but nothing rules them out.")
        better = limit is not None and factor * proved + constant > limit
        require(not better, f"{told}: the multipliers allow more than is claimed.")


def _strategy_values(data: dict[str, Any]) -> dict[str, list[Fraction]]:
    """Recheck the strategy, in the same game, and give the values of its states."""
    claim = data["strategy"]
    same = claim["game"] == data["game"] and claim["monitoring"] == data["monitoring"]
    same = same and set(claim["discount"]) == {data["discount"]} and set(claim["slips"]) == {"0"}
    require(same, "the strategy is about another game.")
    recheck_strategy(claim)
    require(claim["is_equilibrium"] is True, "the strategy is no equilibrium.")
    return {state: [number(x) for x in row] for state, row in claim["values"]}


def recheck_strongly_symmetric(data: dict[str, Any]) -> None:
    """
    Recheck that an interval holds every strongly symmetric value, and that both ends are attained.

    The largest such interval is attained by one pair of profiles whose gap is no smaller; and what attains a gap is
    inside it. So an interval that is attained and whose length no pair exceeds is the largest.
    """
    game = _read_game(data)
    table = game.table
    _require_symmetric(table)
    options = _read_options(data, game)
    require(all(_alike(table, option) for option in options), "an option is not the same for all actors.")
    common = [[table.actions[i][k] for i in range(len(table.actors))] for k in range(len(table.actions[0]))]
    listed = [[next(iter(mix)) for mix in option] for option in options if all(len(mix) == 1 for mix in option)]
    require(all(profile in listed for profile in common), "a common action is missing among the options.")
    payoffs = [game.half(option).payoffs[0] for option in options]
    pairs = ((r, p) for r in range(len(options)) for p in range(len(options)) if payoffs[r] >= payoffs[p])
    length = None
    if data["strategy"] is not None:
        ends = _strategy_values(data)
        best, worst = number(data["best"]), number(data["worst"])
        told = f"the values {exact_text(best)} and {exact_text(worst)} are not what the strategy pays."
        require(ends["reward"] == [best] * len(table.actors), told)
        require(ends["punishment"] == [worst] * len(table.actors), told)
        length = best - worst
    else:
        require(data["best"] is None and data["worst"] is None, "values are claimed without a strategy.")
    gap = {"gap": Fraction(1)}
    _check_pairs(data, game, pairs, length, lambda r, p: (gap, _ZERO, r.payoffs[0] - p.payoffs[0]))


def _alike(table: Table, option: list[Mix]) -> bool:
    """Whether all actors play the action, or mixture, of the same places."""
    places = [{table.actions[i].index(name): p for name, p in mix.items()} for i, mix in enumerate(option)]
    return all(place == places[0] for place in places)


def _require_symmetric(table: Table) -> None:
    require(len({len(names) for names in table.actions}) == 1, "the actors have different numbers of actions.")
    for index in table.profiles():
        for i in range(len(index) - 1):
            order = [*range(i), i + 1, i, *range(i + 2, len(index))]
            swapped = table.payoff(tuple(index[j] for j in order))
            require(
                table.payoff(index) == tuple(swapped[j] for j in order),
                f"the game is not symmetric: {table.actors[i]} and {table.actors[i + 1]} at {table.names(index)}.",
            )


def recheck_bang_bang(data: dict[str, Any]) -> None:
    """Recheck that no pair of profiles supports a larger weighted value from the reward on."""
    game = _read_game(data)
    weights = [number(w) for w in data["weights"]]
    require(len(weights) == len(game.table.actors), "there is not one weight per actor.")
    options = _read_options(data, game)
    rewards, punishments = data["rewards"], data["punishments"]
    limit = None
    if data["strategy"] is not None:
        values, limit = _strategy_values(data), number(data["value"])
        paid = sum((w * v for w, v in zip(weights, values["reward"], strict=True)), _ZERO)
        require(paid == limit, f"the strategy pays {exact_text(paid)}, not the claimed value.")
    worth = [_weighed(weights, game.half(option).payoffs) for option in options]

    def costs(reward: _Half, punishment: _Half) -> tuple[dict[Any, Fraction], Fraction, Fraction]:
        constant = _weighed(weights, punishment.payoffs)
        spread = _weighed(weights, reward.payoffs) - constant
        rate = spread * game.discount / (1 - game.discount)
        later = {("punishment", key): rate * chance for key, chance in punishment.chances.items()}
        return {"gap": spread, **later}, constant, Fraction(1)

    open_pairs = (
        (r, p) for r in rewards for p in punishments if limit is None or max(worth[r], worth[p]) > limit
    )  # a value is a mean of both payoffs
    _check_pairs(data, game, open_pairs, limit, costs)


def _weighed(weights: list[Fraction], payoffs: list[Fraction]) -> Fraction:
    return sum((w * x for w, x in zip(weights, payoffs, strict=True)), _ZERO)
