"""A two-actor game in units in which every actor's payoffs run from 0 to 1, exactly and as floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.sets.polygon import Point, hull
from gametheory.equilibria.sets.stage_list import StageEquilibrium
from gametheory.equilibria.sets.sweep import Bound, Profile, Setting

if TYPE_CHECKING:
    from gametheory.games.repeated import RepeatedGame

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
        return (self.origin[0] + v[0] * self.length[0], self.origin[1] + v[1] * self.length[1])


def exact_setting(
    repeated: RepeatedGame, equilibria: Sequence[StageEquilibrium], d: Fraction
) -> tuple[Units, Setting[Fraction]]:
    """Read off payoffs, best-response payoffs and gains of all profiles, in units."""
    numerators, denominators = repeated.stage.integers()
    lows = [int(numerators[..., i].min()) for i in (0, 1)]
    spans = [int(numerators[..., i].max()) - low or denominators[i] for i, low in enumerate(lows)]
    own = [[int(x) - lows[i] for x in numerators[..., i].ravel().tolist()] for i in (0, 1)]
    best = [(numerators[..., i].max(axis=i, keepdims=True) + 0 * numerators[..., i]).ravel().tolist() for i in (0, 1)]
    patience = (1 - d) / d
    profiles = []
    for k in range(len(own[0])):
        g = [Fraction(own[i][k], spans[i]) for i in (0, 1)]
        r = [Fraction(int(best[i][k]) - lows[i], spans[i]) for i in (0, 1)]
        gain = [patience * (r[i] - g[i]) for i in (0, 1)]
        profiles.append(Profile(k, (g[0], g[1]), (r[0], r[1]), (gain[0], gain[1])))
    units = Units(
        (Fraction(lows[0], denominators[0]), Fraction(lows[1], denominators[1])),
        (Fraction(spans[0], denominators[0]), Fraction(spans[1], denominators[1])),
    )
    return units, Setting(profiles, [units.inwards(e.payoffs) for e in equilibria], d)


def rounded(setting: Setting[Fraction]) -> Setting[float]:
    """Round a setting to floats, each number to the nearest."""
    profiles = [Profile(p.number, _near(p.payoff), _near(p.best), _near(p.gain)) for p in setting.profiles]
    return Setting(profiles, [_near(e) for e in setting.equilibria], float(setting.discount))


def _near(v: Exact) -> Point[float]:
    return (float(v[0]), float(v[1]))


def first_bound(setting: Setting[Fraction]) -> Bound[Fraction]:
    """
    Start from the hull of all stage payoffs, and from the pure minmax or a lower listed equilibrium payoff.

    The minmax is the least best-response payoff. Nobody gets less in V*: the lowest payoff in V* is that of a listed
    equilibrium, or some profile generates it and its best-response payoff is no more (see `sweep`).
    """
    polygon = hull([p.payoff for p in setting.profiles] + list(setting.equilibria))
    floors = [min([p.best[i] for p in setting.profiles] + [e[i] for e in setting.equilibria]) for i in (0, 1)]
    return Bound(polygon, (floors[0], floors[1]), setting.profiles, {})
