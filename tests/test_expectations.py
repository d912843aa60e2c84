"""What users of such packages have come to expect: one short test for each of the twenty expectations."""

import inspect
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

import gametheory as gt
import models
from gametheory import catalog, interop, plots, sweeps
from models.cli import progress
from models.cli.app import app

ROOT = Path(__file__).parents[1]
DILEMMA = catalog.prisoners_dilemma()
GRIM = gt.strategies.reversion(("cooperate", "cooperate"), ("defect", "defect"))
REPEATED = gt.RepeatedGame(DILEMMA, discount="1/2")
THREE = gt.NormalFormGame(
    [[[[1, 1, 1], [0, 0, 2]], [[2, 0, 0], [3, 3, 3]]], [[[0, 2, 0], [1, 1, 1]], [[2, 2, 2], [0, 1, 0]]]],
    actors=["Ann", "Bob", "Cy"],
    actions=["in", "out"],
)


def five():
    return models.load("five-powers")


def test_01_games_are_labelled_tables_in_notebooks():
    page = DILEMMA._repr_html_()
    assert "<table>" in page
    assert all(word in page for word in ("Row", "Column", "cooperate", "defect", "<td>3, 3</td>", "<u>5</u>, 0"))


def test_02_three_actors_are_one_table_per_action_of_the_third():
    page = THREE._repr_html_()
    assert re.findall(r"<caption>(.*?)</caption>", page) == ["Cy: in", "Cy: out"]


@pytest.mark.parametrize(
    "value", [DILEMMA, gt.pure_equilibria(DILEMMA), gt.minmax_values(DILEMMA), gt.discount_region(DILEMMA, GRIM)]
)
def test_03_games_and_results_are_latex(value):
    text = interop.to_latex(value)
    assert text.count(r"\begin{tabular}") == text.count(r"\end{tabular}") == 1
    assert "Row" in text


def test_04_best_responses_are_marked_in_every_table():
    assert r"0,\ \underline{5}" in interop.to_latex(DILEMMA)
    assert "<u>1</u>, <u>1</u>" in interop.to_html(DILEMMA)
    ax = plots.best_responses(DILEMMA)
    assert any("best response" in text.get_text() for text in ax.texts)
    assert len(ax.lines) > 4  # a bar for each of the four best responses, and one in the key


def test_05_the_payoff_set_is_one_picture():
    ax = plots.payoff_set(gt.payoff_set(REPEATED))
    told = " ".join(text.get_text() for text in ax.get_legend().get_texts())
    assert all(word in told for word in ("feasible", "individually rational", "equilibri"))


def test_06_thresholds_are_plotted_along_a_parameter():
    from models.thresholds import thresholds

    (found,) = thresholds(five(), {}, ["reversion"])
    ax = plots.thresholds(found.formula, "china_trade", low=3, high=5, steps=3)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("china_trade", "discount factor")


@pytest.mark.parametrize(
    "result",
    [
        gt.pure_equilibria(DILEMMA),
        gt.mixed_equilibria(DILEMMA),
        gt.payoff_set(REPEATED),
        gt.discount_region(DILEMMA, GRIM),
    ],
    ids=lambda result: type(result).__name__,
)
def test_07_a_result_states_method_and_game(result):
    assert result.method
    assert any(hasattr(result, name) for name in ("game", "stage", "repeated"))


def test_08_answers_are_exact():
    (found,) = gt.mixed_equilibria(catalog.matching_pennies())
    assert all(isinstance(p, Fraction) and p == Fraction(1, 2) for strategy in found for p in strategy)
    assert gt.discount_region(DILEMMA, GRIM).infimum == Fraction(1, 2)
    root = gt.discount_region(five().stage(), five().strategies["graduated-response"]).infimum
    assert repr(root).startswith("<0.816496581: root of 3x^2 - 2 in ")


def test_09_enumerators_stream():
    stream = gt.stream_mixed_equilibria(catalog.battle_of_the_sexes())
    assert inspect.isgenerator(stream) or iter(stream) is stream
    first = next(stream)
    assert len([first, *stream]) == len(gt.mixed_equilibria(catalog.battle_of_the_sexes()))


def test_10_long_work_shows_its_progress_where_somebody_watches(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert list(progress.tracked(iter("abc"), 3, "counting letters", quiet=False)) == ["a", "b", "c"]
    assert "counting letters" in capsys.readouterr().err
    assert list(progress.tracked(iter("abc"), 3, "counting letters", quiet=True)) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


def swept(engine):
    points = sweeps.sobol(40, {"china_trade": (3, 5)}, seed=7)
    return sweeps.sweep(five().family, points, (sweeps.EquilibriumCount(),), at=held(), engine=engine, quiet=True)


def held():
    return {name: value for name, value in five().reference.items() if name != "china_trade"} | {"discount": "9/10"}


def test_11_one_seed_gives_the_same_numbers_serially_and_in_parallel():
    assert swept(sweeps.serial).identical(swept(sweeps.processes(1)))


def test_12_sweeps_are_tidy_tables():
    frame = swept(sweeps.serial).to_dataframe()
    assert len(frame) == 40
    assert {"china_trade", "equilibria"} <= set(frame.columns)


def test_13_sliders_have_the_seed_in_view():
    app_text = (Path(models.__file__).parent / "explorer" / "app.py").read_text("utf-8")
    assert "mo.ui.slider" in app_text
    assert 'label="Seed of shares"' in app_text
    told = CliRunner().invoke(app, ["solve", "both-ways", "--draws", "5"]).output
    assert re.search(r"seed \d+", told)


def test_14_standard_files_are_written_and_read():
    assert interop.from_nfg(interop.to_nfg(THREE)) == THREE
    assert interop.from_efg(interop.to_efg(THREE)) == THREE


def test_15_classic_games_are_cited():
    entries = list(catalog.entries())
    assert len(entries) >= 39
    assert all(entry.references for entry in entries)


def test_16_methods_and_package_can_be_cited():
    assert "@article{nash1951" in gt.citations(gt.pure_equilibria(DILEMMA)).bibtex
    told = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"version: {gt.__version__}\n" in told


def test_17_every_number_is_one_step_from_its_source():
    told = CliRunner().invoke(app, ["why", "five-powers", "stake", "china_trade"]).output
    assert re.search(r"\b004:\d+ ", told)
    assert models.documents()


def test_18_notebooks_have_exercises_and_solutions():
    books = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))
    assert len(books) >= 6
    for path in books:
        words = " ".join(cell.source for cell in nbformat.read(path, as_version=4).cells).lower()
        assert "exercise" in words, path.name
        assert "solution" in words, path.name


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: models.load("five-power"), "Did you mean 'five-powers'"),
        (lambda: five().stage(china_trad=3), "Did you mean 'china_trade'"),
        (lambda: DILEMMA.payoff(("coperate", "defect")), "Did you mean 'cooperate'"),
        (lambda: gt.RepeatedGame(DILEMMA, discount=2), "between 0"),
    ],
)
def test_19_errors_name_the_thing_the_choices_and_the_next_step(wrong, told):
    with pytest.raises(gt.GameTheoryError, match=told):
        wrong()


def test_20_the_explorer_opens_in_a_browser_from_one_command():
    done = subprocess.run(
        [sys.executable, "-m", "models.cli", "explore", "--help"], capture_output=True, text=True, check=True
    )
    assert "browser" in done.stdout
