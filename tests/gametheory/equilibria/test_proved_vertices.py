import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory.equilibria.bimatrix import positive
from gametheory.equilibria.integer_solution import solve_ones
from gametheory.equilibria.proved_vertices import proved_vertices
from gametheory.equilibria.vertices import TooManyBases, vertices

LIMIT = 10**5


def matrices(entries):
    size = st.tuples(st.integers(1, 5), st.integers(1, 5))
    return size.flatmap(
        lambda s: st.lists(st.lists(entries, min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0])
    ).map(positive)


NEAR_TIES = st.sampled_from([0, 1, 10**17, 10**17 + 1, 2 * 10**17, 2 * 10**17 + 1])


@settings(max_examples=200, deadline=None)
@given(matrices(st.integers(0, 2)) | matrices(st.integers(0, 100)) | matrices(NEAR_TIES))
@example([[1]])
@example([[1, 1], [1, 1], [1, 1]])
@example([[1, 2], [2, 1], [0, 0]])
def test_a_proof_lists_what_exact_pivoting_lists(matrix):
    """Where floating point cannot prove its list it gives none, so whatever it gives must be right."""
    proved = proved_vertices(matrix, LIMIT)
    exactly = vertices(matrix, LIMIT)
    if proved is not None:
        labels, bases = proved
        assert sorted(labels) == sorted(exactly)
        for found, basis in zip(labels, bases, strict=True):
            assert direction(solve_ones(matrix, basis)[0]) == direction(exactly[found])


def direction(weights):
    total = sum(weights)
    return [w / total for w in weights] if total else weights


@pytest.mark.parametrize("largest", [2, 3, 10, 1000])
@pytest.mark.parametrize("size", [(6, 6), (8, 5), (5, 8), (7, 7)])
def test_the_proof_succeeds_on_ordinary_games_with_and_without_ties(largest, size):
    generator = np.random.default_rng([largest, *size])
    matrix = positive(generator.integers(0, largest, size).tolist())
    proved = proved_vertices(matrix, LIMIT)
    assert proved is not None
    assert sorted(proved[0]) == sorted(vertices(matrix, LIMIT))


def test_the_limit_stops_both_methods():
    matrix = positive(np.random.default_rng(0).integers(0, 100, (6, 6)).tolist())
    for method in (proved_vertices, vertices):
        with pytest.raises(TooManyBases):
            method(matrix, 10)
