"""A damaged scenario file is refused in one paragraph, or is a scenario; it never runs code and never crashes."""

import re
import tomllib

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import models
from gametheory.errors import GameTheoryError
from models.library import OWN

NAMES = ("intermediaries", "bank-delisting", "both-ways")
TEXTS = {name: (OWN / f"{name}.toml").read_text("utf-8").replace("count = 3", "count = 1") for name in NAMES}
CODE = "__import__('pathlib').Path('ran').write_text('x')"
VALUES = [
    "0",
    "-1",
    "nan",
    "1e999999999",
    "true",
    '""',
    '"?"',
    "[]",
    "{}",
    '"us"',
    '"it"',
    f'"{CODE}"',
    "1979-05-27",
    "9" * 60,
]
fuzzed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)


def survives(folder, content: bytes):
    """Load and, if it loads, build the game."""
    (folder / "damaged.toml").write_bytes(content)
    told = refusal(folder)
    assert told is None or (told and "\n" not in told)
    assert not (folder / "ran").exists()


def refusal(folder) -> str | None:
    """Why the file is refused; None where it is a scenario."""
    try:
        models.load("damaged", folder).stage()
    except GameTheoryError as error:
        return str(error)
    return None


@fuzzed
@given(
    st.sampled_from(NAMES), st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), min_size=1, max_size=4)
)
def test_damaged_bytes(tmp_path, monkeypatch, name, damage):
    monkeypatch.chdir(tmp_path)
    content = bytearray(TEXTS[name].encode())
    for place, new in damage:
        start = place % len(content)
        content[start : start + len(new)] = new
    survives(tmp_path, bytes(content))


def places(name: str) -> list[tuple[int, int]]:
    """Where the values stand in a file."""
    return [match.span(1) for match in re.finditer(r"= ?(\"[^\"\n]*\"|\d+|\[[^\]\n]*\]|true)", TEXTS[name])]


@fuzzed
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.sampled_from(VALUES))
@example("both-ways", 3, '"1e999999999"')
@example("intermediaries", 12, "999999")
def test_values_of_another_kind(tmp_path, monkeypatch, name, pick, value):
    monkeypatch.chdir(tmp_path)
    spots = places(name)
    start, end = spots[pick % len(spots)]
    survives(tmp_path, (TEXTS[name][:start] + value + TEXTS[name][end:]).encode())


@fuzzed
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.integers(0, 10**6))
def test_values_exchanged(tmp_path, monkeypatch, name, one, two):
    monkeypatch.chdir(tmp_path)
    text, spots = TEXTS[name], places(name)
    (a, b), (c, d) = sorted((spots[one % len(spots)], spots[two % len(spots)]))
    if b <= c:
        survives(tmp_path, (text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]).encode())


@fuzzed
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.sampled_from(["drop", "twice", "rename"]))
def test_keys_dropped_doubled_and_renamed(tmp_path, monkeypatch, name, pick, how):
    monkeypatch.chdir(tmp_path)
    lines = TEXTS[name].splitlines()
    k = pick % len(lines)
    new = {"drop": [], "twice": [lines[k], lines[k]], "rename": [lines[k].replace("a", "o", 1)]}[how]
    survives(tmp_path, "\n".join([*lines[:k], *new, *lines[k + 1 :]]).encode())


@pytest.mark.parametrize("where", ['asks = """', 'us = "', 'when = "', 'value = "', 'holds = "', 'probability = "'])
def test_code_is_never_run(tmp_path, monkeypatch, where):
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        if where in TEXTS[name]:
            survives(tmp_path, TEXTS[name].replace(where, where + CODE.replace('"', "'") + " + ", 1).encode())


def test_the_undamaged_files_are_toml():
    assert all(tomllib.loads(text) for text in TEXTS.values())
