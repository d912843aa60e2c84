"""Errors are part of the public face."""

import pytest

from gametheory import errors
from gametheory.errors import GameTheoryError, closest


def test_all_errors_have_one_base_and_a_builtin_kind():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) >= 8
    assert all(issubclass(kind, GameTheoryError) for kind in kinds)
    assert issubclass(errors.GameTooLargeError, MemoryError)
    assert issubclass(errors.UnknownNameError, LookupError)
    assert issubclass(errors.MissingDependencyError, ImportError)


@pytest.mark.parametrize(
    ("name", "legal", "told"),
    [
        ("suply", ["supply", "curb"], "Did you mean 'supply'? Allowed: 'supply', 'curb'."),
        ("us", ["China", "US"], "Did you mean 'US'? Allowed: 'China', 'US'."),
        ("zzz", ["supply"], "Allowed: 'supply'."),
        (3, [1, 2], "Allowed: 1, 2."),
        ("x", [], "None are declared."),
        ("x", range(20), "and 8 more."),
    ],
)
def test_closest_name(name, legal, told):
    """Found by test: a name in the wrong case got no suggestion."""
    assert closest(name, legal).endswith(told)
