"""The public Hypothesis strategies keep their promises, and say what is missing."""

import subprocess
import sys
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame
from gametheory.frozen import FrozenMap
from gametheory.strategies.automaton import ANY
from gametheory.testing import automata, discounts, games, lotteries, payoffs, repeated_games, strategies_in_games

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])


@given(games(min_actors=2, max_actors=4, min_actions=2, max_actions=3, payoffs=payoffs(0, 1, max_denominator=1)))
def test_games_keep_to_their_bounds(game):
    assert 2 <= len(game.actors) <= 4
    assert all(2 <= k <= 3 for k in game.shape)
    assert all(x in (0, 1) for p in game.profiles() for x in game.payoff(p))


@given(discounts(Fraction(1, 3), Fraction(2, 3), max_denominator=7))
def test_discounts_lie_strictly_between(d):
    assert Fraction(1, 3) < d < Fraction(2, 3)
    assert d.denominator <= 7


@given(repeated_games(common=True), strategies_in_games(common=True))
def test_common_discounts(repeated, pair):
    assert repeated.common_discount == repeated.discount[0]
    assert pair[0].common_discount is not None


@given(lotteries(["a", "b"]))
def test_lotteries_sum_to_one(lottery):
    assert sum(lottery.values()) == 1
    assert set(lottery) == {"a", "b"}


@given(automata(PD, max_states=2, random_transitions=False))
def test_plain_automata(automaton):
    assert len(automaton.states) <= 2
    assert not any(isinstance(entry, FrozenMap) for profile in automaton.actions.values() for entry in profile)
    assert not any(isinstance(t, FrozenMap) for row in automaton.transitions.values() for t in row.values())


def lotteries_in(entries):
    return any(isinstance(entry, FrozenMap) for entry in entries)


KINDS = {
    "mixed actions": lambda a: any(lotteries_in(profile) for profile in a.actions.values()),
    "drawn start": lambda a: lotteries_in([a.start]),
    "drawn transition": lambda a: any(lotteries_in(row.values()) for row in a.transitions.values()),
    "pattern": lambda a: any(ANY in profile for row in a.transitions.values() for profile in row),
    "written profile": lambda a: any(ANY not in profile for row in a.transitions.values() for profile in row),
    "no default": lambda a: len(a.default) < len(a.states),
    "only default": lambda a: not a.transitions,
    "integer states": lambda a: isinstance(a.states[-1], int),
    "three states": lambda a: len(a.states) == 3,
    "unreachable state": lambda a: a.reachable() != set(a.states),
}


def test_automata_of_every_kind_are_drawn():
    counts = Counter()

    @seed(1)
    @settings(max_examples=200, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(automata(PD, mixed=True))
    def count(automaton):
        counts.update(name for name, has in KINDS.items() if has(automaton))

    count()
    print(dict(counts))
    assert all(counts[name] >= 10 for name in KINDS)


@pytest.mark.parametrize("mixed", [True, False])
@given(data=st.data())
def test_pairs_fit(mixed, data):
    repeated, automaton = data.draw(strategies_in_games(mixed=mixed))
    assert isinstance(repeated, RepeatedGame)
    assert automaton.size == len(repeated.stage.actors)
    if not mixed:
        assert all(isinstance(entry, str) for profile in automaton.actions.values() for entry in profile)


def test_missing_hypothesis_is_told():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import gametheory\n"
        "try:\n    gametheory.testing\n"
        "except gametheory.GameTheoryError as error:\n    print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.startswith(
        "MissingDependencyError gametheory.testing needs the package hypothesis; install it with: pip"
    )
