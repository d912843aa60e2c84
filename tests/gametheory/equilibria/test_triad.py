"""The formula for credible intensities against the game and the strategy that it speaks of."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import (
    NormalFormGame,
    RepeatedGame,
    Triad,
    check_strategy,
    credible_interval,
    critical_discount,
    discount_region,
    verify,
)
from gametheory.errors import GameError
from gametheory.strategies import Automaton

POSITIVE = st.fractions(Fraction(1, 4), 8, max_denominator=4)
TRIADS = st.builds(Triad, POSITIVE, POSITIVE.map(lambda x: 3 * x), st.just(0) | POSITIVE, st.just(0) | POSITIVE)
FACTORS = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)
UNITS = st.fractions(0, 1, max_denominator=12)
BOOK = Triad(temptation=3, harm=20, gain=2, cost=5)


@given(TRIADS, FACTORS, FACTORS, UNITS)
@example(BOOK, Fraction(3, 5), Fraction(3, 5), Fraction(1, 4))
@example(BOOK, Fraction(3, 5), Fraction(3, 5), Fraction(3, 5))
def test_the_formula_is_the_verdict_on_the_strategy(triad, own, theirs, x):
    interval = credible_interval(triad, [own, theirs])
    ends = [y for y in (interval.deters_from, interval.willing_up_to) if y <= 1]
    near = [y + step for y in ends for step in (Fraction(-1, 1000), 0, Fraction(1, 1000)) if 0 <= y + step <= 1]
    for intensity in [x, *near]:
        game = RepeatedGame(triad.stage(intensity), discount={"enforcer": own, "third party": theirs})
        check = check_strategy(game, triad.strategy())
        assert check.is_equilibrium == (intensity in interval)
        assert verify(check.certificate, game.stage)


@given(TRIADS)
@example(BOOK)
@example(Triad(1, 1, 1, 0))
@example(Triad(1, 2, 0, 0))
@example(Triad(1, 2, 0, 1))
def test_the_critical_discount_is_where_the_interval_stops_being_empty(triad):
    critical = critical_discount(triad)
    for d in (Fraction(k, 40) for k in range(1, 40)):
        assert credible_interval(triad, d).is_empty == (critical is None or critical > d)
    if isinstance(critical, Fraction):
        assert not credible_interval(triad, critical).is_empty


@given(TRIADS, UNITS)
def test_the_region_of_each_intensity_starts_no_lower_than_the_critical_discount(triad, x):
    region, critical = discount_region(triad.stage(x), triad.strategy()), critical_discount(triad)
    if region.is_empty:
        return
    assert critical is not None
    assert critical <= region.infimum
    deters = triad.temptation / (triad.harm * x)
    willing = triad.cost * x / (triad.gain + triad.cost * x) if triad.cost * x else Fraction(0)
    assert region.infimum == max(deters, willing)
    assert len(region.intervals) == 1
    assert region.intervals[0].high == 1


def test_the_case_of_the_book():
    """pi = 3, L_T = 20, L_S = 5, G = 2: from (sqrt(105) - 3)/16 on; at .6 from 1/4 to 3/5."""
    critical = critical_discount(BOOK)
    assert critical.polynomial == (-3, 3, 8)
    assert f"{float(critical):.6f}" == "0.452934"
    interval = credible_interval(BOOK, 0.6)
    assert (interval.deters_from, interval.willing_up_to, str(interval)) == (
        Fraction(1, 4),
        Fraction(3, 5),
        "[1/4, 3/5]",
    )
    assert credible_interval(BOOK, 0.45).is_empty
    assert str(credible_interval(BOOK, 0.45)).startswith("empty: it takes 1/3 to deter")
    assert credible_interval(BOOK, 0.95).willing_up_to == 1


@given(TRIADS, FACTORS, UNITS, UNITS)
def test_a_milder_punishment_as_a_way_out_changes_no_verdict(triad, d, x, milder):
    """With another intensity at hand, which counts as failing to punish, holding is still the best way to fail."""
    stage = triad.stage(x)
    soft = triad.stage(milder)
    payoff = lambda a, b: soft.payoff(("punish", b)) if a == "punish mildly" else stage.payoff((a, b))  # noqa: E731
    wider = NormalFormGame.from_function(
        payoff, actions={"enforcer": ["hold", "punish", "punish mildly"], "third party": ["comply", "break"]}
    )
    base = triad.strategy()
    punishing = {("punish", "comply"): "compliance", ("punish", "break"): "punishment"}
    rows = {"compliance": base.transitions["compliance"], "punishment": punishing}
    strategy = Automaton(base.start, base.actions, rows, base.default)
    for game in (stage, wider):
        assert check_strategy(RepeatedGame(game, d), strategy).is_equilibrium == (x in credible_interval(triad, d))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Triad(0, 1, 1, 1), "the temptation is 0; it must be positive"),
        (lambda: Triad(1, -1, 1, 1), "the harm is -1; it must be positive"),
        (lambda: Triad(1, 1, -1, 1), "the gain is -1; it must be not negative"),
        (lambda: BOOK.stage("3/2"), "between 0"),
        (lambda: credible_interval(BOOK, 1), "discount factor of every actor is 1"),
    ],
)
def test_what_is_wrong_is_told(make, message):
    with pytest.raises(GameError, match=message):
        make()
