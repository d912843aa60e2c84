"""Reading .efg files: known strategic forms, random trees against Gambit, round trips, and what is wrong where."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from fractions import Fraction
from io import BytesIO
from itertools import count, product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import GameTheoryError, catalog, interop
from gametheory.errors import GameError, GameTooLargeError
from gametheory.games.normal_form import NormalFormGame
from gametheory.interop.tokens import quoted
from tests.gametheory.interop.named_games import exact_payoffs, named_games

HEAD = 'EFG 2 R "t" { "a" "b" } '
MOVE = 'p "" 1 1 "" { "L" "R" } 0 '
WORDS = ["c", "p", "t", '""', '"x"', "{", "}", "0", "1", "2", "1/2", ",", MOVE, 't "" 1 "" { 1, 2 }', 't "" 0', "\n"]


@pytest.fixture(scope="module")
def pygambit():
    return pytest.importorskip("pygambit", reason="pygambit, the oracle, is not installed")


@given(named_games(payoffs=exact_payoffs))
def test_what_is_written_is_read_again(game):
    assert interop.from_efg(interop.to_efg(game, title='a "title"', comment="{")) == game


def test_files_are_read_again(tmp_path):
    path = tmp_path / "shapley.efg"
    interop.write_efg(catalog.shapley(), path)
    assert interop.read_efg(path) == catalog.shapley()
    path.write_bytes('EFG 2 R "é" { "a" } t "" 0'.encode("latin-1"))
    with pytest.raises(GameError, match=r"shapley\.efg is not in UTF-8"):
        interop.read_efg(path)


def test_poker_of_one_card():
    """Myerson (1991), figure 2.1: the raiser sees the card, the other does not; payoffs are halves."""
    game = interop.from_efg(
        """EFG 2 R "A simple card game" { "Fred" "Alice" } "a comment"
        c "root" 1 "card" { "red" 1/2 "black" .5 } 0
        p "" 1 1 "red" { "raise" "fold" } 0
        p "" 2 1 "" { "meet" "pass" } 0
        t "" 1 "big win" { 2 -2 }
        t "" 2 "win" { 1, -1 }
        t "" 2
        p "" 1 2 "black" { "raise" "fold" } 0
        p 2 1 0
        t "" 4 "big loss" { -2, 2 }
        t "" 2 "win" { 1, -1 }
        t 5 { -1, 1, }"""
    )
    half = Fraction(1, 2)
    assert game == NormalFormGame(
        [
            [[0, 0], [1, -1]],
            [[half, -half], [0, 0]],
            [[-half, half], [1, -1]],
            [[0, 0], [0, 0]],
        ],
        actors=["Fred", "Alice"],
        actions=[
            [
                "red: raise, black: raise",
                "red: raise, black: fold",
                "red: fold, black: raise",
                "red: fold, black: fold",
            ],
            ["meet", "pass"],
        ],
    )


def test_who_moves_twice_has_strategies_that_its_own_first_move_rules_out():
    game = interop.from_efg(
        """EFG 2 R "Centipede" { "Ann" "Bob" "Cy" }
        p "" 1 1 { "go" "stop" } 0
        p "" 2 1 "" { "go" "stop" } 0
        p "" 1 2 "" { "go" "stop" } 0
        t "" 1 "" { 3 3 0 }
        t "" 2 "" { 4 1 0 }
        t "" 3 "" { 0 2 0 }
        t "" 4 "" { 1 0 .25 }"""
    )
    assert game.actions[0] == ("1: go, 2: go", "1: go, 2: stop", "1: stop, 2: go", "1: stop, 2: stop")
    assert game.actions[2] == ("no move",)
    wanted = [[[3, 3], [0, 2]], [[4, 1], [0, 2]], [[1, 0], [1, 0]], [[1, 0], [1, 0]]]
    assert [[list(game.payoff_at((i, j, 0))[:2]) for j in range(2)] for i in range(4)] == wanted
    assert game.payoff_at((2, 1, 0))[2] == Fraction(1, 4)


def test_what_is_paid_on_the_way_adds_up():
    game = interop.from_efg(
        """EFG 2 D "" { "Ann" }
        p "" 1 1 "" { "in" "out" } 1 "fee" { -1 }
        c "" 1 "" { "up" 0.25 "down" 0.75 } 2 "prize" { 10 }
        t "" 3 "" { 4 }
        t "" 1
        t "" 0"""
    )
    assert game == NormalFormGame(
        [[Fraction(-1 + 10) + 1 - Fraction(3, 4)], [-1]], actors=["Ann"], actions=[["in", "out"]]
    )


def test_joined_names_that_would_be_the_same_are_quoted():
    game = interop.from_efg(
        'EFG 2 R "" { "a" } p "" 1 1 "" { "x" "x, 2: y" } 0 '
        'p "" 1 2 "" { "y, 2: z" "z" } 0 t "" 0 t "" 0 p "" 1 2 0 t "" 0 t "" 0'
    )
    assert game.actions[0][0] == '1: "x", 2: "y, 2: z"'
    assert len(set(game.actions[0])) == 4


@st.composite
def trees(draw):
    """A random tree as text; information sets join nodes of an actor only where none lies above another."""
    known, numbers, lines = {}, count(1), []
    actors = draw(st.integers(1, 3))

    def outcome(depth):
        number = next(numbers)
        paid = [draw(st.integers(-9, 9)) for _ in range(actors)]
        return f'{number} "o{number}" {{ {", ".join(map(str, paid))} }}' if draw(st.integers(0, depth)) < 2 else "0"

    def grow(depth, above):
        kind = draw(st.sampled_from("tppc" if depth else "t" if depth == 0 else "pc"))
        if kind == "t" or len(lines) > 25:
            lines.append(f't "" {outcome(0)}')
            return
        size = draw(st.integers(1, 3))
        place, entry = len(lines), None
        if kind == "p":
            actor, number = draw(st.integers(1, actors)), draw(st.integers(1, 3))
            if (actor, number) in above:
                number = max(k for i, k in [*known, (actor, 3)] if i == actor) + 1
            size = known.setdefault((actor, number), size)
            entry = (actor, number)
            names = " ".join(f'"{k}"' for k in range(size))
            lines.append(f'p "" {actor} {number} "{actor}-{number}" {{ {names} }} {outcome(depth)}')
        else:
            weights = [draw(st.integers(1, 4)) for _ in range(size)]
            lots = " ".join(f'"{k}" {w}/{sum(weights)}' for k, w in enumerate(weights))
            lines.append(f'c "" {place + 1} "" {{ {lots} }} {outcome(depth)}')
        for _ in range(size):
            grow(depth - 1, above | {entry})

    grow(3, frozenset())
    names = " ".join(quoted(f"actor {i + 1}") for i in range(actors))
    return f'EFG 2 R "t" {{ {names} }}\n""\n\n' + "\n".join(lines) + "\n"


@given(trees(), st.data())
def test_gambit_expects_the_same_payoffs(pygambit, text, data):
    game, theirs = interop.from_efg(text), pygambit.read_efg(BytesIO(text.encode()))
    index = tuple(data.draw(st.integers(0, k - 1)) for k in game.shape)
    play = theirs.mixed_behavior_profile(rational=True)
    for i, player in enumerate(theirs.players):
        sets = sorted(player.infosets, key=lambda infoset: int(infoset.label.partition("-")[2]))
        name = game.actions[i][index[i]]
        choices = [part.rpartition(" ")[2] for part in name.split(", ")] if sets else []
        for infoset, choice in zip(sets, choices, strict=True):
            for k, action in enumerate(infoset.actions):
                play[action] = int(k == int(choice))
    assert game.payoff_at(index) == tuple(Fraction(str(play.payoff(player))) for player in theirs.players)


def pure_payoffs(theirs):
    """What Gambit says that every choice at all information sets pays."""
    play = theirs.mixed_behavior_profile(rational=True)
    for choice in product(*(infoset.actions for player in theirs.players for infoset in player.infosets)):
        for action in choice:
            for other in action.infoset.actions:
                play[other] = int(other == action)
        yield tuple(Fraction(str(play.payoff(player))) for player in theirs.players)


def test_published_games_that_gambit_brings_pay_the_same(pygambit):
    files = sorted(Path(pygambit.__file__).parent.glob("catalog_data/**/*.efg"))
    if not files:
        pytest.skip("this pygambit brings no files")
    for path in files:
        theirs = pygambit.read_efg(str(path))
        if any(infoset.is_absent_minded for player in theirs.players for infoset in player.infosets):
            with pytest.raises(GameError, match="absent-mindedness"):
                interop.read_efg(path)
            continue
        game = interop.read_efg(path)
        if game.n_profiles <= 100:
            ours = Counter(game.payoff(profile) for profile in game.profiles())
            assert ours == Counter(pure_payoffs(theirs)), path.name


def test_lots_of_chance_may_share_a_name_and_sum_to_one_exactly():
    tree = 'EFG 2 R "" { "a" } c "" 1 "" { "1/3" 1/3 "1/3" 1/3 "1/3" %s } 0 t "" 1 "" { 1 } t "" 0 t "" 2 "" { 5 }'
    assert interop.from_efg(tree % "1/3").payoff(("no move",)) == (2,)
    with pytest.raises(GameError, match="chance sum to 11/12; they must sum to 1 exactly"):
        interop.from_efg(tree % ".25")
    with pytest.raises(GameError, match=r"sum to a fraction of 6,\d+ characters"):
        interop.from_efg(tree % ("1/" + "7" * 3000))


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("", (1, 1), "expected EFG at the start of an extensive game, found the end of the file"),
        ('NFG 1 R "t"', (1, 1), "expected EFG"),
        ('EFG 1 R "t"', (1, 5), r"expected 2 \(the version"),
        ('EFG 2 R "t" { }', (1, 15), "no actors are named; at least one"),
        (HEAD, (1, 25), "expected t or p or c, the kind of node 1 of the tree, found the end"),
        (HEAD + '\nx "" 0', (2, 1), "expected t or p or c, .* found x"),
        (HEAD + 't ""', (1, 29), "expected the number of the outcome .*, a whole number, found the end"),
        (HEAD + 't "" 3', (1, 30), "the payoffs of outcome 3 are not known yet"),
        (HEAD + 't "" 1 "" { 1 }', (1, 39), "expected payoff 2 of 2 in outcome 1"),
        (HEAD + 't "" 1 "" { 1 2 3 }', (1, 41), "expected } after the 2 payoffs of outcome 1"),
        (HEAD + 't "" 0 { 1 2 }', (1, 32), "the tree is complete with 1 nodes, yet the file goes on with {"),
        (HEAD + 'p "" 0 1', (1, 30), r"there is no actor 0; 2 are named, from 1 \(a, b\)"),
        (HEAD + 'p "" 3 1', (1, 30), "there is no actor 3"),
        (HEAD + 'p "" 2 1 "" 0', (1, 32), "the actions of information set 1 of b are not known yet"),
        (HEAD + 'p "" 2 1 "" { } 0', (1, 39), "no actions of information set 1 of b are named"),
        (HEAD + 'p "" 2 1 "" { "x" "x" } 0', (1, 43), "'x' is given to two actions of information set 1 of b"),
        (HEAD + MOVE + 't "" 0', (1, 57), "the kind of node 3 of the tree, found the end"),
        (
            HEAD + 'c "" 1 "" { "x" 1/2 "y" 1/3 } 0',
            (1, 35),
            "information set 1 of chance sum to 5/6; they must sum to 1",
        ),
        (HEAD + 'c "" 1 "" { "x" 2 "y" -1 } 0', (1, 47), "probability of action 'y' .* is negative"),
        (HEAD + 'c "" 1 "" { "x" "y" } 0', (1, 41), "expected the probability of action 'x'"),
        (HEAD + 'c "" 1 "" { } 0', (1, 35), "sum to 0"),
        (HEAD + MOVE + 'p "" 1 1 0', (1, 51), "information set 1 of a comes twice on one path"),
        (
            HEAD + MOVE + 'p "" 2 1 "" { "x" "y" } 0 t "" 0 t "" 0\np "" 2 1 "" { "x" } 0',
            (2, 8),
            "the actions of information set 1 of b are 'x' here but were 'x', 'y' at an earlier node",
        ),
        (
            HEAD + 'c "" 1 "" { "x" 1/2 "y" 1/2 } 0\nc "" 1 "" { "x" 1/3 "y" 2/3 } 0',
            (2, 6),
            "the probabilities of information set 1 of chance are others here",
        ),
        (HEAD + MOVE + 't "" 1 "" { 1 2 }\nt "" 1 "" { 1 3 }', (2, 6), "the payoffs of outcome 1 are others here"),
    ],
)
def test_malformed_files_are_refused_with_line_and_column(text, place, complaint):
    with pytest.raises(GameError, match=f"^line {place[0]}, column {place[1]}: .*{complaint}"):
        interop.from_efg(text)


def chain(length):
    """One actor who may stop at each of so many nodes."""
    return 'EFG 2 R "" { "Ann" } ' + "".join(f'p "" 1 {k} "" {{ "s" "g" }} 0 t "" 0 ' for k in range(length)) + 't "" 0'


def test_too_many_strategies_are_refused_with_their_number():
    with pytest.raises(GameTooLargeError, match="Ann moves at 30 information sets and so has 1,073,741,824 pure strat"):
        interop.from_efg(chain(30))
    with pytest.raises(GameTooLargeError, match=r"so has over 10\^903 pure strategies"):
        interop.from_efg(chain(3000))
    assert interop.from_efg(chain(9)).shape == (512,)


def test_long_paths_and_many_actors_are_read_or_refused():
    steps = "".join(f'p "" 1 {k} "" {{ "on" }} 1 "" {{ 1/3 }} ' for k in range(2000))
    assert interop.from_efg(f'EFG 2 R "" {{ "Ann" }} {steps} t "" 0').payoff_at((0,)) == (Fraction(2000, 3),)
    with pytest.raises(GameTooLargeError, match="a game of 70 actors has more axes"):
        interop.from_efg(f'EFG 2 R "" {{ {" ".join(quoted(str(i)) for i in range(70))} }} t "" 0')


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS)).map(" ".join))
@example('t "" 0')
@example('c "" 1 { "x" 1e-999 "y" 1 } 0')
def test_any_text_is_a_game_or_an_error_of_ours(text):
    for content in (text, HEAD + text, HEAD + MOVE + text):
        with suppress(GameTheoryError):
            assert isinstance(interop.from_efg(content), NormalFormGame)
