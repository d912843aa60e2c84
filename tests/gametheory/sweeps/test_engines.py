"""All engines give the same numbers, bit for bit; those that fail say what to do."""

import signal
import subprocess
import sys

import pytest

from gametheory import sweeps
from gametheory.errors import GameError, MissingDependencyError, SweepError
from gametheory.sweeps import engines
from tests.gametheory.sweeps.cluster import ROOT, SECONDS, cluster
from tests.gametheory.sweeps.setting import GRID, GRIM, SAMPLE, run, stage


def test_processes_give_the_same_bits():
    assert run(SAMPLE, engine=sweeps.processes(2), chunk=3).identical(run(SAMPLE))


def test_functions_run_in_other_processes():
    points, outputs = sweeps.grid(T=[3, 4], R=[1, 2]), [sweeps.EquilibriumCount(), sweeps.DiscountRange(GRIM)]
    elsewhere = sweeps.sweep(stage, points, outputs, engine=sweeps.processes(1), chunk=1)
    assert elsewhere.identical(sweeps.sweep(stage, points, outputs))


def test_what_cannot_be_sent_is_told_before_anything_starts():
    with pytest.raises(SweepError, match="define your functions at the top of a module"):
        run(outputs=[sweeps.Each(lambda game: 1, "one")], engine=sweeps.processes(1))


def test_errors_of_the_work_come_through():
    with pytest.raises(TypeError):
        run(outputs=[sweeps.Each(len, "length")], engine=sweeps.processes(1))


@pytest.mark.parametrize("workers", [0, -1, 1.5, True])
def test_numbers_of_workers_that_make_no_sense_are_refused(workers):
    with pytest.raises(GameError, match="at least 1"):
        sweeps.processes(workers)


def test_a_script_without_a_guard_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.gametheory.sweeps.setting import run\n"
        "from gametheory import sweeps\n"
        "run(engine=sweeps.processes(1))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, timeout=SECONDS
    )
    assert done.returncode == 1
    assert 'if __name__ == "__main__":' in done.stderr.splitlines()[-1]


def test_numbers_do_not_depend_on_the_hash_seed():
    code = (
        "from tests.gametheory.sweeps.test_strategy_outputs import DILEMMA, SEEN, WATCHED\n"
        "from gametheory import sweeps\n"
        "points = sweeps.sobol(64, T=(3, 4), R=(2, 3), p=('1/2', 1), e=(0, '1/5'), seed=2)\n"
        "outputs = [sweeps.DiscountRange(WATCHED, slips='1/50')]\n"
        "data = sweeps.sweep(DILEMMA, points, outputs, at={'S': -1, 'P': 0}, monitoring=SEEN)\n"
        "print(data['region_low'].values.tobytes().hex())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            timeout=SECONDS,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(printed) == 1


def test_work_is_handed_out_bit_by_bit():
    from concurrent.futures import ThreadPoolExecutor

    handed = []
    with ThreadPoolExecutor(1) as pool:

        def tasks():
            for k in range(10):
                handed.append(k)
                yield k, None

        back = engines._bounded(lambda task: pool.submit(lambda: task), tasks(), 3)
        next(back)
        assert len(handed) == 3
        assert sorted(number for number, _ in back) == list(range(10))[1:] or len(handed) == 10


def test_ctrl_c_keeps_what_is_finished(tmp_path):
    """A sweep in a pool is interrupted as from a terminal: its blocks stay, and the next run goes on."""
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.gametheory.sweeps.setting import run\nfrom gametheory import sweeps\nimport signal, sys\n"
        "def main():\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored where tests run in the background
        "    def engine(work, tasks):\n"
        "        for answer in sweeps.processes(1)(work, tasks):\n"
        "            yield answer\n"
        "            print('block', flush=True); import time; time.sleep(0.2)\n"
        "    run(out=sys.argv[1], chunk=1, engine=engine)\n"
        "if __name__ == '__main__':\n    main()\n"
    )
    out = tmp_path / "kept"
    started = subprocess.Popen(
        [sys.executable, str(script), str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    with started:
        assert started.stdout.readline() == "block\n"
        assert started.stdout.readline() == "block\n"
        started.send_signal(signal.SIGINT)
        _, told = started.communicate(timeout=SECONDS)
    assert started.returncode != 0
    assert "KeyboardInterrupt" in told
    finished = (out / ".finished").read_text().split()
    assert 2 <= len(finished) < 15
    counted = []

    def counting(work, tasks):
        for task in tasks:
            counted.append(task[0])
            yield work(task)

    assert run(out=out, engine=counting)["equilibria"].equals(run()["equilibria"])
    assert len(counted) == 15 - len(finished)


def test_without_distributed_the_next_step_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match=r"sanction-games\[distributed\]"):
        sweeps.dask("tcp://127.0.0.1:1")


def test_a_cluster_gives_the_same_bits_though_a_worker_is_killed(tmp_path):
    pytest.importorskip("distributed", reason="the package distributed is not installed")
    with cluster(tmp_path, 2) as (where, workers):
        killed = []

        def engine(work, tasks):
            for number, answer in enumerate(sweeps.dask(where, timeout=SECONDS, workers=2)(work, tasks)):
                if number == 3:
                    workers[0].kill()
                    killed.append(workers[0].wait(timeout=SECONDS))
                yield answer

        found = run(SAMPLE, chunk=1, engine=engine, out=tmp_path / "kept")
        assert killed == [-signal.SIGKILL]
        expected = run(SAMPLE)
        for name in [*expected.data_vars, "T", "R"]:
            assert found[name].values.tobytes() == expected[name].values.tobytes()
        assert run(GRID, chunk=2, engine=sweeps.dask(where)).identical(run(GRID)), "the other worker goes on"


def test_addresses_where_nobody_answers_are_told():
    pytest.importorskip("distributed", reason="the package distributed is not installed")
    with pytest.raises(SweepError, match=r"no scheduler answers at 'tcp://127\.0\.0\.1:9'"):
        run(engine=sweeps.dask("tcp://127.0.0.1:9", timeout=1))


def test_workers_with_another_version_are_refused():
    class Client:
        def run(self, _function):
            return {"tcp://here": "0.0.1"}

    with pytest.raises(SweepError, match=r"tcp://here of x has version 0\.0\.1"):
        engines._refuse_other_versions(Client(), "x")
