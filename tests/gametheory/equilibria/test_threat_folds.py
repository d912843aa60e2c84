"""Folds: where equilibria appear in pairs."""

import pytest

from gametheory import GameTheoryError, ThreatGame, threat_equilibria, threat_folds

THREE = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
RANGES = {"S_A": (-2, 0.9), "V_A": (0.1, 3), "C_B": (-2, 0.9), "W_A": (-4, -1.3), "a": (-1.8, 1), "V_B": (0.1, 3)}


def test_the_published_interval():
    folds = threat_folds(THREE, "W_B", low=-4, high=-2)
    assert [round(f.value, 7) for f in folds] == [-2.9469129, -2.7470437]
    assert [(f.count_below, f.count_above) for f in folds] == [(1, 3), (3, 1)]
    assert all(f.high - f.low < 1e-11 for f in folds)
    assert len(folds) == 2
    assert folds[0].resist == pytest.approx(0.71543, abs=1e-4)


@pytest.mark.parametrize("parameter", sorted(RANGES))
def test_three_equilibria_lie_between_two_folds_in_every_payoff(parameter):
    """Just inside a fold are two equilibria more than just outside, with slopes on both sides of one."""
    low, high = RANGES[parameter]
    folds = threat_folds(THREE, parameter, low=low, high=high, steps=256)
    assert len(folds) >= 1
    assert any(f.low < float(getattr(THREE, parameter)) or f.high > float(getattr(THREE, parameter)) for f in folds)
    for fold in folds:
        inside = fold.high + 1e-7 if fold.count_above > fold.count_below else fold.low - 1e-7
        slopes = [e.slope for e in threat_equilibria(THREE.replace(**{parameter: inside})) if e.resist > 1e-9]
        assert min(s for s in slopes if s > 1) < 1.05
        assert len(slopes) == max(fold.count_below, fold.count_above)


def test_ranges_without_folds_and_bad_ranges():
    assert len(threat_folds(THREE, "W_B", low=-10, high=-4, steps=32)) == 0
    with pytest.raises(GameTheoryError, match="W_B cannot go from 1 to 0 in 512 steps"):
        threat_folds(THREE, "W_B", low=1, high=0)
    with pytest.raises(GameTheoryError, match="no payoff 'W'"):
        threat_folds(THREE, "W", low=0, high=1)
