"""Pictures as text, to be put into a page: the same bytes on every run."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import Any

from gametheory.errors import GameError
from gametheory.plots.needs import need_matplotlib

__all__ = ["svg"]

_PROLOGUE = re.compile(r"\A.*?(?=<svg\b)", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_OWN_NAMES = re.compile(r'(\bid="|\bhref="#|url\(#)')
_HASHED = re.compile(r'(?<=["#])[a-z][0-9a-f]{10}(?=["\)])')
_ROUNDS = 8
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def svg(axes: Any, *, title: str = "", prefix: str = "picture") -> str:
    """
    Write a picture as an SVG element that can stand in an HTML page.

    Letters are drawn as outlines, so that the picture looks the same wherever it is read. The text holds no date, no
    version and no random names: the same picture gives the same bytes.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What one of the functions of this package returned, or any other; its whole figure is written.
    title : str, default: ""
        What the picture shows, in words, for those who cannot see it.
    prefix : str, default: "picture"
        Put before every name inside the element; two pictures on one page need different ones.

    Returns
    -------
    str
        From ``<svg`` to ``</svg>``.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If the prefix is not a letter followed by letters, digits, hyphens and underscores.

    Examples
    --------
    >>> from gametheory import catalog, plots
    >>> text = plots.svg(plots.best_responses(catalog.prisoners_dilemma()), title="The dilemma", prefix="pd")
    >>> text[:4], "<title>The dilemma</title>" in text
    ('<svg', True)
    """
    need_matplotlib()
    if not _PLAIN.fullmatch(prefix):
        raise GameError(
            f"the prefix {prefix!r} cannot begin a name in a page; "
            "give a letter followed by letters, digits, hyphens and underscores."
        )
    body = _METADATA.sub("", _PROLOGUE.sub("", _settled(axes.figure.canvas.figure)))
    return _told(_OWN_NAMES.sub(rf"\g<1>{prefix}-", body), title).strip()


def _settled(figure: Any) -> str:
    """Write from the layout's beginning until it no longer moves, so that nothing depends on what was drawn before."""
    if figure.get_layout_engine() is not None:
        for axes in figure.axes:
            if axes.get_subplotspec() is not None:
                axes.set_subplotspec(axes.get_subplotspec())
    text, before = _written(figure), ""
    for _ in range(_ROUNDS):
        if text == before:
            break
        text, before = _written(figure), text
    return text


def _written(figure: Any) -> str:
    from matplotlib import rc_context

    held = StringIO()
    with rc_context({"svg.hashsalt": "gametheory", "svg.fonttype": "path"}):
        figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    return _numbered(held.getvalue())


def _numbered(text: str) -> str:
    """Number names that are hashes of coordinates: those differ in digits that are not even written."""
    order = {name: f"shape{k}" for k, name in enumerate(dict.fromkeys(_HASHED.findall(text)), start=1)}
    return _HASHED.sub(lambda found: order[found.group()], text)


def _told(body: str, title: str) -> str:
    """Say that it is a picture, and of what."""
    end = body.index(">")
    named = f"\n <title>{escape(title)}</title>" if title else ""
    return f'{body[:end]} role="img">{named}{body[end + 1 :]}'
