"""Every recorded answer of the catalogue is checked: against the engine, by exact brute force, and against Gambit."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

from gametheory import catalog, discount_region, minmax_values, pure_equilibria, strategies, verify
from gametheory.errors import UnknownNameError
from gametheory.games.normal_form import NormalFormGame

ENTRIES = list(catalog.entries())
BY_NAME = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
TWO_ACTORS = pytest.mark.parametrize(
    "entry",
    [entry for entry in ENTRIES if len(entry.game.shape) == 2 and max(entry.game.shape) <= 6],
    ids=lambda entry: entry.name,
)


@pytest.fixture(scope="module")
def pygambit():
    return pytest.importorskip("pygambit", reason="pygambit, the oracle, is not installed")


def expected(game, actor, mixtures):
    """What each action of an actor is worth against the others' mixtures, exactly."""
    worth = [Fraction(0)] * game.shape[actor]
    for index in np.ndindex(*game.shape):
        weight = Fraction(1)
        for i, k in enumerate(index):
            weight *= 1 if i == actor else mixtures[i][k]
        if weight:
            worth[index[actor]] += weight * game.payoff_at(index)[actor]
    return worth


def is_equilibrium(game, mixtures):
    for i, own in enumerate(mixtures):
        worth = expected(game, i, mixtures)
        if any(p and w < max(worth) for p, w in zip(own, worth, strict=True)):
            return False
    return all(sum(own) == 1 and min(own) >= 0 for own in mixtures)


def solve(rows, right):
    """Solve a square system in fractions; None where it is singular."""
    table = [[Fraction(x) for x in row] + [Fraction(y)] for row, y in zip(rows, right, strict=True)]
    size = len(table)
    for k in range(size):
        pivot = next((r for r in range(k, size) if table[r][k]), None)
        if pivot is None:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [x / table[k][k] for x in table[k]]
        for r in range(size):
            if r != k and table[r][k]:
                table[r] = [x - table[r][k] * y for x, y in zip(table[r], table[k], strict=True)]
    return tuple(row[-1] for row in table)


def vertices(payoffs):
    """Vertices of {(y, u): payoffs @ y <= u, y >= 0, sum y = 1}, each with the set of its tight labels."""
    rows, columns = len(payoffs), len(payoffs[0])
    planes = [[*payoffs[a], -1] for a in range(rows)]
    planes += [[-int(b == c) for c in range(columns)] + [0] for b in range(columns)]
    found = {}
    for tight in combinations(range(rows + columns), columns):
        point = solve([[1] * columns + [0], *(planes[t] for t in tight)], [1] + [0] * columns)
        if point is None:
            continue
        slack = [sum(a * x for a, x in zip(plane, point, strict=True)) for plane in planes]
        if max(slack) <= 0:
            found[point[:-1]] = frozenset(t for t, s in enumerate(slack) if s == 0)
    return found


def extreme_equilibria(game):
    """All extreme equilibria of a bimatrix game: completely labelled pairs of vertices (Avis et al. 2010)."""
    m, n = game.shape
    first = [[game.payoff_at((a, b))[0] for b in range(n)] for a in range(m)]
    second = [[game.payoff_at((a, b))[1] for a in range(m)] for b in range(n)]
    replies, mixes = vertices(first), vertices(second)
    everything = set(range(m + n))
    found = set()
    for (x, labels_x), (y, labels_y) in product(mixes.items(), replies.items()):
        own = {t - n if t >= n else m + t for t in labels_x}
        if own | set(labels_y) == everything:
            found.add((x, y))
    return found


@BY_NAME
def test_pure_equilibria_are_exactly_those_recorded(entry):
    assert list(pure_equilibria(entry.game)) == sorted(entry.pure, key=entry.game.index)


@BY_NAME
def test_every_recorded_mixed_equilibrium_is_one(entry):
    game = entry.game
    assert len(set(entry.mixed)) == len(entry.mixed)
    for mixtures in entry.mixed:
        if max(game.shape) <= 10:
            assert is_equilibrium(game, mixtures)


@TWO_ACTORS
def test_the_extreme_equilibria_are_complete_by_brute_force(entry):
    found = extreme_equilibria(entry.game)
    assert set(entry.mixed) <= found
    assert entry.complete == (set(entry.mixed) == found)


@pytest.mark.parametrize(
    "entry",
    [entry for entry in ENTRIES if len(entry.game.shape) == 2 and max(entry.game.shape) <= 10],
    ids=lambda entry: entry.name,
)
def test_gambit_finds_the_same_extreme_equilibria(pygambit, entry):
    numerators, denominators = entry.game.integers()
    tables = [
        [[pygambit.Rational(int(x), d) for x in row] for row in numerators[..., i]] for i, d in enumerate(denominators)
    ]
    oracle = pygambit.Game.from_arrays(*(np.array(table, dtype=object) for table in tables))
    found = {
        tuple(
            tuple(Fraction(int(e[s].numerator), int(e[s].denominator)) for s in player.strategies)
            for player in oracle.players
        )
        for e in pygambit.nash.enummixed_solve(oracle, rational=True).equilibria
    }
    assert set(entry.mixed) <= found
    assert entry.complete == (set(entry.mixed) == found)


@BY_NAME
def test_minmax_values_are_those_recorded(entry):
    assert minmax_values(entry.game).values == entry.minmax
    assert entry.mixed_minmax is None or all(m <= p for m, p in zip(entry.mixed_minmax, entry.minmax, strict=True))


def guaranteed(game, actor):
    """Mixed minmax of a two-actor game by brute force: the least u among the vertices of the best-reply polyhedron."""
    m, n = game.shape
    own = [
        [game.payoff_at((a, b) if actor == 0 else (b, a))[actor] for b in range((n, m)[actor])]
        for a in range((m, n)[actor])
    ]
    return min(max(sum(x * p for x, p in zip(row, mixture, strict=True)) for row in own) for mixture in vertices(own))


@TWO_ACTORS
def test_mixed_minmax_values_are_exact_and_recorded_where_mixing_matters(entry):
    assert tuple(guaranteed(entry.game, i) for i in range(2)) == (entry.mixed_minmax or entry.minmax)


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.critical], ids=lambda entry: entry.name)
def test_critical_discount_factors_are_exact_and_proved(entry):
    critical = entry.critical
    region = discount_region(entry.game, strategies.reversion(critical.target, critical.punishment))
    assert region.infimum == critical.discount
    assert region.attained
    assert len(region.intervals) == 1
    assert region.intervals[0].high == 1
    if entry.game.n_profiles < 100:
        verify(region.certificate)


def test_the_catalogue_has_every_game_once():
    built = {
        name for name in catalog.__all__ if name not in {"entries", "entry", "ordinal_games"} and not name[0].isupper()
    }
    assert {entry.name for entry in ENTRIES} == built
    assert len(ENTRIES) >= 24


@BY_NAME
def test_entries_go_through_json_and_carry_their_game(entry):
    assert catalog.Entry.from_json(entry.to_json()) == entry
    assert isinstance(entry.game, NormalFormGame)
    assert entry.game == getattr(catalog, entry.name)()
    assert catalog.entry(entry.name) == entry


def test_an_unknown_game_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match="Did you mean 'stag_hunt'"):
        catalog.entry("stag_hunts")


def test_entries_are_made_one_at_a_time():
    stream = catalog.entries()
    assert next(stream).name == "prisoners_dilemma"
    assert next(stream).name == "deadlock"
