"""Each scenario: complete, traced, inside its polytope, solved, reported."""

import pytest

import models
from gametheory import pure_equilibria, verify
from models.register import load_register
from models.report import write_report
from models.solving import answers
from models.sources import cited_parts

ALL = [
    "alternative-suppliers",
    "bank-delisting",
    "bank-threat",
    "both-ways",
    "coalition",
    "deniable-exports",
    "exemption",
    "firm-shutdown",
    "five-powers",
    "intermediaries",
    "ladder",
    "secondary-sanctions",
    "shield-and-comply",
]


def test_all_are_there():
    assert models.scenarios() == tuple(ALL)


@pytest.fixture(params=ALL)
def scenario(request):
    return models.load(request.param)


def test_every_part_is_traced_or_tagged(scenario):
    register = load_register()
    for part in cited_parts(scenario.spec):
        assert not part.needed or part.sources or part.excuse.strip()
        assert all(name in register.positions for name in part.sources)


def test_it_says_what_it_asks_and_assumes(scenario):
    spec = scenario.spec
    assert all(text.strip() for text in (spec.title, spec.asks, spec.assumes, spec.discount_reason))
    assert len(scenario.questions) >= 3
    assert all(question.endswith(("?", ".")) for question in scenario.questions)
    assert spec.claims
    assert spec.observed


def test_the_reference_is_inside_and_every_actor_has_one_unit(scenario):
    assert not scenario.violated()
    owners = [scenario.spec.stakes[unit].actor for unit in scenario.units]
    assert len(set(owners)) == len(owners)
    assert set(owners) == {stake.actor for stake in scenario.spec.stakes.values()}
    for name in scenario.spec.variants:
        assert not scenario.violated(**scenario.variant(name))


def test_reference_points_are_plain_small_numbers(scenario):
    for stake, value in scenario.reference.items():
        assert value <= 9, stake
        assert value.denominator in (1, 2, 4), stake


def test_no_inequality_joins_stakes_of_two_actors(scenario):
    for name in scenario.spec.inequalities:
        owners = {scenario.spec.stakes[stake].actor for stake in scenario.inequality(name).coefficients}
        assert len(owners) == 1, name


def test_it_is_solved_with_proofs(scenario):
    stage = scenario.stage()
    assert verify(pure_equilibria(stage).certificate, stage)
    solved = tuple(answers(scenario))
    assert len(solved) >= 3
    assert any(not answer.region.is_empty for answer in solved)


def test_its_page_is_written(scenario, tmp_path):
    written = write_report(scenario, tmp_path, draws=20)
    text = written.markdown.read_text("utf-8")
    assert text.startswith(f"# {scenario.spec.title}\n")
    for head in ("## The answer", "## Findings", "## What was observed", "## Stakes", "## Assumptions", "## Sources"):
        assert head in text
    proved = {path.stem for path in written.proofs} - {"payoff-set", "payoff-set-outer"}
    assert len(proved) == 2 + 2 * len(scenario.plans)


def test_every_payoff_walks_back_to_a_document_or_an_assumption(scenario):
    profile = next(iter(scenario.stage().profiles()))
    for actor in scenario.actors:
        for term in scenario.why(actor, profile).terms:
            assert term.spec.sources or term.spec.assumption
