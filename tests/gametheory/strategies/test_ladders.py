"""Responses in proportion, and punishments that snap back, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import StrategyError, UnknownNameError
from gametheory.strategies import proportional_response, snap_back
from tests.oracles.histories import histories, pure_profile

ACTIONS = [["wait", "fine", "cut"], ["comply", "leak", "break"]]
DUE = {"leak": ("fine", "comply"), "break": ("cut", "comply")}
RUNGS = {"calm": ("wait", "comply"), "list": ("fine", "comply"), "cut": ("cut", "comply")}


@given(histories(ACTIONS, longest=9), st.integers(1, 3), st.integers(1, 3))
def test_each_violation_begins_the_response_that_is_due_to_it(history, for_leak, for_break):
    lengths = {"leak": for_leak, "break": for_break}
    owed: list[tuple[str, str]] = []
    for _, action in history:
        owed = [DUE[action]] * lengths[action] if action in DUE else owed[1:]
    strategy = proportional_response(("wait", "comply"), watched=1, responses=DUE, periods=lengths)
    assert pure_profile(strategy, history) == (owed[0] if owed else ("wait", "comply"))


@given(histories(ACTIONS, longest=12), st.none() | st.integers(1, 3))
def test_snap_back_climbs_once_and_returns_at_once(history, probation):
    names = list(RUNGS)
    rung, lifted, clean = 0, False, 0
    for _, action in history:
        complies = action == "comply"
        if lifted and complies:
            clean += 1
            if probation is not None and clean == probation:
                rung, lifted = 0, False
        elif lifted:
            lifted = False
        elif complies:
            lifted, clean = rung > 0, 0
        else:
            rung = min(rung + 1, len(names) - 1)
    expected = RUNGS[names[0 if lifted else rung]]
    strategy = snap_back(RUNGS, watched=1, complies="comply", probation=probation)
    assert pure_profile(strategy, history) == expected


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: snap_back({"calm": ("a", "b")}, watched=0, complies="a"), StrategyError, "a ladder of 1 rungs"),
        (lambda: snap_back(RUNGS, watched=2, complies="comply"), StrategyError, "positions run from 0 to 1"),
        (lambda: snap_back(RUNGS, watched=1, complies="comply", probation=0), StrategyError, "of probation"),
        (
            lambda: proportional_response(("wait", "comply"), watched=1, responses=DUE, periods={"brake": 2}),
            UnknownNameError,
            "Did you mean 'break'",
        ),
        (
            lambda: proportional_response(("wait", "comply"), watched=1, responses={"leak": ("fine",)}),
            StrategyError,
            "the response to 'leak' has 1",
        ),
    ],
)
def test_what_is_wrong_is_told(make, error, message):
    with pytest.raises(error, match=message):
        make()
