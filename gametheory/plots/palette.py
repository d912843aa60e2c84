"""Colours, hatches and markers of every picture, in one place."""

from __future__ import annotations

INK, GREY, PALE, PAPER = "#1a1a1a", "#595959", "#ececec", "#ffffff"
"""What is written and outlined, what stands back, what is filled without a meaning of its own, and the ground."""

BLUE, VERMILION, GREEN, ORANGE, SKY, PURPLE = "#0072b2", "#d55e00", "#009e73", "#e69f00", "#56b4e9", "#cc79a7"

SERIES = (BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY)
"""In order of use: the colours of Okabe and Ito (2008), told apart by people with any colour vision."""

TINTS = ("#9fc8e0", "#fbe3d0", "#5fae92", "#fdf3d8", "#c79bb3", "#e4f2fb")
"""Fills that text can be read on; neighbours differ in lightness too, so that grey print tells them apart."""

HATCHES = ("", "///", "...", "\\\\\\", "xx", "--")
MARKERS = ("o", "s", "^", "D", "v", "P")
DASHES: tuple[object, ...] = ("solid", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)), (0, (9, 3)), (0, (3, 1, 1, 1)))


def nth(choices: tuple[object, ...], position: int) -> object:
    """Take the entry at a position, from the beginning again where there are not so many."""
    return choices[position % len(choices)]
