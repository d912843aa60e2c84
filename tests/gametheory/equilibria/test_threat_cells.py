"""The enclosures on which the completeness of the search rests."""

import numpy as np
import pytest

from gametheory import ThreatGame, threat_equilibria, threat_folds
from gametheory.equilibria.threat_cells import Cells, search, slopes
from gametheory.equilibria.threat_response import Stakes
from gametheory.games.threat import PARAMETERS

LARGEST = np.log(1e299)


def stakes_of(seed, scale, size=300):
    rng = np.random.default_rng(seed)
    return Stakes.read({name: rng.normal(size=size) * scale for name in PARAMETERS})


@pytest.mark.parametrize("scale", [1, 5, 200])
def test_the_reply_is_monotone(scale):
    stakes = stakes_of(1, scale)
    z = np.linspace(-12, 12, 101)
    values = np.stack([stakes.at(np.full(len(stakes), x)).value for x in z])
    lows = np.stack([stakes.at(np.full(len(stakes), x)).low for x in z])
    highs = np.stack([stakes.at(np.full(len(stakes), x)).high for x in z])
    direction = np.where(stakes.increasing, 1, -1)
    assert (lows <= values).all()
    assert (values <= highs).all()
    assert (np.diff(values, axis=0) * direction >= -(highs - lows)[1:] - (highs - lows)[:-1]).all()


@pytest.mark.parametrize("scale", [1, 5])
def test_slopes_are_enclosed(scale):
    """Against central differences and the closed form, inside cells of several widths."""
    stakes = stakes_of(2, scale)
    stakes = stakes.take(np.flatnonzero(stakes.increasing))
    everyone = np.arange(len(stakes))
    for left, right in [(-2.0, -1.5), (-0.5, 0.5), (0.0, 0.01), (1.0, 3.0)]:
        ends = [np.full(len(stakes), end) for end in (left, right)]
        cells = Cells(everyone, stakes.at(ends[0]), stakes.at(ends[1]))
        with np.errstate(over="ignore"):  # as the search does
            low, high = (np.minimum(bound, 1e299) for bound in slopes(stakes, cells))
        for z in np.linspace(left, right, 9):
            exact = np.exp(np.minimum(stakes.at(np.full(len(stakes), z)).log_slope(stakes), LARGEST))
            assert (low <= exact * (1 + 1e-9)).all()
            assert (exact <= high * (1 + 1e-9)).all()
        chord = (cells.right.value - cells.left.value) / (right - left)
        usable = (np.abs(chord) < 1e6) & (np.abs(chord) > 1e-6)
        assert (low <= chord * (1 + 1e-6))[usable].all()
        assert (chord <= high * (1 + 1e-6))[usable].all()


def test_every_root_of_a_fine_grid_lies_in_a_cell():
    stakes = stakes_of(3, 2, size=200)
    found = search(stakes)
    both = found.single.joined(found.open_cells)
    z = np.linspace(-6, 6, 6001)
    for game in range(len(stakes)):
        gap = stakes.take(np.full(len(z), game)).at(z).value - z
        for k in np.flatnonzero(np.sign(gap[:-1]) != np.sign(gap[1:])):
            own = both.game == game
            assert ((both.left.z[own] <= z[k + 1]) & (both.right.z[own] >= z[k])).any()


def test_a_tangency_is_left_open():
    """At the fold itself two equilibria or none cannot be told apart: it is said, with where."""
    game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    for fold in threat_folds(game, "W_B", low=-4, high=-2):
        found = threat_equilibria(game.replace(W_B=fold.value))
        assert not found.complete
        (open_part,) = found.folds or [e.bounds for e in found if e.is_fold]
        assert open_part[0] - 1e-5 < fold.resist < open_part[1] + 1e-5
        assert open_part[1] - open_part[0] < 1e-4
