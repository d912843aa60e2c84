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


def all_vertices(matrix: Sequence[Sequence[int]], limit: int) -> Vertices | None:
    """
    List the vertices of {x >= 0, matrix x <= 1} other than the origin; None where more than `limit` bases are met.

    Label c < d says x_c = 0, label d + r says that row r is tight.
    """
    size = len(matrix) + len(matrix[0])
    if len(matrix) * len(matrix[0]) > _SMALL and size <= _WORD:
        proved = proved_vertices(matrix, limit)
        if proved is not None:
            return _without_origin(matrix, *proved)
    found = vertices(matrix, limit)
    return None if found is None else _without_origin(matrix, list(found), list(found.values()))


def _without_origin(matrix: Sequence[Sequence[int]], labels: list[int], places: list[Weights] | list[int]) -> Vertices:
    origin = labels.index((1 << len(matrix[0])) - 1)
    del labels[origin]
    if places is not labels:
        del places[origin]
    return Vertices(matrix, labels, places)
