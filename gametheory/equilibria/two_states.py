"""
The best two-state public strategy for given profiles, as a linear program.

In state "reward" everybody plays one profile, in state "punishment" another. After the signal y play is in the reward
state with probability x(y), drawn in public. Following is worth V in the one state and V - D in the other, and
D = (1 - d) (u(reward) - u(punishment)) + d D (E[x | reward] - E[x | punishment]), so that the gaps D of all actors are
one number k times the difference of their stage payoffs. With z(y) = k x(y) between 0 and k every value and every
incentive is linear in k and z (the bang-bang property of Abreu, Pearce and Stacchetti 1990 is what makes two states
enough where everybody's payoffs move together).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.stage_list import StageEquilibrium
from gametheory.errors import GameTooLargeError
from gametheory.exact import exact_text
from gametheory.linear_programs import LinearProgram, program, solve_exactly, solve_floats
from gametheory.linear_programs.exactly import FROM_BASIS
from gametheory.strategies.automaton import ANY, Automaton
from gametheory.strategies.lottery import Lottery

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.games.symbolic import SymbolicMonitoring

Key = Any
"""A public signal, a profile where actions are seen, or "*" where what is seen does not matter."""


@dataclass(frozen=True)
class Departure:
    """One actor playing something else once: its gain today, and how the chances of what is seen change."""

    actor: int
    action: str
    gain: Any
    changes: dict[Key, Any]


@dataclass(frozen=True)
class Half:
    """One of the two states: its profile, payoffs, chances of what is seen, and the departures."""

    profile: tuple[str | Lottery, ...]
    payoffs: tuple[Fraction, ...]
    chances: dict[Key, Any]
    departures: tuple[Departure, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """Everything that can be seen after this profile or one actor's departure from it."""
        seen = dict.fromkeys(self.chances)
        for departure in self.departures:
            seen |= dict.fromkeys(departure.changes)
        return tuple(seen)


def pure_half(
    stage: NormalFormGame,
    profile: tuple[str, ...],
    monitoring: PublicMonitoring | SymbolicMonitoring | None,
    read: Callable[[Any], Any] = lambda chance: chance,
) -> Half:
    """Work out a state in which a pure profile is played; `read` puts chances into a field."""
    index = stage.index(profile)

    def seen(at: tuple[int, ...]) -> dict[Key, Any]:
        if monitoring is None:
            return {tuple(names[k] for names, k in zip(stage.actions, at, strict=True)): Fraction(1)}
        return {key: read(chance) for key, chance in monitoring.chances(at).items()}

    own, chances = stage.payoff_at(index), seen(index)
    departures = []
    for i, names in enumerate(stage.actions):
        for k, name in enumerate(names):
            if k != index[i]:
                at = (*index[:i], k, *index[i + 1 :])
                other = seen(at)
                changes = {key: other.get(key, 0) - chances.get(key, 0) for key in {**chances, **other}}
                departures.append(Departure(i, name, stage.payoff_at(at)[i] - own[i], changes))
    return Half(tuple(profile), own, chances, tuple(departures))


def listed_half(equilibrium: StageEquilibrium) -> Half:
    """Work out a state in which a stage equilibrium is played and nothing depends on what is seen."""
    return Half(equilibrium.profile, equilibrium.payoffs, {ANY: Fraction(1)}, ())


@dataclass(frozen=True)
class Rows:
    """The program: maximise objective @ (k, z) + constant; the first row is an equation."""

    objective: list[Any]
    constant: Any
    matrix: list[list[Any]]
    bounds: list[Any]


def two_state_rows(reward: Half, punishment: Half, discount: Any, weights: Sequence[Fraction] | None) -> Rows:
    """Write the program; without weights the objective is the gap k itself."""
    good, bad = reward.keys, punishment.keys
    width = 1 + len(good) + len(bad)
    place = {("reward", key): 1 + k for k, key in enumerate(good)}
    place |= {("punishment", key): 1 + len(good) + k for k, key in enumerate(bad)}
    apart = [x - y for x, y in zip(reward.payoffs, punishment.payoffs, strict=True)]
    equation = [Fraction(0)] * width
    equation[0] = Fraction(1)
    for key, chance in reward.chances.items():
        equation[place["reward", key]] -= discount * chance
    for key, chance in punishment.chances.items():
        equation[place["punishment", key]] += discount * chance
    matrix, bounds = [equation], [1 - discount]
    for column in range(1, width):
        row = [Fraction(0)] * width
        row[0], row[column] = Fraction(-1), Fraction(1)
        matrix.append(row)
        bounds.append(Fraction(0))
    for state, half in (("reward", reward), ("punishment", punishment)):
        for departure in half.departures:
            row = [Fraction(0)] * width
            for key, change in departure.changes.items():
                row[place[state, key]] = discount * apart[departure.actor] * change
            matrix.append(row)
            bounds.append((1 - discount) * -departure.gain)
    objective, constant = [Fraction(0)] * width, Fraction(0)
    objective[0] = Fraction(1)
    if weights is not None:
        spread = sum((w * x for w, x in zip(weights, apart, strict=True)), Fraction(0))
        constant = sum((w * x for w, x in zip(weights, punishment.payoffs, strict=True)), Fraction(0))
        objective[0] = spread
        for key, chance in punishment.chances.items():
            objective[place["punishment", key]] = spread * discount / (1 - discount) * chance
    return Rows(objective, constant, matrix, bounds)


