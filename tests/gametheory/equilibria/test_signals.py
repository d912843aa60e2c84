"""Strategies that move on public signals, and different discount factors: exact figures and oracles."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    Automaton,
    CertificateError,
    GameTheoryError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    discount_region,
    strategies,
    verify,
)
from gametheory.proofs.certificate import Certificate
from gametheory.testing import discounts, games, monitorings, signal_automata, strategies_in_games

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])


def good_signal(p, q, r):
    """A good signal after no, one and two defections with chances p, q, r."""
    return PublicMonitoring(["good", "bad"], [[[p, 1 - p], [q, 1 - q]], [[q, 1 - q], [r, 1 - r]]])


def grim():
    return Automaton(
        start="C",
        actions={"C": ("C", "C"), "D": ("D", "D")},
        transitions={"C": {"good": "C"}},
        default={"C": "D", "D": "D"},
    )


def one_period_memory():
    return Automaton(
        start="C",
        actions={"C": ("C", "C"), "D": ("D", "D")},
        transitions={"C": {"good": "C"}, "D": {"good": "C"}},
        default={"C": "D", "D": "D"},
    )


chance = st.fractions(0, 1, max_denominator=12)


@given(chance, chance, chance, discounts())
def test_grim_on_a_bad_signal(p, q, r, d):
    """Mailath and Samuelson 2006, section 7.2: an equilibrium iff d (3p - 2q) >= 1, worth 2 (1 - d) / (1 - d p)."""
    region = discount_region(PD, grim(), monitoring=good_signal(p, q, r))
    assert (d in region) == (d * (3 * p - 2 * q) >= 1)
    check = check_strategy(RepeatedGame(PD, d, good_signal(p, q, r)), grim())
    assert check.values["C"] == (2 * (1 - d) / (1 - d * p),) * 2


@given(chance, chance, chance, discounts())
def test_one_period_memory(p, q, r, d):
    """An equilibrium iff d (3p - 2q - r) >= 1 and d (p + 2q - 3r) <= 1."""
    region = discount_region(PD, one_period_memory(), monitoring=good_signal(p, q, r))
    assert (d in region) == (d * (3 * p - 2 * q - r) >= 1 and d * (p + 2 * q - 3 * r) <= 1)


def test_one_period_memory_figures():
    seen = good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))
    check = check_strategy(RepeatedGame(PD, "0.95", seen), one_period_memory())
    assert check.is_equilibrium
    assert [round(float(check.values[s][0]), 7) for s in "CD"] == [1.5581395, 1.3255814]
    assert discount_region(PD, one_period_memory(), monitoring=seen).infimum == Fraction(5, 7)


def delisting(profit, access, *, keeps=False, periods=None):
    """A bank that may violate, and a sender that cuts it off when a flag goes up: for ever, or for some periods."""

    def payoff(bank, sender):
        violates = bank == "violate"
        if sender == "open":
            return (access + profit * violates, 0)
        return (profit * violates if keeps else 0, 0)

    stage = NormalFormGame.from_function(payoff, actions={"bank": ["violate", "comply"], "sender": ["open", "cut"]})
    cut = ["cut"] if periods is None else [f"cut {k}" for k in range(1, periods + 1)]
    after = [*cut[1:], "cut" if periods is None else "open"]
    automaton = Automaton(
        start="open",
        actions={"open": ("comply", "open"), **dict.fromkeys(cut, ("violate", "cut"))},
        transitions={"open": {"flag": cut[0]}},
        default={"open": "open", **dict(zip(cut, after, strict=True))},
    )
    return stage, automaton


def flags(stage, p, e):
    return PublicMonitoring.from_function(
        stage, lambda bank, _: {"flag": p, "quiet": 1 - p} if bank == "violate" else {"flag": e, "quiet": 1 - e}
    )


@given(st.integers(1, 9), st.integers(1, 30), chance, chance)
def test_bank_compliance_formula(profit, access, p, e):
    """delta* = profit / (profit (1 - e) + (p - e) access), where that lies in (0, 1)."""
    stage, automaton = delisting(profit, access)
    region = discount_region(stage, automaton, monitoring=flags(stage, p, e))
    bound = profit * (1 - e) + (p - e) * access
    expected = Fraction(profit) / bound if bound > 0 else Fraction(1)
    assert region.infimum == (expected if expected < 1 else None)


@pytest.mark.parametrize(("e", "figure"), [("0", 0.375), ("1/50", 0.397878), ("1/10", 0.526316)])
def test_bank_compliance_figures(e, figure):
    stage, automaton = delisting(3, 20)
    region = discount_region(stage, automaton, monitoring=flags(stage, Fraction(1, 4), Fraction(e)))
    assert round(float(region.infimum), 6) == figure
    assert region.attained


@pytest.mark.parametrize(("periods", "figure"), [(1, 0.6), (2, 0.421954), (4, 0.379949)])
def test_bank_compliance_with_a_cut_of_some_periods(periods, figure):
    stage, automaton = delisting(3, 20, periods=periods)
    region = discount_region(stage, automaton, monitoring=flags(stage, Fraction(1, 4), Fraction(0)))
    assert round(float(region.infimum), 6) == figure


def test_bank_that_keeps_its_profit_when_delisted():
    stage, automaton = delisting(3, 20, keeps=True)
    region = discount_region(stage, automaton, monitoring=flags(stage, Fraction(1, 4), Fraction(0)))
    assert region.infimum == Fraction(12, 29)  # .4138


@given(strategies_in_games())
def test_seeing_everything_as_a_signal_changes_nothing(pair):
    repeated, automaton = pair
    stage, profiles = repeated.stage, list(repeated.stage.profiles())
    names = ["/".join(p) for p in profiles]
    seen = PublicMonitoring(names, np.eye(len(profiles), dtype=int).reshape((*stage.shape, len(profiles))))
    moves = {
        s: {name: automaton.next_state(s, p) for name, p in zip(names, profiles, strict=True)} for s in automaton.states
    }
    moved = Automaton(automaton.start, automaton.actions, moves)
    plain, signalled = check_strategy(*pair), check_strategy(RepeatedGame(stage, repeated.discount, seen), moved)
    assert plain.values == signalled.values
    assert plain.worst == signalled.worst


@given(st.data())
def test_values_solve_the_equations_of_play(data):
    """Against value iteration in floats, written without any of the package's machinery."""
    game = data.draw(games(max_actors=2))
    seen = data.draw(monitorings(game))
    automaton = data.draw(signal_automata(game, seen, mixed=True))
    d = data.draw(discounts(Fraction(0), Fraction(9, 10)))
    check = check_strategy(RepeatedGame(game, d, seen), automaton)
    worth = {s: np.zeros(len(game.actors)) for s in automaton.states}
    for _ in range(400):
        worth = {s: one_period(game, seen, automaton, s, float(d), worth) for s in automaton.states}
    for s, values in check.values.items():
        assert np.allclose([float(v) for v in values], worth[s], atol=1e-9)
    assert verify(check.certificate)


