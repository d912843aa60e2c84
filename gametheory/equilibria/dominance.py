"""Which actions are dominated, and which survive when dominated ones are eliminated again and again."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.dominance_search import Verdict, strictly, weakly
from gametheory.equilibria.incentive_rows import safe_integers
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["Dominance", "DominatedActions", "Rationalizable", "dominated_actions", "rationalizable"]

Kept = tuple[tuple[int, ...], ...]
"""Per actor: indices of the actions that are left."""

Belief = FrozenMap[tuple[str, ...], Fraction]


@dataclass(frozen=True)
class Dominance(Jsonable):
    """
    An action that is never better than a mixture of other actions.

    Parameters
    ----------
    actor, action : str
        Whose action is dominated.
    by : mapping of action to Fraction
        The mixture that dominates it; one action with probability one if a pure action does.
    margin : Fraction
        The smallest gain of the mixture over all profiles of the others; zero if the dominance is weak.
    """

    actor: str
    action: str
    by: FrozenMap[str, Fraction]
    margin: Fraction

    @property
    def is_strict(self) -> bool:
        """Whether the mixture is better against every profile of the others."""
        return self.margin > 0

    def __str__(self) -> str:
        mixture = " + ".join(name if p == 1 else f"{p} {name}" for name, p in self.by.items())
        how = f"strictly dominated (by at least {self.margin})" if self.is_strict else "weakly dominated"
        return f"{self.actor}'s {self.action!r} is {how} by {mixture}"


@dataclass(frozen=True)
class DominatedActions(Jsonable):
    """
    All dominated actions of a game; iterate to get the strictly dominated ones, then the weakly dominated ones.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    strict : tuple of Dominance
        Strictly dominated actions.
    weak : tuple of Dominance
        Actions that are weakly but not strictly dominated.
    mixed : bool
        Whether mixtures were considered, or pure actions alone.
    """

    game: NormalFormGame
    strict: tuple[Dominance, ...]
    weak: tuple[Dominance, ...]
    mixed: bool

    def __iter__(self) -> Iterator[Dominance]:
        yield from self.strict
        yield from self.weak

    def __len__(self) -> int:
        return len(self.strict) + len(self.weak)

    @property
    def method(self) -> str:
        """How they were found."""
        return "exact linear programs over mixtures" if self.mixed else "every pair of actions compared exactly"

    @property
    def converged(self) -> bool:
        """Always true: the search is finite and exact."""
        return True


@dataclass(frozen=True)
class Rationalizable(Jsonable):
    """
    What iterated elimination of strictly dominated actions leaves; index by an actor's name.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    actions : mapping of actor to tuple of str
        The surviving actions, in the game's order.
    rounds : tuple of tuple of Dominance
        What was eliminated, all at once in each round, with the evidence.
    beliefs : mapping of (actor, action) to mapping of tuple of str to Fraction
        For every survivor a lottery over the others' surviving profiles to which it is a best response; empty where
        pure dominance alone was asked about.
    weak : tuple of Dominance
        Survivors that are weakly dominated among the survivors; they are reported and not eliminated.
    mixed : bool
        Whether mixtures were considered, or pure actions alone.
    """

    game: NormalFormGame
    actions: FrozenMap[str, tuple[str, ...]]
    rounds: tuple[tuple[Dominance, ...], ...]
    beliefs: FrozenMap[tuple[str, str], Belief]
    weak: tuple[Dominance, ...]
    mixed: bool

    def __getitem__(self, actor: str) -> tuple[str, ...]:
        self.game.actor_index(actor)
        return self.actions[actor]

    def __iter__(self) -> Iterator[Dominance]:
        for eliminated in self.rounds:
            yield from eliminated

    @property
    def is_solved(self) -> bool:
        """Whether one profile alone survives: the game is dominance solvable."""
        return all(len(names) == 1 for names in self.actions.values())

    @property
    def reduced(self) -> NormalFormGame:
        """The game with the surviving actions alone."""
        kept = [[self.game.action_index(actor, name) for name in names] for actor, names in self.actions.items()]
        return NormalFormGame(
            self.game.payoffs[np.ix_(*kept)], actors=self.game.actors, actions=tuple(self.actions.values())
        )

    @property
    def method(self) -> str:
        """How they were found."""
        return "exact linear programs over mixtures" if self.mixed else "every pair of actions compared exactly"

    @property
    def converged(self) -> bool:
        """Always true: the elimination is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The rounds with their evidence and the survivors' beliefs, for `gametheory.verify`."""
        return Certificate(
            "dominance",
            {
                "game": plain_game(self.game),
                "mixed": self.mixed,
                "rounds": [
                    [[d.actor, d.action, [[name, str(p)] for name, p in d.by.items()]] for d in eliminated]
                    for eliminated in self.rounds
                ],
                "survivors": [list(names) for names in self.actions.values()],
                "beliefs": [
                    [actor, action, [[list(others), str(p)] for others, p in belief.items()]]
                    for (actor, action), belief in self.beliefs.items()
                ],
            },
        )

    def __str__(self) -> str:
        lines = [f"round {k}: {d}" for k, eliminated in enumerate(self.rounds, 1) for d in eliminated]
        left = "; ".join(f"{actor}: {', '.join(names)}" for actor, names in self.actions.items())
        return "\n".join([*lines, f"left are {left}"])


