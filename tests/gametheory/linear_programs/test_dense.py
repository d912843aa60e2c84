"""The small dense simplex method against HiGHS: degenerate, rescaled, infeasible, warm-started, bounded safely."""

from fractions import Fraction

import highspy
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory.linear_programs import dense_kernel
from gametheory.linear_programs.dense import INFEASIBLE, OPTIMAL, UNFINISHED, dense_rows


def oracle(matrix, right, objective):
    """Value by HiGHS, None where infeasible."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    count, free = matrix.shape[1], highspy.kHighsInf
    solver.addVars(count, np.full(count, -free), np.full(count, free))
    for row, level in zip(matrix, right, strict=True):
        solver.addRow(-free, level, count, np.arange(count, dtype=np.int32), row)
    for j, x in enumerate(objective):
        solver.changeColCost(j, -float(x))
    solver.run()
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return -solver.getInfo().objective_function_value if optimal else None


@st.composite
def programs(draw, most=5):
    """A box, a few rows of small integers (ties and parallel rows are likely), several right sides and objectives."""
    n, extra, count = draw(st.integers(1, most)), draw(st.integers(0, 8)), draw(st.integers(1, 4))
    small = st.integers(-2, 2)
    rows = draw(st.lists(st.lists(small, min_size=n, max_size=n), min_size=extra, max_size=extra))
    matrix = np.vstack([np.eye(n), -np.eye(n), np.array(rows).reshape(extra, n)])
    rights = draw(
        st.lists(st.lists(st.integers(-2, 3), min_size=extra, max_size=extra), min_size=count, max_size=count)
    )
    box = np.concatenate([np.full(n, 2.0), np.full(n, 1.0)])
    objectives = draw(st.lists(st.lists(small, min_size=n, max_size=n), min_size=count, max_size=count))
    return matrix, np.array([[*box, *b] for b in rights], dtype=float), np.array(objectives, dtype=float)


@given(programs())
@example((np.vstack([np.eye(2), -np.eye(2), np.zeros((1, 2))]), np.array([[1.0, 1, 0, 0, -1]]), np.ones((1, 2))))
def test_values_are_those_of_the_oracle(program):
    matrix, rights, objectives = program
    found = dense_rows(matrix).solve(rights, objectives)
    for k, (b, c) in enumerate(zip(rights, objectives, strict=True)):
        value = oracle(matrix, b, c)
        assert found.statuses[k] == (INFEASIBLE if value is None else OPTIMAL)
        if value is not None:
            assert found.values[k] == pytest.approx(value, abs=1e-9)
            assert (matrix @ found.points[k] <= b + 1e-9).all()


@given(programs())
def test_multipliers_prove_the_answer_in_fractions(program):
    """Small integers: the multipliers, read as nearby fractions, are an exact proof."""
    matrix, rights, objectives = program
    found = dense_rows(matrix).solve(rights, objectives)
    for k, (b, c) in enumerate(zip(rights, objectives, strict=True)):
        y = {
            int(r): Fraction(float(x)).limit_denominator(10**6)
            for r, x in zip(found.rows[k], found.multipliers[k], strict=True)
            if r >= 0
        }
        assert all(x >= 0 for x in y.values())
        combined = [sum(x * Fraction(matrix[r, j]) for r, x in y.items()) for j in range(matrix.shape[1])]
        level = sum(x * Fraction(b[r]) for r, x in y.items())
        if found.statuses[k] == OPTIMAL:
            assert combined == [Fraction(x) for x in c]
            assert float(level) == pytest.approx(found.values[k], abs=1e-9)
        else:
            assert combined == [0] * len(combined)
            assert level < 0


@given(programs(), st.integers(-20, 20), st.integers(-20, 20))
def test_scale_does_not_matter(program, rows, right):
    """Rows, right sides and objectives multiplied by powers of two: the same bases."""
    matrix, rights, objectives = program
    one = dense_rows(matrix).solve(rights, objectives)
    scale = 2.0 ** (rows * np.arange(len(matrix)) % 7)
    other = dense_rows(matrix * scale[:, None]).solve(rights * scale * 2.0**right, objectives * 2.0**rows)
    assert (one.statuses == other.statuses).all()
    good = one.statuses == OPTIMAL
    assert other.values[good] * 2.0 ** (-right - rows) == pytest.approx(one.values[good], abs=1e-9)


@given(programs(), st.randoms(use_true_random=False))
def test_a_start_changes_no_answer(program, random):
    matrix, rights, objectives = program
    rows = dense_rows(matrix)
    cold = rows.solve(rights, objectives, starts=-np.ones((1, matrix.shape[1]), dtype=int))
    starts = [[random.randrange(len(matrix)) for _ in range(matrix.shape[1])] for _ in rights]
    warm = rows.solve(rights, objectives, starts=starts)
    assert (cold.statuses == warm.statuses).all()
    assert warm.values[warm.statuses == OPTIMAL] == pytest.approx(cold.values[cold.statuses == OPTIMAL], abs=1e-9)


@given(programs())
def test_safe_bounds_hold_and_are_close(program):
    matrix, rights, objectives = program
    rows = dense_rows(matrix)
    found = rows.solve(rights, objectives)
    low, high = np.full(matrix.shape[1], -1.0), np.full(matrix.shape[1], 2.0)
    safe = rows.bounds(rights, objectives, low, high, found)
    good = found.statuses == OPTIMAL
    assert (np.isneginf(safe) == (found.statuses == INFEASIBLE)).all()
    assert (safe[good] >= found.values[good]).all()
    assert safe[good] == pytest.approx(found.values[good], abs=1e-9)
    found.multipliers[:] *= 0.9  # wrong multipliers give a worse bound, not a wrong one
    if good.any():
        loose = rows.bounds(rights, objectives, low, high, found)
        assert (loose[good] >= found.values[good] - 1e-12).all()


def test_compiled_and_as_written_agree():
    generator = np.random.default_rng(1)
    matrix = np.vstack([np.eye(4), -np.eye(4), generator.integers(-3, 4, (60, 4))])
    rights = np.hstack([np.tile([1.0] * 4 + [0.0] * 4, (50, 1)), 1 + generator.random((50, 60))])
    objectives = generator.standard_normal((50, 4))
    written, quick = (dense_rows(matrix, programs=c).solve(rights, objectives) for c in (0, 10**6))
    assert (written.statuses == quick.statuses).all()
    assert written.values == pytest.approx(quick.values, abs=1e-12)


def test_many_degenerate_rows_end():
    """Two hundred planes through one point, objectives along the axes: no cycling."""
    generator = np.random.default_rng(2)
    for _ in range(20):
        planes = generator.integers(-2, 3, (200, 5)).astype(float)
        planes[:, 0] = np.abs(planes[:, 0]) + 1
        matrix = np.vstack([np.eye(5), -np.eye(5), planes])
        right = np.concatenate([np.ones(10), np.zeros(200)])
        found = dense_rows(matrix).solve(right, np.vstack([np.eye(5), -np.eye(5)]))
        assert (found.statuses == OPTIMAL).all()
        assert found.values[0] == pytest.approx(0, abs=1e-12)


def test_steps_that_run_out_are_told():
    matrix = np.vstack([np.eye(2), -np.eye(2), [[1.0, 1.0]]])
    found = dense_rows(matrix).solve([1.0, 1, 1, 1, 0], [1.0, 1], limit=1)
    assert found.statuses[0] == UNFINISHED


def test_a_cutoff_stops_early_with_a_valid_bound():
    matrix = np.vstack([np.eye(2), -np.eye(2), [[1.0, 1.0]]])
    rows = dense_rows(matrix)
    found = rows.solve([1.0, 1, 1, 1, 0.5], [1.0, 2], cutoffs=5.0)
    assert found.statuses[0] == dense_kernel.CUT_OFF
    assert 1.5 <= rows.bounds([1.0, 1, 1, 1, 0.5], [1.0, 2], -np.ones(2), np.ones(2), found)[0] < 5


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="row of its own"):
        dense_rows([[1.0, 0], [0, 1]])
    with pytest.raises(ValueError, match="finite"):
        dense_rows([[1.0], [float("nan")]])
    rows = dense_rows([[1.0], [-1.0]])
    with pytest.raises(ValueError, match="3 numbers"):
        rows.solve([1, 2, 3], [1.0])
    with pytest.raises(ValueError, match="do not fit"):
        rows.solve(np.ones((2, 2)), np.ones((3, 1)))
