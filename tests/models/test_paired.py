"""One feature switched on the same draws: gains and losses are those of games solved one at a time."""

import pytest

import models
from gametheory import RepeatedGame, check_strategy
from gametheory.errors import UnknownNameError
from gametheory.regions import sample
from models.chances import with_chances
from models.errors import ModelError
from models.paired import (
    Basis,
    chance_comparisons,
    discount_comparisons,
    strategy_comparisons,
    variant_comparisons,
)
from models.paired_tables import comparison_table, measure_table, paired_text
from models.sampling import measures
from models.statements import conflict_statement

SECONDARY, COALITION, BANKS = (models.load(n) for n in ("secondary-sanctions", "coalition", "bank-delisting"))
EXPORTS, SUPPLIERS = models.load("deniable-exports"), models.load("alternative-suppliers")


def draws_of(scenario, count, held=None):
    """The points that comparisons are made on, measure by measure."""
    for measure in measures(scenario, held):
        drawn = sample(scenario.polytope, measure, count)
        yield [drawn.point(k) for k in range(count)]


def conflicts(scenario, points):
    peace = conflict_statement(scenario).forms
    return [not all(form.slack(point) >= 0 for form in peace) for point in points]


def holds(scenario, automaton, discount, point):
    game = RepeatedGame(scenario.stage(**point), discount, scenario.monitoring)
    return check_strategy(game, automaton).is_equilibrium


def agrees(pair, before, after, counted):
    """Counts of one measure are those of the verdicts, draw by draw."""
    rows = [(a, b) for a, b, counts in zip(before, after, counted, strict=True) if counts]
    told = [share.holding for share in (pair.before, pair.after, pair.gained, pair.lost)]
    assert pair.before.draws == len(rows)
    assert told == [
        sum(a for a, _ in rows),
        sum(b for _, b in rows),
        sum(b and not a for a, b in rows),
        sum(a and not b for a, b in rows),
    ]


def test_two_strategies_are_held_against_the_same_draws():
    basis = Basis(SECONDARY, ("reversion", "penance"), draws=25)
    (told,) = strategy_comparisons(basis)
    for pair, points in zip(told.by_measure, draws_of(SECONDARY, 25), strict=True):
        verdicts = [[holds(SECONDARY, basis.automata[name], "0.9", p) for p in points] for name in basis.names]
        agrees(pair, *verdicts, conflicts(SECONDARY, points))


def test_the_discount_factor_is_switched_alone():
    basis = Basis(SECONDARY, ("penance",), discount="0.9", draws=25)
    (told,) = discount_comparisons(basis, "0.6")
    for pair, points in zip(told.by_measure, draws_of(SECONDARY, 25), strict=True):
        verdicts = [[holds(SECONDARY, basis.automata["penance"], d, p) for p in points] for d in ("0.9", "0.6")]
        agrees(pair, *verdicts, conflicts(SECONDARY, points))
    assert told.losing > 0


def test_a_chance_is_switched_alone():
    basis, moved = Basis(BANKS, ("lawful-payments",), draws=20), with_chances(BANKS, {"flag_full": "0.95"})
    (told,) = chance_comparisons(basis, {"flag_full": "0.95"})
    for pair, points in zip(told.by_measure, draws_of(BANKS, 20), strict=True):
        verdicts = [[holds(s, basis.automata["lawful-payments"], "0.9", p) for p in points] for s in (BANKS, moved)]
        agrees(pair, *verdicts, conflicts(BANKS, points))
    assert told.gaining > 0


@pytest.mark.parametrize(("scenario", "variant"), [(EXPORTS, "biting"), (COALITION, "later")])
def test_a_variant_moves_its_own_stakes_alone_and_both_ends_are_known_of(scenario, variant):
    moved = {n: x for n, x in scenario.variant(variant).items() if x != scenario.reference[n]}
    held = {name: scenario.reference[name] for name in moved}
    basis = Basis(scenario, tuple(scenario.plans)[:2], draws=15)
    for name, told in zip(basis.names, variant_comparisons(basis, variant), strict=True):
        for pair, measure in zip(told.by_measure, measures(scenario, held), strict=True):
            points = _both_ways(scenario, measure, moved)
            verdicts = [[holds(scenario, basis.automata[name], "0.9", {**p, **m}) for p in points] for m in ({}, moved)]
            agrees(pair, *verdicts, conflicts(scenario, points))


def _both_ways(scenario, measure, moved):
    """Draws in which what is known holds before and after, asked of the scenario itself."""
    from gametheory import LinearInequality, Polytope

    after = []
    for known in scenario.polytope.inequalities:
        zero = {name: moved.get(name, 0) for name in scenario.stakes}
        rest = {name: c for name, c in known.coefficients.items() if name not in moved}
        if len(rest) < len(known.coefficients):
            after.append(LinearInequality(rest, known.slack(zero)))
    both = Polytope(scenario.stakes, [*scenario.polytope.inequalities, *after])
    drawn = sample(both, measure, 15)
    points = [drawn.point(k) for k in range(15)]
    assert all(not scenario.violated(**p) and not scenario.violated(**{**p, **moved}) for p in points)
    assert all(p[name] == scenario.reference[name] for p in points for name in moved)
    return points


