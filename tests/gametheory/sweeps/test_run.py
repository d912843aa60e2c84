"""What a sweep returns, says and refuses."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import GameFamily, Polytope, __version__, sweeps
from gametheory.errors import GameError, UnknownNameError
from gametheory.sweeps.identity import identity, plain
from gametheory.sweeps.problem import read_problem
from gametheory.sweeps.progress import progress
from tests.gametheory.sweeps.setting import AT, DILEMMA, GRID, GRIM, OUTPUTS, SAMPLE, run, stage


def test_dimensions_units_and_provenance_are_told():
    about = {"T": {"units": "million", "provenance": "a guess"}}
    data = run(about=about, title="Dilemmas")
    assert data["region_low"].dims == ("T", "R")
    assert data["pure_equilibrium"].dims == ("T", "R", "profile")
    assert data["T"].attrs == about["T"]
    assert data["region_low"].attrs["units"] == "1"
    assert data.attrs["title"] == "Dilemmas"
    assert data.attrs["version"] == __version__
    assert data.attrs["at S"] == "-1"


def test_samples_carry_their_points_and_seed():
    data = run(SAMPLE)
    assert data["region_low"].dims == ("point",)
    assert set(data.coords) == {"T", "R", "profile"}
    assert data.attrs["seed"] == 11
    assert "seed" not in run().attrs


def test_results_become_tables():
    frame = run()[["region_low", "equilibria"]].to_dataframe()
    assert frame.index.names == ["T", "R"]
    assert len(frame) == 15
    assert {"T", "R", "region_low"} <= set(run(SAMPLE)[["region_low"]].to_dataframe().columns)


@settings(max_examples=10)
@given(st.integers(1, 50), st.sampled_from([GRID, SAMPLE]))
def test_numbers_do_not_depend_on_how_the_work_is_cut(chunk, points):
    assert run(points, chunk=chunk).identical(run(points))


def test_engines_may_answer_in_any_order():
    def backwards(work, tasks):
        return iter([work(task) for task in tasks][::-1])

    assert run(engine=backwards, chunk=2).identical(run())


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"outputs": []}, GameError, "give a list of outputs"),
        ({"outputs": ["region"]}, GameError, "give a list of outputs"),
        ({"outputs": sweeps.EquilibriumCount()}, GameError, "give a list of outputs"),
        ({"outputs": [*OUTPUTS, sweeps.EquilibriumCount()]}, GameError, "called 'equilibria'; give one"),
        ({"outputs": [sweeps.EquilibriumCount("T")]}, GameError, "called 'T'"),
        ({"outputs": [sweeps.EquilibriumCount("point")], "points": SAMPLE}, GameError, "called 'point'"),
        ({"chunk": 0}, GameError, "chunk is 0"),
        ({"at": {"S": 1}}, GameError, "the parameter 'P' has no value"),
        ({"at": {**AT, "T": 1}}, GameError, "'T' varies and is held at 1"),
        ({"at": {**AT, "Q": 1}}, UnknownNameError, "no parameter 'Q'"),
        ({"at": {**AT, "discount": 1}}, GameError, "discount is 1"),
        ({"points": sweeps.grid(t=[1])}, UnknownNameError, "Did you mean 'T'"),
    ],
)
def test_what_does_not_fit_is_refused(options, error, told):
    with pytest.raises(error, match=told):
        run(**options)


def test_no_parameter_may_be_called_like_a_discount_factor():
    family = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["discount"]))
    with pytest.raises(GameError, match="rename it"):
        sweeps.sweep(family, sweeps.grid(discount=[0.5]), [sweeps.EquilibriumCount()])


def test_games_must_have_parameters():
    with pytest.raises(GameError, match="not over NormalFormGame"):
        sweeps.sweep(stage(3, 2), GRID, OUTPUTS)


def test_samples_of_discount_factors_may_reach_to_one():
    points = sweeps.sobol(8, discount=("1/2", 1))
    data = run(points, [sweeps.IsEquilibrium(GRIM)], at={**AT, "T": 3, "R": 2})
    assert data["holds"].values.all()
    with pytest.raises(GameError, match="is 0"):
        run(sweeps.sobol(8, discount=(0, 1)), [sweeps.IsEquilibrium(GRIM)], at={**AT, "T": 3, "R": 2})


def test_one_actors_discount_factor_can_vary_alone():
    points = sweeps.grid({"discount[Ann]": ["1/4", "1/3"], "discount[Bob]": ["1/4", "1/3"]})
    data = run(points, [sweeps.IsEquilibrium(GRIM)], at={**AT, "T": 3, "R": 2})
    assert data["holds"].values.tolist() == [[False, False], [False, True]]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_goes_to_the_error_stream_of_a_terminal(monkeypatch, capsys):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    run(chunk=2)
    assert "15/15" in terminal.getvalue()
    before = terminal.getvalue()
    run(quiet=True)
    assert terminal.getvalue() == before
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with progress(3, 1, quiet=False) as advance:
        advance(2)
    assert capsys.readouterr().out == ""


def test_what_is_done_already_counts(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with progress(10, 4, quiet=False) as advance:
        advance(6)
    assert "10/10" in terminal.getvalue()


def test_identities_tell_functions_apart_by_their_text():
    one, two = (lambda x: x), (lambda x: x + 1)
    assert plain(one) != plain(two)
    assert plain(len).startswith("len ")
    problem = read_problem(DILEMMA, GRID.ranges, AT, None)
    assert identity(problem, GRID, OUTPUTS) == identity(problem, GRID, OUTPUTS)
    assert np.array_equal(run()["equilibria"], run()["equilibria"])
