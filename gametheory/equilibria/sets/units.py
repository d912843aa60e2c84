"""A two-actor game in units in which every actor's payoffs run from 0 to 1: whole numbers, fractions and floats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.polygon import Point, hull
from gametheory.equilibria.sets.spots import Spot, reduced, spot
from gametheory.equilibria.sets.stage_list import StageEquilibrium
from gametheory.equilibria.sets.sweep import Bound, Profile, Setting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.games.repeated import RepeatedGame

    Floats = NDArray[np.float64]

Exact = Point[Fraction]


@dataclass(frozen=True)
class Units:
    """Origin and length of the unit per actor; an actor whose payoffs never change has unit 1."""

    origin: Exact
    length: Exact

    def inwards(self, v: Sequence[Fraction]) -> Exact:
        """From the game's payoffs to unit payoffs."""
        return ((v[0] - self.origin[0]) / self.length[0], (v[1] - self.origin[1]) / self.length[1])

    def outwards(self, v: Sequence[Fraction]) -> Exact:
        """From unit payoffs to the game's payoffs."""
        return (_moved(v[0], self.length[0], self.origin[0]), _moved(v[1], self.length[1], self.origin[1]))


def _moved(x: Fraction, scale: Fraction, shift: Fraction) -> Fraction:
    """Scale and shift, reducing once."""
    part, whole = x.numerator * scale.numerator, x.denominator * scale.denominator
    return Fraction(part * shift.denominator + shift.numerator * whole, whole * shift.denominator)


@dataclass(frozen=True)
class Arrays:
    """What a sweep needs to know of the game, in floats: a row a profile, a row a listed equilibrium."""

    payoff: Floats
    best: Floats
    gain: Floats
    equilibria: Floats
    discount: float

    def columns(self) -> tuple[Floats, Floats, Floats, Floats, float]:
        """In the order in which kernels take them."""
        return self.payoff, self.best, self.gain, self.equilibria, self.discount

    def tightened(self, change: Floats) -> Arrays:
        """Raise the gains of deviations, per profile and actor."""
        return replace(self, gain=self.gain + change)

    def profile(self, number: int) -> Profile[float]:
        """One profile for the interpreter."""
        (g, h), (r, s), (a, b) = (table[number].tolist() for table in (self.payoff, self.best, self.gain))
        return Profile(number, (g, h), (r, s), (a, b))

    def setting(self) -> Setting[float]:
        """The same for the interpreter, without profiles."""
        return Setting([], [(e[0], e[1]) for e in self.equilibria.tolist()], self.discount)


