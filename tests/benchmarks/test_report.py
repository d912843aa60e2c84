"""The harness checks rows, computes ratios the right way round, and writes what it measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as harness
from tests.benchmarks import report, timing

ROW = {
    "question": "q",
    "case": "c",
    "ours": 0.5,
    "peer": 2.0,
    "peer_name": "p",
    "unit": "seconds",
    "note": "",
}


def test_ratios_say_how_many_times_faster():
    assert report.ratio(ROW) == 4
    assert report.ratio({**ROW, "unit": "per second", "ours": 30, "peer": 10}) == 3
    assert report.ratio({**ROW, "peer": None}) is None


@pytest.mark.parametrize(
    "change", [{"unit": "hours"}, {"start": "tepid"}, {"ours": 0}, {"peer": -1.0}, {"extra": 1}, {"ours": float("nan")}]
)
def test_rows_that_make_no_sense_are_refused(change):
    with pytest.raises(ValueError, match="bench_x"):
        report.checked({**ROW, **change}, "bench_x")


def test_rows_without_a_key_are_refused():
    with pytest.raises(ValueError, match=r"lacks ..note.."):
        report.checked({key: value for key, value in ROW.items() if key != "note"}, "bench_x")


def test_warm_and_cold_are_written_apart(tmp_path):
    rows = [report.checked({**ROW, "start": start, "case": start}, "m") for start in ("cold", "warm")]
    report.write(rows, report.about({"m": 7}), tmp_path / "reports")
    text = (tmp_path / "reports" / "bench.md").read_text("utf-8")
    warm, cold = text.split("## Warm")[1].split("## Cold")
    assert "| q | warm | 0.5 | 2 | p | seconds | 4 |  |" in warm
    assert "| q | cold | 0.5 | 2 | p | seconds | 4 |  |" in cold
    assert "Seeds: m: 7." in text
    data = json.loads((tmp_path / "reports" / "bench.json").read_text("utf-8"))
    assert [row["ratio"] for row in data["rows"]] == [4, 4]
    assert data["seeds"] == {"m": 7}
    assert set(data) == {"python", "packages", "seeds", "rows"}


def test_measurements_count_runs_and_start_afresh():
    calls = []
    assert timing.warm_seconds(lambda: calls.append(sum(range(1000))), repeats=3) > 0
    assert len(calls) > 4
    assert timing.cold_seconds("assert 'json' in sys.modules", setup="import json, sys", repeats=1) > 0
    assert timing.installed("json")
    assert not timing.installed("no_such_peer")


def test_every_benchmark_has_rows_and_a_seed():
    names = [path.stem for path in Path(harness.HERE).glob("bench_*.py")]
    assert names
    for name in names:
        module = harness.import_module(f"tests.benchmarks.{name}")
        assert callable(module.rows)
        assert module.SEED is None or isinstance(module.SEED, int)


def test_one_module_runs_from_the_command_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("tests.benchmarks.bench_import.PEERS", {"no_such_peer": "import no_such_peer"})
    assert harness.main(["import", "--out", str(tmp_path)]) == 0
    assert "no_such_peer is not installed" in capsys.readouterr().out
    assert (tmp_path / "bench.json").exists()
    with pytest.raises(SystemExit):
        harness.main(["imports"])
    assert "there is no benchmark 'imports'" in capsys.readouterr().err
