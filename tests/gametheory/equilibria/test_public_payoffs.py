"""Payoff sets under public signals: known values, perfect monitoring, garblings, an independent operator, proofs."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    payoff_set,
    verify,
)
from gametheory.equilibria.sets import public_solve
from gametheory.equilibria.sets.polygon import hausdorff
from gametheory.games.transform import affine, rename
from gametheory.testing import games, monitorings
from tests.oracles.public_sets import levels

F = Fraction
DILEMMA = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
COMPASS = np.array([[np.cos(t), np.sin(t)] for t in 2 * np.pi * np.arange(16) / 16])
P, Q, R = F(9, 10), F(1, 2), F(3, 10)

small = games(min_actors=2, max_actors=2, max_actions=2, payoffs=st.integers(0, 5))
factors = st.sampled_from([F(1, 2), F(4, 5)])


def noisy(p=P, q=Q, r=R):
    """A good signal with these chances after no, one and two deviations."""
    return PublicMonitoring(["good", "bad"], [[[x, 1 - x] for x in row] for row in ((p, q), (q, r))])


def perfect(stage):
    """One signal per profile."""
    return PublicMonitoring.from_function(stage, lambda *profile: {"/".join(profile): 1})


def floats(vertices):
    return [(float(x), float(y)) for x, y in vertices]


def reaches(found, directions=COMPASS):
    """Per direction how far the proved set and its bound reach."""
    inner, outer = (np.array(floats(v)).reshape(-1, 2) for v in (found.inner, found.outer))
    return (directions @ inner.T).max(axis=1), (directions @ outer.T).max(axis=1)


@pytest.mark.parametrize("d", ["3/5", "9/10", "99/100"])
def test_bounds_of_the_dilemma_meet(d):
    """Within a thousandth of the game's scale, with proof; the most that both get together is 7/2 at all of these."""
    found = payoff_set(RepeatedGame(DILEMMA, F(d), noisy()), tolerance=1e-3)
    assert found.gap <= 1e-3
    assert found.converged
    assert verify(found.certificate, DILEMMA)
    reached, bound = found.support((1, 1))
    assert reached <= bound < reached + F(1, 100)
    assert float(bound) == pytest.approx(3.5, abs=1e-6)
    payoffs = found.best((1, 2))
    check = check_strategy(found.repeated, found.strategy(payoffs))
    assert check.is_equilibrium
    assert check.payoffs == payoffs


def test_known_strategies_pay_what_lies_inside():
    """Grim on the bad signal is worth 2 (1-d) / (1 - d p); one-period memory two values (critical factor 5/7)."""
    d = F(19, 20)
    found = payoff_set(RepeatedGame(DILEMMA, d, noisy()), tolerance=1e-3)
    grim = 2 * (1 - d) / (1 - d * P)
    for value in (grim, F("1.5581395"), F("1.3255814")):
        assert found.contains((value, value)) is True
    assert found.contains((F(176, 100), F(176, 100))) is False


@pytest.mark.parametrize(("d", "sustained"), [(F(10, 17), True), (F(10, 17) - F(1, 1000), False)])
def test_the_threshold_of_grim(d, sustained):
    """Cooperation needs d >= 1 / (3p - 2q) = 10/17; there the incentive just binds, and is proved all the same."""
    found = payoff_set(RepeatedGame(DILEMMA, d, noisy()), tolerance=1e-3)
    value = 2 * (1 - d) / (1 - d * P)
    assert found.contains((value, value)) is sustained


@pytest.mark.parametrize("d", [F(3, 5), F(4, 5), F(9, 10)])
def test_strongly_symmetric_play_is_no_better(d):
    """
    With two signals the best strongly symmetric value burns (1-p)/(p-q) of the gain: v = 2 - 0.1 / 0.4 = 7/4.

    (Abreu, Milgrom and Pearce 1991: bang-bang, reward v itself, and punishment as low as the incentive needs.)
    """
    value = 2 - (1 - P) / (P - Q)
    reached, bound = payoff_set(RepeatedGame(DILEMMA, d, noisy()), tolerance=1e-3).support((1, 1))
    assert 2 * value - F(1, 10**5) <= reached <= bound <= 2 * value + F(1, 10**5)


@pytest.mark.parametrize("d", [F(3, 10), F(9, 10), F(99, 100)])
def test_perfect_monitoring_is_a_special_case(d):
    for stage in (
        NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]]),
        NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]),
        NormalFormGame([[[2, 2], [0, 0]], [[0, 0], [1, 1]]]),
        NormalFormGame([[[0, 1], [0, 0]], [[0, 2], [0, 5]]]),
        NormalFormGame([[[7, -2]]]),
    ):
        known, found = payoff_set(RepeatedGame(stage, d)), payoff_set(RepeatedGame(stage, d, perfect(stage)))
        assert hausdorff(floats(known.outer), floats(found.outer)) <= 1e-6
        assert hausdorff(floats(known.inner), floats(found.inner)) <= 1e-6
        assert found.converged


