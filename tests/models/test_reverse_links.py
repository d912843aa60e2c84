"""Every position moves something or says why not; every line can be walked back."""

from collections import Counter

import pytest

import models
from gametheory.errors import UnknownNameError
from models.library import OWN
from models.read import read_spec
from models.register_tables import count_tables
from models.reverse_links import rests_on, supports, without_effect
from models.sources import cited_parts, named_positions


def test_no_position_is_without_effect_or_reason():
    assert without_effect() == ()


def test_context_is_the_exception():
    context = [p for p in models.positions() if p.context]
    assert len(context) <= len(models.positions()) // 20
    uses = supports()
    assert all(not uses[p.id] for p in context), "what is called context must not move anything"


def test_nearly_every_position_moves_a_scenario():
    uses = supports()
    moving = [p for p in models.positions() if any(use.where in models.scenarios() for use in uses[p.id])]
    assert len(moving) >= 100


def test_the_walk_there_and_the_walk_back_agree():
    uses = supports()
    for name in models.scenarios():
        for part in cited_parts(read_spec(OWN / f"{name}.toml")):
            for position in part.sources:
                assert any((use.where, use.kind, use.name) == (name, part.kind, part.name) for use in uses[position])


def test_a_line_leads_to_its_positions_and_all_that_rests_on_them():
    found = rests_on("003:19")
    assert "icbc-stops-yuan-payments" in found
    assert any(str(use) == "shield-and-comply: action icbc: stop" for use in found["icbc-stops-yuan-payments"])
    assert rests_on("003_c0bc6c26492d8286:19") == found
    assert set(found) <= set(rests_on("003"))
    assert list(rests_on("us-chip-ban")) == ["us-chip-ban"]


@pytest.mark.parametrize("place", ["003:24", "003:0", "003:-1", "003:1.5", "003:", "007", "nothing"])
def test_a_place_that_does_not_exist_is_refused(place):
    with pytest.raises(UnknownNameError):
        rests_on(place)


def test_named_positions_are_named_once():
    for name in models.scenarios():
        named = named_positions(read_spec(OWN / f"{name}.toml"))
        assert max(Counter(named).values()) == 1


def test_counts_add_up():
    for table in count_tables():
        rows = [tuple(map(int, row[1:])) for row in table.rows]
        assert all(total == sum(parts) for total, *parts in rows)
        assert rows[-1] == tuple(map(sum, zip(*rows[:-1], strict=True)))
        assert rows[-1][0] == len(models.positions())


def test_users_own_scenarios_count_too(tmp_path):
    from models.starter import write_starter

    write_starter("mine", tmp_path)
    assert any(use.where == "mine" for use in supports(tmp_path)["us-recalls-earlier-sanctions"])
