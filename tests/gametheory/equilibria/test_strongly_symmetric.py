"""Strongly symmetric equilibria: text book figures, an oracle that iterates the APS operator, and what is refused."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory import (
    CertificateError,
    GameTheoryError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    strongly_symmetric,
    verify,
)
from gametheory.games import transform
from gametheory.proofs.certificate import Certificate
from gametheory.testing import discounts
from tests.gametheory.equilibria.noisy_dilemma import PD, good_signal


@st.composite
def noisy_symmetric_games(draw):
    """A symmetric game of two actors with two or three actions, signals symmetric or not, and a discount factor."""
    size, signals = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    own = [[draw(st.integers(-4, 4)) for _ in range(size)] for _ in range(size)]
    payoffs = [[[own[a][b], own[b][a]] for b in range(size)] for a in range(size)]
    rows = {}
    for a in range(size):
        for b in range(size):
            weights = [draw(st.integers(0, 4)) for _ in range(signals)]
            weights[draw(st.integers(0, signals - 1))] += 1
            rows[a, b] = [Fraction(w, sum(weights)) for w in weights]
    shared = draw(st.booleans())
    table = [[rows[min(a, b), max(a, b)] if shared else rows[a, b] for b in range(size)] for a in range(size)]
    monitoring = PublicMonitoring(["u", "v", "w"][:signals], table)
    return RepeatedGame(NormalFormGame(payoffs), draw(discounts()), monitoring)


def iterated(repeated, slack, rounds=80):
    """The largest interval that generates itself up to some slack, by the APS operator in floats; None if empty."""
    stage, d, seen = repeated.stage, float(repeated.discount[0]), repeated.monitoring
    chances = np.array([[float(p) for p in row] for row in seen.rows]).reshape((*stage.shape, -1))
    pay = np.array(
        [[[float(x) for x in stage.payoff_at((a, b))] for b in range(stage.shape[1])] for a in range(stage.shape[0])]
    )
    low, high = pay.min(), pay.max()
    for _ in range(rounds):
        found = []
        for a in range(stage.shape[0]):
            here, rows, limits = chances[a, a], [], []
            for i in range(2):
                for k in range(stage.shape[0]):
                    at = (k, a) if i == 0 else (a, k)
                    rows.append(d * (chances[at] - here))
                    limits.append((1 - d) * (pay[a, a][i] - pay[at][i]))
            for sign in (1, -1):
                best = linprog(-sign * here, A_ub=rows, b_ub=np.array(limits) + slack, bounds=[(low, high)] * len(here))
                if best.status == 0:
                    found.append((1 - d) * pay[a, a][0] + d * float(here @ best.x))
        if not found:
            return None
        before, low, high = (low, high), min(found), max(found)
        if abs(before[0] - low) + abs(before[1] - high) < 1e-10:
            break
    return low, high


@settings(max_examples=8)
@given(noisy_symmetric_games().filter(lambda game: game.discount[0] <= Fraction(7, 10)))
def test_it_lies_between_what_looser_and_stricter_incentives_allow(game):
    found = strongly_symmetric(game, stage_equilibria=[])
    loose, strict = iterated(game, 1e-8), iterated(game, -1e-8)
    if found.is_empty:
        assert strict is None
        return
    assert loose[0] <= float(found.worst) + 1e-6
    assert loose[1] >= float(found.best) - 1e-6
    if strict is not None:
        assert strict[0] >= float(found.worst) - 1e-6
        assert strict[1] <= float(found.best) + 1e-6


@settings(max_examples=30)
@given(noisy_symmetric_games())
def test_the_strategy_pays_the_ends(game):
    found = strongly_symmetric(game)
    assert verify(found.certificate, game.stage)
    assert Certificate.from_json(found.certificate.to_json()) == found.certificate
    if not found.is_empty:
        check = check_strategy(game, found.automaton)
        assert check.is_equilibrium
        assert check.values["reward"] == (found.best,) * 2
        assert check.values["punishment"] == (found.worst,) * 2


chance = st.fractions(0, 1, max_denominator=12)


@given(chance, chance, chance, discounts())
@example(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10), Fraction(10, 17))
def test_cooperation_is_worth_what_the_likelihood_ratio_leaves(p, q, r, d):
    """
    Abreu, Milgrom and Pearce (1991): where cooperation holds at all it pays 2 - (1 - p) / (p - q), for every patience.

    Punishment forgives as much as it can; with mutual defection as the floor it holds iff grim does.
    """
    found = strongly_symmetric(RepeatedGame(PD, d, good_signal(p, q, r)))
    if d * (3 * p - 2 * q) >= 1:
        assert found.best == 2 - (1 - p) / (p - q)
    assert found.worst == 0


def test_figures():
    seen = good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))
    assert strongly_symmetric(RepeatedGame(PD, Fraction(10, 17), seen)).best == Fraction(7, 4)
    assert strongly_symmetric(RepeatedGame(PD, "0.588", seen)).best == 0


def test_where_actions_are_seen_it_is_the_text_book():
    assert strongly_symmetric(RepeatedGame(PD, Fraction(1, 3))).best == 2
    assert strongly_symmetric(RepeatedGame(PD, "0.33")).best == 0


def test_three_actors():
    stage = NormalFormGame.from_function(
        lambda *play: [sum(a == "give" for a in play) - 2 * (own == "give") for own in play],
        actions={name: ["give", "keep"] for name in ("Ann", "Bob", "Cid")},
    )
    found = strongly_symmetric(RepeatedGame(stage, "1/2"))
    assert (found.worst, found.best) == (0, 1)
    assert verify(found.certificate)


@settings(max_examples=20)
@given(noisy_symmetric_games(), st.integers(1, 5), st.integers(-5, 5))
def test_scales_and_order_of_actions_change_nothing(game, scale, shift):
    plain = strongly_symmetric(game)
    moved = RepeatedGame(transform.affine(game.stage, (scale, scale), (shift, shift)), game.discount, game.monitoring)
    told = strongly_symmetric(moved)
    assert told.is_empty == plain.is_empty
    if not plain.is_empty:
        assert (told.worst, told.best) == (scale * plain.worst + shift, scale * plain.best + shift)


def test_without_a_symmetric_pure_equilibrium_there_may_be_none():
    hawk_dove = NormalFormGame([[[0, 0], [3, 1]], [[1, 3], [2, 2]]])
    game = RepeatedGame(hawk_dove, "1/10")
    none = strongly_symmetric(game, stage_equilibria=[])
    assert none.is_empty
    assert verify(none.certificate, hawk_dove)
    mixed = strongly_symmetric(game)
    assert mixed.best == mixed.worst == Fraction(3, 2)
    assert verify(mixed.certificate, hawk_dove)


@pytest.mark.parametrize(
    ("game", "told"),
    [
        (
            RepeatedGame(NormalFormGame([[[2, 1], [0, 0]], [[0, 0], [1, 2]]]), "1/2"),
            "change when 1 and 2 change places",
        ),
        (RepeatedGame(NormalFormGame([[[1, 1], [0, 0], [0, 0]], [[0, 0], [1, 1], [0, 0]]]), "1/2"), "2 actions"),
        (RepeatedGame(PD, ["1/2", "1/3"]), "discount factors differ"),
    ],
)
def test_what_is_not_symmetric_is_refused(game, told):
    with pytest.raises(GameTheoryError, match=told):
        strongly_symmetric(game)


def altered(certificate, change):
    data = json.loads(certificate.to_json())["data"]
    change(data)
    return Certificate(certificate.kind, data)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["monitoring"]["rows"].__setitem__(0, ["19/20", "1/20"]),
        lambda data: data.__setitem__("best", "15/8"),
        lambda data: data.__setitem__("worst", "-1/8"),
        lambda data: data.__setitem__("discount", "4/5"),
        lambda data: data["pairs"].pop(),
        lambda data: data["options"].pop(0),
        lambda data: data["pairs"][1][2]["multipliers"].clear(),
        lambda data: data["game"]["payoffs"].__setitem__(0, "5/2"),
        lambda data: data.__setitem__("strategy", None),
    ],
)
def test_changed_numbers_are_refused(change):
    found = strongly_symmetric(RepeatedGame(PD, "9/10", good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))))
    with pytest.raises(CertificateError):
        verify(altered(found.certificate, change))


def test_multipliers_below_zero_are_refused():
    found = strongly_symmetric(RepeatedGame(PD, "9/10", good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))))

    def change(data):
        for _, _, entry in data["pairs"]:
            entry["multipliers"] = [[*m[:4], "-" + m[4]] if m[0] != "equation" else m for m in entry["multipliers"]]

    with pytest.raises(CertificateError, match="negative"):
        verify(altered(found.certificate, change))
