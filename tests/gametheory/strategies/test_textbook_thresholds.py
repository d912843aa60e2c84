"""Critical discount factors of the text books, exactly, on grids that hold the quantities in question."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, check_strategy, discount_region, pure_equilibria, verify
from gametheory.strategies import (
    Automaton,
    contrition,
    limited_punishment,
    mutual_minmax_reversion,
    penance,
    reversion,
    win_stay_lose_shift,
)

CC, DD = ("C", "C"), ("D", "D")


def dilemma(r, s, t, p):
    return NormalFormGame([[[r, r], [s, t]], [[t, s], [p, p]]], actors=["Ann", "Bob"], actions=["C", "D"])


@st.composite
def dilemmas(draw):
    """S < P < R < T, and taking turns at S and T no better than R."""
    p, s = Fraction(0), -draw(st.fractions(Fraction(1, 4), 4, max_denominator=4))
    r = draw(st.fractions(Fraction(1, 4), 4, max_denominator=4))
    t = r + draw(st.fractions(Fraction(1, 8), 1, max_denominator=8)) * (r - s)
    return r, s, t, p


@given(dilemmas())
@example((Fraction(2), Fraction(-1), Fraction(3), Fraction(0)))
def test_grim_trigger(payoffs):
    """(T - R)/(T - P) (Friedman 1971)."""
    r, _, t, p = payoffs
    region = discount_region(dilemma(*payoffs), reversion(CC, DD))
    assert str(region) == f"[{(t - r) / (t - p)}, 1)"
    assert verify(region.certificate)


@given(dilemmas(), st.integers(1, 4))
def test_a_cut_of_some_periods_has_the_root_of_its_geometric_sum(payoffs, periods):
    """T - R = (R - P)(d + ... + d^T) at the critical discount factor."""
    r, _, t, p = payoffs
    region = discount_region(dilemma(*payoffs), limited_punishment(CC, DD, periods=periods))
    if (r - p) * periods <= t - r:
        assert region.is_empty
        return
    low = region.infimum
    gain = lambda d: (r - p) * sum(d**k for k in range(1, periods + 1)) - (t - r)  # noqa: E731
    if isinstance(low, Fraction):
        assert gain(low) == 0
    else:
        near = low.refined(Fraction(1, 10**12))
        assert gain(near.low) < 0 < gain(near.high)


@given(dilemmas())
def test_penance_and_contrition_hold_from_the_larger_of_two_ratios(payoffs):
    """On the path (T - R)/(R - S); in one's own penance (P - S)/(R - S)."""
    r, s, t, p = payoffs
    expected = max((t - r) / (r - s), (p - s) / (r - s))
    for strategy in (penance(CC, [("C", "D"), ("D", "C")]), contrition(CC, DD)):
        region = discount_region(dilemma(*payoffs), strategy)
        assert region.is_empty if expected >= 1 else region.infimum == expected


@given(dilemmas())
def test_win_stay_lose_shift(payoffs):
    """(T - R)/(R - P), where it is below one."""
    r, _, t, p = payoffs
    region = discount_region(dilemma(*payoffs), win_stay_lose_shift(CC, DD))
    expected = (t - r) / (r - p)
    assert region.is_empty if expected >= 1 else region.infimum == expected


def cournot(firms, grid):
    """Price max(1 - Q, 0), no costs; names of actions are the quantities."""
    amounts = {str(q): q for q in sorted({Fraction(q) for q in grid})}

    def profits(*names):
        quantities = [amounts[name] for name in names]
        price = max(1 - sum(quantities), Fraction(0))
        return [price * q for q in quantities]

    return NormalFormGame.from_function(profits, actions={f"firm {i + 1}": list(amounts) for i in range(firms)})


@pytest.mark.parametrize(("firms", "expected"), [(2, "9/17"), (3, "4/7"), (4, "25/41")])
def test_nash_reversion_in_linear_cournot(firms, expected):
    """Shares of the monopoly output 1/(2n), stage equilibrium 1/(n+1), best departure (n+1)/(4n)."""
    share, equilibrium = Fraction(1, 2 * firms), Fraction(1, firms + 1)
    stage = cournot(firms, [share, equilibrium, Fraction(firms + 1, 4 * firms)])
    punishment = (str(equilibrium),) * firms
    assert punishment in pure_equilibria(stage)
    region = discount_region(stage, reversion((str(share),) * firms, punishment))
    assert str(region) == f"[{expected}, 1)"


@pytest.mark.parametrize("firms", [2, 3, 4])
def test_bertrand(firms):
    """Undercutting a price of one by nothing takes the whole market: 1 - 1/n."""

    def profits(*names):
        prices = [{"one": 2, "just below": 1, "cost": 0}[name] for name in names]
        sellers = [i for i, price in enumerate(prices) if price == min(prices)]
        margin = 0 if min(prices) == 0 else 1
        return [Fraction(margin, len(sellers)) if i in sellers else 0 for i in range(firms)]

    stage = NormalFormGame.from_function(
        profits, actions={f"firm {i + 1}": ["one", "just below", "cost"] for i in range(firms)}
    )
    region = discount_region(stage, reversion(("one",) * firms, ("cost",) * firms))
    assert str(region) == f"[{1 - Fraction(1, firms)}, 1)"


def test_a_forgiving_strategy_has_an_upper_end():
    """War until somebody offers peace: too patient actors rather bear S once for R ever after, from (P-S)/(R-S) on."""
    states = {"peace": CC, "war": DD}
    forgiving = Automaton(
        "peace", states, {"peace": {CC: "peace"}, "war": {DD: "war"}}, {"peace": "war", "war": "peace"}
    )
    region = discount_region(dilemma(2, -3, 3, 0), forgiving)
    assert str(region) == "[1/3, 3/5]"
    assert region.intervals[0].high_binding.state == "war"
    assert region.intervals[0].high_binding.action == "C"
    assert not check_strategy(RepeatedGame(dilemma(2, -3, 3, 0), discount="61/100"), forgiving)


def test_mutual_minmax_for_one_period_reaches_below_nash_reversion():
    """Departing gains 1 and costs 5 d, from the target (3, then -3, against 2, 2) as from the stick (-2, -3; -3, 2)."""
    stage = NormalFormGame(
        [[[2, 2], [0, 3], [-2, -2]], [[3, 0], [1, 1], [-2, -2]], [[-2, -2], [-2, -2], [-3, -3]]],
        actors=["Ann", "Bob"],
        actions=["C", "D", "M"],
    )
    assert discount_region(stage, reversion(CC, DD)).infimum == Fraction(1, 2)
    assert str(discount_region(stage, mutual_minmax_reversion(stage, CC, periods=1))) == "[1/5, 1)"
    assert discount_region(stage, mutual_minmax_reversion(stage, CC)).is_empty
