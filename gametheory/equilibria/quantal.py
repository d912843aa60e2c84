"""Quantal response: actors who choose better actions more often, but not always."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.expectations import unit_payoffs
from gametheory.equilibria.logit_branch import branch, polished
from gametheory.equilibria.logit_equations import LogitEquations
from gametheory.errors import NumberError
from gametheory.exact import exact
from gametheory.games.normal_form import NormalFormGame
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.equilibria.expectations import Floats

__all__ = ["LogitBranch", "QuantalResponse", "quantal_response"]

_STEPS = 5_000
_ACCURACY = 1e-9

Strategies = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class LogitBranch(Jsonable):
    """
    The points visited on the principal branch of logit equilibria; iterate to get pairs of rationality and strategies.

    Parameters
    ----------
    rationality : tuple of float
        From zero on; where the branch turns back, so does this.
    profiles : tuple of tuple of tuple of float
        At each point: a probability vector per actor.
    crossings : tuple of float
        Rationalities just past points where another branch crosses this one, as happens in symmetric games. The branch
        is followed straight on; which way actors would go there is not determined by the equations.
    """

    rationality: tuple[float, ...]
    profiles: tuple[tuple[tuple[float, ...], ...], ...]
    crossings: tuple[float, ...]

    def __iter__(self) -> Iterator[tuple[float, Strategies]]:
        return iter(zip(self.rationality, self.profiles, strict=True))

    def __len__(self) -> int:
        return len(self.rationality)

    @property
    def turns(self) -> int:
        """How often the branch changes from growing to falling rationality or back."""
        rises = [b > a for a, b in pairwise(self.rationality)]
        return sum(a != b for a, b in pairwise(rises))


@dataclass(frozen=True)
class QuantalResponse(Jsonable):
    """
    A logit quantal response equilibrium; iterate to get one probability vector per actor.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    rationality : float
        The rationality reached: the one asked for, unless the branch could not be followed that far.
    profile : tuple of tuple of float
        Probabilities per actor in the order of ``game.actions``.
    log_probabilities : tuple of tuple of float
        Their natural logarithms, which tell apart what is too small for a probability.
    path : LogitBranch
        The points of the branch from the centre to here.
    residual : float
        The largest error of a log-odds ratio, relative to one plus the rationality times the largest payoff range.
    converged : bool
        Whether the rationality asked for was reached with a residual of at most 1e-9.
    method : str
        How it was found.
    """

    game: NormalFormGame
    rationality: float
    profile: tuple[tuple[float, ...], ...]
    log_probabilities: tuple[tuple[float, ...], ...]
    path: LogitBranch
    residual: float
    converged: bool
    method: str = "logit branch from the centre, predictor and corrector in log-probabilities"

    def __iter__(self) -> Iterator[tuple[float, ...]]:
        return iter(self.profile)

    def __getitem__(self, actor: str) -> tuple[float, ...]:
        return self.profile[self.game.actor_index(actor)]


def quantal_response(game: NormalFormGame, *, rationality: float) -> QuantalResponse:
    """
    Find the logit quantal response equilibrium on the branch that starts at the centre (McKelvey and Palfrey 1995).

    Every actor plays an action with a probability proportional to the exponential of `rationality` times its expected
    payoff. At zero all actions are equally likely; as it grows, the branch followed here leads, for almost all games,
    to one Nash equilibrium. Where the branch turns back (Turocy 2005) it is followed round the bend; the answer is the
    first point on it with the rationality asked for.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.
    rationality : float
        At least zero, per unit of payoff as given: doubling all payoffs has the effect of doubling it. It does not
        change when constants are added. A rationality of 1 over the payoff range is near guessing, 100 over it is
        near best response.

    Returns
    -------
    QuantalResponse
        The equilibrium, and the branch up to it as ``path``. The same input always gives the same digits.

    Raises
    ------
    NumberError
        If the rationality is negative or not finite.

    Examples
    --------
    >>> from gametheory import NormalFormGame, quantal_response
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> answer = quantal_response(game, rationality=1)
    >>> [round(p, 4) for p in answer["Ann"]]
    [0.2689, 0.7311]
    """
    target = _checked(rationality)
    tables, unit = unit_payoffs(game)
    equations = LogitEquations(tables)
    goal = target * unit
    points = list(branch(equations, goal, _STEPS))
    places = [point.place for point in points]
    reached = places[-1][-1] >= goal
    places[-1] = polished(equations, places[-1])
    logs, last = places[-1][:-1], float(places[-1][-1])
    residual = equations.residual(logs, last)
    path = LogitBranch(
        tuple(float(place[-1]) / unit for place in places),
        tuple(_plain(equations.split(np.exp(place[:-1]))) for place in places),
        tuple(b.rationality / unit for a, b in pairwise(points) if a.orientation != b.orientation),
    )
    return QuantalResponse(
        game,
        target if reached else last / unit,
        path.profiles[-1],
        _plain(equations.split(logs)),
        path,
        residual,
        bool(reached and residual <= _ACCURACY),
    )


def _plain(vectors: list[Floats]) -> Strategies:
    return tuple(tuple(vector.tolist()) for vector in vectors)


def _checked(rationality: float) -> float:
    value = float(exact(rationality, "the rationality"))
    if value < 0 or not isfinite(value):
        raise NumberError(
            f"the rationality is {rationality}; it must be zero (all actions equally likely) or a positive number."
        )
    return value