@dataclass(frozen=True)
class Solved:
    """An optimum with its multipliers, or, where there is none, multipliers that no feasible point survives."""

    feasible: bool
    value: Fraction
    x: tuple[Fraction, ...]
    multipliers: tuple[Fraction, ...]


def solve_two_states(rows: Rows) -> Solved:
    """Solve exactly; a departure that no punishment reaches is seen at once."""
    for k, (row, bound) in enumerate(zip(rows.matrix, rows.bounds, strict=True)):
        if k and bound < 0 and all(x >= 0 for x in row):
            return Solved(False, Fraction(0), (), tuple(Fraction(int(r == k)) for r in range(len(rows.bounds))))
    status, value, x, multipliers = _solved(rows)
    if status == "optimal":
        return Solved(True, value + rows.constant, x, multipliers)
    status, value, x, multipliers = _solved(_relaxed(rows))
    assert status == "optimal"  # with every incentive relaxed there is a point, and no gain without end
    assert value < 0
    return Solved(False, Fraction(0), (), multipliers)


def _relaxed(rows: Rows) -> Rows:
    """Relax every incentive by one common amount, which is to be small."""
    width = len(rows.objective)
    matrix = [[*row, Fraction(-int(k >= width))] for k, row in enumerate(rows.matrix)]
    return replace(rows, objective=[Fraction(0)] * width + [Fraction(-1)], matrix=matrix, constant=Fraction(0))


def optimal_basis(rows: Rows) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Find columns and tight rows whose square system gives the optimum; None where there is no optimum."""
    lp, _, _ = _integer_program(rows)
    floats = solve_floats(lp)
    if floats.status != "optimal" or solve_exactly(lp, floats).method != FROM_BASIS:
        return None
    return tuple(map(int, floats.basic_columns)), tuple(map(int, floats.tight_rows))


def _integer_program(rows: Rows) -> tuple[LinearProgram, list[int], int]:
    """Clear denominators row by row."""
    scales = [_scale([*row, bound]) for row, bound in zip(rows.matrix, rows.bounds, strict=True)]
    cost = _scale(rows.objective)
    matrix = [[int(x * s) for x in row] for row, s in zip(rows.matrix, scales, strict=True)]
    bounds = [int(x * s) for x, s in zip(rows.bounds, scales, strict=True)]
    objective = np.array([int(x * cost) for x in rows.objective], dtype=object)
    return program(objective, np.array(matrix, dtype=object), bounds, equal=[0]), scales, cost


def _solved(rows: Rows) -> tuple[str, Fraction, tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Solve, and scale the multipliers back."""
    lp, scales, cost = _integer_program(rows)
    found = solve_exactly(lp)
    if found.status == "unfinished":
        raise GameTooLargeError(
            f"a linear program with {len(rows.objective)} unknowns and {len(rows.bounds)} rows could not be finished "
            "exactly; give fewer signals or actions, or discount factors and chances with smaller denominators."
        )
    multipliers = tuple(y * s / cost for y, s in zip(found.duals, scales, strict=True)) if found.duals else ()
    return found.status, found.value / cost, found.x, multipliers


def _scale(numbers: Sequence[Any]) -> int:
    return lcm(*(Fraction(x).denominator for x in numbers))


def two_state_automaton(reward: Half, punishment: Half, x: Sequence[Fraction]) -> Automaton:
    """Read the strategy off a solution."""
    chances = iter(z / x[0] for z in x[1:])
    moves = {
        state: {key: _lottery(next(chances)) for key in half.keys}
        for state, half in (("reward", reward), ("punishment", punishment))
    }
    default = {state: row.pop(ANY, "punishment") for state, row in moves.items()}
    return Automaton("reward", {"reward": reward.profile, "punishment": punishment.profile}, moves, default)


def _lottery(chance: Fraction) -> dict[str, Fraction]:
    return {"reward": chance, "punishment": 1 - chance}


def plain_multipliers(reward: Half, punishment: Half, found: Solved, actors: Sequence[str]) -> dict[str, Any]:
    """Write the multipliers of a program, those that are zero left out, as certificates hold them."""
    named = zip(_names(reward, punishment, actors), found.multipliers, strict=True)
    nonzero = [[*name, exact_text(y)] for name, y in named if y]
    return {"feasible": found.feasible, "multipliers": nonzero}


def _names(reward: Half, punishment: Half, actors: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    halves = (("reward", reward), ("punishment", punishment))
    yield ("equation", "", "", "")
    for state, half in halves:
        for key in half.keys:
            yield ("bound", state, key if isinstance(key, str) else list(key), "")
    for state, half in halves:
        for departure in half.departures:
            yield ("departure", state, actors[departure.actor], departure.action)
