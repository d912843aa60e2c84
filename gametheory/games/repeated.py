"""The same stage game played for ever, with discounting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.results import Jsonable

__all__ = ["RepeatedGame", "read_discount"]


@dataclass(frozen=True, init=False)
class RepeatedGame(Jsonable):
    """
    A stage game repeated for ever; payoffs are discounted averages, (1 - d) times the discounted sum.

    Parameters
    ----------
    stage : NormalFormGame
        The game of every period.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor, each strictly between 0 and 1.
        A float is the decimal that it prints as; use ``Fraction(1, 3)`` for one third.
    monitoring : PublicMonitoring, optional
        What everybody sees after each period; by default every action (perfect monitoring).

    Attributes
    ----------
    stage : NormalFormGame
        The stage game.
    discount : tuple of Fraction
        One discount factor per actor, in the order of ``stage.actors``.
    monitoring : PublicMonitoring or None
        None stands for perfect monitoring.

    Raises
    ------
    GameError
        If a discount factor is not strictly between 0 and 1, or their number or the monitoring does not fit.

    Examples
    --------
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> RepeatedGame(stage, discount=0.9).discount
    (Fraction(9, 10), Fraction(9, 10))
    """

    stage: NormalFormGame
    discount: tuple[Fraction, ...]
    monitoring: PublicMonitoring | None

    def __init__(self, stage: NormalFormGame, discount: Any, monitoring: PublicMonitoring | None = None) -> None:
        if not isinstance(stage, NormalFormGame):
            raise GameError(f"the stage game is {stage!r}; give a NormalFormGame.")
        object.__setattr__(self, "stage", stage)
        object.__setattr__(self, "discount", read_factors(discount, stage.actors))
        object.__setattr__(self, "monitoring", as_monitoring(monitoring))
        if self.monitoring is not None:
            self.monitoring.fits(stage)

    @property
    def common_discount(self) -> Fraction | None:
        """The discount factor that all actors share, or None where they differ."""
        return self.discount[0] if len(set(self.discount)) == 1 else None

    def __repr__(self) -> str:
        shared = self.common_discount
        factors = str(shared) if shared is not None else "(" + ", ".join(str(d) for d in self.discount) + ")"
        seen = "" if self.monitoring is None else f", signals {', '.join(self.monitoring.signals)}"
        return f"<RepeatedGame of {', '.join(self.stage.actors)}: discount {factors}{seen}>"


def read_factors(discount: Any, actors: tuple[str, ...]) -> tuple[Fraction, ...]:
    """Read one discount factor for all actors, or one per actor."""
    if isinstance(discount, Mapping):
        for name in discount:
            if name not in actors:
                raise UnknownNameError(f"a discount factor is given for {name!r}, no actor. {closest(name, actors)}")
        missing = [actor for actor in actors if actor not in discount]
        if missing:
            raise GameError(f"no discount factor is given for {missing[0]}; add one, or give one number for all.")
        return tuple(read_discount(discount[actor], actor) for actor in actors)
    if isinstance(discount, np.ndarray):
        discount = list(discount) if discount.ndim else discount[()]
    if isinstance(discount, Sequence) and not isinstance(discount, str):
        if len(discount) != len(actors):
            raise GameError(
                f"{len(discount)} discount factors are given for {len(actors)} actors ({', '.join(actors)}); "
                "give one for all or one per actor."
            )
        return tuple(read_discount(d, actor) for d, actor in zip(discount, actors, strict=True))
    return (read_discount(discount, "every actor"),) * len(actors)


def read_discount(discount: Any, actor: str = "every actor") -> Fraction:
    """
    Read one discount factor and refuse values outside (0, 1), saying why.

    Parameters
    ----------
    discount : number
        The discount factor.
    actor : str, default: "every actor"
        Whose it is, for the error message.

    Returns
    -------
    Fraction
        The exact value.

    Raises
    ------
    GameError
        If it is not strictly between 0 and 1.

    Examples
    --------
    >>> read_discount(0.25)
    Fraction(1, 4)
    """
    value = exact(discount, f"the discount factor of {actor}")
    if value == 0:
        raise GameError(
            f"the discount factor of {actor} is 0: tomorrow counts for nothing, so the repeated game is the stage "
            "game. Ask pure_equilibria(stage) instead, or use a small factor such as 0.01."
        )
    if value == 1:
        raise GameError(
            f"the discount factor of {actor} is 1: a sum over for ever need not converge, and today never counts. "
            "Use a factor below 1 such as 0.999, or ask discount_region, which says what holds as it approaches 1."
        )
    if not 0 < value < 1:
        raise GameError(
            f"the discount factor of {actor} is {discount}; it must lie strictly between 0 (only today counts) and "
            "1 (only the far future counts), for example 0.9."
        )
    return value
