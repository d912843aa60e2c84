"""Certificates of discount sets: true ones verify, those that are altered or rest on what is gone do not."""

import copy
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gametheory import GameFamily, LinearInequality, PublicMonitoring, regions, strategies, verify
from gametheory.errors import CertificateError
from gametheory.proofs.algebraic import Algebraic
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.discount_set import signs
from gametheory.proofs.region import read_points
from gametheory.regions import outline
from gametheory.strategies.plain import plain_algebraic
from gametheory.testing import automata, game_families

R, T, P = sympy.symbols("R T P")
C, D = ("C", "C"), ("D", "D")
KNOWN = {
    "P >= 0": LinearInequality({"P": 1}, name="P >= 0"),
    "T >= R": LinearInequality({"T": 1, "R": -1}, name="T >= R"),
    "2 R >= T": LinearInequality({"R": 2, "T": -1}, name="2 R >= T"),
    "R >= 4 P": LinearInequality({"R": 1, "P": -4}, name="R >= 4 P"),
}
DILEMMA = GameFamily.from_expressions(
    [[[R, R], [0, T]], [[T, 0], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=KNOWN.values()
)
GRIM, TWICE = strategies.reversion(C, D), strategies.limited_punishment(C, D, periods=2)
SEEN = PublicMonitoring(["good", "bad"], [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["3/10", "7/10"]]])
ON_SIGNALS = strategies.Automaton(
    start="C", actions={"C": C, "D": D}, transitions={"C": {"good": "C"}}, default={"C": "D", "D": "D"}
)


@pytest.mark.parametrize(
    ("automaton", "options"),
    [
        (GRIM, {}),
        (TWICE, {}),
        (strategies.reversion(D, D), {}),
        (strategies.reversion(C, C), {}),
        (GRIM, {"slips": "1/100"}),
        (ON_SIGNALS, {"monitoring": SEEN}),
    ],
)
def test_true_sets_verify_and_survive_json(automaton, options):
    found = regions.discounts_for_all(DILEMMA, automaton, **options)
    certificate = found.certificate
    assert certificate.kind == "discount_set"
    assert verify(certificate, DILEMMA)
    assert verify(certificate.to_json(), DILEMMA)


def test_ends_may_be_roots():
    found = regions.discounts_for_all(DILEMMA, TWICE)
    assert isinstance(found.intervals[0].low, Algebraic)
    assert verify(found.certificate, DILEMMA)


@settings(max_examples=40, deadline=None)
@given(game_families(max_inequalities=4), st.data())
def test_whatever_is_found_is_proved(family, data):
    shape = outline(family.polytope)
    assume(not shape.empty)
    assume(not shape.lineality)
    found = regions.discounts_for_all(family, data.draw(automata(family.part(None), max_states=3)))
    assert verify(found.certificate, family)


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.integers(2, 5), st.integers(6, 20), st.integers(-2, 1), st.integers(-3, 0)),
    st.sampled_from(["1/10", "1/2", "1", "3"]),
    st.integers(1, 3),
    st.booleans(),
)
def test_sets_with_ends_between_zero_and_one_are_proved(centre, wide, periods, forgiving):
    """A dilemma whose payoffs are known within a box; sets begin, and end, at roots of higher degree."""
    names = ("R", "T", "P", "S")
    box = [
        LinearInequality({n: s}, Fraction(wide) - s * x, f"{n} {s}")
        for n, x in zip(names, centre, strict=True)
        for s in (1, -1)
    ]
    r, t, p, s = sympy.symbols(names)
    family = GameFamily.from_expressions(
        [[[r, r], [s, t]], [[t, s], [p, p]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=box
    )
    automaton = strategies.limited_punishment(C, D, periods=periods) if forgiving else GRIM
    found = regions.discounts_for_all(family, automaton)
    assert verify(found.certificate, family)
    for k in range(1, 20, 3):
        assert (Fraction(k, 20) in found) == regions.necessary(family, automaton, discount=Fraction(k, 20)).holds


def test_single_points_are_proved():
    """A punishment that must be wanted and unwanted at once leaves one discount factor."""
    gain, loss = sympy.symbols("gain loss")
    equal = [LinearInequality({"gain": -4, "loss": 3}, name="a"), LinearInequality({"gain": 4, "loss": -3}, name="b")]
    family = GameFamily.from_expressions(
        [[[0, 0], [-loss, 0]], [[gain, 0], [gain - loss, 0]]],
        actors=["bank", "sender"],
        actions=[["comply", "violate"], ["leave", "cut"]],
        inequalities=[*equal, LinearInequality({"gain": 1}, name="c")],
    )
    automaton = strategies.graduated_response(
        {"calm": ("comply", "leave"), "cut": ("violate", "cut")}, watched=0, complies="comply"
    )
    found = regions.discounts_for_all(family, automaton)
    assert str(found) == "{3/4}"
    assert verify(found.certificate, family)


def altered(change, automaton=GRIM):
    data = copy.deepcopy(regions.discounts_for_all(DILEMMA, automaton).certificate.data)
    change(data)
    return Certificate("discount_set", data)


def larger(data):
    data["points"], data["intervals"] = [{"at": "1/2"}], [[1, 2, True, False]]


def everything(data):
    data["intervals"] = [[0, 2, False, False]]


def nothing(data):
    data["intervals"] = []


def open_end(data):
    data["intervals"] = [[1, 2, False, False]]


def other_multiplier(data):
    data["holds"][0][1][0][2][0][1][0] = "7"


def negative_multiplier(data):
    for _, pieces in data["holds"]:
        for piece in pieces:
            piece[0] = 0  # below the threshold too


def no_proof(data):
    data["holds"].pop()


def other_witness(data):
    data["fails"][0][4] = [["R", "1"], ["T", "1"], ["P", "0"]]


def witness_outside(data):
    data["fails"][0][3:] = ["point", [["R", "1"], ["T", "3"], ["P", "0"]]]


def wrong_direction(data):
    data["fails"][0][3:] = ["ray", [["R", "1"], ["T", "3"], ["P", "0"]]]


def no_witness(data):
    data["fails"].clear()


def other_values(data):
    data["numerators"][0][1][0][0][1][0] = "5"


def bad_denominator(data):
    data["denominator"] = ["1", "-2"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (larger, "negative number|is not proved"),
        (everything, "is not proved"),
        (nothing, "it is not shown that a constraint fails"),
        (open_end, "it is not shown that a constraint fails"),
        (other_multiplier, "do not add up"),
        (negative_multiplier, "adds a negative number"),
        (no_proof, "one proof per constraint"),
        (other_witness, "does not fail where"),
        (witness_outside, "breaks the inequality"),
        (wrong_direction, "a direction leaves"),
        (no_witness, "it is not shown that a constraint fails"),
        (other_values, "does not solve its equation"),
        (bad_denominator, "denominator is not positive"),
    ],
)
def test_what_is_not_true_is_refused(change, told):
    with pytest.raises(CertificateError, match=told):
        verify(altered(change))


def test_an_old_certificate_needs_every_inequality_that_it_uses():
    family = DILEMMA.within(DILEMMA.polytope.and_also(LinearInequality({"R": 1}, 1, name="R >= -1")))
    certificate = regions.discounts_for_all(family, GRIM).certificate
    used = {m for _, pieces in certificate.data["holds"] for piece in pieces for m, _ in piece[2]}
    names = [one.name for one in family.polytope.inequalities]
    assert 0 < len(used) < len(names)
    for k, name in enumerate(names):
        less = family.within(family.polytope.without(name))
        if k in used:
            with pytest.raises(CertificateError, match="which the polytope given does not hold"):
                verify(certificate, less)
        else:
            assert verify(certificate, less)


def test_more_knowledge_must_leave_the_counterexamples_in():
    certificate = regions.discounts_for_all(DILEMMA, GRIM).certificate
    kinds = {piece[3] for piece in certificate.data["fails"]}
    narrow = DILEMMA.within(DILEMMA.polytope.and_also(LinearInequality({"R": 3, "T": -2}, name="3 R >= 2 T")))
    with pytest.raises(CertificateError, match=r"breaks '3 R >= 2 T'|leaves '3 R >= 2 T'"):
        verify(certificate, narrow)
    assert kinds == {"ray"}
    again = regions.discounts_for_all(narrow, GRIM)
    assert verify(again.certificate, narrow)
    assert again.intervals[0].low < regions.discounts_for_all(DILEMMA, GRIM).intervals[0].low


@given(
    st.lists(st.integers(-6, 6), min_size=1, max_size=4),
    st.lists(st.fractions(0, 1, max_denominator=9), max_size=3, unique=True),
)
def test_signs_between_points_are_those_everywhere_there(p, places):
    values = [Algebraic((-1, 0, 2), Fraction(1, 2), Fraction(3, 4)), *(x for x in places if 0 < x < 1)]
    points = read_points([plain_algebraic(x) for x in _apart(values)])
    told = signs(tuple(p), points, 0, 2 * len(points))
    ends = [Fraction(0), *((one.low, one.high) for one in points), Fraction(1)]
    for k in range(len(points) + 1):
        low = ends[k] if k == 0 else ends[k][1]
        high = ends[k + 1] if k == len(points) else ends[k + 1][0]
        for j in range(1, 12):
            x = low + (high - low) * Fraction(j, 12)
            value = sum(a * x**n for n, a in enumerate(p))
            if told[2 * k] is not None:
                assert (value > 0) - (value < 0) == told[2 * k]


def _apart(values):
    from gametheory.equilibria.roots import breakpoints

    polynomials = [(-1, 0, 2), *((-x.numerator, x.denominator) for x in values[1:])]
    return breakpoints(polynomials)
