"""The HTML report: valid, complete in itself, and with the numbers of its JSON twin."""

import json
import re
import xml.etree.ElementTree as ET

import html5lib
import pytest

import models
from gametheory import Certificate, discount_region, plots, verify
from gametheory.errors import GameError
from gametheory.results import decode
from models.describe import Table
from models.detection import detection
from models.detection_tables import detection_table, length_table
from models.markdown import markdown_table
from models.report import pictures, write_index, write_report
from models.report.html import html_page
from models.report.page import why_no_payoffs
from models.threats import equilibrium_table, threat

NAMES = ("both-ways", "bank-delisting", "bank-threat")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    return {name: write_report(models.load(name), out, draws=20) for name in NAMES}


def tree(path):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text("utf-8"))


def words(element):
    return " ".join("".join(element.itertext()).split())


def table_below(page, head):
    """Cells of the first table after a heading, one mapping a row."""
    seen = False
    for element in page.find("body/main"):
        seen = seen or (element.tag == "h2" and words(element) == head)
        table = element if element.tag == "table" else element.find("table")
        if seen and table is not None:
            first, *rest = table.iter("tr")
            heads = [words(cell) for cell in first]
            return [dict(zip(heads, (words(cell) for cell in row), strict=True)) for row in rest]
    raise AssertionError(f"no table below {head!r}")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_valid_html(written, name):
    page = tree(written[name].html)
    assert page.find("head/title").text == models.load(name).spec.title
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched(written, name):
    text = written[name].html.read_text("utf-8")
    page = tree(written[name].html)
    assert not [e.tag for e in page.iter() if e.tag in ("script", "link", "img", "iframe", "object", "embed")]
    assert not re.search(r"@import|src=|url\((?!#)", text)
    proofs = {f"{name}.proofs/{path.name}" for path in written[name].proofs}
    links = {e.get("href") for e in page.iter("a")}
    assert {link for link in links if not link.startswith("#")} == proofs


@pytest.mark.parametrize("name", NAMES)
def test_links_within_the_page_lead_somewhere(written, name):
    page = tree(written[name].html)
    ids = {element.get("id") for element in page.iter()}
    assert {e.get("href")[1:] for e in page.iter("a") if e.get("href").startswith("#")} <= ids


def _paid(page, data):
    return ([], []) if data["payoffs"] is None else (table_below(page, "What equilibria can pay"), data["actors"])


def chapter(page, head):
    """Cells of all tables between a heading and the next, by the title above each."""
    tables, here, title = {}, False, ""
    for element in page.find("body/main"):
        if element.tag == "h2":
            here = words(element) == head
        table = element.find("table")
        if here and table is not None:
            tables[title] = [[words(cell) for cell in row] for row in table.iter("tr")]
        title = words(element)
    return tables


@pytest.mark.parametrize(
    ("name", "part", "head"),
    [("bank-delisting", "detection", "What detection decides"), ("bank-threat", "threat", "The threat")],
)
def test_detection_and_threat_are_the_same_in_page_twin_and_json(written, name, part, head):
    data = json.loads(written[name].data.read_text("utf-8"))[part]
    shown = list(chapter(tree(written[name].html), head).values())
    expected = [[[*table[0]], *(list(row.values()) for row in table)] for table in data.values()]
    tidy = [[[" ".join(cell.split()) for cell in row] for row in table] for table in expected]
    assert shown == tidy
    twin = written[name].markdown.read_text("utf-8")
    for table in data.values():
        for line in markdown_table(Table("", tuple(table[0]), tuple(tuple(row.values()) for row in table))):
            assert line in twin


def test_detection_and_threat_are_the_librarys(written):
    data = json.loads(written["bank-delisting"].data.read_text("utf-8"))
    told = detection(models.load("bank-delisting"))
    assert [list(row.values()) for row in data["detection"]["regions"]] == [
        list(row) for row in detection_table(told).rows
    ]
    assert [list(row.values()) for row in data["detection"]["lengths"]] == [
        list(row) for row in length_table(told).rows
    ]
    for answer in told.answers:
        found = answer.region.where(discount=told.discount, **told.others("flag_full", "flag_partial"))
        assert [str(c.constraints[0]) for c in found] == [row["constraint"] for row in data["conditions"][answer.name]]
    told_threat = json.loads(written["bank-threat"].data.read_text("utf-8"))["threat"]
    rows = equilibrium_table(threat(models.load("bank-threat"))).rows
    assert [list(row.values()) for row in told_threat["equilibria"]] == [list(row) for row in rows]


def test_formulas_of_the_page_stand_in_twin_and_json(written):
    data = json.loads(written["bank-delisting"].data.read_text("utf-8"))
    twin = written["bank-delisting"].markdown.read_text("utf-8")
    formulas = [row["holds"] for rows in data["conditions"].values() for row in rows]
    assert all(f"${formula}$" in twin for formula in formulas if formula != "never")
    drawn = tree(written["bank-delisting"].html).iter("{http://www.w3.org/1998/Math/MathML}math")
    assert len(list(drawn)) == twin.count("$") // 2 > len(set(formulas)) - 1


def test_chapters_have_their_pictures(written):
    files = {name: {path.stem for path in written[name].pictures} for name in NAMES}
    assert {"detection", "threshold-listed-for-ever", "events"} <= files["bank-delisting"]
    assert {"threat-W_A", "threat-W_B", "events"} <= files["bank-threat"]


