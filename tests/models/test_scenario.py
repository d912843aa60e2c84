"""Scenarios in Python: games, names, values, switching inequalities off."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from gametheory import NormalFormGame
from gametheory.errors import GameTheoryError, UnknownNameError

FIVE = models.load("five-powers")


@given(st.dictionaries(st.sampled_from(FIVE.stakes), st.fractions(0, 9, max_denominator=12), max_size=4))
def test_the_stage_game_is_the_family_at_the_values(stakes):
    values = FIVE.values(**stakes)
    assert FIVE.stage(**stakes) == FIVE.family.game(**values)


@given(st.data())
def test_a_payoff_is_the_sum_of_its_terms(data):
    profile = tuple(data.draw(st.sampled_from(list(of.values()))) for of in FIVE.actions.values())
    actor = data.draw(st.sampled_from(list(FIVE.actors)))
    told = FIVE.why(actor, profile)
    assert told.payoff == told.constant + sum(term.amount for term in told.terms)
    assert told.payoff == FIVE.stage().payoff(profile)[list(FIVE.actors).index(actor)]


def test_names_are_read_in_any_case_and_as_ids_or_names():
    assert FIVE.actor("china") == FIVE.actor("CHINA") == "china"
    assert FIVE.profile(["Forbear", "curb", "join", "rely", "comply"])[0] == "forbear"
    assert FIVE.action("us", "cut off banks") == FIVE.action("us", "cut_off_banks")


@pytest.mark.parametrize(
    "asked",
    [
        lambda: FIVE.values(chin=1),
        lambda: FIVE.actor("narnia"),
        lambda: FIVE.action("us", "fly"),
        lambda: FIVE.profile({"us": "forbear"}),
        lambda: FIVE.profile(["forbear"]),
        lambda: FIVE.inequality("none"),
        lambda: FIVE.variant("none"),
        lambda: FIVE.without("none"),
        lambda: FIVE.with_tags("none"),
    ],
)
def test_unknown_names_are_refused(asked):
    with pytest.raises(UnknownNameError):
        asked()


def test_dropping_a_tag_and_keeping_the_others_is_the_same():
    tags = {known.tag for known in FIVE.spec.inequalities.values()}
    assert FIVE.without("assumption").kept == FIVE.with_tags(*(tags - {"assumption"})).kept
    assert FIVE.without("assumption", "definition", "revealed", "attributed", "reported").kept == frozenset()
    assert not FIVE.with_tags().kept
    assert len(FIVE.with_tags().polytope.inequalities) == len(FIVE.stakes)


def test_a_larger_polytope_lets_points_in():
    point = FIVE.values(china_cutoff_loss=0)
    assert point not in FIVE.polytope
    assert point in FIVE.without("cutoff_hurts_china_more").polytope


def test_the_reference_is_inside_and_violations_are_named():
    assert not FIVE.violated()
    assert [broken.name for broken in FIVE.violated(china_cutoff_loss=0)] == ["cutoff_hurts_china_more"]


def test_games_without_names_of_files():
    assert isinstance(FIVE.stage(), NormalFormGame)
    assert FIVE.repeated().common_discount == Fraction(9, 10)
    with pytest.raises(GameTheoryError):
        FIVE.repeated(discount=1)


def test_a_part_is_taken_by_whom_one_says():
    assert models.load("five-powers", parts={"intermediary": "uae"}).actors["intermediary"] == "United Arab Emirates"


def test_strategies_are_automata():
    assert FIVE.strategies["reversion"].states == ("compliance", "breakdown")
    assert FIVE.monitoring is None
    assert FIVE.questions
