"""Quasi-random samples of a box: Sobol, Halton, Latin hypercube, and Saltelli's design for Sobol indices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.points import Span

__all__ = ["Sample", "halton", "latin_hypercube", "saltelli", "sobol"]

STEPS = 10**9
"""A sampled parameter lies on one of so many equal steps from low to high: so every point is exact."""

Steps = Callable[["Sample", Iterable["Span"]], Iterator["NDArray[Any]"]]


@dataclass(frozen=True)
class Sample:
    """
    Points drawn from a box, reproducible from a seed; built by `sobol`, `halton`, `latin_hypercube` or `saltelli`.

    Parameters
    ----------
    ranges : mapping of str to tuple of Fraction
        Low and high per parameter; values lie on a thousand million equal steps, high left out.
    count : int
        How many points.
    seed : int
        Seed of the draws.
    method : str
        How they are drawn.
    steps : callable
        Gives the steps of some spans of points.
    """

    ranges: FrozenMap[str, tuple[Fraction, Fraction]]
    count: int
    seed: int
    method: str
    steps: Steps

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return tuple(self.ranges)

    @property
    def dims(self) -> tuple[str, ...]:
        """One dimension: the number of the point."""
        return ("point",)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many points there are."""
        return (self.count,)

    @cached_property
    def denominators(self) -> tuple[int, ...]:
        """One per parameter."""
        return tuple(STEPS * lcm(low.denominator, high.denominator) for low, high in self.ranges.values())

    def numerators(self, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
        """
        Give the points of some spans.

        Parameters
        ----------
        spans : iterable of (int, int)
            First point, and the point after the last, in increasing order.

        Yields
        ------
        numpy.ndarray of shape (points, parameters)
            Integers, to be divided by `denominators`.
        """
        scale = [denominator // STEPS for denominator in self.denominators]
        low = [int(ends[0] * s) for ends, s in zip(self.ranges.values(), scale, strict=True)]
        width = [int((ends[1] - ends[0]) * s) for ends, s in zip(self.ranges.values(), scale, strict=True)]
        fits = max(abs(a) + b for a, b in zip(low, width, strict=True)) * STEPS < 2**62
        for steps in self.steps(self, spans):
            whole = steps if fits else steps.astype(object)
            yield np.stack([a * STEPS + b * whole[:, j] for j, (a, b) in enumerate(zip(low, width, strict=True))], 1)

    def described(self) -> dict[str, Any]:
        """
        Tell all that the points depend on.

        Returns
        -------
        dict
            Plain data.
        """
        ends = {name: [exact_text(low), exact_text(high)] for name, (low, high) in self.ranges.items()}
        return {"method": self.method, "count": self.count, "seed": self.seed, "parameters": ends}

    def __repr__(self) -> str:
        return f"<{self.method} of {', '.join(self.names)}: {self.count:,} points, seed {self.seed}>"


def sobol(count: int, ranges: Mapping[str, Any] | None = None, /, *, seed: int = 0, **more: Any) -> Sample:
    """
    Draw a scrambled Sobol sequence from a box; counts that are powers of two are balanced best.

    Parameters
    ----------
    count : int
        How many points.
    ranges : mapping of str to (low, high), optional
        Ranges by parameter, for names that are no Python names.
    seed : int, default: 0
        Seed: the same seed gives the same points.
    **more : (low, high)
        Ranges by parameter.

    Returns
    -------
    Sample
        The points.

    Raises
    ------
    GameError
        If a range is empty, or the count or the seed makes no sense.

    Examples
    --------
    >>> from gametheory import sweeps
    >>> sweeps.sobol(1024, seed=7, prize=(0, 5))
    <Sobol sequence of prize: 1,024 points, seed 7>
    """
    return _sample(count, {**(ranges or {}), **more}, seed, "Sobol sequence", partial(_sequence, _sobol))


def halton(count: int, ranges: Mapping[str, Any] | None = None, /, *, seed: int = 0, **more: Any) -> Sample:
    """
    Draw a scrambled Halton sequence from a box; any count will do.

    Parameters
    ----------
    count : int
        How many points.
    ranges : mapping of str to (low, high), optional
        Ranges by parameter, for names that are no Python names.
    seed : int, default: 0
        Seed: the same seed gives the same points.
    **more : (low, high)
        Ranges by parameter.

    Returns
    -------
    Sample
        The points.

    Raises
    ------
    GameError
        If a range is empty, or the count or the seed makes no sense.

    Examples
    --------
    >>> from gametheory import sweeps
    >>> sweeps.halton(100, prize=(0, 5), cost=(1, 2))
    <Halton sequence of prize, cost: 100 points, seed 0>
    """
    return _sample(count, {**(ranges or {}), **more}, seed, "Halton sequence", partial(_sequence, _halton))


def latin_hypercube(count: int, ranges: Mapping[str, Any] | None = None, /, *, seed: int = 0, **more: Any) -> Sample:
    """
    Draw a Latin hypercube from a box: each parameter has one point in each of `count` equal parts of its range.

    All of it is held in memory, eight bytes a number; for tens of millions of points take `sobol` or `halton`.

    Parameters
    ----------
    count : int
        How many points.
    ranges : mapping of str to (low, high), optional
        Ranges by parameter, for names that are no Python names.
    seed : int, default: 0
        Seed: the same seed gives the same points.
    **more : (low, high)
        Ranges by parameter.

    Returns
    -------
    Sample
        The points.

    Raises
    ------
    GameError
        If a range is empty, or the count or the seed makes no sense.

    Examples
    --------
    >>> from gametheory import sweeps
    >>> sweeps.latin_hypercube(50, seed=3, prize=(0, 5))
    <Latin hypercube of prize: 50 points, seed 3>
    """
    return _sample(count, {**(ranges or {}), **more}, seed, "Latin hypercube", _hypercube)


def saltelli(count: int, ranges: Mapping[str, Any] | None = None, /, *, seed: int = 0, **more: Any) -> Sample:
    """
    Draw the design from which `sobol_indices` are estimated (Saltelli and others 2010), inputs independent and uniform.

    Parameters
    ----------
    count : int
        Points per block, a power of two; with d parameters there are ``count * (d + 2)`` points in all.
    ranges : mapping of str to (low, high), optional
        Ranges by parameter, for names that are no Python names.
    seed : int, default: 0
        Seed: the same seed gives the same points.
    **more : (low, high)
        Ranges by parameter.

    Returns
    -------
    Sample
        The points.

    Raises
    ------
    GameError
        If a range is empty, the count is no power of two, or the seed makes no sense.

    Examples
    --------
    >>> from gametheory import sweeps
    >>> sweeps.saltelli(256, prize=(0, 5), cost=(1, 2))
    <Saltelli design of prize, cost: 1,024 points, seed 0>
    """
    if not _is_count(count) or count & (count - 1) or count < 2:
        raise GameError(f"a block of {count!r} points is asked for; give a power of two, such as 256.")
    told = {**(ranges or {}), **more}
    return _sample(count * (len(told) + 2), told, seed, SALTELLI, _saltelli)


SALTELLI = "Saltelli design"


def _sample(count: Any, ranges: Mapping[str, Any], seed: Any, method: str, steps: Steps) -> Sample:
    if not _is_count(count):
        raise GameError(f"{count!r} points are asked for; give a whole number of at least 1.")
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise GameError(f"the seed is {seed!r}; give a whole number that is not negative.")
    if not ranges:
        raise GameError("there is nothing to vary; name at least one parameter, such as discount=(0.5, 0.9).")
    read = FrozenMap((name, _range(name, ends)) for name, ends in ranges.items())
    return Sample(read, count, seed, method, steps)


def _is_count(count: Any) -> bool:
    return isinstance(count, int) and not isinstance(count, bool) and count >= 1


def _range(name: str, ends: Any) -> tuple[Fraction, Fraction]:
    if isinstance(ends, str) or not isinstance(ends, Iterable) or len(pair := list(ends)) != 2:
        raise GameError(f"the range of {name} is {ends!r}; give (low, high).")
    low, high = (exact(end, f"an end of the range of {name}") for end in pair)
    if low >= high:
        raise GameError(f"the range of {name} is from {low} to {high}; the first must be lower.")
    return low, high


def _sobol(size: int, seed: int) -> Any:
    from scipy.stats import qmc  # here, so that worker processes need not load it

    return qmc.Sobol(size, rng=np.random.default_rng(seed))


def _halton(size: int, seed: int) -> Any:
    from scipy.stats import qmc

    return qmc.Halton(size, rng=np.random.default_rng(seed))


def _sequence(engine: Callable[[int, int], Any], sample: Sample, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
    """One pass over the sequence, jumping over what is not asked for; a point depends on its number alone."""
    drawn, at = engine(len(sample.names), sample.seed), 0
    for start, stop in spans:
        if start > at:
            drawn.fast_forward(start - at)
        # the first draw is of one point: scipy warns of others that are no powers of two
        parts = [drawn.random(1), drawn.random(stop - start - 1)] if start == 0 else [drawn.random(stop - start)]
        yield _steps(np.concatenate(parts))
        at = stop


def _steps(units: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.minimum(np.floor(units * STEPS), STEPS - 1).astype(np.int64)


def _hypercube(sample: Sample, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
    """Columns are independent, so each is drawn for itself: less memory at once."""
    from scipy.stats import qmc

    generators = [np.random.default_rng([sample.seed, j]) for j in range(len(sample.names))]
    columns = [_steps(qmc.LatinHypercube(1, rng=g).random(sample.count)[:, 0]) for g in generators]
    for start, stop in spans:
        yield np.stack([column[start:stop] for column in columns], axis=1)


def _saltelli(sample: Sample, spans: Iterable[Span]) -> Iterator[NDArray[Any]]:
    """Block A, block B, then A with one column after the other from B."""
    size = len(sample.names)
    rows = sample.count // (size + 2)
    both = _steps(_sobol(2 * size, sample.seed).random(rows))
    first, second = both[:, :size], both[:, size:]
    for start, stop in spans:
        block, row = np.divmod(np.arange(start, stop), rows)
        points = np.where((block == 1)[:, None], second[row], first[row])
        swapped = block[:, None] - 2 == np.arange(size)
        yield np.where(swapped, second[row], points)
