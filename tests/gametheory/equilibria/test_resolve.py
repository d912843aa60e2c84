"""Chances and hazards behind a threat, against 34 digits."""

import mpmath as mp
import numpy as np
import pytest

from gametheory.equilibria.resolve import log_mills, resolve

CASES = [
    (0.3, -0.2),
    (0.0, 0.0),
    (5.0, 0.0),
    (-3.0, -0.7),
    (2.5, -6.0),
    (30.0, -12.0),
    (-20.0, -35.0),
    (16.0, -35.0),
    (18.0, -35.0),
    (60.0, -0.01),
    (800.0, -1500.0),
    (700.0, -1500.0),
    (900.0, -2.0),
    (-900.0, -1e-9),
    (1e6, -3.0),
]


def mass(x, gap):
    """The integral of φ(s)Φ(s+gap) from x on, cut into pieces around its mode."""
    mode = mp.mpf(0)
    for _ in range(40):
        hazard = mp.npdf(mode + gap) / cdf(mode + gap)
        mode -= (hazard - mode) / (-1 - hazard * (mode + gap + hazard))
    start = max(x, mode)
    slope = start - mp.npdf(start + gap) / cdf(start + gap)
    reach = 160 / (mp.sqrt(slope * slope + 160) + slope)
    points = [start + reach * k / 12 for k in range(13)]
    if x < mode:
        points = [mode - (mode - max(x, mode - 13)) * k / 12 for k in range(12, 0, -1)] + points
    top = mp.npdf(start) * cdf(start + gap)  # quad() measures its error absolutely
    return top * mp.quad(lambda s: mp.npdf(s) * cdf(s + gap) / top, points)


def cdf(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2


@pytest.mark.parametrize(("x", "gap"), CASES)
def test_against_many_digits(x, gap):
    answer = resolve(np.array([x]), np.array([gap]))
    with mp.workdps(34):
        big_x, big_gap = mp.mpf(x), mp.mpf(gap)
        big_y = big_x + big_gap
        weak, strong = mass(big_x, big_gap), mass(big_y, -big_gap)
        share = mp.log(weak / (weak + strong))
        hazards = mp.npdf(big_x) * cdf(big_y) / weak, mp.npdf(big_y) * cdf(big_x) / strong
        assert abs(answer.log_share[0] - share) <= answer.error[0]
        assert answer.log_any[0] == pytest.approx(float(mp.log(weak + strong)), rel=1e-11, abs=1e-13)
        assert answer.weak[0] == pytest.approx(float(hazards[0]), rel=1e-9, abs=1e-300)
        assert answer.strong[0] == pytest.approx(float(hazards[1]), rel=1e-9, abs=1e-300)
    assert answer.error[0] < 1e-6


@pytest.mark.parametrize("z", [-50.0, -3.0, 0.0, 1e-9, 4.0, 60.0, 1e8])
def test_mills_ratio(z):
    with mp.workdps(34):
        expected = mp.log(cdf(-mp.mpf(z)) / mp.npdf(z)) if z < 1e4 else mp.log(1 / mp.mpf(z) - 1 / mp.mpf(z) ** 3)
    assert log_mills(np.array([z]))[0] == pytest.approx(float(expected), rel=1e-13, abs=1e-13)


def test_hazards_rise_and_the_share_of_the_weaker_falls():
    """What the completeness of the search for equilibria rests on."""
    for gap in (-0.01, -0.7, -5.0, -300.0):
        x = np.linspace(-30, 400, 4001)
        answer = resolve(x, np.full(len(x), gap))
        for falling in (answer.log_share, -answer.weak, -answer.strong, answer.log_any):
            assert (np.diff(falling) <= 1e-9 * (1 + np.abs(falling[1:]))).all()
        assert (answer.weak >= answer.strong * (1 - 1e-9)).all()
