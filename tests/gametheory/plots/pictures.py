"""What every picture is held to: words that do not cover each other, nothing cut off, colours of the palette."""

from itertools import combinations

from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from gametheory.plots import palette

ALLOWED = {
    to_hex(colour)
    for colour in (
        *palette.SERIES,
        *palette.TINTS,
        palette.INK,
        palette.GREY,
        palette.PALE,
        palette.PAPER,
        "#000000",  # spines and ticks are matplotlib's
    )
}


def words(ax):
    """Every text that can be seen, with its rectangle in pixels."""
    figure = ax.figure
    figure.canvas.draw()
    legend = ax.get_legend()
    texts = [*ax.texts, ax.title, ax._left_title, *(legend.get_texts() if legend else [])]
    if ax.axison:
        texts += [ax.xaxis.label, ax.yaxis.label]
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
            texts += [label for place, label in ticks if low <= place <= high]
    return [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text().strip()]


def overlapping(ax, slack=1.0):
    """Pairs of texts whose rectangles share more than a rim of this many pixels."""
    return [
        (a, b)
        for (a, one), (b, other) in combinations(words(ax), 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > slack
        and min(one.y1, other.y1) - max(one.y0, other.y0) > slack
    ]


def cut_off(ax, slack=1.0):
    """Texts that leave the figure."""
    frame = ax.figure.bbox
    return [
        text
        for text, box in words(ax)
        if box.x0 < frame.x0 - slack
        or box.y0 < frame.y0 - slack
        or box.x1 > frame.x1 + slack
        or box.y1 > frame.y1 + slack
    ]


def colours(ax):
    """Every colour that something drawn has, as hexadecimal text."""
    found = set()
    for artist in [*ax.lines, *ax.patches, *ax.collections, *ax.texts]:
        if isinstance(artist, Line2D):
            given = [artist.get_color(), artist.get_markerfacecolor(), artist.get_markeredgecolor()]
        elif isinstance(artist, Patch):
            given = [artist.get_facecolor(), artist.get_edgecolor()]
        elif isinstance(artist, Collection):
            given = [*artist.get_facecolor(), *artist.get_edgecolor()]
        else:
            given = [artist.get_color()]
        seen = [c for c in given if isinstance(c, str) or len(c) < 4 or c[3] > 0]
        found |= {to_hex(c) for c in seen if not (isinstance(c, str) and c == "none")}
    return found


def assert_legible(ax, *, own_colours=True):
    """The three at once."""
    assert overlapping(ax) == []
    assert cut_off(ax) == []
    if own_colours:
        assert colours(ax) <= ALLOWED


def legend_words(ax):
    """What the legend says, without line breaks."""
    return [text.get_text().replace("\n", " ") for text in ax.get_legend().get_texts()]
