"""Every result is a table: in a notebook, in LaTeX and as a data frame, with the same numbers."""

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

import gametheory as gt
from gametheory import catalog, interop, strategies
from gametheory.interop.result_tables import table_of
from tests.gametheory.test_results import WAYS

DILEMMA = catalog.prisoners_dilemma()
GRIM = strategies.reversion(("cooperate", "cooperate"), ("defect", "defect"))


@pytest.mark.parametrize("kind", WAYS)
def test_every_result_shows_itself(kind):
    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(WAYS[kind])
    def check(result):
        told = table_of(result)
        assert told.columns
        assert all(len(row) == len(told.columns) for row in told.rows)
        if kind not in ("NormalFormGame", "Automaton", "ActorAutomaton"):
            html = result._repr_html_()
            assert html.count("<tr>") == min(len(told.rows), 200) + 1
            latex = interop.to_latex(result)
            assert latex.count(r"\begin{tabular}") == latex.count(r"\end{tabular}") == 1
            assert len(re.findall(r"\\\\(?: \\hline)?$", latex, re.MULTILINE)) == len(told.rows) + 1
            frame = interop.to_frame(result)
            if kind not in ("PureEquilibria", "MinmaxValues"):
                assert frame.shape == (len(told.rows), len(told.columns))

    check()


def test_mixed_equilibria_name_what_is_played():
    told = table_of(gt.mixed_equilibria(catalog.battle_of_the_sexes()))
    assert told.said == "3 extreme equilibria, all of them."
    assert told.rows[1] == ("3/5 fight + 2/5 ballet", "2/5 fight + 3/5 ballet", Fraction(1, 5), Fraction(1, 5))


def test_numbers_are_exact_in_frames_and_in_latex():
    found = gt.payoff_set(gt.RepeatedGame(DILEMMA, discount="3/5"))
    frame = interop.to_frame(found)
    proved = [tuple(row[1:]) for row in frame.itertuples(index=False, name=None) if row[0] == "proved"]
    assert proved == list(found.inner)
    assert "$13/3$" in interop.to_latex(found)


def test_regions_and_checks_say_their_verdict():
    assert interop.to_latex(gt.discount_region(DILEMMA, GRIM)).splitlines()[1] == "An equilibrium for: [1/2, 1)."
    check = gt.check_strategy(gt.RepeatedGame(DILEMMA, discount="1/3"), GRIM)
    assert interop.to_frame(check)["value of Row"].tolist() == [3, 1]


def test_long_results_are_cut_where_that_is_asked():
    path = gt.quantal_response(catalog.stag_hunt(), rationality=5).path
    latex = interop.to_latex(path, limit=2)
    assert f"% {len(path.rationality) - 2} more rows are not written." in latex
