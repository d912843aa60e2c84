"""Nothing that was finished is lost or done again; other results are never mixed in."""

import json
import shutil
from contextlib import suppress

import numpy as np
import pytest
import xarray as xr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gametheory import GameFamily, Polytope, strategies, sweeps
from gametheory.errors import MissingDependencyError, SweepError
from tests.gametheory.sweeps.setting import AT, DILEMMA, GRID, GRIM, OUTPUTS, SAMPLE, run

POINTS = pytest.mark.parametrize("points", [GRID, SAMPLE], ids=["grid", "sample"])


class CrashError(Exception):
    pass


def crashing_after(blocks, counted=None):
    def engine(work, tasks):
        for done, task in enumerate(tasks):
            if done == blocks:
                raise CrashError
            if counted is not None:
                counted.append(task[0])
            yield work(task)

    return engine


def bits(data):
    return {
        name: (data[name].dims, data[name].dtype, data[name].values.tobytes())
        for name in [*data.data_vars, *data.coords]
    }


def arrays(data):
    """Contents without the type of texts, which memory and disk hold differently."""
    return {k: v for k, v in bits(data).items() if k not in ("profile",)}


@POINTS
def test_a_store_holds_what_memory_would(points, tmp_path):
    kept = run(points, out=tmp_path / "kept")
    assert arrays(kept) == arrays(run(points))
    assert kept.profile.values.tolist() == ["C / C", "C / D", "D / C", "D / D"]
    assert kept["region_low"].attrs == run(points)["region_low"].attrs


@POINTS
def test_a_store_is_read_lazily_and_opened_by_others(points, tmp_path):
    kept = run(points, out=tmp_path / "kept")
    assert not kept["region_low"]._in_memory
    again = xr.open_zarr(tmp_path / "kept", chunks=None)
    assert arrays(again) == arrays(run(points))
    assert set(again.coords) == set(run(points).coords)
    assert again.attrs["version"] == kept.attrs["version"]


@POINTS
@given(first=st.integers(0, 9), second=st.integers(0, 9), torn=st.text("0123456789", max_size=2))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_crash_leaves_is_gone_on_with(points, first, second, torn, tmp_path):
    out, counted = tmp_path / "kept", []
    shutil.rmtree(out, ignore_errors=True)
    for blocks in (first, second):
        with suppress(CrashError):
            run(points, out=out, chunk=4, engine=crashing_after(blocks, counted))
        with (out / ".finished").open("a") as ledger:
            ledger.write(torn)
    done = run(points, out=out, chunk=4, engine=crashing_after(10**9, counted))
    assert sorted(counted) == list(range(len(counted))), "every block was done once"
    assert arrays(done) == arrays(run(points))
    assert arrays(run(points, out=out, engine=crashing_after(0))) == arrays(done), "nothing is left to do"


def test_a_block_half_written_is_done_again(tmp_path):
    out = tmp_path / "kept"
    run(out=out, chunk=4)
    lines = (out / ".finished").read_text().splitlines(keepends=True)
    (out / ".finished").write_text("".join(lines[:-1]))
    for name in ("region_low", "equilibria"):
        chunks = sorted((out / name).glob("[0-9]*"))
        chunks[-1].write_bytes(b"half")
    assert arrays(run(out=out)) == arrays(run())


def test_a_store_keeps_its_blocks(tmp_path):
    with pytest.raises(CrashError):
        run(out=tmp_path / "kept", chunk=3, engine=crashing_after(2))
    kept = run(out=tmp_path / "kept", chunk=100)
    assert kept.attrs["block"] == [1, 3]
    assert arrays(kept) == arrays(run())


OTHER = GameFamily(DILEMMA.coefficients * 2, DILEMMA.polytope, actors=DILEMMA.actors, actions=DILEMMA.actions)
RENAMED = GameFamily(DILEMMA.coefficients, DILEMMA.polytope, actors=["Ann", "Ben"], actions=DILEMMA.actions)


