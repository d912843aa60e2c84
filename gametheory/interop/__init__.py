"""To and from other tools (Gambit, Nashpy, QuantEcon), and into texts (LaTeX, HTML, Markdown, data frames)."""

from __future__ import annotations

from gametheory.interop.automata import automaton_text
from gametheory.interop.efg_reading import from_efg, read_efg
from gametheory.interop.efg_writing import to_efg, write_efg
from gametheory.interop.frames import to_frame
from gametheory.interop.html import to_html
from gametheory.interop.latex import to_latex
from gametheory.interop.nashpy_games import from_nashpy, to_nashpy
from gametheory.interop.nfg_reading import from_nfg, read_nfg
from gametheory.interop.nfg_writing import to_nfg, write_nfg
from gametheory.interop.quantecon_games import from_quantecon, to_quantecon
from gametheory.interop.text import to_markdown, to_text

__all__ = [
    "automaton_text",
    "from_efg",
    "from_nashpy",
    "from_nfg",
    "from_quantecon",
    "read_efg",
    "read_nfg",
    "to_efg",
    "to_frame",
    "to_html",
    "to_latex",
    "to_markdown",
    "to_nashpy",
    "to_nfg",
    "to_quantecon",
    "to_text",
    "write_efg",
    "write_nfg",
]
