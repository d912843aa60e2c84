"""Gradients against differences, log-probabilities against solved games."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import threat_equilibria_batch
from gametheory.estimation.likelihood import Beliefs, replies
from gametheory.games.threat import PARAMETERS

payoffs = st.lists(st.floats(-3, 3), min_size=7, max_size=7).map(np.array)
chance = st.floats(0.02, 0.98)
STEP = 1e-6


def at(payoff, resist, firm):
    return replies(payoff[:, None], Beliefs(np.array([resist]), np.array([firm])))


@given(payoffs, chance, chance)
def test_probabilities_sum_to_one_at_any_beliefs_about_resistance(payoff, resist, firm):
    assert np.exp(at(payoff, resist, firm).logs).sum() == pytest.approx(1, abs=1e-12)


@given(payoffs, chance, chance, st.integers(0, 6))
def test_scores_are_derivatives(payoff, resist, firm, k):
    if abs(payoff[3] - payoff[5]) < 1e-3:
        payoff = payoff + np.eye(7)[3] * 0.01
    up, down = (at(payoff + s * STEP * np.eye(7)[k], resist, firm) for s in (1, -1))
    here = at(payoff, resist, firm)
    assert here.scores[:, k, 0] == pytest.approx((up.logs - down.logs)[:, 0] / (2 * STEP), rel=1e-4, abs=1e-4)
    for b, name in enumerate(("resist", "stand_firm")):
        difference = (getattr(up.beliefs, name) - getattr(down.beliefs, name)) / (2 * STEP)
        assert here.by_payoff[b, k] == pytest.approx(difference, rel=1e-4, abs=1e-5)


@given(payoffs, chance, chance)
def test_belief_scores_are_derivatives(payoff, resist, firm):
    if abs(payoff[3] - payoff[5]) < 1e-3:
        payoff = payoff + np.eye(7)[3] * 0.01
    here = at(payoff, resist, firm)
    for b, (dr, df) in enumerate([(STEP, 0), (0, STEP)]):
        up, down = at(payoff, resist + dr, firm + df), at(payoff, resist - dr, firm - df)
        expected = (up.logs - down.logs)[:, 0] / (2 * STEP)
        assert here.belief_scores[:, b, 0] == pytest.approx(expected, rel=1e-3, abs=1e-2)
        other = ("stand_firm", "resist")[b]
        difference = (getattr(up.beliefs, other) - getattr(down.beliefs, other)) / (2 * STEP)
        assert here.by_belief[1 - b] == pytest.approx(difference, rel=1e-3, abs=1e-4)


def test_at_equilibrium_beliefs_the_outcomes_are_those_of_the_game():
    rng = np.random.default_rng(2)
    table = rng.normal(size=(7, 300))
    batch = threat_equilibria_batch(**dict(zip(PARAMETERS, table, strict=True)))
    row, place = np.nonzero((batch.resist > 1e-6) & (batch.stand_firm > 1e-6))
    beliefs = Beliefs(batch.resist[row, place], batch.stand_firm[row, place])
    answer = replies(table[:, row], beliefs)
    assert np.abs(np.exp(answer.logs).T - batch.outcomes[row, place]).max() < 1e-9
    assert np.abs(answer.beliefs.resist - beliefs.resist).max() < 1e-9
    assert np.abs(answer.beliefs.stand_firm - beliefs.stand_firm).max() < 1e-9
