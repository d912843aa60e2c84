"""The register: complete, checked, and refusing what is wrong with file, line and key."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from gametheory.errors import UnknownNameError
from models import LoadError
from models.records import Position
from models.register import HERE, load_register
from models.toml_files import read_records

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"


def copy_register(folder: Path) -> Path:
    for name in ("documents", "actors", "topics", "instruments", "timeline"):
        shutil.copy(HERE / f"{name}.toml", folder)
    shutil.copytree(HERE / "positions", folder / "positions")
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_document_actor_and_kind_of_statement_is_there():
    register = load_register()
    assert len(register.documents) == 5
    assert len(register.positions) >= 100
    kinds = Counter(position.kind for position in register.positions.values())
    assert kinds.keys() == {"demand", "threat", "pledge", "denial", "justification", "concern", "action", "report"}
    named = {"us", "china", "icbc", "china_citic_bank", "industrial_bank", "bank_of_taizhou", "smic", "japan", "russia"}
    named |= {
        "eu",
        "south_korea",
        "north_korea",
        "vietnam",
        "belarus",
        "uk",
        "india",
        "kazakhstan",
        "uzbekistan",
        "uae",
    }
    assert named <= register.actors.keys()
    assert {"g7", "nato"} <= register.groups.keys()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("positions/icbc.toml", 'document = "003_c0bc6c26492d8286"\n', "", "position[0].document: Field required"),
        (
            "positions/icbc.toml",
            'actor = "icbc"',
            'actor = "icbk"',
            "actor names 'icbk', which is not declared. Did you",
        ),
        (
            "positions/icbc.toml",
            "lines = [19]",
            "lines = [24]",
            "lines are [24], but document 003_c0bc6c26492d8286 has",
        ),
        ("positions/icbc.toml", "lines = [19]", "lines = []", "lines are [], but"),
        (
            "positions/icbc.toml",
            'id = "icbc-stops-yuan-payments"',
            'id = "us-chip-ban"',
            "'us-chip-ban' is given twice",
        ),
        ("positions/icbc.toml", "actor =", "acter =", "acter: Unexpected keyword"),
        ("positions/icbc.toml", 'kind = "action"', 'kind = "rumour"', "kind: Input should be"),
        ("positions/icbc.toml", 'about = ["payments"', 'about = ["payment"', "about names 'payment'"),
        (
            "timeline.toml",
            'positions = ["us-chip-ban"',
            'positions = ["us-chip-bann"',
            "positions names 'us-chip-bann'",
        ),
        ("timeline.toml", 'event = "attack_on_ukraine"', 'event = "atack"', "after names 'atack'"),
        (
            "timeline.toml",
            'actors = ["russia", "ukraine"]\nafter = []',
            'actors = []\nafter = [{ event = "chip_ban", basis = "stated", reason = "x" }]',
            "the order runs in a circle",
        ),
        ("instruments.toml", "used_by = [", 'used_by = ["nobody", ', "used_by names 'nobody'"),
        ("actors.toml", "[[actor]]", "[[actr]]", "unknown table 'actr'"),
        ("documents.toml", 'id = "001', 'id = "000', "is not declared"),
    ],
)
def test_what_is_wrong_in_the_register_is_named(tmp_path, file, old, new, told):
    folder = copy_register(tmp_path)
    edit(folder, file, old, new)
    with pytest.raises(LoadError) as refused:
        load_register(folder)
    assert told in str(refused.value)
    assert ".toml, line " in str(refused.value)


def test_positions_are_found_by_actor_document_and_kind():
    found = models.positions(actor="china", document="003", kind="concern")
    assert found
    assert all(p.kind == "concern" and p.document.startswith("003") for p in found)
    assert all("china" in (p.actor, *p.to) for p in found)
    assert len(models.positions()) == sum(len(models.positions(document=d.id)) for d in models.documents())


@pytest.mark.parametrize("asked", [{"actor": "chna"}, {"document": "009"}, {"kind": "rumour"}])
def test_an_unknown_name_is_told_with_the_legal_ones(asked):
    with pytest.raises(UnknownNameError, match="Allowed"):
        models.positions(**asked)


def test_the_timeline_respects_every_order_that_is_known():
    place = {event.id: k for k, event in enumerate(models.timeline())}
    assert len(place) == len(load_register().events)
    assert all(place[order.event] < place[event.id] for event in models.timeline() for order in event.after)


def test_the_banks_stopped_before_the_fear_was_reported_and_no_order_is_invented():
    events = load_register().events
    assert {o.event for o in events["fear_for_banks_reported"].after} == {"banks_stop_yuan_payments"}
    assert not events["banks_block_component_payments"].after


@pytest.mark.documents
def test_the_documents_at_hand_are_the_ones_that_positions_point_to(tmp_path):
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the five documents are not in {DOCUMENTS}")
    assert len(models.check_documents(DOCUMENTS)) == 5
    for path in DOCUMENTS.iterdir():
        shutil.copyfile(path, tmp_path / path.name)
    name = models.documents()[0].file
    (tmp_path / name).write_text("changed")
    with pytest.raises(LoadError, match=f"{name} differs"):
        models.check_documents(tmp_path)


@pytest.mark.documents
def test_no_sentence_of_the_documents_is_copied():
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the five documents are not in {DOCUMENTS}")
    texts = {d.id: " ".join((DOCUMENTS / d.file).read_text("utf-8").split()).lower() for d in models.documents()}
    for position in models.positions():
        words = position.paraphrase.lower().split()
        for k in range(len(words) - 7):
            assert " ".join(words[k : k + 8]) not in texts[position.document], position.id


def test_documents_that_are_not_there_are_told(tmp_path):
    with pytest.raises(LoadError, match="give the folder that holds all five"):
        models.check_documents(tmp_path)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@st.composite
def written_positions(draw):
    return Position(
        id=draw(words),
        actor=draw(words),
        speaker=draw(words),
        office=draw(words),
        date=draw(words),
        date_basis=draw(st.sampled_from(["stated", "inferred", "unknown"])),
        kind=draw(st.sampled_from(["demand", "threat", "pledge", "denial"])),
        standing=draw(st.sampled_from(["on the record", "named outlet"])),
        document=draw(words),
        lines=tuple(draw(st.lists(st.integers(1, 99), max_size=3))),
        paraphrase=draw(words),
        about=tuple(draw(st.lists(words, max_size=3))),
        context=draw(words),
    )


def toml_value(value) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return str(value) if isinstance(value, int) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.lists(written_positions(), max_size=4))
def test_records_survive_being_written_and_read(tmp_path_factory, positions):
    path = tmp_path_factory.mktemp("round") / "positions.toml"
    lines = []
    for position in positions:
        lines += ["[[position]]", *(f"{key} = {toml_value(value)}" for key, value in vars(position).items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert read_records(path, "position", Position) == tuple(positions)
