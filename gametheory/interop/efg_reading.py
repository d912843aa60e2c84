"""Gambit's format for extensive games (.efg), read exactly into strategic form."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.exact import exact_text
from gametheory.interop.efg_strategies import Move, Node, steps_to, strategic_form
from gametheory.interop.gambit_files import decoded, header, names_in_braces, outcome_payoffs
from gametheory.interop.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["from_efg", "read_efg"]

_ABSENT = (
    "comes twice on one path (absent-mindedness), so pure strategies do not describe it; give the later node its own"
)


def read_efg(path: str | PathLike[str]) -> NormalFormGame:
    """
    Read the strategic form of a game from a Gambit ``.efg`` file.

    Parameters
    ----------
    path : str or path
        The file, in UTF-8.

    Returns
    -------
    NormalFormGame
        The game, as `from_efg` reads it.

    Raises
    ------
    GameError
        If the file is malformed; the message says in which line and column.
    GameTooLargeError
        If there are too many pure strategies.
    """
    return from_efg(decoded(path))


def from_efg(content: str) -> NormalFormGame:
    """
    Read the strategic form of a game from the text of a Gambit ``.efg`` file.

    A pure strategy is one action at each of an actor's information sets, also at those that its own earlier actions
    rule out: the form is not reduced, so some strategies may be alike. Strategies are named by the action where an
    actor has one information set; else by what is done at each ("1: L, 2: R", in the order of the information sets'
    numbers, or with their labels if all have different ones); an actor without any has the strategy "no move". Numbers
    are exact (``.1`` is one tenth), payoffs are expected values over chance's moves, and payoffs along the way
    add up. Information sets are numbered per actor, as in Gambit. The tree itself, its title and its comment are not
    kept.

    Parameters
    ----------
    content : str
        The text of the file.

    Returns
    -------
    NormalFormGame
        The game of the pure strategies, its axes in the order of the actors.

    Raises
    ------
    GameError
        If the text is malformed, if nodes of one information set have different actions, or if one follows another;
        the message says in which line and column.
    GameTooLargeError
        If there are too many pure strategies.

    Examples
    --------
    >>> game = from_efg('''EFG 2 R "Entry" { "Entrant" "Incumbent" }
    ... p "" 1 1 "" { "enter" "stay out" } 0
    ... p "" 2 1 "" { "fight" "share" } 0
    ... t "" 1 "war" { -1, -1 }
    ... t "" 2 "duopoly" { 1, 1 }
    ... t "" 3 "monopoly" { 0, 5/2 }''')
    >>> game.payoff(("stay out", "fight"))
    (Fraction(0, 1), Fraction(5, 2))
    """
    tokens = Tokens(content)
    header(tokens, "EFG", "2", "an extensive game")
    actors = names_in_braces(tokens, "actor")
    if tokens.kind == "text":
        tokens.text("the comment")
    nodes = _tree(tokens, actors)
    if tokens.kind != "end":
        tokens.fail(f"the tree is complete with {len(nodes):,} nodes, yet the file goes on with {tokens.token[:40]}")
    return strategic_form(nodes, actors)


def _tree(tokens: Tokens, actors: Sequence[str]) -> list[Node]:
    """Nodes from the root, depth first."""
    moves: dict[tuple[int, int], Move] = {}
    outcomes: dict[int, list[int | Fraction]] = {}
    nodes: list[Node] = []
    awaited = [(-1, 0)]
    while awaited:
        place = tokens.offset
        move = _move(tokens, moves, actors, len(nodes) + 1)
        node = Node(move, _outcome(tokens, outcomes, len(actors)), *awaited.pop())
        if move is not None:
            if not move.chances and any(earlier is move for earlier, _ in steps_to(nodes, node)):
                tokens.fail(f"{_set_of(actors, move.actor, move.number)} {_ABSENT}", place)
            awaited += [(len(nodes), branch) for branch in reversed(range(len(move.actions)))]
        nodes.append(node)
    return nodes


def _set_of(actors: Sequence[str], actor: int, number: int) -> str:
    return f"information set {number} of {actors[actor] if actor >= 0 else 'chance'}"


def _move(tokens: Tokens, moves: dict[tuple[int, int], Move], actors: Sequence[str], count: int) -> Move | None:
    """Everything of a node before its outcome; None at the end of play."""
    chance, personal = tokens.at("c"), tokens.at("p")
    if not (tokens.skip("c") or tokens.skip("p")):
        tokens.take("t", f"or p or c, the kind of node {count} of the tree")
    _optional_text(tokens, "the name of the node")
    if not (chance or personal):
        return None
    actor = _actor(tokens, actors) if personal else -1
    place = tokens.offset
    number = tokens.whole("the number of the information set")
    label = _optional_text(tokens, "the label of the information set")
    whose = f" of {_set_of(actors, actor, number)}"
    if tokens.at("{"):
        names, chances = _lottery(tokens, whose) if chance else (names_in_braces(tokens, "action", whose), [])
        given = Move(actor, number, label, names, chances)
        _refuse_other(tokens, moves.setdefault((actor, number), given), given, whose, place)
    elif (actor, number) not in moves:
        tokens.fail(f"the actions{whose} are not known yet; list them in braces at its first node", place)
    return moves[actor, number]


def _optional_text(tokens: Tokens, what: str) -> str:
    return tokens.text(what) if tokens.kind == "text" else ""


def _actor(tokens: Tokens, actors: Sequence[str]) -> int:
    place = tokens.offset
    number = tokens.whole("the number of the actor who moves")
    if not 1 <= number <= len(actors):
        tokens.fail(f"there is no actor {number}; {len(actors)} are named, from 1 ({', '.join(actors)})", place)
    return number - 1


def _lottery(tokens: Tokens, whose: str) -> tuple[list[str], list[int | Fraction]]:
    """Names (which Gambit lets be the same) and probabilities of chance's actions."""
    place = tokens.offset
    tokens.take("{", "before the actions of chance")
    names: list[str] = []
    chances: list[int | Fraction] = []
    while not tokens.at("}"):
        names.append(tokens.text(f"the name of action {len(names) + 1}{whose} (or a closing brace)"))
        at = tokens.offset
        chances.append(tokens.number(f"the probability of action {names[-1]!r}{whose}"))
        if chances[-1] < 0:
            tokens.fail(f"the probability of action {names[-1]!r}{whose} is negative", at)
    if sum(chances) != 1:
        total = exact_text(Fraction(sum(chances)))
        total = total if len(total) < 60 else f"a fraction of {len(total):,} characters"
        tokens.fail(
            f"the probabilities{whose} sum to {total}; they must sum to 1 exactly (1/3 may be written so)", place
        )
    tokens.take("}", "")
    return names, chances


def _refuse_other(tokens: Tokens, first: Move, given: Move, whose: str, place: int) -> None:
    """Nodes of one information set must offer the same."""
    if first.actions != given.actions:
        listed = [", ".join(map(repr, move.actions)) for move in (given, first)]
        tokens.fail(f"the actions{whose} are {listed[0]} here but were {listed[1]} at an earlier node", place)
    if first.chances != given.chances:
        tokens.fail(f"the probabilities{whose} are others here than at an earlier node", place)


def _outcome(tokens: Tokens, outcomes: dict[int, list[int | Fraction]], actors: int) -> Sequence[int | Fraction]:
    """What a node pays; nothing for outcome 0."""
    place = tokens.offset
    number = tokens.whole("the number of the outcome (0 for none)")
    _optional_text(tokens, "the name of the outcome")
    if number and tokens.skip("{"):
        given = outcome_payoffs(tokens, number, actors)
        if outcomes.setdefault(number, given) != given:
            tokens.fail(f"the payoffs of outcome {number} are others here than at an earlier node", place)
    elif number and number not in outcomes:
        tokens.fail(f"the payoffs of outcome {number} are not known yet; list them in braces at its first node", place)
    return outcomes.get(number, ())
