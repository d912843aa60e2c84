"""Automata drawn as text say everything that they do."""

from __future__ import annotations

from fractions import Fraction

from gametheory import Automaton, interop, strategies


def test_lotteries_and_patterns_are_written_out():
    automaton = Automaton(
        start={"a": Fraction(1, 3), "b": Fraction(2, 3)},
        actions={"a": ({"C": Fraction(1, 4), "D": Fraction(3, 4)}, "C"), "b": ("D", "D")},
        transitions={"a": {("C", "*"): {"a": Fraction(1, 2), "b": Fraction(1, 2)}, ("D", "C"): "b"}},
        default={"a": "a", "b": "b"},
    )
    assert interop.automaton_text(automaton).splitlines() == [
        "-> a (starts with probability 1/3): play (C [1/4] or D [3/4], C)",
        "     after (C, any): a [1/2] or b [1/2]",
        "     after (D, C): b",
        "     otherwise: a",
        "-> b (starts with probability 2/3): play (D, D)",
        "     always: b",
    ]


def test_states_named_by_numbers_and_without_default():
    automaton = Automaton(
        start=0, actions={0: ("C",), 1: ("D",)}, transitions={0: {("C",): 0, ("D",): 1}}, default={1: 1}
    )
    assert interop.automaton_text(automaton).splitlines() == [
        "-> 0: play (C)",
        "     after (C): 0",
        "     after (D): 1",
        "   1: play (D)",
        "     always: 1",
    ]


def test_notebooks_show_the_drawing_escaped():
    html = strategies.reversion(("<", "C"), ("D", "D"))._repr_html_()
    assert html.startswith("<pre>-&gt; target: play (&lt;, C)\n")
    assert html.endswith("</pre>")
