"""Potentials: textbook cases, every path and every cycle tried one by one, certificates that do not lie."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from networkx import DiGraph, strongly_connected_components

from gametheory import Certificate, CertificateError, NormalFormGame, Potential, potential, pure_equilibria, verify
from gametheory.equilibria import improvement_graph
from gametheory.errors import GameTooLargeError

DILEMMA = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
PENNIES = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], actions=["H", "T"])


@st.composite
def tables(draw, most=3, high=2):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=1, max_size=3)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(0, high), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


@st.composite
def potential_tables(draw):
    """A common function, weighted, plus what the others do to an actor whatever it does itself."""
    shape = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    n = len(shape)
    numbers = st.integers(-4, 4)
    common = np.array(draw(st.lists(numbers, min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))))
    weights = draw(st.lists(st.integers(1, 4), min_size=n, max_size=n))
    table = np.stack([w * common.reshape(shape) for w in weights], axis=-1)
    for i in range(n):
        free = (*shape[:i], 1, *shape[i + 1 :])
        dummy = draw(st.lists(numbers, min_size=int(np.prod(free)), max_size=int(np.prod(free))))
        table[..., i] += np.array(dummy).reshape(free)
    return table, weights


def switches(table):
    for here in product(*map(range, table.shape[:-1])):
        for i, k in enumerate(table.shape[:-1]):
            for a in range(k):
                if a != here[i]:
                    there = (*here[:i], a, *here[i + 1 :])
                    yield here, there, int(table[(*there, i)] - table[(*here, i)])


def has_exact(table):
    """No rectangle of two actors' switches has gains that do not cancel (Monderer and Shapley 1996, theorem 2.8)."""
    shape = table.shape[:-1]
    for i, j in combinations(range(len(shape)), 2):
        for here in product(*map(range, shape)):
            for a, b in product(range(shape[i]), range(shape[j])):
                left, up, both = list(here), list(here), list(here)
                left[i] = both[i] = a
                up[j] = both[j] = b
                u, v = table[..., i], table[..., j]
                walk = u[tuple(left)] - u[here] + v[tuple(both)] - v[tuple(left)]
                back = u[tuple(up)] - u[tuple(both)] + v[here] - v[tuple(up)]
                if walk + back:
                    return False
    return True


def kind_of_order(table):
    """Ordinal, generalised ordinal or none, by networkx."""
    weak, strict = DiGraph(), DiGraph()
    for here, there, gain in switches(table):
        if gain >= 0:
            weak.add_edge(here, there)
        if gain > 0:
            strict.add_edge(here, there)
    if any(len(part) > 1 for part in strongly_connected_components(strict)):
        return "none"
    label = {node: k for k, part in enumerate(strongly_connected_components(weak)) for node in part}
    inside = any(gain > 0 and label[here] == label[there] for here, there, gain in switches(table))
    return "generalised ordinal" if inside else "ordinal"


@settings(max_examples=150, deadline=None)
@given(tables())
@example(np.zeros((1, 1), dtype=np.int64))
@example(np.array([[[1, 0], [2, 0]], [[2, 0], [0, 1]]]))
def test_the_kind_is_the_strongest(table):
    game = NormalFormGame(table)
    answer = potential(game)
    assert verify(answer.certificate, game)
    assert (answer.kind == "exact") == has_exact(table)
    if answer.kind not in ("exact", "weighted"):
        assert answer.kind == kind_of_order(table)
    else:
        assert kind_of_order(table) == "ordinal"
    equilibria = set(pure_equilibria(game))
    assert set(answer.maximisers) <= equilibria
    assert bool(answer) == bool(answer.maximisers)


@settings(max_examples=100, deadline=None)
@given(potential_tables())
def test_weighted_potentials_are_found(case):
    table, weights = case
    answer = potential(NormalFormGame(table))
    assert answer.kind in ("exact", "weighted")
    assert verify(answer.certificate)
    if len(set(weights)) == 1:
        assert answer.kind == "exact"
    divided = table.astype(object) * np.array([Fraction(1, w) for w in weights], dtype=object)
    assert potential(NormalFormGame(divided)).kind == "exact"


@settings(max_examples=60, deadline=None)
@given(tables(), st.data())
def test_affine_changes_keep_the_kind_up_to_weights(table, data):
    n = table.shape[-1]
    slopes = data.draw(st.lists(st.fractions("1/9", 9, max_denominator=9), min_size=n, max_size=n))
    before = potential(NormalFormGame(table))
    after = potential(NormalFormGame(table.astype(object) * np.array(slopes, dtype=object) + Fraction(1, 3)))
    strength = {"exact": "weighted"}
    assert strength.get(after.kind, after.kind) == strength.get(before.kind, before.kind)
    assert after.maximisers == before.maximisers or before.kind in ("exact", "weighted")


