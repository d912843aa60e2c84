"""What the scenarios are known to say: the lessons that they were drawn to show, checked against the solver."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import models
from gametheory import pure_equilibria
from models.completion import complete
from models.detection import detection
from models.sampling import draw
from models.statements import claim_statement, strategy_statement
from models.strength import Kind, strength


def region(name, strategy, **stakes):
    scenario = models.load(name)
    return complete(scenario, strategy, scenario.stage(**stakes)).region


def kind(name, claim):
    scenario = models.load(name)
    return strength(scenario, claim_statement(scenario, claim), draw(scenario, 100)).kind


def test_sanctions_only_while_the_violation_lasts_support_compliance_on_a_knife_edge_at_most():
    scenario = models.load("secondary-sanctions")
    told = strategy_statement(scenario, scenario.strategies["while-it-lasts"], Fraction(9, 10), "x")
    assert strength(scenario, told, draw(scenario, 100)).kind is Kind.KNIFE_EDGE
    assert region("secondary-sanctions", "while-it-lasts").is_empty
    assert not region("secondary-sanctions", "penance").is_empty


def test_a_sender_does_not_punish_a_penitent_for_its_own_sake():
    assert kind("secondary-sanctions", "punishing_a_penitent") is Kind.BY_CONSTRUCTION


def test_larger_coalitions_ask_china_for_less_patience():
    floors = [region("coalition", name).infimum for name in ("us-and-eu", "with-japan", "all-four")]
    assert floors[2] < floors[1]
    assert floors[1] < floors[0]
    assert region("coalition", "us-alone").is_empty


def test_japan_joins_of_itself_only_later():
    scenario = models.load("coalition")
    joined = [
        any(p[2] == "join" for p in pure_equilibria(scenario.stage(**stakes)))
        for stakes in (scenario.reference, scenario.variant("later"))
    ]
    assert joined == [False, True]


def test_the_waterbed_is_there_by_construction():
    assert kind("intermediaries", "waterbed") is Kind.BY_CONSTRUCTION
    assert kind("five-powers", "waterbed") is Kind.BY_CONSTRUCTION


def test_a_freeze_holds_third_countries_and_an_export_ban_does_not():
    assert not region("intermediaries", "asset-freeze").is_empty
    assert region("intermediaries", "export-ban").is_empty
    assert kind("intermediaries", "freeze_deters_in_the_act") is Kind.IMPOSSIBLE


def test_the_linkage_rests_on_what_america_asserts():
    scenario = models.load("both-ways")
    told = claim_statement(scenario, "europe_carries_it_out")
    assert strength(scenario, told, draw(scenario, 100)).uses == ("linkage",)
    assert scenario.spec.inequalities["linkage"].tag == "attributed"
    dropped = scenario.without("attributed")
    assert strength(dropped, told, draw(dropped, 100)).kind is Kind.POSSIBLE


def test_severity_does_not_lower_the_patience_that_is_needed():
    mild, severe = region("firm-shutdown", "mild"), region("firm-shutdown", "severe")
    assert not severe.infimum < mild.infimum
    assert severe.intervals[0].low_binding.actor == "US", "the sender, not the target, is what binds"
    assert region("firm-shutdown", "final").is_empty


def test_a_licence_asks_for_less_patience_than_a_ban():
    assert region("exemption", "license").infimum < region("exemption", "ban").infimum


def test_words_that_nothing_follows_hold_nobody():
    assert region("ladder", "words-only").is_empty
    assert region("ladder", "rung-by-rung").is_empty
    assert str(region("ladder", "slow-ladder")) == str(region("ladder", "fast-ladder"))


def test_quiet_stopping_needs_no_cut_off_on_the_path():
    scenario = models.load("shield-and-comply")
    automaton = scenario.strategies["quiet-stopping"]
    assert automaton.actions["quiet"] == ("forbear", "pledge", "stop", "stop", "stop", "stop")
    assert automaton.next_state("quiet", automaton.actions["quiet"]) == "quiet"
    assert not region("shield-and-comply", "quiet-stopping").is_empty
    assert region("shield-and-comply", "one-after-the-other").is_empty


def test_delisting_by_waiting_holds_where_earning_it_does_not():
    """Wrong flags undo what must be earned: on the list, nobody is believed to have stopped."""
    for name in ("earned-delisting", "waited-out", "partial-stop"):
        assert region("bank-delisting", name).is_empty
    assert str(region("bank-delisting", "lawful-payments")) == "[0.795596939, 1)"
    assert str(region("bank-delisting", "listed-for-ever")) == "[5/6, 1)"


def test_where_actions_were_seen_delisting_would_be_earned():
    """The benchmark without noise: a flag exactly when payments for parts go through."""
    scenario = models.load("bank-delisting")
    clear = {"flag_full": 1, "flag_partial": 0, "flag_none": 0}
    answers = {a.name: a.region for a in detection(scenario).answers}
    assert not answers["partial-stop"].holds(discount="0.57", **clear)
    assert answers["partial-stop"].holds(discount="0.58", **clear)


def test_a_bank_stops_lawful_payments_where_false_alarms_are_frequent():
    region = detection(models.load("bank-delisting"), only=["listed-for-ever", "partial-stop"]).answers
    forever, partial = (answer.region for answer in region)
    here = {"flag_full": "4/5", "flag_none": "1/20"}
    (stops,) = forever.along("flag_partial", discount="9/10", **here)
    (lawful,) = partial.along("flag_partial", discount="9/10", **here)
    assert (stops.low, stops.high) == (Fraction(19, 90), 1)
    assert float(lawful.high) == pytest.approx(0.2507522547)


def test_denial_protects_where_sanctions_take_only_what_hiding_earns():
    scenario = models.load("deniable-exports")
    for name in ("sanction-to-be-worked-off", "sanction-for-a-time"):
        for stakes in (scenario.reference, scenario.variant("biting")):
            assert region("deniable-exports", name, **stakes).is_empty


def test_sanctions_that_bite_deter_where_shipments_are_traced_often_enough():
    scenario = models.load("deniable-exports")
    told = detection(scenario, stakes=scenario.variant("biting"), only=["sanction-for-a-time"])
    (interval,) = told.answers[0].region.along("covert_found", discount="9/10", **told.others("covert_found"))
    assert (interval.low, interval.high) == (Fraction(671, 855), 1)
    length = next(found for found in told.lengths if found.exists)
    assert (length.shortest, length.longest, length.periods) == (5, 7, 5)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_more_intermediaries_change_nothing_until_the_sender_turns_to_them(size):
    scenario = models.load("intermediaries", sizes={"third": size})
    assert str(complete(scenario, "designation").region) == "[0.816496581, 1)"


def test_with_many_intermediaries_the_sender_turns_from_the_source_to_them():
    scenario = models.load("intermediaries", sizes={"third": 5})
    found = complete(scenario, "designation")
    assert found.region.is_empty
    assert ("breakdown", "US", "designate") in found.filled


def test_eight_intermediaries_fit_in_little_memory():
    """
    The whole process, imports and all, stays under 400 MB; about 130 MB where it was measured.

    The peak is read from the process itself: what getrusage tells of a child can be its parent's.
    """
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell a process's peak memory")
    code = """
import re, models
from pathlib import Path
scenario = models.load("intermediaries", sizes={"third": 8})
answer = next(iter(models.answers(scenario, only=["asset-freeze"])))
peak = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
print(answer.region.stage.n_profiles, int(peak[1]) * 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    profiles, peak = map(int, done.stdout.split())
    assert profiles == 3 * 3 * 3 * 2**8
    assert peak < 400e6