def one_period(game, seen, automaton, state, d, worth):
    total = np.zeros(len(game.actors))
    for index in np.ndindex(*game.shape):
        chance = 1.0
        for i, mix in enumerate(automaton.mixture(state)):
            chance *= float(mix.get(game.actions[i][index[i]], 0))
        row = dict(zip(seen.signals, seen.rows[int(np.ravel_multi_index(index, game.shape))], strict=True))
        later = np.zeros(len(game.actors))
        for signal, p in row.items():
            target = automaton.transitions[state].get(signal, automaton.default[state])
            lottery = target if not isinstance(target, str | int) else {target: 1}
            later += float(p) * sum(float(q) * worth[t] for t, q in lottery.items())
        total += chance * ((1 - d) * np.array([float(x) for x in game.payoff_at(index)]) + d * later)
    return total


@given(st.data())
def test_regions_agree_with_checks(data):
    game = data.draw(games(max_actors=2))
    seen = data.draw(monitorings(game))
    automaton = data.draw(signal_automata(game, seen))
    region = discount_region(game, automaton, monitoring=seen)
    assert verify(region.certificate)
    ends = {end for interval in region for end in (interval.low, interval.high) if isinstance(end, Fraction)}
    for d in {Fraction(1, 7), Fraction(1, 2), Fraction(8, 9), *ends} - {0, 1}:
        assert (d in region) == check_strategy(RepeatedGame(game, d, seen), automaton).is_equilibrium


def test_a_changed_chance_of_a_signal_is_refused():
    """The values no longer solve their equations."""
    seen = good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))
    certificate = check_strategy(RepeatedGame(PD, "0.95", seen), one_period_memory()).certificate
    data = {**certificate.data, "monitoring": {**certificate.data["monitoring"]}}
    data["monitoring"]["rows"] = [["4/5", "1/5"], *data["monitoring"]["rows"][1:]]
    with pytest.raises(CertificateError, match="the value of state 'C'"):
        verify(Certificate("strategy", data))


@given(strategies_in_games(), st.data())
def test_fixed_discount_factors(pair, data):
    """With some factors fixed, the region holds the others' common factors for which the check passes."""
    stage, automaton = pair[0].stage, pair[1]
    held = data.draw(st.dictionaries(st.sampled_from(stage.actors), discounts()))
    region = discount_region(stage, automaton, fixed=held)
    assert verify(region.certificate)
    for d in (Fraction(1, 5), Fraction(1, 2), Fraction(5, 6)):
        factors = {actor: held.get(actor, d) for actor in stage.actors}
        check = check_strategy(RepeatedGame(stage, factors), automaton)
        assert check.is_equilibrium == (d in region)
        by_actor = all(any(factors[actor] in part for part in region.of(actor)) for actor in stage.actors)
        assert check.is_equilibrium == by_actor
    if region.blocked_by:
        assert region.is_empty
        assert {constraint.actor for constraint in region.blocked_by} <= set(held)


def test_signals_without_monitoring_are_refused():
    with pytest.raises(GameTheoryError, match="moves on signals"):
        check_strategy(RepeatedGame(PD, "0.5"), grim())


def test_profiles_under_monitoring_are_refused():
    seen = good_signal(1, 0, 0)
    with pytest.raises(GameTheoryError, match="only signals are seen"):
        check_strategy(RepeatedGame(PD, "0.5", seen), strategies.reversion(("C", "C"), ("D", "D")))


def test_a_missing_signal_is_named():
    half = Automaton(start="C", actions={"C": ("C", "C")}, transitions={"C": {"good": "C"}})
    with pytest.raises(GameTheoryError, match="nothing says where the signal 'bad' leads"):
        discount_region(PD, half, monitoring=good_signal(1, 0, 0))


def test_keys_of_two_kinds_are_refused():
    with pytest.raises(GameTheoryError, match="both profiles and signals"):
        Automaton(start="C", actions={"C": ("C", "C")}, transitions={"C": {"good": "C", ("C", "C"): "C"}})
