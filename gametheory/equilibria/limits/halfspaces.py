"""More than two actors: half-spaces outside, proved points inside; exact where the set is at most a segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import hypot, inf, lcm
from typing import TYPE_CHECKING

from gametheory.equilibria.elimination import orthogonal, primitive
from gametheory.equilibria.limits.cells import Cells
from gametheory.equilibria.limits.flats import space_through
from gametheory.equilibria.limits.programs import dot
from gametheory.equilibria.limits.rational import Benchmark
from gametheory.equilibria.limits.setting import Setting, Space
from gametheory.equilibria.limits.solve import Direction, Level, level
from gametheory.equilibria.limits.watched import Vector, Watched
from gametheory.equilibria.sets.cuts import standard_directions
from gametheory.equilibria.sets.stage_list import StageEquilibrium
from gametheory.linear_programs import program, solve_exactly

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

Scores = dict[Direction, tuple[Fraction, int]]

_SIMPLICES = 40  # per cone of directions, for one point
_SHARES = (Fraction(1), Fraction(15, 16), Fraction(1, 2))
"""How far from the middle towards a corner of the outer bound points are looked for."""


def solve_outer(
    profiles: Sequence[Watched], listed: Sequence[StageEquilibrium], benchmark: Benchmark
) -> tuple[list[Level], bool]:
    """Levels down to one in which no two opposite scores meet, with proved points; and whether those say all."""
    space = _whole_space(profiles, listed)
    levels: list[Level] = []
    while True:
        setting = Setting(profiles, listed, space)
        if len(space.basis) < 2 or not setting.usable:
            levels.append(level(setting))
            if levels[-1].is_full:
                return levels, True
            space = space_through(levels[-1].vertices)
            continue
        scores = _scores(setting)
        met = [d for d in scores if scores[d][0] <= -scores[tuple(-x for x in d)][0]]
        if any(scores[d][0] < -scores[tuple(-x for x in d)][0] for d in met) or _middle(_only(scores)) is None:
            return [*levels, Level(setting, scores, (), {})], True
        if not met:
            return [*levels, Level(setting, scores, _proved(setting, scores, benchmark), {})], False
        levels.append(Level(setting, scores, (), {}))
        space = _narrowed(space, met, scores)


def first_level(profiles: Sequence[Watched], listed: Sequence[StageEquilibrium]) -> Level:
    """Half-spaces in the space of all payoffs, without points."""
    setting = Setting(profiles, listed, _whole_space(profiles, listed))
    if len(setting.space.basis) < 2 or not setting.usable:
        return level(setting)
    return Level(setting, _scores(setting), (), {})


def _whole_space(profiles: Sequence[Watched], listed: Sequence[StageEquilibrium]) -> Space:
    return space_through([*(seen.payoffs for seen in profiles), *(e.payoffs for e in listed)])


def _scores(setting: Setting) -> Scores:
    """Best scores in standard combinations of the basis."""
    found = {}
    for pattern in standard_directions(len(setting.space.basis)):
        direction = primitive(
            [
                sum((int(x) * Fraction(b[i]) for x, b in zip(pattern, setting.space.basis, strict=True)), Fraction(0))
                for i in range(len(setting.space.point))
            ]
        )
        best = setting.best(direction)
        assert best is not None, "somebody is usable"
        found[direction] = (best.score, best.who)
    return found


def _only(scores: Scores) -> dict[Direction, Fraction]:
    return {direction: score for direction, (score, _) in scores.items()}


def _narrowed(space: Space, met: Sequence[Direction], scores: Scores) -> Space:
    """The space in which opposite scores that meet hold with equality."""
    equations = [*space.equations, *met]
    corner = furthest(_only(scores), met[0])
    assert corner is not None, "the half-spaces have a common point"
    basis = _directions_along(equations, len(space.point))
    return Space(corner, basis, tuple(equations))


def _directions_along(equations: Sequence[Direction], width: int) -> tuple[Direction, ...]:
    return tuple(orthogonal([[Fraction(x) for x in e] for e in equations], width))


def furthest(scores: Mapping[Direction, Fraction], direction: Direction) -> Vector | None:
    """A point of all half-spaces that goes furthest in a direction; None where they have none in common."""
    return _solved(scores, [0] * len(scores), [*direction, 0])


def _middle(scores: Mapping[Direction, Fraction]) -> Vector | None:
    """A point well inside all half-spaces; None where they have none in common."""
    return _solved(scores, [sum(map(abs, d)) for d in scores], [0] * len(next(iter(scores))) + [1])


def _solved(scores: Mapping[Direction, Fraction], margins: Sequence[int], objective: Sequence[int]) -> Vector | None:
    scale = lcm(*(score.denominator for score in scores.values()))
    rows = [[*d, m] for d, m in zip(scores, margins, strict=True)]
    bounds = [int(score * scale) for score in scores.values()]
    count = len(objective) - 1
    solved = solve_exactly(program(objective, rows, bounds, free=range(count)))
    return tuple(x / scale for x in solved.x[:count]) if solved.status == "optimal" else None


def _proved(setting: Setting, scores: Scores, benchmark: Benchmark) -> tuple[Vector, ...]:
    """
    Corners of all that is feasible and individually rational, where it is known to survive.

    Otherwise points that no direction excludes, near corners of the outer bound, where payments are unrestricted.
    """
    if benchmark.survives(setting.profiles):
        return tuple(dict.fromkeys(v for d in scores if (v := benchmark.corner(d)) is not None))
    count, middle = len(setting.space.point), _middle(_only(scores))
    if len(setting.space.basis) < count or middle is None:
        return ()
    cells, found = Cells(setting), []
    for direction in scores:
        corner = furthest(_only(scores), direction)
        assert corner is not None, "the half-spaces have a common point"
        for share in _SHARES:
            v = tuple(m + share * (c - m) for m, c in zip(middle, corner, strict=True))
            if v in found or cells.holds(v, _SIMPLICES):
                found.append(v)
                break
    points = tuple(dict.fromkeys(found))
    return points if points and len(space_through(points).basis) == count else ()


def gap_of(stage: NormalFormGame, scores: Scores, points: Sequence[Vector]) -> float:
    """How far the half-spaces reach beyond the proved points, in units of each actor's range of stage payoffs."""
    if not points:
        return inf
    rows = [stage.payoff(profile) for profile in stage.profiles()]
    spans = [max(own) - min(own) for own in zip(*rows, strict=True)]
    apart = []
    for direction, (score, _) in scores.items():
        beyond = score - max(dot(direction, v) for v in points)
        apart.append(float(beyond) / hypot(*(float(x * s) for x, s in zip(direction, spans, strict=True))))
    return max(apart)