def test_turning_round_turns_gains_into_losses():
    (one,) = strategy_comparisons(Basis(COALITION, ("us-alone", "with-japan"), draws=60))
    (two,) = strategy_comparisons(Basis(COALITION, ("with-japan", "us-alone"), draws=60))
    assert [(p.gained, p.lost) for p in one.by_measure] == [(p.lost, p.gained) for p in two.by_measure]
    assert (one.gaining, one.losing) == (two.losing, two.gaining)


def test_nothing_switched_gains_and_loses_nothing():
    for told in discount_comparisons(Basis(SECONDARY, draws=40), "0.9"):
        assert all(
            p.gained.holding == p.lost.holding == 0 and p.before.holding == p.after.holding for p in told.by_measure
        )
        assert told.gaining == told.losing == 0


def test_every_pair_is_compared_once():
    told = list(strategy_comparisons(Basis(COALITION, draws=10)))
    assert [(one.before, one.after) for one in told][:3] == [
        ("us-alone", "us-and-eu"),
        ("us-alone", "with-japan"),
        ("us-alone", "all-four"),
    ]
    assert len(told) == 6


def test_parts_of_one_actor_hold_at_least_as_often_as_all():
    whole, part = (list(strategy_comparisons(Basis(COALITION, draws=60, actor=actor))) for actor in ("", "China"))
    for all_of, one_of in zip(whole, part, strict=True):
        for a, b in zip(all_of.by_measure, one_of.by_measure, strict=True):
            assert a.before.holding <= b.before.holding
    with pytest.raises(UnknownNameError, match="no actor 'chna'"):
        list(strategy_comparisons(Basis(COALITION, draws=5, actor="chna")))


def test_a_switch_that_ends_the_conflict_says_so():
    """Under pressure worth the trade China complies of itself, so the threat has nothing left to do."""
    told = list(variant_comparisons(Basis(SUPPLIERS, draws=40), "pressed"))
    assert all(share.value == 1 for one in told for share in one.ended)
    assert "the switch ends the conflict in 100% to 100%" in comparison_table(told).title
    assert measure_table(told[0]).columns[-1] == "conflict ended"
    quiet = list(strategy_comparisons(Basis(SUPPLIERS, draws=40)))
    assert not any(share.holding for one in quiet for share in one.ended)
    assert measure_table(quiet[0]).columns[-1] == "lost"


def test_draws_without_a_conflict_do_not_count():
    loose = SECONDARY.without(*SECONDARY.spec.inequalities)
    told = list(strategy_comparisons(Basis(loose, draws=40)))
    for one in told:
        for pair, points in zip(one.by_measure, draws_of(loose, 40), strict=True):
            assert pair.before.draws == sum(conflicts(loose, points))
    assert any(pair.before.draws < 40 for pair in told[0].by_measure)
    assert "count, those with a conflict before" in comparison_table(told).title


def test_interchangeable_members_have_correlated_draws_too():
    own = ["third_designation_loss", "third_freeze_loss"]
    alike = models.load("intermediaries", sizes={"third": 2}, own=own)
    basis = Basis(alike, ("designation", "whoever-carries"), draws=20, actor="third")
    (told,) = strategy_comparisons(basis)
    assert [pair.measure.count("correlated") for pair in told.by_measure] == [0, 0, 0, 0, 0, 1, 1]


def test_plain_data_holds_every_share_with_its_interval():
    (told,) = strategy_comparisons(Basis(SECONDARY, ("reversion", "penance"), draws=30))
    row = told.plain()["by_measure"][0]
    assert set(row) == {"measure", "draws", "drawn", "before", "after", "gained", "lost", "conflict_ended"}
    assert row["gained"]["low"] <= row["gained"]["share"] <= row["gained"]["high"]
    assert "gain under" in paired_text(told)


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda: strategy_comparisons(Basis(SECONDARY, ("penance",))), ModelError, "name two or more"),
        (lambda: variant_comparisons(Basis(COALITION), "latest"), UnknownNameError, "Did you mean 'later'"),
        (lambda: chance_comparisons(Basis(COALITION), {"flag": "0.5"}), UnknownNameError, "no chance 'flag'"),
        (lambda: chance_comparisons(Basis(BANKS), {"flag_full": 2}), ModelError, "strictly between 0 and 1"),
    ],
)
def test_misuse_is_told(call, error, told):
    with pytest.raises(error, match=told):
        list(call())
