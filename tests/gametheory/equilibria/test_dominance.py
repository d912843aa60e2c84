"""Dominance: textbook cases, scipy as oracle, order of elimination, certificates that do not lie."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory import (
    Certificate,
    CertificateError,
    DominatedActions,
    GameTheoryError,
    NormalFormGame,
    Rationalizable,
    dominated_actions,
    pure_equilibria,
    rationalizable,
    verify,
)
from gametheory.equilibria import dominance_search
from gametheory.linear_programs import ExactSolution

HALF = Fraction(1, 2)
MIXTURE = NormalFormGame(
    [[[3, 0], [0, 1]], [[0, 0], [3, 1]], [[1, 1], [1, 0]]],
    actors=["Ann", "Bob"],
    actions=[["T", "M", "B"], ["L", "R"]],
)


@st.composite
def tables(draw, most=3, actors=3):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=1, max_size=actors)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-3, 3), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


def own_rows(table, actor):
    return np.moveaxis(table[..., actor], actor, 0).reshape(table.shape[actor], -1)


def strict_by_scipy(own, row):
    """Largest t with a mixture that gains t everywhere."""
    gains = own - own[row]
    count = gains.shape[1]
    answer = linprog(
        [0] * len(own) + [-1],
        A_ub=np.hstack([-gains.T, np.ones((count, 1))]),
        b_ub=np.zeros(count),
        A_eq=[[1] * len(own) + [0]],
        b_eq=[1],
        bounds=[(0, None)] * len(own) + [(None, None)],
    )
    return -answer.fun > 1e-9


def weak_by_scipy(own, row):
    gains = own - own[row]
    answer = linprog(-gains.sum(axis=1), A_ub=-gains.T, b_ub=np.zeros(gains.shape[1]), A_eq=[[1] * len(own)], b_eq=[1])
    return -answer.fun > 1e-9


@settings(max_examples=40, deadline=None)
@given(tables())
@example(np.zeros((1, 1), dtype=np.int64))
@example(np.zeros((2, 2, 2), dtype=np.int64))
@example(np.array([[[1, 0], [1, 0]], [[1, 0], [2, 0]], [[0, 0], [9, 0]]]))
def test_agrees_with_scipy(table):
    found = dominated_actions(NormalFormGame(table))
    strict = {(d.actor, d.action) for d in found.strict}
    weak = {(d.actor, d.action) for d in found.weak}
    for i, k in enumerate(table.shape[:-1]):
        for row in range(k):
            key, own = (str(i + 1), str(row + 1)), own_rows(table, i)
            assert (key in strict) == strict_by_scipy(own, row)
            assert (key in strict | weak) == weak_by_scipy(own, row)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_the_evidence_holds(table):
    game = NormalFormGame(table)
    for d in dominated_actions(game):
        i, names = game.actor_index(d.actor), game.actions[game.actor_index(d.actor)]
        own = own_rows(table, i)
        gains = sum(p * own[names.index(name)].astype(object) for name, p in d.by.items()) - own[names.index(d.action)]
        assert sum(d.by.values()) == 1
        assert min(gains) == d.margin or not d.is_strict
        assert min(gains) >= 0
        assert max(gains) > 0


@settings(max_examples=40, deadline=None)
@given(tables(), st.booleans())
def test_certificates_and_equilibria_survive(table, mixed):
    game = NormalFormGame(table)
    answer = rationalizable(game, mixed=mixed)
    assert verify(answer.certificate, game)
    assert answer.reduced.actors == game.actors
    for profile in pure_equilibria(game):
        assert all(action in answer[actor] for actor, action in zip(game.actors, profile, strict=True))
    assert not rationalizable(answer.reduced, mixed=mixed).rounds


@settings(max_examples=40, deadline=None)
@given(tables(), st.booleans())
def test_the_order_does_not_matter(table, mixed):
    """Eliminating one action at a time, the last one first, leaves the same actions."""
    game = NormalFormGame(table)
    reduced = game
    while found := dominated_actions(reduced, mixed=mixed).strict:
        gone = found[-1]
        kept = [
            [k for k, name in enumerate(names) if (actor, name) != (gone.actor, gone.action)]
            for actor, names in zip(reduced.actors, reduced.actions, strict=True)
        ]
        names = [[names[k] for k in ks] for names, ks in zip(reduced.actions, kept, strict=True)]
        reduced = NormalFormGame(reduced.payoffs[np.ix_(*kept)], actors=game.actors, actions=names)
    assert rationalizable(game, mixed=mixed).reduced == reduced


@settings(max_examples=40, deadline=None)
@given(tables(), st.fractions("1/9", 9, max_denominator=9), st.fractions(-5, 5, max_denominator=7))
def test_positive_affine_changes_change_no_survivor(table, slope, shift):
    changed = rationalizable(NormalFormGame(table.astype(object) * slope + shift))
    assert changed.actions == rationalizable(NormalFormGame(table)).actions


def test_only_a_mixture_dominates():
    """Osborne and Rubinstein (1994), section 4.2: B is beaten by half T and half M, by no pure action."""
    answer = rationalizable(MIXTURE)
    assert next(str(d) for d in answer) == "Ann's 'B' is strictly dominated (by at least 1/2) by 1/2 T + 1/2 M"
    assert answer.rounds[0][0].by == {"T": HALF, "M": HALF}
    assert (answer.actions, answer.is_solved) == ({"Ann": ("M",), "Bob": ("R",)}, True)
    assert rationalizable(MIXTURE, mixed=False).actions == {"Ann": ("T", "M", "B"), "Bob": ("L", "R")}


def test_guess_two_thirds_of_the_average():
    """Moulin (1986): closest to two thirds of the average wins, so the lower of two numbers; 5 goes first, 1 stays."""
    game = NormalFormGame.from_function(
        lambda a, b: (0, 0) if a == b else (1, -1) if int(a) < int(b) else (-1, 1),
        actions=[list("12345")] * 2,
        actors=["a", "b"],
    )
    answer = rationalizable(game)
    assert answer.actions == {"a": ("1",), "b": ("1",)}
    assert [[d.action for d in eliminated] for eliminated in answer.rounds] == [[n, n] for n in "5432"]
    assert not answer.weak


def test_weak_dominance_is_reported_and_not_eliminated():
    game = NormalFormGame([[[1, 1], [0, 0]], [[0, 0], [0, 0]]], actions=["x", "y"])
    answer = rationalizable(game)
    assert answer.actions == {"1": ("x", "y"), "2": ("x", "y")}
    assert [str(d) for d in answer.weak] == ["1's 'y' is weakly dominated by x", "2's 'y' is weakly dominated by x"]
    assert len(dominated_actions(game)) == 2


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_floats_of_any_scale(scale):
    game = NormalFormGame(MIXTURE.payoffs * scale, actors=MIXTURE.actors, actions=MIXTURE.actions)
    assert rationalizable(game).actions == rationalizable(MIXTURE).actions


def test_round_trip():
    answer = rationalizable(MIXTURE)
    assert Rationalizable.from_json(answer.to_json()) == answer
    found = dominated_actions(MIXTURE)
    assert DominatedActions.from_json(found.to_json()) == found
    assert "mixtures" in found.method
    assert "mixtures" in answer.method
    assert "pair" in rationalizable(MIXTURE, mixed=False).method
    assert "pair" in dominated_actions(MIXTURE, mixed=False).method
    assert found.converged
    assert answer.converged


def test_what_is_not_decided_is_an_error(monkeypatch):
    monkeypatch.setattr(dominance_search, "solve_exactly", lambda lp: ExactSolution("unfinished"))
    game = NormalFormGame([[[2, 0], [0, 0], [1, 0]], [[0, 0], [2, 0], [1, 0]], [[1, 0], [1, 0], [1, 0]]])
    with pytest.raises(GameTheoryError, match="weak dominance among 3 actions"):
        dominated_actions(game)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["rounds"][0][0].__setitem__(2, [["T", "1"]]), "'B' of Ann is not strictly dominated"),
        (lambda d: d["rounds"].pop(), "the survivors of Ann are not"),
        (lambda d: d["rounds"].reverse(), "is not strictly dominated"),
        (lambda d: d["rounds"].append(d["rounds"][0]), "eliminated before"),
        (lambda d: d["beliefs"].pop(), "no belief makes 'R' of Bob a best response"),
        (lambda d: d["beliefs"][0].__setitem__(2, [[["L"], "1"]]), "holds an eliminated action"),
        (lambda d: d["beliefs"][0].__setitem__(0, "Al"), "no actor 'Al'"),
    ],
)
def test_altered_certificates_fail(change, message):
    data = json.loads(json.dumps(rationalizable(MIXTURE).certificate.data))
    change(data)
    with pytest.raises(CertificateError, match=message):
        verify(Certificate("dominance", data))


def test_stopping_too_early_is_found_out():
    data = json.loads(json.dumps(rationalizable(MIXTURE, mixed=False).certificate.data))
    pennies = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    other = rationalizable(pennies, mixed=False).certificate.data
    early = other | {"rounds": [], "survivors": [["C", "D"], ["C", "D"]]}
    with pytest.raises(CertificateError, match="'C' of 1 is still dominated"):
        verify(Certificate("dominance", early))
    wrong = data | {"mixed": True, "beliefs": [["Ann", a, [[["L"], "1"]]] for a in "TMB"]}
    with pytest.raises(CertificateError, match="'M' of Ann is no best response to its belief: 'T' gains 3"):
        verify(Certificate("dominance", wrong))
