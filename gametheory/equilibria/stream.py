"""Mixed equilibria one by one, as they are found: for games in which waiting for all of them is too long."""

from __future__ import annotations

from collections.abc import Iterator

from gametheory.equilibria.mixed import mixed_equilibria
from gametheory.equilibria.pure import pure_equilibria
from gametheory.equilibria.regret import Strategy
from gametheory.equilibria.several_actors import essential, pure_profile, stream_found
from gametheory.games.normal_form import NormalFormGame

__all__ = ["stream_mixed_equilibria"]


def stream_mixed_equilibria(game: NormalFormGame) -> Iterator[tuple[Strategy, ...]]:
    """
    Give the mixed equilibria that `mixed_equilibria` finds, each once, as soon as it is known.

    Pure equilibria come first, before anything else is computed. With three or more actors that matter, every further
    one comes when its support has been solved. With two, the others come together, since no vertex can be matched
    before the vertices of both polytopes are known.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Yields
    ------
    tuple of tuple of Fraction
        Probability vectors, one per actor.

    Examples
    --------
    >>> from gametheory import NormalFormGame, stream_mixed_equilibria
    >>> battle = NormalFormGame([[[3, 2], [0, 0]], [[0, 0], [2, 3]]])
    >>> row, column = next(stream_mixed_equilibria(battle))
    >>> print(*row, "|", *column)
    1 0 | 1 0
    """
    seen = set()
    for profile in _found(game):
        if profile not in seen:
            seen.add(profile)
            yield profile


def _found(game: NormalFormGame) -> Iterator[tuple[Strategy, ...]]:
    for profile in pure_equilibria(game):
        yield pure_profile(game, profile)
    if len(game.actors) > 2 and len(essential(game).active) > 2:
        yield from stream_found(game)
    else:
        yield from mixed_equilibria(game)