@pytest.mark.parametrize(
    ("games", "points", "outputs", "at", "told"),
    [
        (OTHER, GRID, OUTPUTS, AT, r"games \(coefficients"),
        (RENAMED, GRID, OUTPUTS, AT, r"games \(actors \(was .*Bob.*, is .*Ben"),
        (
            DILEMMA,
            sweeps.grid(T=[0, 1, 2, "5/2", 4], R=[1, 2, 3]),
            OUTPUTS,
            AT,
            r"points \(parameters \(T \(to \(was 3, is 4\)",
        ),
        (DILEMMA, GRID, OUTPUTS, {**AT, "P": 1}, r"values held fixed \(P \(was 0, is 1\)\)"),
        (DILEMMA, GRID, OUTPUTS[:-1], AT, r"output consistent \(was .*, is absent\)"),
        (DILEMMA, GRID, [*OUTPUTS, sweeps.DiscountRange(GRIM, "other")], AT, r"output other \(was absent"),
        (
            DILEMMA,
            GRID,
            [*OUTPUTS[:2], sweeps.DiscountRange(strategies.reversion(("C", "C"), ("D", "C"))), OUTPUTS[3]],
            AT,
            "output region",
        ),
    ],
)
def test_another_sweep_is_refused_and_told_what_changed(games, points, outputs, at, told, tmp_path):
    run(out=tmp_path / "kept")
    before = arrays(xr.open_zarr(tmp_path / "kept", chunks=None))
    with pytest.raises(SweepError, match=told):
        sweeps.sweep(games, points, outputs, at=at, out=tmp_path / "kept")
    assert arrays(xr.open_zarr(tmp_path / "kept", chunks=None)) == before


def test_another_seed_is_refused(tmp_path):
    run(SAMPLE, out=tmp_path / "kept")
    with pytest.raises(SweepError, match=r"seed \(was 11, is 12\)"):
        run(sweeps.sobol(40, T=(0, 3), R=(1, 3), seed=12), out=tmp_path / "kept")


def test_another_version_is_refused(tmp_path, monkeypatch):
    run(out=tmp_path / "kept")
    monkeypatch.setattr("gametheory.sweeps.identity.__version__", "99")
    with pytest.raises(SweepError, match=r"version \(was .*, is 99\)"):
        run(out=tmp_path / "kept")


def test_a_function_that_changed_is_refused(tmp_path):
    def kept(source):
        space = {}
        exec(source, space)
        return sweeps.sweep(space["make"], sweeps.grid(x=[1]), [sweeps.EquilibriumCount()], out=tmp_path / "kept")

    head = "from gametheory import NormalFormGame\ndef make(x):\n    return NormalFormGame([[x], [{}]])"
    kept(head.format("x + 1"))
    kept(head.format("x + 1"))
    with pytest.raises(SweepError, match=r"games \(function"):
        kept(head.format("x * 2 - 1"))


def test_what_is_no_sweep_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(SweepError, match="no sweep"):
        run(out=tmp_path)
    with pytest.raises(SweepError, match="no sweep"):
        run(out=tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_without_zarr_the_next_step_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "zarr", None)
    with pytest.raises(MissingDependencyError, match=r"sanction-games\[sweeps\]"):
        run(out=tmp_path / "kept")
    monkeypatch.setitem(__import__("sys").modules, "xarray", None)
    with pytest.raises(MissingDependencyError, match="xarray"):
        run()


def test_identities_are_plain_data(tmp_path):
    kept = run(out=tmp_path / "kept")
    told = json.loads(kept.attrs["sweep_identity"])
    assert told["values held fixed"] == {"S": "-1", "P": "0"}
    assert told["points"]["parameters"]["T"]["count"] == 5


def test_blocks_can_be_larger_than_a_dimension(tmp_path):
    family = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["x"]))
    kept = sweeps.sweep(
        family, sweeps.sobol(10, x=(0, 2)), [sweeps.EquilibriumCount()], out=tmp_path / "kept", chunk=64
    )
    assert np.array_equal(kept["equilibria"].values, np.ones(10))
