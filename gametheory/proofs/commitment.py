"""Recheck what commitment brings a leader: pure options by looking at all replies, mixtures by prices."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.proofs.punishment import mixture
from gametheory.proofs.reading import Table, number, read_table, require

Mix = dict[int, Fraction]


def recheck_commitment(data: dict[str, Any]) -> None:
    """Check every option and, for two actors, the bound on what mixtures bring for each reply."""
    table = read_table(data["game"])
    require(data["leader"] in table.actors, f"there is no actor {data['leader']!r} in the certificate's game.")
    leader = table.actors.index(data["leader"])
    require(
        [option["action"] for option in data["options"]] == list(table.actions[leader]),
        "the options are not the leader's actions.",
    )
    for action, option in enumerate(data["options"]):
        _recheck_option(table, leader, action, option)
    if data["mixed"] is not None:
        require(len(table.actors) == 2, "mixtures are claimed against more than one follower.")
        two = Two(table, leader)
        for kind in ("strong", "weak"):
            bounds = data["mixed"][kind]
            require([b["reply"] for b in bounds] == list(two.replies), "the replies are not the follower's actions.")
            for reply, bound in enumerate(bounds):
                two.recheck(reply, bound, is_weak=kind == "weak")


def _recheck_option(table: Table, leader: int, action: int, option: dict[str, Any]) -> None:
    found = [table.payoff(profile)[leader] for profile in _replies(table, leader, action)]
    require(len(found) == option["replies"], f"{option['action']!r} has {len(found)} replies, not {option['replies']}.")
    for claimed, end in ((option["strong"], max), (option["weak"], min)):
        value = end(found, default=None)
        right = claimed is None if value is None else claimed is not None and number(claimed) == value
        require(right, f"replies to {option['action']!r} bring {value}, not {claimed}.")


def _replies(table: Table, leader: int, action: int) -> Iterator[tuple[int, ...]]:
    """Profiles with the leader's action from which no other actor gains by switching."""
    ranges = [[action] if i == leader else range(len(names)) for i, names in enumerate(table.actions)]
    for profile in product(*ranges):
        if all(
            table.payoff((*profile[:i], a, *profile[i + 1 :]))[i] <= table.payoff(profile)[i]
            for i in range(len(profile))
            if i != leader
            for a in range(len(table.actions[i]))
        ):
            yield profile


class Two:
    """A leader's and a follower's payoffs as rows (the leader's actions) and columns (the follower's)."""

    def __init__(self, table: Table, leader: int) -> None:
        self.names, self.replies = table.actions[leader], table.actions[1 - leader]
        shape = [(a, k) if leader == 0 else (k, a) for a in range(len(self.names)) for k in range(len(self.replies))]
        cells = [table.payoff(profile) for profile in shape]
        width = len(self.replies)
        self.own = [[cells[a * width + k][leader] for k in range(width)] for a in range(len(self.names))]
        self.other = [[cells[a * width + k][1 - leader] for k in range(width)] for a in range(len(self.names))]

    def recheck(self, reply: int, bound: dict[str, Any], *, is_weak: bool) -> None:
        """Either the reply is ruled out, or its value is attained (or approached) and proved the largest."""
        same = [k for k in range(len(self.replies)) if all(row[k] == row[reply] for row in self.other)]
        same = same if is_weak else [reply]
        if bound["value"] is None:
            self._ruled_out(reply, same, self._columns(bound["beaten_by"]), is_weak=is_weak)
            return
        value = number(bound["value"])
        self._attained(reply, same, self._rows(bound["mix"]), value)
        if is_weak:
            self._is_firm(reply, same, self._rows(bound["firm"]))
        self._bounded(reply, same, self._prices(bound["prices"]), self._columns(bound["shares"]), value)

    def _ruled_out(self, reply: int, same: list[int], mix: Mix, *, is_weak: bool) -> None:
        require(not set(mix) & set(same), f"what beats {self.replies[reply]!r} contains it or the same.")
        for name, row in zip(self.names, self.other, strict=True):
            gain = _average(mix, row) - row[reply]
            require(gain > 0 or (is_weak and gain == 0), f"{self.replies[reply]!r} is not ruled out against {name!r}.")

    def _attained(self, reply: int, same: list[int], mix: Mix, value: Fraction) -> None:
        worth = [_average(mix, [row[k] for row in self.other]) for k in range(len(self.replies))]
        require(max(worth) == worth[reply], f"{self.replies[reply]!r} is no reply to the mixture given for it.")
        brings = min(_average(mix, [row[k] for row in self.own]) for k in same)
        require(brings == value, f"the mixture given for {self.replies[reply]!r} brings {brings}, not {value}.")

    def _is_firm(self, reply: int, same: list[int], mix: Mix) -> None:
        worth = [_average(mix, [row[k] for row in self.other]) for k in range(len(self.replies))]
        others = [worth[k] for k in range(len(self.replies)) if k not in same]
        require(all(x < worth[reply] for x in others), f"{self.replies[reply]!r} is not firmly the reply as claimed.")

    def _bounded(self, reply: int, same: list[int], prices: Mix, shares: Mix, value: Fraction) -> None:
        require(set(shares) <= set(same), f"the shares for {self.replies[reply]!r} lie on other replies.")
        for name, own, other in zip(self.names, self.own, self.other, strict=True):
            paid = sum((y * (other[k] - other[reply]) for k, y in prices.items()), Fraction(0))
            left = _average(shares, own) - paid
            require(left <= value, f"the prices for {self.replies[reply]!r} leave {left} at {name!r}, above {value}.")

    def _rows(self, pairs: Any) -> Mix:
        return {self.names.index(name): p for name, p in mixture(pairs, "a mixture of the leader")}

    def _columns(self, pairs: Any) -> Mix:
        return {self.replies.index(name): p for name, p in mixture(pairs, "a mixture of the follower")}

    def _prices(self, pairs: Any) -> Mix:
        prices = {self.replies.index(name): number(y) for name, y in pairs}
        require(all(y >= 0 for y in prices.values()), "a price is negative.")
        return prices


def _average(mix: Mix, values: list[Fraction]) -> Fraction:
    return sum((p * values[k] for k, p in mix.items()), Fraction(0))
