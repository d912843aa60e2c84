"""The compiled sweep against the interpreted one, bit for bit; hand-overs, interruptions, and when nothing compiles."""

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, payoff_set
from gametheory.equilibria.sets import descent, solve
from gametheory.equilibria.sets.compiled import compiled
from gametheory.equilibria.sets.stage_list import default_stage_equilibria
from gametheory.equilibria.sets.units import whole_game
from gametheory.testing import discounts, games

F = Fraction
DILEMMA = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]])
SLOW = NormalFormGame([[[4, 1], [3, 7]], [[3, 6], [1, 6]]])  # some 14,000 sweeps at .999
KNOTTED = NormalFormGame(  # vertices hang on each other, and are no fractions
    [[[98, 95], [82, 59]], [[37, 58], [82, 7]], [[37, 59], [75, 24]], [[28, 38], [75, 37]]]
)
PENNIES = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])

two_actors = games(min_actors=2, max_actors=2, max_actions=4)
factors = discounts() | st.sampled_from([F(1, 2), F(3, 5), F(99, 100), F(9999, 10000), F(1, 100)])


def beginning(game, d, listed=None):
    chosen = default_stage_equilibria(game) if listed is None else listed
    _, whole = whole_game(RepeatedGame(game, d), chosen, d)
    arrays = whole.floats()
    return arrays, descent.first(arrays, tuple(map(float, whole.floors()))), 256 * 2.0**-53 / (1 - float(d))


@pytest.fixture
def interpreting(monkeypatch):
    """As in a new process: nothing is loaded, and a lot may be interpreted."""
    monkeypatch.setattr(descent._Work, "compiles", lambda self: False)


def interpreted(*arguments):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(descent._Work, "compiles", lambda self: False)
        return descent._interpreted(*arguments)


@given(two_actors, factors, st.booleans(), st.integers(1, 150))
@example(DILEMMA, F(999, 1000), True, 150)
@example(PENNIES, F(1, 2), False, 150)
@example(NormalFormGame([[[7, -2]]]), F(1, 2), True, 5)
def test_compiled_sweeps_give_the_same_floats(game, d, mixed, limit):
    arrays, start, slack = beginning(game, d, None if mixed else ())
    slow, quick = interpreted(arrays, start, limit, slack), descent._compiled(arrays, start, limit, slack)
    for name in ("polygon", "threats", "origin", "sweeps", "still"):
        assert getattr(slow, name) == getattr(quick, name)
    if slow.polygon:
        assert slow.live == quick.live
        rows = [
            {*zip(map(tuple, b.points.tolist()), b.made.tolist(), b.rests.tolist(), strict=True)}
            for b in (slow.brought, quick.brought)
        ]
        assert rows[0] == rows[1]


@given(two_actors, factors, st.integers(1, 10))
def test_it_does_not_matter_who_hands_over_to_whom(game, d, early):
    arrays, start, slack = beginning(game, d)
    first = interpreted(arrays, start, early, slack)
    whole = descent._compiled(arrays, start, 150, slack)
    rest = first if first.still else descent._compiled(arrays, first, 150, slack)
    assert (rest.polygon, rest.threats, rest.origin, rest.sweeps) == (
        whole.polygon, whole.threats, whole.origin, whole.sweeps
    )  # fmt: skip


def stopping(function, after):
    """Raise what Control-C raises, once a function has been called so many times."""
    calls = []

    def stopped(*arguments):
        calls.append(arguments)
        if len(calls) > after:
            raise KeyboardInterrupt
        return function(*arguments)

    return stopped


def is_valid(stopped):
    truth = payoff_set(stopped.repeated, stage_equilibria=())
    assert truth.converged
    assert not stopped.converged
    assert stopped.method.endswith("interrupted")
    assert all(stopped.contains(v) is not False for v in truth.inner)
    assert all(truth.contains(v) is not False for v in stopped.inner)
    return stopped.sweeps


def test_an_interrupted_interpreter_keeps_the_bound(monkeypatch, interpreting):
    with monkeypatch.context() as patch:
        patch.setattr(descent, "sweep", stopping(descent.sweep, 7))
        stopped = payoff_set(RepeatedGame(SLOW, F(999, 1000)), stage_equilibria=())
    monkeypatch.undo()
    assert is_valid(stopped) == 7


def test_an_interrupted_kernel_keeps_the_bound(monkeypatch):
    from gametheory.equilibria.sets import compiled_sweep

    with monkeypatch.context() as patch:
        patch.setattr(descent, "_PATIENCE", 500)
        patch.setattr(compiled_sweep, "descend", stopping(compiled_sweep.descend, 3))
        stopped = payoff_set(RepeatedGame(SLOW, F(999, 1000)), stage_equilibria=())
    assert 100 < is_valid(stopped) < 1000


def test_an_interrupted_proof_keeps_the_bound(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(solve, "from_vertices", stopping(solve.from_vertices, 0))
        stopped = payoff_set(RepeatedGame(SLOW, F(999, 1000)), stage_equilibria=())
    is_valid(stopped)


def test_an_interruption_of_the_search_inside_ends_it(monkeypatch):
    """The second descent is no outer bound: its interruption must not be taken for an answer, nor be lost."""
    stop = stopping(descent.sweep, 0)
    interrupted = []

    def descend(arrays, start, limit, slack):
        if start.sweeps == 0 and start.origin:
            interrupted.append(slack)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(descent, "sweep", stop)
                return interpreted(arrays, start, limit, slack)
        return descent.descend(arrays, start, limit, slack)

    with monkeypatch.context() as patch:
        patch.setattr(solve, "descend", descend)
        stopped = payoff_set(RepeatedGame(KNOTTED, F(9, 10)), stage_equilibria=())
    is_valid(stopped)
    assert interrupted == [solve._HAIR]


def test_interrupted_fractions_keep_the_bound(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(solve, "sweep", stopping(solve.sweep, 3))
        stopped = payoff_set(RepeatedGame(SLOW, F(999, 1000)), stage_equilibria=(), exact=True)
    assert is_valid(stopped) == 3


def test_small_work_loads_no_compiler():
    code = (
        "import sys; from gametheory import NormalFormGame, RepeatedGame, payoff_set; "
        "g = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]]); "
        "print(payoff_set(RepeatedGame(g, 0.999)).gap, 'numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["0.0", "False"]


def test_slow_work_in_a_new_process_ends_compiled(monkeypatch):
    """After ten sweeps over four profiles the compiler is worth its while."""
    handed = []
    monkeypatch.setattr(descent, "KERNELS", "not.loaded.yet")
    monkeypatch.setattr(descent, "_work", descent._Work(descent._INTERPRETED - 36))
    monkeypatch.setattr(descent, "_compiled", lambda _, reached, *rest: handed.append(reached) or reached)
    arrays, start, slack = beginning(SLOW, F(999, 1000), ())
    descent.descend(arrays, start, 50_000, slack)
    assert [reached.sweeps for reached in handed] == [10]
    descent.descend(arrays, start, 50_000, slack)
    assert [reached.sweeps for reached in handed] == [10, 0]


def test_without_a_folder_for_machine_code_functions_compile_all_the_same():
    """Functions without a file have no folder; numba refuses to cache them."""
    names = {}
    exec("def twice(x):\n    return 2 * x", names)
    with pytest.raises(RuntimeError, match="cannot cache"):
        pytest.importorskip("numba").njit(cache=True)(names["twice"])
    assert compiled(names["twice"])(np.float64(1.5)) == 3
