"""Proof that a polygon holds all equilibrium payoffs of two actors, by a chain of cuts along its own edges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.sets.chain import prove_outer
from gametheory.equilibria.sets.spots import edges, hull, spot
from gametheory.equilibria.sets.units import whole_game

if TYPE_CHECKING:
    from gametheory.equilibria.sets.polygon import Point
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.repeated import RepeatedGame
    from gametheory.proofs.certificate import Certificate


def prove_polygon(
    repeated: RepeatedGame,
    listed: Sequence[StageEquilibrium],
    polygon: Sequence[Point[Fraction]],
    *,
    is_exact: bool,
) -> Certificate:
    """
    Lower the levels of its edges; if it is the set itself, down to the very edges.

    Sets without an interior can take cuts along the edges of what is feasible too.
    """
    units, game = whole_game(repeated, listed, repeated.discount[0])
    outer = [units.inwards(v) for v in polygon]
    feasible = [game.payoffs(k) for k in range(-len(game.equilibria), len(game.payoff))]
    for directions in (facing(outer), facing(outer, feasible)):
        known = [max(a * x + b * y for x, y in outer) for a, b in directions] if is_exact and outer else []
        found = prove_outer(repeated, listed, directions, known)
        if not known or "closing" in found.data:
            break
    return found


def facing(*polygons: Sequence[Point[Fraction]]) -> list[Point[Fraction]]:
    """Directions of the axes and of the edges of polygons, their largest entry one."""
    found = [(Fraction(x), Fraction(y)) for x, y in ((-1, 0), (0, -1), (1, 0), (0, 1))]
    for polygon in polygons:
        for n, m, _ in edges(hull(spot(*v) for v in polygon)) if polygon else []:
            size = max(abs(n), abs(m))
            found.append((Fraction(n, size), Fraction(m, size)))
    return list(dict.fromkeys(found))
