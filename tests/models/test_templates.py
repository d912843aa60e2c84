"""Strategies named as the documents tell them: what they do, in a scenario file of a user's own."""

from pathlib import Path

import pytest

import models
from gametheory import RepeatedGame, check_strategy, discount_region, strategies, verify
from models.templates import templates

HEAD = (
    Path(models.__file__).parent.joinpath("scenarios", "five-powers.toml").read_text("utf-8").split("[strategies.")[0]
)
CALM = '{ us = "forbear", china = "curb", japan = "abstain", russia = "diversify", intermediary = "comply" }'
LISTED = '{ us = "list_firms", china = "curb", japan = "abstain", russia = "diversify", intermediary = "comply" }'
CUT = '{ us = "cut_off_banks", china = "curb", japan = "join", russia = "diversify", intermediary = "comply" }'
BREAKDOWN = '{ us = "list_firms", china = "supply", japan = "join", russia = "rely", intermediary = "transship" }'

USES = {
    "threat-without-execution": f"""
sender = "us"
target = "china"
comply = "curb"
forbear = "forbear"
sanction = "cut_off_banks"
periods = 2
calm = {CALM}
breakdown = {BREAKDOWN}""",
    "pledge-to-shield": f"""
sender = "us"
shield = "china"
forbear = "forbear"
measure = "retaliate"
periods = 1
calm = {CALM}
breakdown = {BREAKDOWN}""",
    "quiet-compliance": f"""
sender = "us"
bank = "china"
stop = "curb"
sanction = "cut_off_banks"
calm = {CALM}
listed = {BREAKDOWN}""",
    "ladder": f"""
sender = "us"
target = "china"
comply = "curb"
calm = {CALM}
first = {LISTED}
second = {CUT}
breakdown = {BREAKDOWN}""",
    "allies-join": f"""
sender = "us"
ally = "japan"
target = "china"
comply = "curb"
forbear = "forbear"
sanction = "list_firms"
abstain = "abstain"
join = "join"
periods = 2
calm = {CALM}
breakdown = {BREAKDOWN}""",
    "designation": f"""
sender = "japan"
intermediary = "intermediary"
comply = "comply"
designate = "join"
spare = "abstain"
periods = 2
calm = {CALM}
breakdown = {BREAKDOWN}""",
}


def scenario(folder, text):
    (folder / "mine.toml").write_text(HEAD + text, encoding="utf-8")
    return models.load("mine", folder)


def test_every_template_is_used_here():
    assert set(USES) == set(templates())


@pytest.mark.parametrize("name", templates())
def test_every_template_can_be_asked(name, tmp_path):
    mine = scenario(tmp_path, f'[strategies.tried]\nlike = "{name}"{USES[name]}\n')
    automaton = mine.strategies["tried"]
    assert "{" not in mine.spec.strategies["tried"].meaning + mine.spec.strategies["tried"].title
    assert automaton.actions[automaton.start] == mine.profile(["forbear", "curb", "abstain", "diversify", "comply"])
    region = discount_region(mine.stage(), automaton)
    check = check_strategy(mine.repeated(), automaton)
    assert verify(region.certificate, mine.stage())
    assert check.is_equilibrium == (mine.repeated().common_discount in region)


def test_the_ladder_is_the_engine_s_but_for_the_breakdown(tmp_path):
    """Where nobody but the target departs, it is a graduated response."""
    mine = scenario(tmp_path, f'[strategies.tried]\nlike = "ladder"{USES["ladder"]}\n')
    told = mine.strategies["tried"]
    rungs = {state: told.actions[state] for state in ("calm", "first rung", "second rung")}
    plain = strategies.graduated_response(rungs, watched=1, complies="curb")
    for state, play in rungs.items():
        for action in ("supply", "curb", "retaliate"):
            profile = (play[0], action, *play[2:])
            assert told.next_state(state, profile) == plain.next_state(state, profile)


def test_a_threat_that_is_not_carried_out_ends_the_arrangement(tmp_path):
    use = USES["threat-without-execution"]
    mine = scenario(tmp_path, f'[strategies.tried]\nlike = "threat-without-execution"{use}\n')
    told = mine.strategies["tried"]
    violated = told.next_state("threat", mine.profile(["forbear", "supply", "abstain", "diversify", "comply"]))
    assert violated == "execution 1"
    shirked = told.next_state(violated, mine.profile(["forbear", "curb", "abstain", "diversify", "comply"]))
    assert shirked == "breakdown"
    assert isinstance(RepeatedGame(mine.stage(), "0.9"), RepeatedGame)


QUIET = '[strategies.x]\nlike = "quiet-compliance"\nsender = "us"\n'
REST = 'bank = "china"\nstop = "curb"\nsanction = "cut_off_banks"\ncalm = "calm"\nlisted = "x"\n'
LADDER = f'[strategies.x]\nlike = "ladder"{USES["ladder"]}\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[strategies.x]\nlike = "quiet-complience"\n', "Did you mean 'quiet-compliance'"),
        (QUIET, "needs 'bank'"),
        (LADDER + "periods = 3\n", "does not use it"),
        (QUIET + REST, "no table of actor and action"),
        (LADDER.replace(LISTED, '{ china = "curb" }'), "does not say what us does"),
    ],
)
def test_wrong_uses_name_the_place(text, told, tmp_path):
    with pytest.raises(models.LoadError, match=told) as caught:
        scenario(tmp_path, text)
    assert "mine.toml, line " in str(caught.value)
    assert "strategies.x" in str(caught.value)
