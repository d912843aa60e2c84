import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, mixed_equilibria
from gametheory.equilibria import mixed
from gametheory.equilibria.vertices import TooManyBases


@settings(max_examples=60, deadline=None)
@given(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10**6), st.sampled_from([2, 4, 100])))
def test_finds_some_of_all_equilibria_exactly(drawn):
    m, n, seed, largest = drawn
    game = NormalFormGame(np.random.default_rng(seed).integers(0, largest, (m, n, 2)))
    everything = mixed_equilibria(game)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mixed, "extreme_equilibria", _refuse)
        some = mixed_equilibria(game)
    assert not some.complete
    assert len(some) >= 1
    assert set(some.regret) == {0}
    assert set(some) <= set(everything)
    assert len(set(some)) == len(some)


def _refuse(first, second):
    raise TooManyBases


def test_large_games_say_that_some_may_be_missing():
    game = NormalFormGame(np.random.default_rng(0).integers(0, 1000, (40, 40, 2)))
    found = mixed_equilibria(game)
    assert not found.complete
    assert len(found) > 10
    assert found.converged
    assert set(found.regret) == {0}


def test_large_floats_are_solved_exactly_too():
    game = NormalFormGame(np.random.default_rng(0).random((25, 50, 2)))
    found = mixed_equilibria(game)
    assert len(found) >= 1
    assert set(found.regret) == {0}
