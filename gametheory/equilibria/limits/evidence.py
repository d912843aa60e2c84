"""What proves a limit set: prices for its half-spaces, payments for its vertices; as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.limits.halfspaces import first_level
from gametheory.equilibria.limits.programs import Frame, dot
from gametheory.equilibria.limits.setting import Setting
from gametheory.equilibria.limits.solve import Direction, Level, solve_exactly
from gametheory.equilibria.limits.sweep import sizes
from gametheory.equilibria.limits.watched import Watched, watched
from gametheory.equilibria.sets.questions import plain_equilibrium
from gametheory.exact import exact_text
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate

if TYPE_CHECKING:
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame


def certificate_of(
    stage: NormalFormGame, monitoring: PublicMonitoring, is_perfect: bool, listed: Sequence[StageEquilibrium]
) -> Certificate:
    """Both directions for one or two actors; for more the half-spaces in the space of all payoffs."""
    profiles = list(watched(stage, monitoring))
    both = len(stage.actors) <= 2
    levels = solve_exactly(profiles, listed) if both else [first_level(profiles, listed)]
    plain_rows = None if is_perfect else [[exact_text(p) for p in row] for row in monitoring.rows]
    data: dict[str, Any] = {
        "game": plain_game(stage),
        "monitoring": None if plain_rows is None else {"signals": list(monitoring.signals), "rows": plain_rows},
        "stage_equilibria": [plain_equilibrium(e) for e in listed],
        "levels": [_plain_level(stage, level) for level in levels],
        "vertices": [[exact_text(x) for x in v] for v in levels[-1].vertices] if both else None,
        "attained": _attained(stage, levels[-1]) if both and levels[-1].vertices else [],
    }
    return Certificate("limit_payoff_set", data)


def _plain_level(stage: NormalFormGame, level: Level) -> dict[str, Any]:
    setting = level.setting
    return {
        "point": [exact_text(x) for x in setting.space.point],
        "basis": [list(b) for b in setting.space.basis],
        "tempted": [
            [_names(stage, setting.profiles[k]), _priced(stage, setting.profiles[k], mix)]
            for k, mix in setting.tempted.items()
        ],
        "cuts": [_cut(stage, setting, d, level.scores[d][0]) for d in _needed(level)],
    }


def _needed(level: Level) -> list[Direction]:
    """Of a polygon the sides alone; else every half-space."""
    if len(level.vertices) < 3:
        return list(level.scores)
    return [d for d, (score, _) in level.scores.items() if sum(dot(d, v) == score for v in level.vertices) > 1]


def _cut(stage: NormalFormGame, setting: Setting, direction: Direction, score: Fraction) -> dict[str, Any]:
    """A half-space, with prices for every profile that would reach beyond it without incentives."""
    frame, prices = Frame.within(setting.space.basis, direction), []
    for k in setting.usable:
        if dot(direction, setting.payoffs(k)) > score:
            found = setting.solve(k, frame)
            assert found is not None, "a listed equilibrium needs no incentives and reaches no further"
            weights = {place: q for place, q in enumerate(found.prices) if q}
            prices.append([_names(stage, setting.profiles[k]), _priced(stage, setting.profiles[k], weights)])
    return {"direction": list(direction), "score": exact_text(score), "prices": prices}


def _priced(stage: NormalFormGame, seen: Watched, weights: Mapping[int, Fraction]) -> list[list[str]]:
    """Weights on deviations, by names."""
    chosen = [(seen.deviations[k], q) for k, q in weights.items()]
    return [[stage.actors[d.actor], stage.actions[d.actor][d.action], exact_text(q)] for d, q in chosen]


def _names(stage: NormalFormGame, seen: Watched) -> list[str]:
    return [names[k] for names, k in zip(stage.actions, seen.profile, strict=True)]


def _attained(stage: NormalFormGame, level: Level) -> list[dict[str, Any]]:
    """In every direction somebody who reaches as far as the vertices: at both ends of each cell, on each axis."""
    setting, found = level.setting, []
    for direction, (_, who) in level.scores.items():
        if len(setting.space.basis) < 2 or 0 in direction:
            frame = Frame.within(setting.space.basis, direction)
            found.append({"direction": list(direction), **_shown(stage, setting, who, [frame])})
    for signs, cells in level.cells.items():
        for cell in cells:
            corners = [sizes(t) for t in (cell.low[0], cell.high[0])]
            frames = [Frame.orthant(signs, corner) for corner in corners]
            shown = _shown(stage, setting, cell.who, frames)
            found.append({"signs": list(signs), "corners": [list(c) for c in corners], **shown})
    if not found:
        found.append(_shown(stage, setting, setting.usable[0], []))
    return found


def _shown(stage: NormalFormGame, setting: Setting, who: int, frames: Sequence[Frame]) -> dict[str, Any]:
    if who < 0:
        return {"equilibrium": -1 - who}
    solved = [setting.solve(who, frame) for frame in frames]
    payments = [[[exact_text(x) for x in block] for block in s.payments] for s in solved if s is not None]
    return {"profile": _names(stage, setting.profiles[who]), "payments": payments}
