"""How far the others can hold an actor down when all may mix: exactly, or between proved bounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.independent_punishers import Product, best_product
from gametheory.equilibria.zero_sum import ZeroSum, zero_sum
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.linear_programs.program import integers
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["MixedMinmax", "MixedMinmaxValues", "mixed_minmax_values"]

_RANDOM_STARTS = 6
_PURE_STARTS = 12


@dataclass(frozen=True)
class MixedMinmax(Jsonable):
    """
    How far the others can hold one actor down.

    Parameters
    ----------
    actor : str
        Who is punished.
    lower : Fraction
        What punishers can hold it to who toss coins together; the same number is what it can secure by `defence`.
    upper : Fraction
        What punishers can hold it to who each mix on their own, by `independent`.
    defence : mapping of action to Fraction
        A mixture that secures `lower` whatever the others do.
    correlated : mapping of tuple of str to Fraction
        A lottery over the others' action profiles that holds the actor to `lower`.
    independent : mapping of actor to mapping of action to Fraction
        A mixture per punisher that together hold the actor to `upper`.
    """

    actor: str
    lower: Fraction
    upper: Fraction
    defence: FrozenMap[str, Fraction]
    correlated: FrozenMap[tuple[str, ...], Fraction]
    independent: FrozenMap[str, FrozenMap[str, Fraction]]

    @property
    def is_exact(self) -> bool:
        """Whether the bounds meet; then the value is the minmax for independent punishers as well."""
        return self.lower == self.upper

    def __str__(self) -> str:
        value = str(self.lower) if self.is_exact else f"between {self.lower} and {self.upper}"
        return f"mixed minmax of {self.actor}: {value}"


@dataclass(frozen=True)
class MixedMinmaxValues(Jsonable):
    """
    Every actor's mixed minmax value or bounds; index by an actor's name, or iterate.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    bounds : tuple of MixedMinmax
        Per actor in the order of ``game.actors``.
    method : str
        How they were found.
    """

    game: NormalFormGame
    bounds: tuple[MixedMinmax, ...]
    method: str = "linear programs, optima verified by duality in integers; products by coordinate descent"

    def __getitem__(self, actor: str) -> MixedMinmax:
        return self.bounds[self.game.actor_index(actor)]

    def __iter__(self) -> Iterator[MixedMinmax]:
        return iter(self.bounds)

    @property
    def lower(self) -> tuple[Fraction, ...]:
        """Values against punishers who correlate, which are the actors' security levels."""
        return tuple(bound.lower for bound in self.bounds)

    @property
    def upper(self) -> tuple[Fraction, ...]:
        """Values that independent punishers attain."""
        return tuple(bound.upper for bound in self.bounds)

    @property
    def is_exact(self) -> bool:
        """Whether both bounds meet for every actor."""
        return all(bound.is_exact for bound in self.bounds)

    @property
    def converged(self) -> bool:
        """Whether every value is known exactly; where it is not, the bounds still hold."""
        return self.is_exact

    @property
    def certificate(self) -> Certificate:
        """Bounds with the mixtures that prove them, for `gametheory.verify`."""
        bounds = [
            {
                "lower": str(bound.lower),
                "upper": str(bound.upper),
                "defence": [[name, str(p)] for name, p in bound.defence.items()],
                "correlated": [[list(profile), str(p)] for profile, p in bound.correlated.items()],
                "independent": [[[name, str(p)] for name, p in mix.items()] for mix in bound.independent.values()],
            }
            for bound in self.bounds
        ]
        return Certificate("mixed_minmax", {"game": plain_game(self.game), "bounds": bounds})

    def __str__(self) -> str:
        return "\n".join(str(bound) for bound in self.bounds)


