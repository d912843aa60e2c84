"""Certificates verify; altered ones are refused, by their digest and by the mathematics."""

import json
import re
from copy import deepcopy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    Automaton,
    Certificate,
    CertificateError,
    NormalFormGame,
    RepeatedGame,
    check_strategy,
    discount_region,
    minmax_values,
    pure_equilibria,
    strategies,
    verify,
)
from gametheory.games.transform import affine, rename
from gametheory.testing import games, strategies_in_games
from tests.oracles.claims import is_true

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
MILD = NormalFormGame([[[2, 2], [0, 3]], [[3, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
TWICE = strategies.limited_punishment(("C", "C"), ("D", "D"), periods=2)
NUMBERED = Automaton(
    start=0, actions={0: ("C", "C"), 1: ("D", "D")}, transitions={0: {("C", "C"): 0}}, default={0: 1, 1: 1}
)
LUCKY = Automaton(
    start={"a": "1/3", "b": "2/3"},
    actions={"a": ("C", {"C": "1/4", "D": "3/4"}), "b": ("D", "D")},
    transitions={"a": {("*", "C"): {"a": "1/2", "b": "1/2"}}},
    default={"a": "b", "b": "b"},
)
FIXED = {
    "grim holds": check_strategy(RepeatedGame(PD, "1/3"), GRIM),
    "grim fails": check_strategy(RepeatedGame(PD, "1/4"), GRIM),
    "numbered states": check_strategy(RepeatedGame(PD, ["1/2", "2/3"]), NUMBERED),
    "lotteries": check_strategy(RepeatedGame(PD, "1/2"), LUCKY),
    "region": discount_region(PD, GRIM),
    "algebraic region": discount_region(MILD, TWICE),
    "region with lotteries": discount_region(PD, LUCKY),
    "numbered region": discount_region(PD, NUMBERED),
    "equilibria": pure_equilibria(PD),
    "no equilibria": pure_equilibria(NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], actions=["H", "T"])),
    "minmax": minmax_values(PD),
}

results = (
    strategies_in_games().map(lambda pair: check_strategy(*pair))
    | strategies_in_games(common=True).map(lambda pair: discount_region(pair[0].stage, pair[1]))
    | games().map(pure_equilibria)
    | games().map(minmax_values)
)

MUST_REFUSE = {
    "strategy": {"values", "worst", "is_equilibrium"},
    "discount_region": {"numerators", "intervals"},
    "pure_equilibria": {"equilibria"},
    "minmax": {"values"},
}
"""
Top-level fields in which no altered number or truth value may verify, digest or not. Elsewhere (payoffs, discount
factors, probabilities, states, the denominator where all values are zero, ends of isolating intervals) the altered
certificate may be about another game or strategy of which the claim is true: then, and only then, it verifies.
"""


def is_number(leaf):
    return isinstance(leaf, int | str) and bool(re.fullmatch(r"-?\d+(/\d+)?", str(leaf)))


def leaves(data, path=()):
    """Every place with a number, text or truth value."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if items is None:
        yield path, data
    else:
        for key, inner in items:
            yield from leaves(inner, (*path, key))


def places(data, path=()):
    """Every place at all, lists and dicts included."""
    yield path
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from places(inner, (*path, key))


def parent(data, path):
    for key in path[:-1]:
        data = data[key]
    return data


def changed(data, path, value):
    copy = deepcopy(data)
    parent(copy, path)[path[-1]] = value
    return copy


def alterations(leaf):
    """Other values for a number or truth value, of the same kind."""
    if isinstance(leaf, bool):
        return [not leaf]
    if not is_number(leaf):
        return []
    x = Fraction(leaf)
    new = [x + 1, -x, x * Fraction(999, 1000)] if isinstance(leaf, str) else [x + 1, x - 1]
    return [str(y) if isinstance(leaf, str) else int(y) for y in new if y != x]


def altered(data):
    """All data with one number or truth value altered, with where."""
    for path, leaf in leaves(data):
        for new in alterations(leaf):
            yield path, changed(data, path, new)


def refused(certificate):
    try:
        return not verify(certificate)
    except CertificateError:
        return True


def check_alterations(certificate):
    for path, data in altered(certificate.data):
        assert refused(Certificate(certificate.kind, data, certificate.digest)), path
        again = Certificate(certificate.kind, data)
        if not refused(again):
            assert path[0] not in MUST_REFUSE[certificate.kind], path
            assert "polynomial" not in path
            assert "at" not in path
            assert is_true(again), path


@pytest.mark.parametrize("name", FIXED)
def test_every_number_altered_in_every_kind_of_certificate(name):
    certificate = FIXED[name].certificate
    assert verify(Certificate.from_json(certificate.to_json()))
    assert is_true(certificate)
    check_alterations(certificate)


@given(results, st.data())
def test_one_number_altered_in_any_certificate(result, data):
    certificate = result.certificate
    assert verify(certificate)
    options = [(path, leaf) for path, leaf in leaves(certificate.data) if alterations(leaf)]
    claims = [place for place in options if place[0][0] in MUST_REFUSE[certificate.kind]]
    for places_ in (options, claims):
        if places_:
            path, leaf = data.draw(st.sampled_from(places_))
            new = changed(certificate.data, path, data.draw(st.sampled_from(alterations(leaf))))
            assert refused(Certificate(certificate.kind, new, certificate.digest))
            again = Certificate(certificate.kind, new)
            if not refused(again):
                assert path[0] not in MUST_REFUSE[certificate.kind]
                assert is_true(again)


@pytest.mark.parametrize("name", FIXED)
def test_data_broken_anywhere_is_refused_or_true(name):
    """Parts missing, doubled, emptied or of another type: CertificateError, never another exception."""
    certificate = FIXED[name].certificate
    for path in places(certificate.data):
        if not path:
            continue
        for new in broken(certificate.data, path):
            again = Certificate(certificate.kind, new)
            if not refused(again):
                assert is_true(again), path


def broken(data, path):
    for value in (None, [], {}, "", "zz", 7, -1.5, True, [[]], "1e999999999", "1/0", float("nan")):
        yield changed(data, path, value)
    removed = deepcopy(data)
    del parent(removed, path)[path[-1]]
    yield removed
    doubled = deepcopy(data)
    holder = parent(doubled, path)
    if isinstance(holder, list):
        holder.insert(path[-1], deepcopy(holder[path[-1]]))
        yield doubled


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "3",
        '"x"',
        "{}",
        "[" * 100000,
        '{"certificate": "strategy"}',
        "9" * 5000,
        '{"certificate": "strategy", "data": {}, "digest": ""}',
        '{"certificate": 3, "data": {}, "digest": "x"}',
        '{"certificate": "strategy", "data": {}, "digest": "x"}',
        '{"certificate": "strategy", "data": [], "digest": "x"}',
        '{"certificate": "unheard of", "data": {}, "digest": "x"}',
        '{"certificate": "minmax", "data": {"game": 1}, "digest": "x"}',
        '{"certificate": "minmax", "data": {"a": ' + "1" * 5000 + '}, "digest": "x"}',
    ],
    ids=lambda text: text[:30],
)
def test_texts_that_are_no_certificates(text):
    """Found by test: deep nesting and long integers raised errors of the json module."""
    with pytest.raises(CertificateError):
        verify(text)


@pytest.mark.parametrize("what", [None, 3, b"{}", {"certificate": "minmax"}, Certificate(["minmax"], {}), PD])
def test_objects_that_are_no_certificates(what):
    with pytest.raises(CertificateError):
        verify(what)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_any_json_is_refused(content):
    with pytest.raises(CertificateError):
        verify(json.dumps(content))
    for kind in MUST_REFUSE:
        with pytest.raises(CertificateError):
            verify(Certificate(kind, {"game": content, "automaton": content, "equilibria": content}))


def test_names_that_utf8_cannot_hold():
    """Found by test: a lone surrogate made the digest raise."""
    odd = rename(PD, {"Ann": "\ud800"})
    assert verify(Certificate.from_json(pure_equilibria(odd).certificate.to_json()))


@given(results)
def test_certificates_are_bound_to_their_game(result):
    certificate = result.certificate
    game = NormalFormGame._from_data(certificate.data["game"])
    assert verify(certificate, game)
    ones = [1] * len(game.actors)
    with pytest.raises(CertificateError, match="payoffs differ"):
        verify(certificate, affine(game, ones, ones))
    with pytest.raises(CertificateError, match="other actors or actions"):
        verify(certificate, rename(game, {game.actors[0]: "somebody else"}))


def test_errors_name_actor_state_and_deviation():
    data = deepcopy(FIXED["grim fails"].certificate.data)
    data["is_equilibrium"] = True
    with pytest.raises(CertificateError, match="Ann gains 1/4 by playing 'D' in state 'target'"):
        verify(Certificate("strategy", data))
    data = deepcopy(FIXED["equilibria"].certificate.data)
    data["equilibria"] = [[["C", "C"], True]]
    with pytest.raises(CertificateError, match=r"\('C', 'C'\) is listed as an equilibrium, but Ann gains 1 by 'D'"):
        verify(Certificate("pure_equilibria", data))
    data["equilibria"] = []
    with pytest.raises(CertificateError, match=r"\('D', 'D'\) is missing"):
        verify(Certificate("pure_equilibria", data))


@pytest.mark.parametrize("field", ["values", "default", "transitions"])
def test_nothing_is_listed_twice(field):
    """Found by test: the second row silently won, so that the first could say anything."""
    data = deepcopy(FIXED["grim holds"].certificate.data)
    rows = data[field] if field == "values" else data["automaton"][field]
    rows.insert(0, deepcopy(rows[0]))
    with pytest.raises(CertificateError, match="listed twice"):
        verify(Certificate("strategy", data))


def test_rows_of_states_and_actions_that_do_not_exist():
    """Found by test: they were passed over."""
    for row in (["ghost", [[["C", "C"], [["target", "1"]]]]], ["punishment", [[["C", "ghost"], [["target", "1"]]]]]):
        data = deepcopy(FIXED["grim holds"].certificate.data)
        data["automaton"]["transitions"].append(row)
        with pytest.raises(CertificateError, match="does not exist"):
            verify(Certificate("strategy", data))
