"""Colours that people with any colour vision, and grey print, tell apart."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from gametheory.plots.palette import DASHES, HATCHES, INK, MARKERS, PAPER, SERIES, TINTS, nth

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SEEN_BY = {
    "anybody": np.eye(3),
    "protanopes": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopes": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopes": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour):
    given = np.array(to_rgb(colour))
    return np.where(given <= 0.04045, given / 12.92, ((given + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    white = np.array([0.95047, 1.0, 1.08883])
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb.clip(0, 1)
    f = np.where(xyz / white > 0.008856, np.cbrt(xyz / white), 7.787 * xyz / white + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_the_first_five_colours_differ_for(eyes):
    seen = {colour: lab(SEEN_BY[eyes] @ linear(colour)) for colour in SERIES[:5]}
    closest = min(np.linalg.norm(seen[a] - seen[b]) for a, b in combinations(SERIES[:5], 2))
    assert closest > 10  # 2.3 is a just noticeable difference


def test_neighbouring_fills_differ_in_grey_print_and_words_can_be_read_on_them():
    assert all(contrast(a, b) > 1.25 for a, b in pairwise(TINTS))
    assert all(contrast(tint, INK) > 4.5 for tint in TINTS)
    assert all(contrast(colour, PAPER) > 2 for colour in SERIES)


def test_there_is_a_hatch_a_marker_and_a_dash_for_every_colour():
    for choices in (HATCHES, MARKERS, DASHES, TINTS):
        assert len(set(choices)) == len(choices) == len(SERIES)
    assert [nth(MARKERS, k) for k in (0, 5, 6)] == ["o", "P", "o"]