def mixed_minmax_values(game: NormalFormGame) -> MixedMinmaxValues:
    """
    Find how far the others can hold each actor down when everybody may mix.

    With two actors this is the value of a zero-sum game (von Neumann 1928), exact. With more, punishers who correlate
    their actions attain the lower bound, which no punishers can beat because the actor secures it on its own; the
    upper bound is attained by independent mixtures, the best that a deterministic search found (the exact value is
    NP-hard to find: Borgs et al. 2010). Where both meet, the value is exact.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    MixedMinmaxValues
        Bounds with the mixtures that attain them, and a certificate.

    Examples
    --------
    >>> from gametheory import NormalFormGame, mixed_minmax_values
    >>> pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], actors=["Even", "Odd"], actions=["H", "T"])
    >>> print(mixed_minmax_values(pennies))
    mixed minmax of Even: 0
    mixed minmax of Odd: 0
    """
    numerators, denominators = game.integers()
    return MixedMinmaxValues(game, tuple(_bounds(game, numerators[..., i], i, d) for i, d in enumerate(denominators)))


def _bounds(game: NormalFormGame, own: NDArray[Any], actor: int, denominator: int) -> MixedMinmax:
    table, low, step = _canonical(np.moveaxis(own, actor, 0))
    others = [i for i in range(len(game.actors)) if i != actor]
    shape = table.shape[1:]
    solved = zero_sum(table.reshape(table.shape[0], -1))
    upper, product = _independent(table, solved, shape)
    lists = [game.actions[i] for i in others]
    return MixedMinmax(
        game.actors[actor],
        (low + step * solved.value) / denominator,
        (low + step * upper) / denominator,
        _named(game.actions[actor], solved.rows),
        FrozenMap((_profile(lists, column, shape), p) for column, p in solved.columns.items()),
        FrozenMap((game.actors[i], _named(game.actions[i], mix)) for i, mix in zip(others, product, strict=True)),
    )


def _canonical(table: NDArray[Any]) -> tuple[NDArray[Any], int, int]:
    """Payoffs from 0 without common divisor, the same for all positive affine changes, so that answers are too."""
    low = int(table.min())
    exact = table.astype(object) - low
    step = int(np.gcd.reduce(exact, axis=None)) or 1
    return integers(exact // step), low, step


def _named(names: tuple[str, ...], mix: tuple[Fraction, ...]) -> FrozenMap[str, Fraction]:
    return FrozenMap((name, p) for name, p in zip(names, mix, strict=True) if p)


def _profile(lists: list[tuple[str, ...]], column: int, shape: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(names[int(k)] for names, k in zip(lists, np.unravel_index(column, shape), strict=True))


def _independent(table: NDArray[Any], solved: ZeroSum, shape: tuple[int, ...]) -> tuple[Fraction, Product]:
    if len(shape) == 0:
        return solved.value, ()
    if len(shape) == 1:
        return solved.value, (tuple(solved.columns.get(k, Fraction(0)) for k in range(shape[0])),)
    return best_product(table, _starts(table, solved, shape), solved.value)


def _starts(table: NDArray[Any], solved: ZeroSum, shape: tuple[int, ...]) -> list[Product]:
    """Where to search from: the correlated lottery's margins, the harshest pure profiles, the centre, random ones."""
    harshest = np.argsort(table.max(axis=0).ravel(), kind="stable")[:_PURE_STARTS]
    starts = [_pure(int(position), shape) for position in harshest]
    starts.insert(1, _margins(solved, shape))
    starts.insert(2, tuple((Fraction(1, k),) * k for k in shape))
    rng = np.random.default_rng(0)
    for _ in range(_RANDOM_STARTS):
        weights = [rng.integers(1, 100, size=k).tolist() for k in shape]
        starts.append(tuple(tuple(Fraction(w, sum(row)) for w in row) for row in weights))
    return starts


def _pure(position: int, shape: tuple[int, ...]) -> Product:
    index = np.unravel_index(position, shape)
    return tuple(tuple(Fraction(int(a == k)) for a in range(size)) for k, size in zip(index, shape, strict=True))


def _margins(solved: ZeroSum, shape: tuple[int, ...]) -> Product:
    margins = [[Fraction(0)] * k for k in shape]
    for column, p in solved.columns.items():
        for mix, k in zip(margins, np.unravel_index(column, shape), strict=True):
            mix[int(k)] += p
    return tuple(tuple(mix) for mix in margins)
