"""Work cut into blocks: runs of consecutive points that are boxes of the result's array."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, prod


@dataclass(frozen=True)
class Blocks:
    """An array of points, cut along one dimension; earlier ones are cut into single values, later ones not at all."""

    shape: tuple[int, ...]
    size: tuple[int, ...]

    def __len__(self) -> int:
        return prod(ceil(n / k) for n, k in zip(self.shape, self.size, strict=True))

    def span(self, number: int) -> tuple[int, int]:
        """Give the first point of a block, and the point after its last."""
        start, stop = 0, 0
        for part, n in zip(self.box(number), self.shape, strict=True):
            start, stop = start * n + part.start, stop * n + part.stop - 1
        return start, stop + 1

    def box(self, number: int) -> tuple[slice, ...]:
        """Give a block's place in the array."""
        parts: list[slice] = []
        for n, k in zip(reversed(self.shape), reversed(self.size), strict=True):
            number, at = divmod(number, ceil(n / k))
            parts.insert(0, slice(at * k, min(n, (at + 1) * k)))
        return tuple(parts)


def cut(shape: tuple[int, ...], points: int) -> Blocks:
    """Cut into blocks of at most so many points (at least one)."""
    size = [1] * len(shape)
    for axis in reversed(range(len(shape))):
        size[axis] = max(1, min(shape[axis], points // prod(size)))
        if size[axis] < shape[axis]:
            break
    return Blocks(shape, tuple(size))


QUICK = (2**12, 2**16)
SLOW = (16, 2**10)


def usual_points(total: int, *, slow: bool) -> int:
    """Points a block: some hundreds of blocks, but not so few points that starting costs more than solving them."""
    least, most = SLOW if slow else QUICK
    return min(most, max(least, ceil(total / 256)))
