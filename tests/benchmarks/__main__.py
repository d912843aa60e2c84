"""Measure this project and its peers: python -m tests.benchmarks [module ...] [--out folder], from the checkout."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks import report

HERE = Path(__file__).parent


def main(arguments=None):
    """Collect the rows of all modules (or of those named), print the table, write the reports."""
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("modules", nargs="*", help=f"which to run: {', '.join(known)}; by default all")
    parser.add_argument("--out", type=Path, default=Path("reports"), help="folder of bench.md and bench.json")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.modules) - set(known))
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; there are: {', '.join(known)}")
    rows, seeds = collect(options.modules or known)
    facts = report.about(seeds)
    report.write(rows, facts, options.out)
    print(report.markdown(rows, facts))
    return 0


def collect(names):
    """Rows and seeds of the modules, in order; progress goes to the error stream."""
    rows, seeds = [], {}
    for name in names:
        module = import_module(f"tests.benchmarks.bench_{name}")
        seeds[name] = module.SEED
        for row in module.rows():
            rows.append(report.checked(row, module.__name__))
            print(f"{name}: {row['question']}, {row['case']}", file=sys.stderr, flush=True)
    return rows, {name: seed for name, seed in seeds.items() if seed is not None}


if __name__ == "__main__":
    sys.exit(main())
