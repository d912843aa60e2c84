"""Security levels in pure actions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    MaxminValues,
    NormalFormGame,
    maxmin_values,
    minmax_values,
    mixed_minmax_values,
    verify,
)


@st.composite
def tables(draw):
    shape = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.fractions(-2, 2, max_denominator=3), min_size=size, max_size=size))
    return np.array(numbers, dtype=object).reshape(*shape, len(shape))


@settings(deadline=None)
@given(tables())
@example(np.zeros((1, 1), dtype=np.int64))
def test_as_defined(table):
    game = NormalFormGame(table)
    answer = maxmin_values(game)
    for i, actor in enumerate(game.actors):
        rows = np.moveaxis(table[..., i], i, 0).reshape(table.shape[i], -1)
        assert answer[actor] == max(min(row) for row in rows)
        assert min(rows[game.action_index(actor, answer.actions[i])]) == answer[actor]
    assert verify(answer.certificate, game)
    assert MaxminValues.from_json(answer.to_json()) == answer
    assert answer.converged


@settings(max_examples=30, deadline=None)
@given(tables())
@example(np.zeros((2, 2, 2, 3), dtype=np.int64))
def test_below_what_mixtures_secure(table):
    game = NormalFormGame(table)
    security, punished = maxmin_values(game).values, minmax_values(game).values
    mixed = mixed_minmax_values(game)
    for low, middle, high in zip(security, mixed.lower, punished, strict=True):
        assert low <= middle <= high


def test_altered_certificates_fail():
    game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    assert maxmin_values(game)["Ann"] == Fraction(0)
    data = maxmin_values(game).certificate.data
    with pytest.raises(CertificateError, match="maxmin value of Bob is 0, not 1"):
        verify(Certificate("maxmin", data | {"values": ["0", "1"]}))
    with pytest.raises(CertificateError, match="'C' of Ann does not secure 0"):
        verify(Certificate("maxmin", data | {"actions": ["C", "D"]}))
    with pytest.raises(CertificateError, match="not every actor"):
        verify(Certificate("maxmin", data | {"actions": ["C"]}))
