"""Scenario files: whatever is wrong is refused in one paragraph with file, line and key."""

from pathlib import Path

import pytest

import models
from gametheory.errors import GameTheoryError
from models import LoadError
from models.library import OWN

TEXT = (OWN / "five-powers.toml").read_text("utf-8")


def load_edited(folder: Path, *edits: tuple[str, str]):
    text = TEXT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "edited.toml").write_text(text, "utf-8")
    return models.load("edited", folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('discount = "0.9"', 'discount = "1"', "discount: the discount factor of every actor is 1"),
        ('discount = "0.9"', "discount = 0.90", ""),
        ('discount = "0.9"', 'discount = "often"', "discount: the discount factor of every actor is 'often'"),
        ("[stakes.us_damage]", "[stakes.us-damage]", "the name 'us-damage' cannot stand in expressions"),
        ("[stakes.us_damage]", "[stakes.it]", "stands for a member of a group"),
        ('sources = ["us-russian-industry-reshaped", ', 'sources = ["us-rusian", ', "'us-rusian' is no position"),
        (
            'sources = ["china-pledge-all-necessary-measures"]\n\n[stakes.china_trade]',
            "\n[stakes.china_trade]",
            "stakes.us_retaliation_loss: the source is missing",
        ),
        ('tag = "revealed"\nreason = "Japan', 'tag = "guessed"\nreason = "Japan', "tag: Input should be"),
        (
            'sources = ["us-earlier-listing-chinese-firms", "us-bank-threat-as-leverage"]',
            "",
            "tagged 'revealed' but names no source",
        ),
        ('reason = "No more trade can be lost than there is."', 'reason = " "', "the reason is empty"),
        (
            'actor = "japan"\nmeaning = "what listings',
            'actor = "jpan"\nmeaning = "what listings',
            "no actor 'jpan'. Did",
        ),
        ("[actors.us]", '[actors.atlantis]\nname = "A"\nactions = {}\n[actors.us]', "'atlantis' is no actor of the"),
        ("[actors.us]", '[actors.uk]\nname = "A"\nactions = {}\n[actors.us]', "uk has no actions"),
        ('name = "Japan"', 'name = "China"', "two actors are called 'China'"),
        ("- china_listing_loss * (us == list_firms)", "- us_damage * (us == list_firms)", "a stake of us; each stake"),
        ("- us_detour_damage * (intermediary == transship)", "", "stakes.us_detour_damage: no payoff uses it"),
        ("japan_damage * flows + ", "japan_damage * flows * foo() + ", "a function call"),
        ('japan = "- japan_damage', 'jpan = "- japan_damage', "payoffs.jpan: there is no actor 'jpan'"),
        ("reference = 4\nnumeraire = true", 'reference = "1e50000"\nnumeraire = true', "not a finite real number"),
        ("reference = 4\nnumeraire = true", "reference = nan\nnumeraire = true", "not a finite real number"),
        ("reference = 4\nnumeraire = true", "reference = 0\nnumeraire = true", "a numeraire is a unit"),
        ("reference = 8", "reference = 1", "the reference point breaks cutoff_hurts_china_more"),
        (
            'holds = "us_ally_support <= us_listing_cost"',
            'holds = "us_ally_support < us_listing_cost"',
            "is no inequality",
        ),
        ('holds = "us_ally_support <= us_listing_cost"', 'holds = "us_ally <= us_listing_cost"', "no stake or feature"),
        ('holds = "us_ally_support <= us_listing_cost"', 'holds = "us_damage <= us_damage * us_damage"', "multiplied"),
        (
            'start = "compliance"',
            'start = "complience"',
            "the start 'complience' is no state. Did you mean 'compliance'",
        ),
        (
            'china = "curb", japan = "abstain", russia = "diversify"',
            'china = "crub", japan = "abstain", russia = "rely"',
            "china has no action 'crub'",
        ),
        ('play = { us = "forbear", china = "curb", ', 'play = { us = "forbear", ', "does not say what china does"),
        ('to = "breakdown" },\n]', 'to = "breakdwn" },\n]', "a move of state 'compliance' is 'breakdwn', no state"),
        ('when = "us != forbear or china', 'when = "us_damage > 0 or china', "conditions may depend on actions only"),
        ("periods = 3", "periods = 0", "lasts 0 periods; give 1 to 100"),
        ("periods = 3", "periods = 1000000000", "give 1 to 100"),
        ('title = "Five', 'titel = "Five', "titel: Unexpected keyword"),
        ("[features]", '[features]\nbad = { value = "7", meaning = "seven" }', "it is a bare number"),
        ("[features]", '[features]\nbad = { value = "us", meaning = "x" }', "is an actor; compare it"),
        ("[features]", '[features]\nbad = { value = "1 == 1", meaning = "x", count_over = "us" }', "is no group"),
        ('one_of = ["kazakhstan"', 'one_of = ["narnia"', "'narnia' is no actor of the register"),
        (
            "[payoffs]",
            '[hits.x]\nstake = "china_cutoff_loss"\nwhen = "us == list_firms"\nreason = "x"\n[payoffs]',
            "the payoff takes this stake at other profiles",
        ),
        (
            "[payoffs]",
            '[hits.x]\nstake = "china_cutof"\nwhen = "us == list_firms"\nreason = "x"\n[payoffs]',
            "there is no stake 'china_cutof'",
        ),
        ('when = "us == forbear and japan == abstain"', 'when = "china == curb"', "depends on what china itself does"),
        (
            "[payoffs]",
            '[claims.x]\nasks = "?"\nactor = "us"\naction = "forbear"\nwhen = "flows == 7"\n[payoffs]',
            "no profile satisfies",
        ),
        ("[payoffs]", '[claims.x]\nasks = "?"\nactor = "us"\naction = "frobear"\n[payoffs]', "Did you mean 'forbear'"),
        ("[payoffs]", '[comparisons.x]\nasks = "?"\nholds = "us_damage == 1"\n[payoffs]', "is no inequality"),
        (
            "[payoffs]",
            '[variants.x]\nmeaning = "?"\nassumption = "y"\nstakes = { china_cutoff_loss = 0 }\n[payoffs]',
            "the variant x breaks cutoff_hurts_china_more",
        ),
        (
            "[payoffs]",
            '[variants.x]\nmeaning = "?"\nassumption = "y"\nstakes = { chin = 0 }\n[payoffs]',
            "no stake 'chin'",
        ),
        ("[payoffs]", '[variants.x]\nmeaning = "?"\nstakes = { us_damage = 9 }\n[payoffs]', "the source is missing"),
    ],
)
def test_each_error_names_its_place(tmp_path, old, new, told):
    if not told:
        assert load_edited(tmp_path, (old, new)).spec.discount == "0.90"
        return
    with pytest.raises(GameTheoryError) as refused:
        load_edited(tmp_path, (old, new))
    message = str(refused.value)
    assert told in message
    assert message.startswith("edited.toml, line "), message
    assert "\n" not in message


