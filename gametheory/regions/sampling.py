"""Draws from a polytope: independent by rejection, part by part; by hit and run where too few would be accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.regions.elimination import Affine, dependent, substituted
from gametheory.regions.hit_and_run import walk
from gametheory.regions.holding import Integers, holds
from gametheory.regions.measures import Generator, Measure, UniformBox
from gametheory.regions.outline import Outline, outline

__all__ = ["Sample", "sample"]

_GRID = 10**6  # draws are moved to multiples of a millionth, so that they are exact
_LARGEST_BATCH = 2**18
_MOST_TRIES = 2000  # proposals per draw wanted, before rejection is given up


@dataclass(frozen=True, eq=False)
class Sample:
    """
    Points of a polytope, exact, with how they were drawn.

    Parameters
    ----------
    parameters : tuple of str
        Columns.
    numerators : numpy.ndarray of int64, shape (draws, parameters)
        Values times `denominator`.
    denominator : int
        Common denominator.
    source : UniformBox, LogUniform, Simplex or Correlated
        What was drawn from.
    seed : int
        Seed of the draws.
    chains : int
        How many independent sequences the draws form: as many as there are draws where all are independent. Each
        sequence stands together.
    """

    parameters: tuple[str, ...]
    numerators: NDArray[np.int64]
    denominator: int
    source: Measure
    seed: int
    chains: int

    def __len__(self) -> int:
        return len(self.numerators)

    @property
    def columns(self) -> FrozenMap[str, int]:
        """The column of each parameter."""
        return FrozenMap((name, k) for k, name in enumerate(self.parameters))

    def point(self, k: int) -> FrozenMap[str, Fraction]:
        """
        Give one draw as exact values.

        Parameters
        ----------
        k : int
            Which draw.

        Returns
        -------
        mapping of str to Fraction
            All parameters.
        """
        values = (Fraction(int(x), self.denominator) for x in self.numerators[k])
        return FrozenMap(zip(self.parameters, values, strict=True))

    def holds(self, forms: Sequence[LinearInequality], *, strictly: bool = False) -> NDArray[np.bool_]:
        """
        Say in which draws every form is at least zero; decided exactly.

        Parameters
        ----------
        forms : sequence of LinearInequality
            The forms.
        strictly : bool, default: False
            Whether every form must be above zero.

        Returns
        -------
        numpy.ndarray of bool
            One entry per draw.
        """
        return holds(forms, self.columns, self.numerators, self.denominator, strictly)

    @property
    def method(self) -> str:
        """How the draws were made, in words."""
        how = "independent, by rejection" if self.chains == len(self) else f"by hit and run in {self.chains} chains"
        return f"{len(self)} draws {how}, seed {self.seed}"

    @property
    def measure(self) -> str:
        """What was drawn from and how, in words."""
        return f"{self.method}; {self.source}"


def sample(polytope: Polytope, measure: Measure, draws: int = 2000, seed: int = 1) -> Sample:
    """
    Draw points of a polytope from a measure cut to it; every point lies inside exactly.

    What is always equal is solved first, so that polytopes of lower dimension can be drawn from. Parameters that no
    inequality links are drawn apart: by rejection, and, for uniform measures, by hit and run (Smith 1984) where fewer
    than one proposal in 2000 would be accepted.

    Parameters
    ----------
    polytope : Polytope
        Where to draw.
    measure : UniformBox, LogUniform, Simplex or Correlated
        What is drawn, and which parameters are held fixed.
    draws : int, default: 2000
        How many points.
    seed : int, default: 1
        Seed; the same seed gives the same points.

    Returns
    -------
    Sample
        The points.

    Raises
    ------
    GameError
        If no point satisfies both the polytope and the measure, if fewer than one draw is asked for, or if the part to
        draw from is too small for a measure that is not uniform.

    Examples
    --------
    >>> from gametheory import LinearInequality, Polytope
    >>> known = Polytope(["loss", "trade"], [LinearInequality({"loss": 1, "trade": -1}, name="loss >= trade")])
    >>> drawn = sample(known, UniformBox(4, fixed={"trade": 1}), draws=100)
    >>> len(drawn), all(drawn.point(k) in known for k in range(100))
    (100, True)
    """
    if draws < 1:
        raise GameError(f"{draws} draws are asked for; give 1 or more.")
    names = polytope.parameters
    held = FrozenMap((name, value) for name, value in measure.fixed.items() if name in names)
    cut = polytope.fixed(**held).and_also(*measure.bounds(names))
    shape = outline(cut).refuse_empty()
    space = _Space(cut, shape, measure)
    random = np.random.default_rng(seed)
    found = np.zeros((draws, len(names)), dtype=np.int64)
    chains = draws
    for part in space.parts():
        drawn, sequences = _draw(space, part, draws, random)
        found[:, [names.index(name) for name in part]] = drawn
        chains = min(chains, sequences)
    numerators, denominator = _complete(found, names, space.solved)
    return Sample(names, numerators, denominator, measure, seed, chains)


class _Space:
    """The free parameters of a polytope, and its inequalities written in them."""

    def __init__(self, cut: Polytope, shape: Outline, measure: Measure) -> None:
        known = cut.inequalities
        self.measure, self.inside = measure, shape.inside
        self.solved = dependent([known[k] for k in shape.equalities], cut.parameters)
        self.free = tuple(name for name in cut.parameters if name not in self.solved)
        moving = [name for name, row in self.solved.items() if set(row) - {""}]
        if moving and not isinstance(measure, UniformBox):
            raise GameError(
                f"{moving[0]} always equals a sum of other parameters, and only a uniform measure says what that means "
                "for its draws. Use UniformBox, or hold it fixed."
            )
        rows = (substituted(one, self.solved) for k, one in enumerate(known) if k not in shape.equalities)
        self.forms = [row for row in rows if row.coefficients]

    def parts(self) -> list[tuple[str, ...]]:
        """Parameters that inequalities, or the measure, link."""
        links = [set(form.coefficients) for form in self.forms]
        links += [set(group) & set(self.free) for group in self.measure.groups(self.free)]
        parts: list[set[str]] = []
        for link in links:
            touched = [part for part in parts if part & link]
            parts = [part for part in parts if not part & link] + [link.union(*touched)]
        return [tuple(name for name in self.free if name in part) for part in parts if part]

    def bearing(self, part: tuple[str, ...]) -> list[LinearInequality]:
        """The inequalities on some parameters."""
        return [form for form in self.forms if set(form.coefficients) & set(part)]


def _draw(space: _Space, part: tuple[str, ...], draws: int, random: Generator) -> tuple[Integers, int]:
    """Draws of one part in millionths, and how many independent sequences they form."""
    forms, columns = space.bearing(part), {name: k for k, name in enumerate(part)}
    kept: list[Integers] = []
    tried, have = 0, 0
    while have < draws and (tried < _MOST_TRIES * draws or have * _MOST_TRIES > tried):
        batch = min(max(2 * draws, 1024) if not have else 1 + (draws - have) * tried * 2 // have, _LARGEST_BATCH)
        points = np.rint(space.measure.propose(random, part, batch) * _GRID).astype(np.int64)
        good = points[holds(forms, columns, points, _GRID)]
        kept.append(good)
        tried, have = tried + batch, have + len(good)
    if have >= draws:
        return np.concatenate(kept)[:draws], draws
    if not isinstance(space.measure, UniformBox):
        raise GameError(
            f"of {tried} draws of {', '.join(part)} only {have} satisfied the inequalities; this measure hardly "
            "meets the polytope. Widen it, or use UniformBox."
        )
    return walk(forms, part, space.inside, draws, random, _GRID)


def _complete(found: Integers, names: Sequence[str], solved: dict[str, Affine]) -> tuple[Integers, int]:
    """Work out the solved parameters; everything over one denominator."""
    scale = lcm(*(x.denominator for row in solved.values() for x in row.values()))
    whole = found * scale
    for name, row in solved.items():
        total: Any = np.full(len(found), int(row.get("", Fraction(0)) * scale) * _GRID, dtype=np.int64)
        for other, x in row.items():
            if other:
                total = total + int(x * scale) * found[:, list(names).index(other)]
        whole[:, list(names).index(name)] = total
    return whole, _GRID * scale
