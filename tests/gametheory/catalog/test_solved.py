"""The catalogue's known answers against every solver that can give them."""

import pytest

from gametheory import catalog, mixed_equilibria, mixed_minmax_values, verify

ENTRIES = list(catalog.entries())
SMALL = [entry for entry in ENTRIES if len(entry.game.actors) == 2 and max(entry.game.shape) <= 12]


@pytest.mark.parametrize("entry", SMALL, ids=lambda entry: entry.name)
def test_extreme_equilibria_are_the_known_ones(entry):
    found = mixed_equilibria(entry.game)
    assert found.complete
    assert set(entry.mixed) <= set(found)
    if entry.complete:
        assert set(found) == set(entry.mixed)
    assert verify(found.certificate, entry.game)


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.mixed_minmax], ids=lambda entry: entry.name)
def test_mixed_minmax_values_are_the_known_ones(entry):
    bounds = mixed_minmax_values(entry.game).bounds
    for bound, value in zip(bounds, entry.mixed_minmax, strict=True):
        assert bound.lower <= value <= bound.upper
        if len(entry.game.actors) == 2:
            assert bound.lower == bound.upper
