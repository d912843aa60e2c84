"""Scenario files survive being read, written and read again; bystanders change nothing."""

from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from gametheory import pure_equilibria
from models.completion import complete
from models.library import OWN
from models.read import read_spec
from models.schema import ScenarioSpec

SPECS = {name: read_spec(OWN / f"{name}.toml") for name in models.scenarios()}
SMALL = ("both-ways", "exemption", "bank-delisting")
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)


def toml(value) -> str:
    """Any record as an inline value."""
    if is_dataclass(value):
        given_ = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) is not None}
        return toml(given_)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool | int):
        return str(value).lower()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def written(folder, spec: ScenarioSpec):
    given_ = {f.name: getattr(spec, f.name) for f in fields(spec) if getattr(spec, f.name) is not None}
    path = folder / "written.toml"
    path.write_text("\n".join(f"{key} = {toml(value)}" for key, value in given_.items()) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("name", SPECS)
def test_every_scenario_survives_being_written_and_read(tmp_path, name):
    assert read_spec(written(tmp_path, SPECS[name])) == SPECS[name]
    again = models.load("written", tmp_path)
    assert again.stage() == models.load(name).stage()
    assert again.polytope == models.load(name).polytope


@given(st.sampled_from(sorted(SPECS)), texts, texts, st.integers(0, 9), st.lists(texts, max_size=3))
def test_changed_records_survive_too(tmp_path_factory, name, title, asks, reference, questions):
    spec = SPECS[name]
    first = next(iter(spec.stakes))
    stakes = spec.stakes | {first: replace(spec.stakes[first], reference=reference, meaning=asks)}
    changed = replace(spec, title=title, asks=asks, stakes=stakes, questions=tuple(questions))
    assert read_spec(written(tmp_path_factory.mktemp("round"), changed)) == changed


@given(st.sampled_from(SMALL), st.integers(1, 3), st.booleans())
def test_an_actor_without_stakes_changes_nobodys_equilibrium(tmp_path_factory, name, count, first):
    """Wherever it stands and whatever it can do: the others' equilibria and discount regions stay."""
    spec, plain = SPECS[name], models.load(name)
    base = next(iter(spec.actors.values()))
    action = replace(next(iter(base.actions.values())), sources=(), assumption="x")
    actions = {f"idle_{k}": action for k in range(count)}
    bystander = {"vietnam": replace(base, name="Vietnam", actions=actions, one_of=())}
    strategies = {
        key: replace(
            of, states={s: replace(state, play=state.play | {"vietnam": "?"}) for s, state in of.states.items()}
        )
        for key, of in spec.strategies.items()
    }
    actors = bystander | spec.actors if first else spec.actors | bystander
    crowd_spec = replace(spec, actors=actors, payoffs=spec.payoffs | {"vietnam": "0"}, strategies=strategies)
    folder = tmp_path_factory.mktemp("crowd")
    written(folder, crowd_spec)
    crowd = models.load("written", folder)
    place = list(crowd.actors).index("vietnam")
    without = [(*p[:place], *p[place + 1 :]) for p in pure_equilibria(crowd.stage())]
    assert set(without) == set(pure_equilibria(plain.stage()))
    assert len(without) == count * len(set(without))
    if count == 1:
        for strategy in plain.plans:
            assert str(complete(crowd, strategy).region) == str(complete(plain, strategy).region)
