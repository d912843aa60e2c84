"""Errors of files name the file, the line and the key."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from models import LoadError
from models.toml_files import key_path, line_of, read_records, read_toml


@dataclass(frozen=True)
class Thing:
    __pydantic_config__: ClassVar[dict] = {"extra": "forbid"}

    id: str
    size: int = 0


def test_a_key_path_is_written_as_in_the_file():
    assert key_path(("position", 3, "kind")) == "position[3].kind"


def test_records_are_read(tmp_path):
    path = tmp_path / "things.toml"
    path.write_text('[[thing]]\nid = "a"\n\n[[thing]]\nid = "b"\nsize = 2\n')
    assert read_records(path, "thing", Thing) == (Thing("a"), Thing("b", 2))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[thing]]\nid = "a"\n[[thing]]\nid = "b"\nsiz = 2\n',
            "things.toml, line 5: thing[1].siz: Unexpected keyword",
        ),
        ("[[thing]]\nsize = 1\n", "things.toml, line 1: thing[0].id: Field required"),
        ('[[thing]]\nid = "a"\nsize = "many"\n', "things.toml, line 3: thing[0].size: Input should be a valid integer"),
        ('[[other]]\nid = "a"\n', "things.toml, line 1: unknown table 'other'"),
        ("[[thing]\n", "things.toml is not valid TOML"),
        ("x = 1" + "0" * 5000, "things.toml is not valid TOML"),
        ("x = " + "[" * 5000, "things.toml is not valid TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, told):
    path = tmp_path / "things.toml"
    path.write_text(text)
    with pytest.raises(LoadError) as refused:
        read_records(path, "thing", Thing)
    assert told in str(refused.value)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "things.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LoadError, match="not valid TOML"):
        read_toml(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(LoadError, match="does not exist"):
        read_toml(tmp_path / "none.toml")


def test_the_line_of_a_nested_key(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("[a.b]\nc = 1\n\n[d.e]\nc = 2\n")
    assert (line_of(path, ("a", "b", "c")), line_of(path, ("d", "e", "c"))) == (2, 5)
