"""Orders in which things can have happened of which only some are known to be earlier than others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from gametheory.errors import GameError
from gametheory.results import Jsonable

__all__ = ["Orders", "orders"]

_MOST_STARTS = 200_000  # sets of things that can come first, kept while counting
_MOST_THINGS = 200

Order = tuple[int, ...]


@dataclass(frozen=True)
class Orders(Jsonable):
    """
    Linear orders that are consistent with a partial one.

    Parameters
    ----------
    count : int
        How many there are; exact.
    listed : tuple of tuple of int
        All of them, or draws from them: the things by number, the earliest first.
    seed : int or None
        Where they are too many to list: the seed of the draws, which are independent and uniform. None where all are
        listed.
    """

    count: int
    listed: tuple[Order, ...]
    seed: int | None = None

    @property
    def are_all(self) -> bool:
        """Whether every order is listed."""
        return self.seed is None

    def __str__(self) -> str:
        if self.are_all:
            return "1 order" if self.count == 1 else f"all {self.count} orders"
        return f"{len(self.listed)} orders drawn from {self.count:,} (seed {self.seed})"


def orders(size: int, before: Iterable[tuple[int, int]], *, most: int = 720, seed: int = 1) -> Orders:
    """
    List the linear orders of things of which some are known to be earlier than others.

    They are counted exactly, by the sets of things that can come first; where there are more than `most`, as many are
    drawn, each order being equally likely.

    Parameters
    ----------
    size : int
        How many things; they are numbered from 0.
    before : iterable of (int, int)
        Pairs of which the first is known to be earlier.
    most : int, default: 720
        How many orders to list, or to draw.
    seed : int, default: 1
        Seed of the draws.

    Returns
    -------
    Orders
        Their number, and all of them or a sample.

    Raises
    ------
    GameError
        If a number is none of the things, the pairs go round in a circle, or so little is known of so many things that
        their orders cannot be counted.

    Examples
    --------
    >>> print(orders(3, [(0, 1)]).listed)
    ((0, 1, 2), (0, 2, 1), (2, 0, 1))
    >>> print(orders(12, [(0, 1)], most=100))
    100 orders drawn from 239,500,800 (seed 1)
    """
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise GameError(f"most is {most!r}; give how many orders to list at the most, 1 or more.")
    found = _Poset(size, before)
    count = found.ways(0)
    if count == 0:
        raise GameError("the order goes round in a circle: something is told to be earlier than itself; drop a pair.")
    if count <= most:
        return Orders(count, tuple(found.all()))
    draw = Random(seed)  # noqa: S311  # draws, not secrets; whole numbers of any size are drawn from
    return Orders(count, tuple(found.drawn(draw) for _ in range(most)), seed)


class _Poset:
    """Things with those known to be earlier, as bits; a set of things that came first is a number."""

    def __init__(self, size: int, before: Iterable[tuple[int, int]]) -> None:
        if size > _MOST_THINGS:
            raise GameError(f"{size} things are to be put in order; at most {_MOST_THINGS} are, leave some out.")
        self.size, self.full = size, (1 << size) - 1
        self.earlier = [0] * size
        for first, second in before:
            for k in (first, second):
                if k not in range(size):
                    raise GameError(f"{k!r} is none of the {size} things, which are numbered from 0 to {size - 1}.")
            self.earlier[second] |= 1 << first
        self.known: dict[int, int] = {}

    def next(self, done: int) -> Iterator[int]:
        """What can come next, after some."""
        for k, earlier in enumerate(self.earlier):
            if not done >> k & 1 and earlier & ~done == 0:
                yield k

    def ways(self, done: int) -> int:
        """In how many orders the rest can follow."""
        if done == self.full:
            return 1
        if done not in self.known:
            if len(self.known) >= _MOST_STARTS:
                raise GameError(
                    f"too little is known of the order of {self.size} things to count their orders; say of more pairs "
                    "which came first, or leave out things that do not matter."
                )
            self.known[done] = sum(self.ways(done | 1 << k) for k in self.next(done))
        return self.known[done]

    def all(self, begun: Order = (), done: int = 0) -> Iterator[Order]:
        """Every order that begins in one way."""
        if done == self.full:
            yield begun
        for k in self.next(done):
            yield from self.all((*begun, k), done | 1 << k)

    def drawn(self, draw: Random) -> Order:
        """One order, all equally likely."""
        order: Order = ()
        done = 0
        while done != self.full:
            left = draw.randrange(self.ways(done))
            for k in self.next(done):
                left -= self.ways(done | 1 << k)
                if left < 0:
                    order, done = (*order, k), done | 1 << k
                    break
        return order