def test_a_missing_payoff_is_told(tmp_path):
    start, end = TEXT.index('japan = "- japan_damage'), TEXT.index('russia = """russia_supply')
    with pytest.raises(LoadError, match="japan has no payoff"):
        load_edited(tmp_path, (TEXT[start:end], ""))


def test_a_game_that_would_not_fit_in_memory_is_refused_before_anything_is_allocated(tmp_path):
    actions = "\n".join(f'a{k} = {{ meaning = "x", assumption = "y" }}' for k in range(10))
    names = ["us", "china", "japan", "russia", "eu", "uk", "india", "uae", "kazakhstan", "vietnam", "belarus", "smic"]
    actors = "\n".join(f'[actors.{name}]\nname = "{name}"\n[actors.{name}.actions]\n{actions}' for name in names)
    payoffs = "[payoffs]\n" + "\n".join(f'{name} = "0"' for name in names)
    head = 'title = "t"\nasks = "a"\nassumes = "b"\ndiscount = "0.9"\ndiscount_reason = "c"\n'
    (tmp_path / "large.toml").write_text(f"{head}{actors}\n[stakes]\n[inequalities]\n{payoffs}\n")
    with pytest.raises(GameTheoryError, match="Nothing was allocated"):
        models.load("large", tmp_path)


def test_unknown_scenarios_parts_sizes_and_folders_are_told(tmp_path):
    with pytest.raises(GameTheoryError, match="Did you mean 'five-powers'"):
        models.load("five-power")
    with pytest.raises(GameTheoryError, match="there is no folder"):
        models.scenarios(tmp_path / "none")
    with pytest.raises(GameTheoryError, match="no part that can be chosen"):
        models.load("five-powers", parts={"us": "china"})
    with pytest.raises(GameTheoryError, match="intermediary cannot be 'china'"):
        models.load("five-powers", parts={"intermediary": "china"})
    with pytest.raises(GameTheoryError, match="no group of interchangeable actors"):
        models.load("five-powers", sizes={"third": 2})


def test_an_actor_without_stakes_changes_nobodys_equilibrium(tmp_path):
    bystander = (
        '[actors.vietnam]\nname = "Vietnam"\n[actors.vietnam.actions]\n'
        'watch = { meaning = "x", assumption = "y" }\nlook_away = { meaning = "x", assumption = "y" }\n\n[actors.us]\n'
    )
    text = TEXT.replace("[actors.us]\n", bystander, 1).replace("[payoffs]\n", '[payoffs]\nvietnam = "0"\n', 1)
    text = text.replace("play = { ", 'play = { vietnam = "?", ')
    (tmp_path / "with.toml").write_text(text, "utf-8")
    plain, crowd = models.load("five-powers"), models.load("with", tmp_path)
    from gametheory import pure_equilibria

    assert {p[1:] for p in pure_equilibria(crowd.stage())} == set(pure_equilibria(plain.stage()))
    for name in ("reversion",):
        from models.completion import complete

        assert str(complete(crowd, name).region) == str(complete(plain, name).region)
