"""Rows of measurements, checked, set as tables of ratios, and written down."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version

NEEDED = ("question", "case", "ours", "peer", "peer_name", "unit", "note")
UNITS = ("seconds", "per second")
STARTS = ("warm", "cold")
PACKAGES = ("sanction-games", "numpy", "scipy", "sympy", "highspy", "numba", "nashpy", "quantecon", "pygambit")


INTRODUCTION = (
    "This project and its peers on the same games in one run; medians of repeats. A ratio above 1 says how many "
    "times faster this project is. Ratios carry over to other machines better than seconds do."
)


def checked(row, module):
    """A row with all keys and sensible values, or an error that names the module."""
    row = {"start": "warm", **row}
    missing = [key for key in NEEDED if key not in row]
    unknown = sorted(set(row) - {*NEEDED, "start"})
    if missing or unknown:
        raise ValueError(f"{module}: a row lacks {missing} and has unknown {unknown}; rows have {NEEDED} and 'start'")
    if row["unit"] not in UNITS or row["start"] not in STARTS:
        raise ValueError(f"{module}: unit {row['unit']!r}, start {row['start']!r}; allowed: {UNITS}, {STARTS}")
    if not row["ours"] > 0 or (row["peer"] is not None and not row["peer"] > 0):
        raise ValueError(f"{module}: ours {row['ours']!r}, peer {row['peer']!r}; measurements are positive")
    return row


def ratio(row):
    """How many times better ours is than the peer; None without a peer."""
    if row["peer"] is None:
        return None
    return row["peer"] / row["ours"] if row["unit"] == "seconds" else row["ours"] / row["peer"]


def about(seeds):
    """What a reader needs to measure the same: versions and seeds, nothing of the machine."""
    return {
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := version_of(name))},
        "seeds": seeds,
    }


def version_of(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def markdown(rows, facts):
    """The report: one table per start, ratios above one mean that this project is faster."""
    packages = ", ".join(f"{name} {number}" for name, number in facts["packages"].items())
    seeds = ", ".join(f"{module}: {seed}" for module, seed in facts["seeds"].items()) or "none"
    lines = [
        "# Benchmarks",
        "",
        INTRODUCTION,
        "",
        f"Python {facts['python']}; {packages}. Seeds: {seeds}.",
    ]
    for start, heading in (("warm", "Warm: after a first call"), ("cold", "Cold: in a fresh process")):
        chosen = [row for row in rows if row["start"] == start]
        if chosen:
            lines += ["", f"## {heading}", "", *table(chosen)]
    return "\n".join(lines) + "\n"


def table(rows):
    head = ["question", "case", "ours", "peer", "peer's name", "unit", "ratio", "note"]
    body = [
        [
            row["question"],
            row["case"],
            number(row["ours"]),
            number(row["peer"]),
            row["peer_name"] or "none",
            row["unit"],
            number(ratio(row)),
            row["note"],
        ]
        for row in rows
    ]
    return ["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *body]]


def number(value):
    return "-" if value is None else f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def write(rows, facts, folder):
    """Write bench.md and bench.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.md").write_text(markdown(rows, facts), "utf-8")
    content = {**facts, "rows": [{**row, "ratio": ratio(row)} for row in rows]}
    (folder / "bench.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
