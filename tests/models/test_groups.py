"""Groups of interchangeable actors, written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from gametheory.errors import GameTheoryError
from models.groups import rename

HEAD = """
title = "t"
asks = "a"
assumes = "b"
discount = "0.9"
discount_reason = "c"
[actors.us]
name = "US"
[actors.us.actions]
watch = { meaning = "x", assumption = "y" }
strike = { meaning = "x", assumption = "y" }
[actors.third]
name = "third"
one_of = ["india", "uae"]
count = 2
most = 4
[actors.third.actions]
comply = { meaning = "x", assumption = "y" }
carry = { meaning = "x", assumption = "y" }
[features]
carriers = { value = "third == carry", count_over = "third", meaning = "how many" }
[stakes.us_harm]
actor = "us"
meaning = "m"
reference = 1
numeraire = true
assumption = "y"
[stakes.third_profit]
actor = "third"
meaning = "m"
reference = 1
numeraire = true
assumption = "y"
per_member = PER
[stakes.third_loss]
actor = "third"
meaning = "m"
reference = 2
assumption = "y"
[inequalities.loss]
holds = "third_loss >= third_profit"
tag = "assumption"
reason = "r"
[payoffs]
us = "- us_harm * carriers"
third = "third_profit * (third == carry) - third_loss * (us == strike) * (third == carry)"
[hits.strike]
stake = "third_loss"
when = "us == strike and third == carry"
reason = "r"
[strategies.each]
title = "t"
meaning = "m"
start = "calm"
[strategies.each.states.calm]
play = { us = "watch", third = "comply" }
moves = [{ each = "third", when = "it == carry", to = "watched" }]
[strategies.each.states.watched]
each = "third"
play = { us = "strike", third = "carry", it = "comply" }
then = "calm"
moves = [{ when = "it == carry", to = "watched" }]
[claims.carry]
asks = "?"
actor = "third"
action = "carry"
when = "us == watch"
"""


def written(folder, per_member=False, sizes=None, edit=("", "")):
    (folder / "group.toml").write_text(HEAD.replace("PER", str(per_member).lower()).replace(*edit, 1), "utf-8")
    return models.load("group", folder, sizes=sizes)


def test_members_are_actors_of_their_own(tmp_path):
    scenario = written(tmp_path, sizes={"third": 3})
    assert scenario.actors == {"us": "US", "third_1": "third 1", "third_2": "third 2", "third_3": "third 3"}
    assert scenario.stage().shape == (2, 2, 2, 2)
    assert scenario.groups == {"third": ("third_1", "third_2", "third_3")}


def test_a_count_counts(tmp_path):
    stage = written(tmp_path, sizes={"third": 4}).stage()
    for profile in stage.profiles():
        assert stage.payoff(profile)[0] == -profile[1:].count("carry")


def test_members_are_interchangeable(tmp_path):
    stage = written(tmp_path).stage()
    for us in ("watch", "strike"):
        for a, b in (("comply", "carry"), ("carry", "carry")):
            one, two = stage.payoff((us, a, b)), stage.payoff((us, b, a))
            assert (one[0], one[1], one[2]) == (two[0], two[2], two[1])


def test_members_share_a_stake_or_have_their_own(tmp_path):
    assert written(tmp_path).stakes == ("us_harm", "third_profit", "third_loss")
    own = written(tmp_path, per_member=True)
    assert own.stakes == ("us_harm", "third_profit_1", "third_profit_2", "third_loss")
    assert own.stage(third_profit_2=5).payoff(("watch", "carry", "carry"))[1:] == (1, 5)
    assert own.kept == {"loss_1", "loss_2"}
    assert set(own.spec.claims) == {"carry_1", "carry_2"}
    assert set(written(tmp_path).spec.claims) == {"carry"}


def test_states_and_moves_are_written_for_each_member(tmp_path):
    plan = written(tmp_path).plans["each"]
    assert list(plan.options) == ["calm", "watched 1", "watched 2"]
    assert plan.options["watched 2"] == (("strike",), ("carry",), ("comply",))
    assert plan.next_state("calm", ("watch", "comply", "carry")) == "watched 2"
    assert plan.next_state("calm", ("watch", "carry", "carry")) == "watched 1"
    assert plan.next_state("watched 2", ("strike", "comply", "carry")) == "watched 2"
    assert plan.next_state("watched 2", ("strike", "carry", "comply")) == "calm"


def test_a_group_of_one_is_an_actor(tmp_path):
    single = written(tmp_path, sizes={"third": 1})
    assert single.stage().shape == (2, 2)


@pytest.mark.parametrize(
    ("sizes", "edit", "told"),
    [
        ({"third": 5}, ("", ""), "third cannot have 5 members; give 1 to 4"),
        ({"third": 0}, ("", ""), "give 1 to 4"),
        ({"us": 2}, ("", ""), "'us' is no group"),
        (None, ('count_over = "third"', 'count_over = "us"'), "'us' is no group"),
        (None, ('each = "third", when', 'each = "us", when'), "each = 'us' is no group"),
        (None, ('"- us_harm * carriers"', '"- us_harm * (third == carry)"'), "'third' is no stake or feature"),
        (None, ('us == strike and third == carry"\nreason', 'us == strike"\nreason'), "the payoff takes this stake at"),
    ],
)
def test_what_is_wrong_with_a_group_is_told(tmp_path, sizes, edit, told):
    with pytest.raises(GameTheoryError) as refused:
        written(tmp_path, sizes=sizes, edit=edit)
    assert told in str(refused.value)


def test_an_error_in_a_member_points_to_the_line_of_the_group(tmp_path):
    line = 1 + HEAD.splitlines().index('us = "- us_harm * carriers"') + 1
    with pytest.raises(GameTheoryError, match=f"group.toml, line {line}: payoffs.third: "):
        written(tmp_path, edit=("third_profit * (third == carry) -", "third_profit * (third == cary) -"))


@given(st.text("ab_1 +*()", max_size=30))
def test_renaming_touches_whole_names_only(text):
    assert rename(text, {}) == text
    assert rename(rename(text, {"ab": "zz"}), {"zz": "ab"}) == text


def test_members_can_be_given_stakes_of_their_own(tmp_path):
    (tmp_path / "group.toml").write_text(HEAD.replace("PER", "false"), "utf-8")
    alike = models.load("group", tmp_path)
    own = models.load("group", tmp_path, own=["third_profit", "third_loss"])
    assert own.copies == {
        "third_profit": ("third_profit_1", "third_profit_2"),
        "third_loss": ("third_loss_1", "third_loss_2"),
    }
    assert not alike.copies
    assert own.stage() == alike.stage()
    assert own.stage(third_loss_2=7).payoff(("strike", "carry", "carry"))[1:] == (-1, -6)
    assert own.unit_of("third_loss_2") == "third_profit_2"


def test_a_file_that_says_so_is_the_same_as_asking_for_it(tmp_path):
    said = written(tmp_path, per_member=True)
    (tmp_path / "asked.toml").write_text(HEAD.replace("PER", "false"), "utf-8")
    asked = models.load("asked", tmp_path, own=["third_profit"])
    assert asked.stakes == said.stakes
    assert asked.polytope == said.polytope
    assert asked.family == said.family
    assert models.load("group", tmp_path, own=["third_profit"]).spec.stakes == said.spec.stakes


def test_shared_and_own_stakes_find_a_unit_in_the_group(tmp_path):
    (tmp_path / "group.toml").write_text(HEAD.replace("PER", "false"), "utf-8")
    one, other = (models.load("group", tmp_path, own=[stake]) for stake in ("third_loss", "third_profit"))
    assert one.unit_of("third_loss_2") == "third_profit"
    assert other.unit_of("third_loss") == "third_profit_1"
    assert other.unit_of("us_harm") == "us_harm"


@pytest.mark.parametrize("stake", ["us_harm", "third_gain"])
def test_only_stakes_that_members_share_can_be_given_to_each(tmp_path, stake):
    (tmp_path / "group.toml").write_text(HEAD.replace("PER", "false"), "utf-8")
    with pytest.raises(GameTheoryError, match=f"'{stake}' is no stake that members of a group share"):
        models.load("group", tmp_path, own=[stake])
