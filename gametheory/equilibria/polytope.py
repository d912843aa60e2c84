"""The vertices of a best-response polytope by whichever method is quicker; both are exact and complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.equilibria.integer_solution import solve_ones
from gametheory.equilibria.proved_vertices import proved_vertices
from gametheory.equilibria.vertices import Weights, vertices

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = 62  # labels that fit the bits of an integer of the array method
_SMALL = 40  # entries up to which lists are quicker than arrays
_LIST_WORK = 5 * 10**6  # words of all tableaus that lists may visit: a few seconds
_ARRAY_WORK = 3 * 10**7  # entries of all tableaus that arrays may hold: a quarter of a gigabyte


@dataclass(frozen=True, slots=True)
class Vertices:
    """Label sets of the vertices other than the origin, and what locates each: coordinates, or a basis."""

    matrix: Sequence[Sequence[int]]
    labels: list[int]
    places: list[Weights] | list[int]

    def weights(self, position: int) -> Weights:
        """Give a vertex as integers up to scale."""
        place = self.places[position]
        return solve_ones(self.matrix, place)[0] if isinstance(place, int) else place


def all_vertices(matrix: Sequence[Sequence[int]]) -> Vertices:
    """
    List the vertices of {x >= 0, matrix x <= 1} other than the origin; raise `TooManyBases` where it would take long.

    Label c < d says x_c = 0, label d + r says that row r is tight.
    """
    entries = len(matrix) * len(matrix[0])
    if entries > _SMALL and len(matrix) + len(matrix[0]) <= _WORD:
        proved = proved_vertices(matrix, _ARRAY_WORK // entries)
        if proved is not None:
            return _without_origin(matrix, *proved)
    found = vertices(matrix, _LIST_WORK // (entries * _words(matrix)))
    return _without_origin(matrix, list(found), list(found.values()))


def _words(matrix: Sequence[Sequence[int]]) -> int:
    """Bound how many machine words the integers of a tableau have: they are determinants (Hadamard)."""
    bits = max(map(max, matrix)).bit_length() + 4
    return 1 + min(len(matrix), len(matrix[0])) * bits // 64


def _without_origin(matrix: Sequence[Sequence[int]], labels: list[int], places: list[Weights] | list[int]) -> Vertices:
    origin = labels.index((1 << len(matrix[0])) - 1)
    del labels[origin]
    if places is not labels:
        del places[origin]
    return Vertices(matrix, labels, places)