def test_what_cannot_be_drawn_is_told_with_the_reason(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise GameError("a bound of the picture was not found")

    monkeypatch.setattr(plots, "payoff_set", refused)
    monkeypatch.setattr(pictures, "the_most_work_along", 1)
    found = write_report(models.load("both-ways"), tmp_path, draws=5)
    text = words(tree(found.html))
    assert "Payoffs of US and China that equilibria can give, at the discount factor 9/10. a bound of the" in text
    assert "`sanctions thresholds both-ways`" in found.markdown.read_text("utf-8")
    assert not [path for path in found.pictures if path.stem.startswith(("payoffs", "threshold"))]


def test_mistakes_in_the_program_are_not_told_as_missing_pictures(tmp_path, monkeypatch):
    monkeypatch.setattr(plots, "payoff_set", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_report(models.load("both-ways"), tmp_path, draws=5)


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_of_the_page_are_those_of_the_json(written, name):
    page, data = tree(written[name].html), json.loads(written[name].data.read_text("utf-8"))
    assert table_below(page, "Stakes") == [
        {key: " ".join(cell.split()) for key, cell in row.items()} for row in data["stakes"]
    ]
    assert table_below(page, "What survives uncertainty") == data["robustness"]
    for row, told in zip(table_below(page, "Thresholds as formulas"), data["thresholds"], strict=True):
        assert row == told
    if data["payoffs"] is None:
        assert why_no_payoffs(models.load(name).repeated()).split(". ")[0] in words(page.find("body"))
    for row, told in zip(*_paid(page, data), strict=True):
        i = data["actors"].index(told)
        proved = [float(point[i]) for point in decode(data["payoffs"]["proved"])]
        low, high = (float(x) for x in row["proved from and to"].split(" to "))
        assert low == pytest.approx(min(proved), rel=1e-3, abs=1e-8)
        assert high == pytest.approx(max(proved), rel=1e-3, abs=1e-8)
    text = words(page.find("body"))
    for finding in data["findings"]:
        assert " ".join(finding["sentence"].split()) in text


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_of_the_json_are_those_of_the_library(written, name):
    scenario, data = models.load(name), json.loads(written[name].data.read_text("utf-8"))
    for strategy, intervals in data["regions"].items():
        if strategy in scenario.strategies:
            region = discount_region(
                scenario.stage(), scenario.strategies[strategy], monitoring=scenario.repeated().monitoring
            )
            assert decode(intervals) == region.intervals


@pytest.mark.parametrize("name", NAMES)
def test_proofs_hold_and_are_listed(written, name):
    listed = {row["proof"] for row in table_below(tree(written[name].html), "Proofs")}
    for path in written[name].proofs:
        verify(Certificate.from_json(path.read_text("utf-8")))
    assert listed == {path.stem for path in written[name].proofs}
    data = json.loads(written[name].data.read_text("utf-8"))
    assert ("payoff-set" in listed) is bool(data["payoffs"] and decode(data["payoffs"]["proved"]))
    assert ("payoff-set" in listed) or name == "bank-delisting"


@pytest.mark.parametrize("name", NAMES)
def test_pictures_stand_in_the_page_and_beside_the_twin(written, name):
    page, twin = tree(written[name].html), written[name].markdown.read_text("utf-8")
    assert len(list(page.iter("figure"))) == len(written[name].pictures) > 0
    for path in written[name].pictures:
        assert f"({name}.pictures/{path.name})" in twin
        assert ET.fromstring(path.read_text("utf-8")).tag.endswith("svg")


def test_two_runs_write_the_same_bytes(written, tmp_path):
    again = write_report(models.load("both-ways"), tmp_path, draws=20)
    for one, other in zip(again.pages().values(), written["both-ways"].pages().values(), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_the_index_lists_every_report(written, tmp_path):
    out = written["both-ways"].html.parent
    page = tree(write_index(written.values(), out))
    assert {e.get("href") for e in page.iter("a")} >= {f"{name}.html" for name in NAMES}
    assert [words(e) for e in page.iter("h2")] == [models.load(name).spec.title for name in NAMES]


def test_the_gallery_tells_an_answer_with_its_strength_and_shows_a_picture(written):
    out = written["both-ways"].html.parent
    page = tree(write_index(written.values(), out))
    text = words(page.find("body/main"))
    for name in NAMES:
        told = json.loads(written[name].data.read_text("utf-8"))
        asked = next(finding for finding in told["findings"] if finding["asks"])
        assert f"{words_of(asked['asks'])} {words_of(asked['sentence'])} ({words_of(asked['strength'])})" in text
        for row in told["strategies"]:
            factors = row["equilibrium for discount factors in"]
            assert f"{row['strategy']}: {'never' if factors == 'none' else 'an equilibrium for'}" in text
            assert factors == "none" or factors in text
    shown = [e.get("src") for e in page.iter("img")]
    assert len(shown) == len(NAMES)
    assert all((out / src).is_file() for src in shown)
    assert all(len(words(e)) > 20 for e in page.iter("figcaption"))


def words_of(text):
    return " ".join(text.split())


def test_formulas_and_pictures_that_are_missing_are_errors():
    with pytest.raises(KeyError):
        html_page("# t\n\n## a\n\n![x](y.svg)\n", "t", {}, {})
    with pytest.raises(ValueError, match="is not in list"):
        html_page("# t\n\n## a\n\n$x$\n", "t", {}, {})
