"""SVG for pages: the same bytes on every run, valid by itself, and no clash of names on one page."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from matplotlib.figure import Figure

from gametheory import RepeatedGame, catalog, payoff_set, plots
from gametheory.errors import GameError

FOUND = payoff_set(RepeatedGame(catalog.prisoners_dilemma(), discount="1/2"))
CODE = """
from gametheory import RepeatedGame, catalog, payoff_set, plots
found = payoff_set(RepeatedGame(catalog.prisoners_dilemma(), discount="1/2"))
print(plots.svg(plots.payoff_set(found, point=(3, 3)), title="What can be sustained"))
"""


AX = plots.payoff_set(FOUND, point=(3, 3))


def drawn(**options):
    return plots.svg(AX, **options)


def names(text):
    return re.findall(r'\bid="([^"]+)"', text)


def test_another_run_gives_the_same_bytes():
    told = subprocess.run(
        [sys.executable, "-c", CODE],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert told.stdout.strip() == drawn(title="What can be sustained")


def test_it_is_one_element_without_date_or_address():
    text = drawn(title="Who & what <here>")
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("role") == "img"
    assert root[0].text == "Who & what <here>"
    addresses = set(re.findall(r"https?://[^\"' <]+", text))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"metadata|DOCTYPE|\b20\d\d-\d\d", text)


def test_two_prefixes_share_no_name_and_every_reference_is_there():
    one, two = drawn(prefix="one"), drawn(prefix="two")
    assert not set(names(one)) & set(names(two))
    assert len(set(names(one))) == len(names(one))
    used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', one))
    assert {a or b for a, b in used} <= set(names(one))
    assert used


def test_any_axes_will_do():
    ax = Figure().subfigures(1, 2)[0].add_subplot()
    assert plots.svg(ax).startswith("<svg")


@pytest.mark.parametrize("prefix", ["", "1st", "a b", 'x"'])
def test_a_prefix_that_is_no_name_is_refused(prefix):
    with pytest.raises(GameError, match="cannot begin a name"):
        drawn(prefix=prefix)