def test_a_congestion_game_counts_costs_up():
    """Rosenthal (1973): two roads with costs 1, 2, 4 and 2, 3, 5 for three drivers."""
    costs = {"north": (1, 2, 4), "south": (2, 3, 5)}
    game = NormalFormGame.from_function(
        lambda *roads: [-costs[road][roads.count(road) - 1] for road in roads], actions=[list(costs)] * 3
    )
    answer = potential(game)
    assert answer.kind == "exact"
    for profile in game.profiles():
        rosenthal = -sum(sum(costs[road][: profile.count(road)]) for road in costs)
        assert answer[profile] == rosenthal + sum(costs["north"])
    assert len(answer.maximisers) == 3


def test_matching_pennies_turns_for_ever():
    answer = potential(PENNIES)
    assert (answer.kind, bool(answer), answer.maximisers) == ("none", False, ())
    assert len(answer.improvement_cycle) == 4
    assert str(answer).startswith("no potential of any kind: everybody who switches gains along ")


def test_ordinal_only():
    """One actor's gain depends on the other's action and the other's does not: no weights, yet both always defect."""
    answer = potential(NormalFormGame([[[2, 2], [-1, 9]], [[3, -1], [0, 0]]], actions=["C", "D"]))
    assert answer.kind == "ordinal"
    assert [answer[profile] for profile in answer.game.profiles()] == [0, 1, 1, 2]
    assert str(answer) == "an ordinal potential, largest at D D"


def test_generalised_ordinal_only():
    """Monderer and Shapley (1996), section 2: improvements end, yet indifference closes a cycle with one gain."""
    game = NormalFormGame([[[1, 0], [2, 0]], [[2, 0], [0, 1]]], actors=["Ann", "Bob"])
    answer = potential(game)
    assert answer.kind == "generalised ordinal"
    assert len(answer.improvement_cycle) == 4
    assert answer.maximisers == (("1", "2"),)


@pytest.mark.parametrize("power", ["e-9", "e9"])
def test_floats_of_any_scale(power):
    payoffs = [[[float(f"{x}{power}") for x in cell] for cell in row] for row in DILEMMA.payoffs.tolist()]
    answer = potential(NormalFormGame(payoffs))
    assert (answer.kind, answer["2", "2"]) == ("exact", 2 * Fraction(f"1{power}"))


def test_integers_whose_sums_overflow():
    big = 2**62 - 1
    answer = potential(NormalFormGame([[[-big, -big], [big, big]], [[big, big], [-big, -big]]]))
    assert (answer.kind, answer["1", "2"]) == ("exact", 2 * big)


def test_too_many_switches_are_refused(monkeypatch):
    monkeypatch.setattr(improvement_graph, "_MOST_EDGES", 7)
    with pytest.raises(GameTooLargeError, match="up to 8 switches"):
        potential(PENNIES)
    assert potential(DILEMMA).kind == "exact"


@pytest.mark.parametrize("game", [DILEMMA, PENNIES])
def test_round_trip(game):
    answer = potential(game)
    assert Potential.from_json(answer.to_json()) == answer
    assert hash(Potential.from_json(answer.to_json())) == hash(answer)
    assert answer != potential(NormalFormGame([[0]]))
    assert answer != "potential"
    assert answer.converged


@pytest.mark.parametrize(
    ("game", "change", "message"),
    [
        (DILEMMA, {"values": ["0", "1", "1", "3"]}, "gains 1 from .* rises by 2"),
        (DILEMMA, {"kind": "super"}, "'super' are not known"),
        (DILEMMA, {"weights": ["1", "2"]}, "weighted potentials alone"),
        (DILEMMA, {"weights": ["1", "-1"]}, "positive weight"),
        (DILEMMA, {"kind": "ordinal"}, "nothing shows"),
        (DILEMMA, {"four_cycle": [["C", "C"], ["C", "D"], ["D", "D"], ["D", "C"]]}, "sum to zero"),
        (DILEMMA, {"four_cycle": [["C", "C"], ["D", "D"]]}, "not one actor alone"),
        (PENNIES, {"improvement_cycle": []}, "no cycle of gains"),
        (PENNIES, {"kind": "ordinal"}, "where the potential rises by 0"),
    ],
)
def test_altered_certificates_fail(game, change, message):
    data = json.loads(json.dumps(potential(game).certificate.data)) | change
    with pytest.raises(CertificateError, match=message):
        verify(Certificate("potential", data))


def test_a_cycle_that_loses_is_no_proof():
    game = NormalFormGame([[[1, 0], [2, 0]], [[2, 0], [0, 1]]])
    data = json.loads(json.dumps(potential(game).certificate.data))
    data["improvement_cycle"].reverse()
    with pytest.raises(CertificateError, match="loses somewhere"):
        verify(Certificate("potential", data))
