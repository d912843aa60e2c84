"""A mapping that cannot be changed."""

import copy
import pickle
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.frozen import FrozenMap

content = st.dictionaries(st.text() | st.integers(), st.fractions())


@given(content)
def test_equal_to_the_dict_with_the_same_content(items):
    frozen = FrozenMap(items)
    assert frozen == items
    assert frozen == MappingProxyType(items)
    assert list(frozen.items()) == list(items.items())
    assert hash(frozen) == hash(FrozenMap(reversed(items.items())))


@given(content)
def test_copies_and_pickles(items):
    frozen = FrozenMap(items)
    assert pickle.loads(pickle.dumps(frozen)) == copy.copy(frozen) == copy.deepcopy(frozen) == frozen
    assert list(pickle.loads(pickle.dumps(frozen))) == list(items)


def test_cannot_be_changed():
    frozen = FrozenMap({"a": 1})
    with pytest.raises(TypeError):
        frozen["a"] = 2
    with pytest.raises(AttributeError, match="cannot be changed"):
        frozen.a = 2
    given_items = {"a": 1}
    kept = FrozenMap(given_items)
    given_items["a"] = 2
    assert kept == {"a": 1}


def test_unequal_to_what_is_no_mapping():
    assert FrozenMap() != ()
    assert repr(FrozenMap({"a": 1})) == "{'a': 1}"