def dominated_actions(game: NormalFormGame, *, mixed: bool = True) -> DominatedActions:
    """
    Find every action that another action, or a mixture, dominates strictly or weakly.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.
    mixed : bool, default: True
        Consider mixtures; otherwise pure actions alone.

    Returns
    -------
    DominatedActions
        Each with a dominating mixture.

    Examples
    --------
    >>> from gametheory import NormalFormGame, dominated_actions
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> for dominance in dominated_actions(game):
    ...     print(dominance)
    Ann's 'C' is strictly dominated (by at least 1) by D
    Bob's 'C' is strictly dominated (by at least 1) by D
    """
    everything = tuple(tuple(range(k)) for k in game.shape)
    strict = [d for d, _ in _search(game, everything, mixed=mixed) if d]
    found = {(d.actor, d.action) for d in strict}
    weak = [d for d in _weak(game, everything, mixed=mixed) if (d.actor, d.action) not in found]
    return DominatedActions(game, tuple(strict), tuple(weak), mixed)


def rationalizable(game: NormalFormGame, *, mixed: bool = True) -> Rationalizable:
    """
    Eliminate strictly dominated actions again and again.

    With mixtures, the survivors are the rationalizable actions (Bernheim 1984; Pearce 1984), where an actor may
    believe that the others' actions are correlated; with two actors there is no difference. The order of elimination
    does not matter.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.
    mixed : bool, default: True
        Eliminate what mixtures dominate; otherwise only what pure actions dominate.

    Returns
    -------
    Rationalizable
        Survivors, the rounds with their evidence, and a certificate.

    Examples
    --------
    >>> from gametheory import NormalFormGame, rationalizable
    >>> game = NormalFormGame([[[3, 0], [0, 1]], [[0, 0], [3, 1]], [[1, 1], [1, 0]]],
    ...                       actors=["Ann", "Bob"], actions=[["T", "M", "B"], ["L", "R"]])
    >>> print(rationalizable(game))
    round 1: Ann's 'B' is strictly dominated (by at least 1/2) by 1/2 T + 1/2 M
    round 2: Bob's 'L' is strictly dominated (by at least 1) by R
    round 3: Ann's 'T' is strictly dominated (by at least 3) by M
    left are Ann: M; Bob: R
    """
    kept: Kept = tuple(tuple(range(k)) for k in game.shape)
    rounds: list[tuple[Dominance, ...]] = []
    while True:
        found = _search(game, kept, mixed=mixed)
        eliminated = tuple(d for d, _ in found if d)
        if not eliminated:
            break
        rounds.append(eliminated)
        gone = {(d.actor, d.action) for d in eliminated}
        kept = tuple(
            tuple(k for k in left if (actor, names[k]) not in gone)
            for actor, names, left in zip(game.actors, game.actions, kept, strict=True)
        )
    survivors = FrozenMap(
        (actor, tuple(names[k] for k in left))
        for actor, names, left in zip(game.actors, game.actions, kept, strict=True)
    )
    pairs = [(actor, name) for actor, names in survivors.items() for name in names]
    beliefs = FrozenMap((pair, belief) for pair, (_, belief) in zip(pairs, found, strict=True) if mixed and belief)
    return Rationalizable(game, survivors, tuple(rounds), beliefs, tuple(_weak(game, kept, mixed=mixed)), mixed)


def _own(game: NormalFormGame, kept: Kept, actor: int) -> NDArray[Any]:
    """One actor's payoffs in what is left of the game: a row per own action, a column per profile of the others."""
    numerators = safe_integers(game)[0][..., actor][np.ix_(*kept)]
    return np.moveaxis(numerators, actor, 0).reshape(len(kept[actor]), -1)


def _search(game: NormalFormGame, kept: Kept, *, mixed: bool) -> list[tuple[Dominance | None, Belief | None]]:
    """For every action that is left, in order: what dominates it strictly, or a belief that makes it best."""
    found: list[tuple[Dominance | None, Belief | None]] = []
    for i in range(len(game.actors)):
        own = _own(game, kept, i)
        found += [_named(game, kept, i, row, strictly(own, row, mixed=mixed)) for row in range(len(own))]
    return found


def _named(
    game: NormalFormGame, kept: Kept, actor: int, row: int, verdict: Verdict
) -> tuple[Dominance | None, Belief | None]:
    if verdict.by is None:
        return None, _belief(game, kept, actor, verdict.belief)
    return _dominance(game, kept, actor, row, verdict.by, verdict.margin), None


def _dominance(
    game: NormalFormGame, kept: Kept, actor: int, row: int, by: dict[int, Fraction], margin: Fraction
) -> Dominance:
    names = [game.actions[actor][k] for k in kept[actor]]
    mixture = FrozenMap((names[k], p) for k, p in by.items())
    return Dominance(game.actors[actor], names[row], mixture, margin / game.integers()[1][actor])


def _belief(game: NormalFormGame, kept: Kept, actor: int, belief: dict[int, Fraction] | None) -> Belief | None:
    if belief is None:
        return None
    lists = [[game.actions[j][k] for k in kept[j]] for j in range(len(kept)) if j != actor]
    shape = tuple(len(names) for names in lists)
    return FrozenMap(
        (tuple(names[int(k)] for names, k in zip(lists, np.unravel_index(column, shape), strict=True)), p)
        for column, p in belief.items()
    )


def _weak(game: NormalFormGame, kept: Kept, *, mixed: bool) -> list[Dominance]:
    found = []
    for i in range(len(game.actors)):
        own = _own(game, kept, i)
        for row in range(len(own)):
            by = weakly(own, row, mixed=mixed)
            if by is not None:
                found.append(_dominance(game, kept, i, row, by, Fraction(0)))
    return found
