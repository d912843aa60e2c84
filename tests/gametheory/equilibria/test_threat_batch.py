"""Many threat games at once are the same games one by one."""

import numpy as np
import pytest

from gametheory import GameTheoryError, threat_equilibria, threat_equilibria_batch
from gametheory.games.threat import PARAMETERS

ZERO = dict.fromkeys(PARAMETERS, 0)


@pytest.mark.parametrize("scale", [1, 3, 1000])
def test_agrees_with_single_games(scale):
    rng = np.random.default_rng(5)
    values = {name: np.round(rng.normal(size=150) * scale, 3) for name in PARAMETERS}
    batch = threat_equilibria_batch(**values)
    for k in range(len(batch)):
        found = threat_equilibria(batch.game(k))
        assert len(found) == batch.counts[k]
        assert found.quiet == batch.quiet[k]
        assert found.complete == batch.complete[k]
        for position, e in enumerate(found):
            assert batch.resist[k, position] == pytest.approx(e.resist, abs=1e-9)
            assert batch.outcomes[k, position] == pytest.approx(np.array(e.outcomes), abs=1e-9)
        assert np.isnan(batch.resist[k, len(found) :]).all()


def test_blocks_are_joined_in_order():
    values = np.where(np.arange(10_000) % 2, -2.8, -3.0)
    batch = threat_equilibria_batch(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=values, a=-1.2, V_B=1)
    assert batch.counts.tolist() == [1, 3] * 5000
    assert batch.converged.all()


def test_no_games_give_no_rows():
    batch = threat_equilibria_batch(**{**ZERO, "S_A": []})
    assert len(batch) == 0
    assert batch.resist.shape == (0, 0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({**ZERO, "S_A": float("nan")}, "payoff S_A has entries that are NaN"),
        ({**ZERO, "a": [1, float("inf")]}, "payoff a has entries that are NaN or infinite"),
        ({**ZERO, "W_B": "x"}, "payoff W_B is 'x'"),
        ({**ZERO, "W_B": 1e9}, "payoff W_B has entries beyond 1,000,000"),
        ({**ZERO, "W_B": [1, 2], "a": [1, 2, 3]}, r"W_B \(2,\), a \(3,\)"),
        ({"S_A": 0}, "the payoff V_A is missing"),
        ({**ZERO, "b": 0}, "no payoff 'b'"),
    ],
)
def test_what_does_not_fit_is_refused(given, words):
    with pytest.raises(GameTheoryError, match=words):
        threat_equilibria_batch(**given)
