"""Reading .nfg files: both versions, all forms of numbers, and what is wrong where."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import GameTheoryError, catalog, interop
from gametheory.errors import GameError, GameTooLargeError
from gametheory.games.normal_form import NormalFormGame

FIXTURES = Path(__file__).parent / "fixtures"
WORDS = ["NFG", "1", "R", '"t"', "{", "}", "2", '"a"', ",", "-1/2", "0", '""', "\n"]
HEAD = 'NFG 1 R "t" { "a" "b" } '


@pytest.fixture(scope="module")
def pygambit():
    return pytest.importorskip("pygambit", reason="pygambit, the oracle, is not installed")


def test_payoff_list_of_von_stengel():
    assert interop.read_nfg(FIXTURES / "von_stengel_2007.nfg") == catalog.von_stengel()


def test_outcome_list_of_mckelvey_and_mclennan():
    assert interop.read_nfg(FIXTURES / "mckelvey_mclennan_1996.nfg") == catalog.mckelvey_mclennan()


def test_decimals_and_counted_actions_of_mckelvey_and_palfrey():
    game = interop.read_nfg(FIXTURES / "mckelvey_palfrey_1992.nfg")
    wanted = catalog.centipede()
    assert game == NormalFormGame(wanted.payoffs, actors=wanted.actors)
    assert game.payoff(("3", "3")) == (Fraction(32, 5), Fraction(8, 5))


def test_blank_names_become_numbers():
    game = interop.read_nfg(FIXTURES / "unnamed.nfg")
    assert game.actors == ("1", "2", "3")
    assert game.actions == (("1", "2"), ("1",), ("x", "2"))
    assert [game.payoff((a, "1", b))[0] for b in ("x", "2") for a in ("1", "2")] == [1, 2, 3, 4]


def test_the_first_actor_changes_fastest():
    game = interop.from_nfg('NFG 1 R "" { "a" "b" "c" } { 2 3 2 } ' + " ".join(f"{k} 0 0" for k in range(12)))
    assert all(game.payoff_at((i, j, k))[0] == i + 2 * j + 6 * k for i in range(2) for j in range(3) for k in range(2))


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("", (1, 1), "expected NFG at the start of a strategic game, found the end of the file"),
        ('EFG 2 R "t"', (1, 1), "expected NFG"),
        ('NFG 2 R "t"', (1, 5), r"expected 1 \(the version"),
        ('NFG 1 Q "t"', (1, 7), "expected R or D"),
        ("NFG 1 R t", (1, 9), "expected the title in quotation marks, found t"),
        ('NFG 1 R "t', (1, 9), "never closed"),
        ('NFG 1 R "t" { }', (1, 15), "no actors are named; at least one"),
        ('NFG 1 R "t" { "a" b }', (1, 19), r"expected the name of actor 2 \(or a closing brace\) in quotation marks"),
        ('NFG 1 R "t"\n{ "a"\n  "a" }', (3, 3), "the name 'a' is given to two actors"),
        (HEAD + "{ 2 }", (1, 29), "expected the number of actions of b, a whole number"),
        (HEAD + "{ 2 2 2 }", (1, 31), r"expected } after the actions of 2 actors \(a, b\)"),
        (HEAD + "{ 2 0 }", (1, 29), "b has no actions"),
        (HEAD + '{ { "x" } }', (1, 35), "expected { before the names of the actions of b"),
        (HEAD + "{ 1 1 } 1", (1, 34), "expected payoff 2 of 2, a number such as 3, -0.5 or 2/3, found the end"),
        (HEAD + "{ 1 1 }\n1 one", (2, 3), "expected payoff 2 of 2, a number .* found one"),
        (HEAD + "{ 1 1 }\n1 2 3", (2, 5), "all 1 profiles have their payoffs, yet the file goes on with 3"),
        (HEAD + "{ 1 1 } 1 2/0", (1, 35), "2/0 divides by zero"),
        (HEAD + "{ 1 1 } 1 nan", (1, 35), "found nan"),
        (HEAD + "{ 1 1 } 1 1_0", (1, 35), "found 1_0"),
        (HEAD + "{ 1 1 } 1 1-2", (1, 35), "found 1-2"),
        (HEAD + "{ 1 1 } 1 " + "7" * 4500, (1, 35), "a number of 4,500 characters is too long"),
        (HEAD + '{ 1 1 } { { "" 1, 2 } } 2', (1, 49), "there is no outcome 2; 1 are listed"),
        (HEAD + '{ 1 1 } { { "" 1 } } 1', (1, 42), "expected payoff 2 of 2 in outcome 1"),
        (HEAD + '{ 1 1 } { { "" 1, 2, 3 } } 1', (1, 46), "expected } after the 2 payoffs of outcome 1"),
        (HEAD + "{ 1 1 } { { 1, 2 } } 1", (1, 37), "expected the name of outcome 1 in quotation marks"),
        (HEAD + "{ 100 1000 } 1 2 3", (1, 38), "100,000 profiles, but the file ends before"),
    ],
)
def test_malformed_files_are_refused_with_line_and_column(text, place, complaint):
    with pytest.raises(GameError, match=f"^line {place[0]}, column {place[1]}: .*{complaint}"):
        interop.from_nfg(text)


@pytest.mark.parametrize("sizes", ["100000 1000000", "99999999999999999999 1", f"{10**400} 1"])
def test_sizes_beyond_memory_are_refused_before_anything_is_allocated(sizes):
    with pytest.raises(GameTooLargeError, match="Nothing was allocated"):
        interop.from_nfg(HEAD + f"{{ {sizes} }} 1 2 3")


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["NFG", "1", "R", '"t"', "{", "}", "2", '"a"', ",", "-1/2", "0", '""', "\n"])).map(
        " ".join
    )
)
@example('NFG 1 R "t" { "a" } { 1 } 1')
@example('NFG 1 R "t" { "a" } { 1 } "c" 1')
def test_any_text_is_a_game_or_an_error_of_ours(text):
    for content in (text, HEAD + text):
        with suppress(GameTheoryError):
            assert isinstance(interop.from_nfg(content), NormalFormGame)


def test_bytes_that_are_no_utf8_are_refused(tmp_path):
    path = tmp_path / "old.nfg"
    path.write_bytes('NFG 1 R "é" { "a" } { 1 } 1'.encode("latin-1"))
    with pytest.raises(GameError, match=r"old\.nfg is not in UTF-8"):
        interop.read_nfg(path)
    path.write_bytes('\N{ZERO WIDTH NO-BREAK SPACE}NFG 1 R "é" { "a" } { 1 } 1'.encode())
    assert interop.read_nfg(path).payoff(("1",)) == (1,)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.nfg")), ids=lambda path: path.stem)
def test_gambit_reads_the_same_payoffs(pygambit, path):
    content = path.read_text("utf-8").replace(", }", " }").replace("+.4 1e-1", ".4 .1").replace("4.0e-1", ".4")
    content = content.replace("64E-1", "6.4").replace('{ "*" }', '{ "y" }')  # what Gambit itself does not read
    theirs, ours = pygambit.read_nfg(BytesIO(content.encode())), interop.read_nfg(path)
    for profile in ours.profiles():
        index = ours.index(profile)
        chosen = [list(player.strategies)[k] for player, k in zip(theirs.players, index, strict=True)]
        found = theirs[tuple(chosen)]
        assert [float(found[player]) if found else 0 for player in theirs.players] == [
            float(x) for x in ours.payoff(profile)
        ]


def test_more_actors_than_an_array_has_axes_are_refused():
    names, ones, zeros = " ".join(f'"{i}"' for i in range(70)), "1 " * 70, "0 " * 70
    with pytest.raises(GameTooLargeError, match="a game of 70 actors has more axes than NumPy's arrays"):
        interop.from_nfg(f'NFG 1 R "" {{ {names} }} {{ {ones} }} {zeros}')