@dataclass(frozen=True)
class WholeGame:
    """
    The game in whole numbers: payoffs and best-response payoffs above the lowest payoff, to be divided by the spans.

    Fractions are made only of what is asked for.
    """

    payoff: NDArray[Any]
    best: NDArray[Any]
    spans: tuple[int, int]
    equilibria: list[Exact]
    discount: Fraction

    def profile(self, number: int) -> Profile[Fraction]:
        """One profile exactly."""
        patience = (1 - self.discount) / self.discount
        own, best = self.payoff[number].tolist(), self.best[number].tolist()
        g = (Fraction(own[0], self.spans[0]), Fraction(own[1], self.spans[1]))
        r = (Fraction(best[0], self.spans[0]), Fraction(best[1], self.spans[1]))
        return Profile(number, g, r, (patience * (r[0] - g[0]), patience * (r[1] - g[1])))

    def gains(self, number: int) -> dict[int, Fraction]:
        """By how much continuation payoffs must exceed the lowest ones to deter, for actors who gain by deviating."""
        less, p = self.discount.denominator - self.discount.numerator, self.discount.numerator
        more = (self.best[number] - self.payoff[number]).tolist()
        return {i: Fraction(less * x, p * self.spans[i]) for i, x in enumerate(more) if x}

    def setting(self, numbers: Iterable[int]) -> Setting[Fraction]:
        """Only these profiles, exactly."""
        return Setting([self.profile(number) for number in numbers], self.equilibria, self.discount)

    def whole_setting(self) -> Setting[Fraction]:
        """All profiles, exactly."""
        return self.setting(range(len(self.payoff)))

    def payoffs(self, number: int) -> Exact:
        """Stage payoffs by number; listed equilibria have the numbers from -1 downwards."""
        if number < 0:
            return self.equilibria[-1 - number]
        x, y = self.payoff[number].tolist()
        return (Fraction(x, self.spans[0]), Fraction(y, self.spans[1]))

    def spot(self, number: int) -> Spot:
        """Stage payoffs by number, in whole payoffs."""
        if number < 0:
            x, y = self.equilibria[-1 - number]
            return spot(x * self.spans[0], y * self.spans[1])
        g, h = self.payoff[number].tolist()
        return (g, h, 1)

    def gain(self, number: int, i: int) -> tuple[int, int]:
        """By how much a continuation payoff must exceed the lowest one to deter an actor, in whole payoffs; a ratio."""
        more = int(self.best[number, i]) - int(self.payoff[number, i])
        return (self.discount.denominator - self.discount.numerator) * more, self.discount.numerator

    def today(self, number: int, later: Spot) -> Spot:
        """Discounted average of stage payoffs now and what follows."""
        p, q = self.discount.numerator, self.discount.denominator
        (g, h, u), (x, y, w) = self.spot(number), later
        return reduced((q - p) * g * w + p * x * u, (q - p) * h * w + p * y * u, q * u * w)

    def continuation(self, number: int, value: Spot) -> Spot:
        """What must follow stage payoffs to give a value."""
        p, q = self.discount.numerator, self.discount.denominator
        (g, h, u), (x, y, w) = self.spot(number), value
        return reduced(q * x * u - (q - p) * g * w, q * y * u - (q - p) * h * w, p * u * w)

    def deterred(self, number: int, later: Spot, low: Sequence[Spot]) -> bool:
        """Whether no actor gains by a deviation, given points with the lowest payoff of each."""
        p, q = self.discount.numerator, self.discount.denominator
        own, best = self.payoff[number].tolist(), self.best[number].tolist()
        return all(
            best[i] == own[i]
            or p * (later[i] * low[i][2] - low[i][i] * later[2]) >= (q - p) * (best[i] - own[i]) * later[2] * low[i][2]
            for i in (0, 1)
        )

    def unit(self, v: Spot) -> Exact:
        """From whole payoffs to unit payoffs."""
        return (Fraction(v[0], v[2] * self.spans[0]), Fraction(v[1], v[2] * self.spans[1]))

    def whole(self, v: Exact) -> Spot:
        """From unit payoffs to whole payoffs."""
        return spot(v[0] * self.spans[0], v[1] * self.spans[1])

    def floats(self) -> Arrays:
        """Everything rounded: within a few units in the last place."""
        spans = np.array([float(span) for span in self.spans])
        patience = float((1 - self.discount) / self.discount)
        gain = (self.best - self.payoff).astype(float) / spans * patience
        equilibria = np.array([[float(x) for x in e] for e in self.equilibria]).reshape(-1, 2)
        payoff, best = self.payoff.astype(float) / spans, self.best.astype(float) / spans
        return Arrays(payoff, best, gain, equilibria, float(self.discount))

    def floors(self) -> Exact:
        """
        Give the pure minmax, or a lower listed equilibrium payoff.

        The minmax is the least best-response payoff. Nobody gets less in V*: the lowest payoff in V* is that of a
        listed equilibrium, or some profile generates it and its best-response payoff is no more (see `sweep`).
        """
        least = [Fraction(int(self.best[:, i].min()), self.spans[i]) for i in (0, 1)]
        first, second = (min([least[i], *(e[i] for e in self.equilibria)]) for i in (0, 1))
        return (first, second)


def whole_game(repeated: RepeatedGame, equilibria: Sequence[StageEquilibrium], d: Fraction) -> tuple[Units, WholeGame]:
    """Read off payoffs and best-response payoffs of all profiles."""
    numerators, denominators = repeated.stage.integers()
    rows = numerators.reshape(-1, 2)
    lows, highs = rows.min(axis=0), rows.max(axis=0)
    spans = [int(high) - int(low) or unit for low, high, unit in zip(lows, highs, denominators, strict=True)]
    if numerators.dtype != object and max(spans) >= 2**62:  # differences could leave 64 bits
        numerators = numerators.astype(object)
        rows = numerators.reshape(-1, 2)
    tops = [
        np.broadcast_to(numerators[..., i].max(axis=i, keepdims=True), numerators.shape[:2]).ravel() for i in (0, 1)
    ]
    best = np.stack(tops, axis=1)
    units = Units(
        (Fraction(int(lows[0]), denominators[0]), Fraction(int(lows[1]), denominators[1])),
        (Fraction(spans[0], denominators[0]), Fraction(spans[1], denominators[1])),
    )
    listed = [units.inwards(e.payoffs) for e in equilibria]
    return units, WholeGame(rows - lows, best - lows, (spans[0], spans[1]), listed, d)


def first_bound(setting: Setting[Fraction], floors: Exact) -> Bound[Fraction]:
    """Start from the hull of all stage payoffs, and from the lowest payoffs that `WholeGame.floors` gives."""
    polygon = hull([p.payoff for p in setting.profiles] + list(setting.equilibria))
    return Bound(polygon, floors, setting.profiles, {})
