"""Which extreme equilibria belong together: products of faces, and how those touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
Product = tuple[tuple[int, ...], tuple[int, ...]]


def maximal_products(pairs: Iterable[Pair]) -> list[Product]:
    """
    Find the maximal sets X x Y of which every pair is given (the maximal bicliques of a bipartite graph).

    With extreme equilibria as pairs, the convex hulls of X and Y are the maximal Nash subsets (Avis, Rosenberg, Savani
    and von Stengel 2010, section 2). Every right side is an intersection of neighbourhoods, so all of those are built.
    """
    left: dict[int, int] = {}
    for x, y in pairs:
        left[x] = left.get(x, 0) | 1 << y
    rights: set[int] = set()
    for neighbours in left.values():
        rights |= {neighbours & right for right in rights}
        rights.add(neighbours)
    rights.discard(0)
    return sorted((_partners(left, right), _members(right)) for right in rights)


def _partners(left: dict[int, int], right: int) -> tuple[int, ...]:
    return tuple(sorted(x for x, neighbours in left.items() if neighbours & right == right))


def _members(mask: int) -> tuple[int, ...]:
    return tuple(k for k in range(mask.bit_length()) if mask >> k & 1)


def connected(products: Sequence[Sequence[Sequence[object]]]) -> list[list[int]]:
    """Group the positions of products that share a point with each other, directly or through others."""
    groups: list[list[int]] = []
    for position, product in enumerate(products):
        touching = [group for group in groups if any(_meet(product, products[k]) for k in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(sorted([position, *(k for group in touching for k in group)]))
    return sorted(groups)


def _meet(first: Sequence[Sequence[object]], second: Sequence[Sequence[object]]) -> bool:
    return all(any(s in b for s in a) for a, b in zip(first, second, strict=True))