@settings(max_examples=10)
@given(small, factors)
def test_perfect_monitoring_in_random_games(stage, d):
    """Neither bound contradicts those found from the profiles themselves."""
    known, found = (
        payoff_set(RepeatedGame(stage, d)),
        payoff_set(RepeatedGame(stage, d, perfect(stage)), tolerance=1e-3, sweeps=100),
    )
    assert bool(known.inner) <= bool(found.outer)
    if known.inner and found.inner:
        assert (reaches(known)[0] <= reaches(found)[1] + 1e-9).all()
        assert (reaches(found)[0] <= reaches(known)[1] + 1e-9).all()


@settings(max_examples=10)
@given(st.data(), small, factors)
def test_a_garbling_never_enlarges_the_set(data, stage, d):
    """Kandori 1992: what the coarser signals prove lies within the bound of the finer ones."""
    fine = data.draw(monitorings(stage))
    size = len(fine.signals)
    shares = [data.draw(st.sampled_from([F(0), F(1, 3), F(1, 2), F(1)])) for _ in range(size)]
    rows = [[sum(p * s for p, s in zip(row, shares, strict=True))] for row in fine.rows]
    table = np.array([[x, 1 - x] for (x,) in rows], dtype=object).reshape(*stage.shape, 2)
    coarse = payoff_set(RepeatedGame(stage, d, PublicMonitoring(["up", "down"], table)), tolerance=1e-3, sweeps=100)
    finer = payoff_set(RepeatedGame(stage, d, fine), tolerance=1e-3, sweeps=100)
    if coarse.inner:
        assert (reaches(coarse)[0] <= reaches(finer)[1] + 1e-9).all()
    assert finer.is_empty is not True or not coarse.inner


@settings(max_examples=8)
@given(st.data(), small, st.sampled_from([F(1, 3), F(1, 2), F(2, 3)]))
def test_bounds_against_the_plain_operator(data, stage, d):
    """Plain sweeps bound from outside as well: nothing proved lies beyond, nor does the bound."""
    repeated = RepeatedGame(stage, d, data.draw(monitorings(stage)))
    found = payoff_set(repeated, tolerance=1e-3, sweeps=100)
    listed = [e.payoffs for e in found.stage_equilibria]
    plain = levels(stage, repeated.monitoring, repeated.discount, listed, COMPASS[::2], 6)
    if found.inner:
        assert (reaches(found, COMPASS[::2])[0] <= plain + 1e-6).all()
        assert (reaches(found, COMPASS[::2])[1] <= plain + 1e-6).all()
    assert not np.isneginf(plain).any() or not found.inner


def test_noise_that_vanishes():
    """As p -> 1 and accidents become rare, the set comes to that of perfect monitoring."""
    stage, d = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]]), F(1, 2)
    names = ["/".join(profile) for profile in stage.profiles()]
    known = floats(payoff_set(RepeatedGame(stage, d)).outer)
    apart = []
    for e in (F(1, 100), F(1, 10**4)):
        table = np.array([[1 - e if k == j else e / 3 for j in range(4)] for k in range(4)], dtype=object)
        found = payoff_set(RepeatedGame(stage, d, PublicMonitoring(names, table.reshape(2, 2, 4))), tolerance=1e-3)
        apart.append(hausdorff(floats(found.inner), known))
    assert apart[1] < apart[0] / 5
    assert apart[1] < 0.02


def test_signals_that_tell_nothing():
    """Only stage equilibria are left; without any, nothing is."""
    blind = PublicMonitoring(["nothing"], [[[1], [1]], [[1], [1]]])
    found = payoff_set(RepeatedGame(DILEMMA, F(9, 10), blind))
    assert found.inner == ((0, 0),)
    assert found.converged
    pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    assert payoff_set(RepeatedGame(pennies, F(9, 10), blind)).inner == ((0, 0),)
    nothing = payoff_set(RepeatedGame(pennies, F(9, 10), blind), stage_equilibria=())
    assert nothing.is_empty is True
    assert (nothing.outer, nothing.inner, nothing.gap, nothing.threat_point) == ((), (), 0, None)


