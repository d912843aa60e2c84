"""`sanctions sweep` as a user meets it."""

import json

import pytest
import xarray as xr
from typer.testing import CliRunner

from gametheory.errors import SweepError
from models.cli.app import app
from models.errors import ModelError

runner = CliRunner()
HEAD = ["sweep", "five-powers", "--strategy", "reversion"]


def run(*words):
    return runner.invoke(app, [*HEAD, *words])


def test_a_small_grid_is_printed_point_by_point():
    result = run("--over", "china_trade=3:5:3", "--over", "discount=.5:.9:2")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[1].split() == ["china_trade", "discount", "equilibria", "consistent", "reversion_holds"]
    assert lines[2].split() == ["3", "0.5", "1", "True", "True"]
    assert "yes in 50.0%" in result.stdout


def test_regions_are_the_usual_question_where_no_discount_factor_varies():
    result = run("--over", "china_trade=4,100")
    row = next(line for line in result.stdout.splitlines() if line.startswith("4 "))
    assert "0.75" in row.split()
    assert "none in 50.0%" in result.stdout


def test_stakes_can_be_held_elsewhere():
    result = run("--over", "discount=0.5:0.9:5", "--set", "china_cutoff_loss=9", "--json")
    assert json.loads(result.stdout)["attrs"]["at china_cutoff_loss"] == "9"


def test_json_holds_numbers_units_and_sources():
    result = run("--over", "china_trade=4,100", "--json")
    data = json.loads(result.stdout)
    assert data["data_vars"]["reversion_low"]["data"] == [0.75, None]
    assert "004:13" in data["coords"]["china_trade"]["attrs"]["provenance"]


def test_chances_of_signals_vary_like_stakes():
    words = ["sweep", "bank-delisting", "--strategy", "lawful-payments", "--over", "flag_full=.6,.8"]
    result = runner.invoke(app, [*words, "--over", "discount=.8"])
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()[1:4]]
    assert rows[0] == ["flag_full", "discount", "equilibria", "consistent", "lawful-payments_holds"]
    assert [row[-1] for row in rows[1:]] == ["False", "True"]
    assert "Solved as what is seen, signals instead of actions: flagged, quiet, " in result.stdout
    data = json.loads(runner.invoke(app, [*words, "--json"]).stdout)
    assert data["coords"]["flag_full"]["attrs"]["units"] == "1 (probability)"
    assert data["attrs"]["at flag_none"] == "1/20"


def test_samples_are_kept_and_gone_on_with(tmp_path):
    out = tmp_path / "kept"
    words = ["--over", "china_trade=1:6", "--sample", "50", "--seed", "4", "--out", str(out), "--engine", "serial"]
    first, second = run(*words), run(*words)
    assert first.exit_code == second.exit_code == 0, first.output
    assert first.stdout == second.stdout
    assert f"Written: {out}" in first.stdout
    data = xr.open_zarr(out, chunks=None)
    assert data.sizes == {"point": 50}
    assert data.attrs["seed"] == 4
    changed = run(*words, "--set", "japan_cost=2")
    assert isinstance(changed.exception, SweepError)
    assert "japan_cost (was 1, is 2)" in str(changed.exception)


def test_points_for_sobol_indices_give_them():
    words = ["--over", "china_trade=2:6", "--over", "china_europe=1:2", "--sample", "32", "--method", "saltelli"]
    result = run(*words, "--outputs", "holds,region")
    assert "What moves reversion_holds: Sobol indices with 95% intervals" in result.stdout
    assert "Sobol indices of reversion_low: reversion_low is not finite at" in result.stdout
    told = json.loads(run(*words, "--outputs", "holds", "--json").stdout)["sobol_indices"]["reversion_holds"]
    assert [row["input"] for row in told] == ["china_trade", "china_europe"]
    assert "sobol_indices" not in json.loads(run("--over", "china_trade=4,5", "--json").stdout)


def test_a_stop_says_how_to_go_on(tmp_path, monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("models.sweeping.sweep_scenario", interrupted)
    result = run("--over", "china_trade=4,5", "--out", str(tmp_path / "kept"))
    assert result.exit_code == 130
    assert "run the same command again to go on" in result.stderr
    assert "Nothing was kept" in run("--over", "china_trade=4,5").stderr


def test_processes_print_the_same():
    words = ["--over", "china_trade=3:5:3"]
    assert run(*words, "--engine", "processes", "--workers", "1").stdout == run(*words).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "say what varies"),
        (["--over", "china_trade"], "NAME=VALUE"),
        (["--over", "china_trade=1,2", "--engine", "cloud"], "none of serial"),
        (["--over", "china_trade=1,2", "--engine", "dask"], "go together"),
        (["--over", "china_trade=1:2", "--sample", "4", "--method", "dice"], "none of sobol"),
        (["--over", "discount=.5,.6", "--outputs", "region"], "ask for 'holds' instead"),
    ],
)
def test_wrong_usage_is_told(words, told):
    result = run(*words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_axes_of_the_wrong_kind_are_told():
    assert isinstance(run("--over", "china_trade=1:2").exception, ModelError)
    assert isinstance(run("--over", "china_trade=1:2:3", "--sample", "4").exception, ModelError)


def test_results_too_large_to_print_are_refused(monkeypatch):
    monkeypatch.setattr("models.cli.sweep_commands._MOST_NUMBERS", 3)
    result = run("--over", "china_trade=4,5", "--json")
    assert result.exit_code == 2
    assert "--out" in result.stderr
