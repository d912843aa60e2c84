"""The observed path: events in the documents' order, and strategies held against it."""

import pytest

import models
from models import LoadError
from models.library import OWN
from models.observed import before, fit
from models.register import load_register

TEXT = (OWN / "coalition.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('events = ["raised_at_g7"]', 'events = ["raised_at_g8"]', "'raised_at_g8' is no event. Did you mean"),
        ('events = ["raised_at_g7"]', "events = []", "no event is named"),
        ('events = ["raised_at_g7"]', 'events = ["japan_first_listing"]', "earlier than 'japan_first_listing'"),
        ('profile = { japan = "join" }', 'profile = { jpan = "join" }', "there is no actor 'jpan'"),
        ('profile = { japan = "join" }', 'profile = { japan = "leave" }', "japan has no action 'leave'"),
        ('variant = "later"', 'variant = "latter"', "'latter' is no variant. Did you mean 'later'"),
    ],
)
def test_a_path_that_does_not_fit_the_documents_is_refused(tmp_path, old, new, told):
    assert old in TEXT
    (tmp_path / "edited.toml").write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(LoadError) as refused:
        models.load("edited", tmp_path)
    assert told in str(refused.value)


def test_no_path_of_ours_turns_the_order_of_the_documents_around():
    register = load_register()
    for name in models.scenarios():
        steps = models.load(name).spec.observed
        assert steps, name
        for k, step in enumerate(steps):
            for earlier in steps[:k]:
                assert not any(a in before(register, b) for a in step.events for b in earlier.events if a != b)


def test_before_goes_through_other_events():
    assert {"chip_ban", "attack_on_ukraine"} <= before(load_register(), "raimondo_interview")


def test_a_strategy_that_prescribes_what_was_seen_fits():
    scenario = models.load("shield-and-comply")
    assert all(step.fits for step in fit(scenario, "quiet-stopping"))
    steps = list(fit(scenario, "open-shield"))
    assert [step.fits for step in steps] == [True, False, True]
    assert steps[1].departs == ("ICBC", "Citic", "Industrial", "Taizhou")


def test_after_a_departure_the_strategy_moves_on():
    steps = list(fit(models.load("secondary-sanctions"), "penance"))
    assert steps[0].states == ("believed",)
    assert steps[1].departs == ("US", "China")
    assert steps[2].states == ("not believed",)