def test_three_actors():
    """Each gives 2 to everybody at a cost of 3; the good signal is likelier the more give."""
    stage = NormalFormGame.from_function(
        lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays], actions=[["give", "keep"]] * 3
    )
    seen = PublicMonitoring.from_function(
        stage, lambda *plays: {"good": F(9 - 2 * plays.count("keep"), 10), "bad": F(1 + 2 * plays.count("keep"), 10)}
    )
    found = payoff_set(RepeatedGame(stage, F(9, 10), seen))
    assert verify(found.certificate, stage)
    reached, bound = found.support((1, 1, 1))
    assert reached == F(15, 2)
    assert float(bound) == pytest.approx(7.5, abs=1e-6)
    check = check_strategy(found.repeated, found.strategy(found.best((1, 1, 1))))
    assert check.is_equilibrium
    assert check.payoffs == (F(5, 2), F(5, 2), F(5, 2))
    assert found.contains((3, 3, 3)) is False


def test_different_discount_factors():
    """With signals that tell everything the proved set exceeds what half-spaces alone found, inside their bound."""
    d = (F(1, 2), F(9, 10))
    found = payoff_set(RepeatedGame(DILEMMA, d, perfect(DILEMMA)), tolerance=1e-3)
    bound = payoff_set(RepeatedGame(DILEMMA, d))
    assert found.converged
    assert verify(found.certificate, DILEMMA)
    for direction in ((1, 1), (-1, 1), (1, -1), (1, 3)):
        assert found.support(direction)[0] <= bound.support(direction)[1] + F(1, 10**9)
    check = check_strategy(found.repeated, found.strategy(found.best((1, 3))))
    assert check.is_equilibrium


@settings(max_examples=8)
@given(st.data(), small, factors, st.integers(-3, 3), st.sampled_from([F(1, 10**6), F(1, 3), F(10**6)]))
def test_scaling_and_renaming(data, stage, d, shift, factor):
    seen = data.draw(monitorings(stage))
    found = payoff_set(RepeatedGame(stage, d, seen), tolerance=1e-3, sweeps=100)
    names = {actor: f"new {actor}" for actor in stage.actors}
    moved = affine(rename(stage, actors=names), [factor, 1], [shift, 0])
    other = payoff_set(RepeatedGame(moved, d, seen), tolerance=1e-3, sweeps=100)
    assert other.gap == pytest.approx(found.gap, abs=1e-12)
    assert other.inner == tuple((factor * x + shift, y) for x, y in found.inner)


def altered(certificate, change):
    data = json.loads(json.dumps(certificate.data))
    change(data)
    return Certificate(certificate.kind, data)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["probabilities"].__setitem__(0, ["4/5", "1/5"]), "pays|gains"),
        (lambda data: data["probabilities"].__setitem__(1, ["4/5", "1/5"]), "gains"),
        (lambda data: data["probabilities"].__setitem__(1, ["4/5", "2/5"]), "probabilities"),
        (lambda data: data["probabilities"].pop(), "one probability per profile"),
        (lambda data: data["discount"].__setitem__(0, "1/3"), "pays"),
        (lambda data: data["discount"].__setitem__(0, "1"), "strictly between"),
        (lambda data: data["points"][-1]["value"].__setitem__(0, "2"), "pays"),
        (lambda data: data["points"][-1]["then"].__setitem__(1, [[0, "2"]]), "chances"),
        (lambda data: data["points"][-1]["then"].pop(), "each signal"),
        (lambda data: data["points"][-1]["then"].__setitem__(0, [[99, "1"]]), "missing"),
        (lambda data: data["points"][-1].__setitem__("profile", ["C", "D"]), "pays"),
        (lambda data: data["points"][0].__setitem__("equilibrium", 3), "not listed"),
        (lambda data: data["points"][0]["then"].__setitem__(1, [[1, "1"]]), "depends on the signal"),
        (lambda data: data["game"]["payoffs"].__setitem__(0, "3"), "pays"),
        (lambda data: data["signals"].__setitem__(0, "bad"), "not distinct"),
    ],
)
def test_altered_certificates_are_refused(change, told):
    certificate = payoff_set(RepeatedGame(DILEMMA, F(3, 5), noisy()), tolerance=1e-3).certificate
    assert verify(certificate, DILEMMA)
    with pytest.raises(CertificateError, match=told):
        verify(altered(certificate, change))


def test_interrupted_runs_return_what_they_have(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(public_solve, "explore", stop)
    found = payoff_set(RepeatedGame(DILEMMA, F(9, 10), noisy()), tolerance=1e-9)
    assert "interrupted" in found.method
    assert not found.converged
    assert found.contains((F(7, 4), F(7, 4))) is True
    assert found.contains((2, 2)) is False
    assert verify(found.certificate)


def test_few_sweeps_give_a_valid_bound():
    found = payoff_set(RepeatedGame(DILEMMA, F(9, 10), noisy()), sweeps=1)
    assert found.contains((F(7, 4), F(7, 4))) is True
    assert not found.converged
