"""What the README and the messages promise: snippets run, commands and extras exist, links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from models.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SOURCES = [path for folder in ("gametheory", "models", "examples") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_the_snippet_runs_and_prints_what_it_says(capsys):
    (snippet,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(snippet, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("[1/3, 1) | Ann must not gain by 'D' in state 'target'\n")


@pytest.mark.parametrize("words", sorted(set(re.findall(r"sanctions ([a-z]+(?: [^`\n]*)?)`", README))))
def test_commands_and_their_options_exist(words):
    name, *rest = words.split()
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {word for word in rest if word.startswith("-")} <= options


def test_links_lead_to_files():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_extras_that_are_named_exist():
    named = {
        extra
        for path in (ROOT / "README.md", *SOURCES)
        for extra in re.findall(r"sanction-games\[([a-z]+)\]", path.read_text("utf-8"))
    }
    assert {"plots", "sweeps", "explore"} <= named <= set(PROJECT["optional-dependencies"])


def test_what_is_cited_is_what_is_packaged():
    told = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f'title: "{PROJECT["name"]}: ' in told
    assert f"license: {PROJECT['license']}\n" in told
