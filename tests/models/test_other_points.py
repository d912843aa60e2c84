"""The same questions at variants and at other sizes."""

import models
from models.completion import complete
from models.other_points import size_table, variant_table


def test_a_variant_is_solved_at_its_own_stakes():
    scenario = models.load("coalition")
    table = variant_table(scenario)
    assert [row[0] for row in table.rows] == ["reference", "later"]
    assert table.rows[0][1] == "(join, join, abstain, abstain, supply)"
    assert table.rows[1][1] == "(join, join, join, abstain, supply)"


def test_without_variants_or_groups_there_is_no_table():
    scenario = models.load("both-ways")
    assert variant_table(scenario).rows == ()
    assert size_table(scenario).rows == ()


def test_each_size_is_solved_like_a_scenario_loaded_with_it():
    table = size_table(models.load("intermediaries"))
    assert [row[0] for row in table.rows] == [f"third {size}" for size in range(1, 6)]
    for size, row in enumerate(table.rows, start=1):
        other = models.load("intermediaries", sizes={"third": size})
        empty = [complete(other, name).region.is_empty for name in other.plans]
        assert empty == [text == "none" for text in row[2:]]
