"""What every equilibrium obeys: paths of play that no strategy at all can sustain, whatever the payoffs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import StrategyError
from gametheory.exact import exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.polytope import LinearInequality
from gametheory.proofs.certificate import Certificate
from gametheory.regions.incentives import FamilyStage, incentives, plain_family, plain_values
from gametheory.regions.outline import outline
from gametheory.regions.programs import Point, margin
from gametheory.regions.sampling import Sample
from gametheory.regions.statement import plain_polytope
from gametheory.regions.writing import pairs
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.simple_profiles import Path

__all__ = ["Excluded", "Sustainable", "sustainable"]

_MOST_PROGRAMS = 400  # of the joint search, after which it is undetermined

Case = tuple[str, ...]
"""What the others play to hold an actor down."""


@dataclass(frozen=True)
class Excluded(Jsonable):
    """
    A proof that one actor rather departs from a path, however the others answer.

    Parameters
    ----------
    actor : str
        Who departs.
    secures : str
        Empty where the proof is about equilibria in pure actions, in which the actor can answer what it sees. Else the
        action that it plays ever after, and the proof is about all equilibria, mixed ones included.
    proofs : mapping of tuple of str to (tuple of Fraction, tuple of Fraction)
        For each profile of the others that could hold the actor down: multipliers of the polytope's inequalities and
        of the actor's constraints that add up to a negative number.
    """

    actor: str
    secures: str
    proofs: FrozenMap[Case, tuple[tuple[Fraction, ...], tuple[Fraction, ...]]]

    @property
    def of_every_kind(self) -> bool:
        """Whether mixed strategies are excluded too."""
        return bool(self.secures)


@dataclass(frozen=True)
class Sustainable(Jsonable):
    """
    Whether any equilibrium could play a path, by a bound that every equilibrium obeys.

    Parameters
    ----------
    family : GameFamily
        The games, with what is known of their parameters.
    path : Path
        What is played.
    discount : tuple of Fraction
        One discount factor per actor.
    values : tuple of tuple of tuple of Fraction
        Per period of the path and actor: what remains of the path is worth, as coefficients.
    excluded : tuple of Excluded
        The actors that depart whatever the payoffs; empty where there is none.
    witness : mapping of str to Fraction
        Where nobody is excluded: parameters at which the bound leaves the path possible. That is not yet an
        equilibrium: punishing may not pay those who punish.
    """

    family: GameFamily
    path: Path
    discount: tuple[Fraction, ...]
    values: tuple[tuple[tuple[Fraction, ...], ...], ...]
    excluded: tuple[Excluded, ...]
    witness: Point

    @property
    def is_impossible(self) -> bool:
        """Whether no equilibrium in pure actions plays the path, for any parameters of the polytope."""
        return bool(self.excluded)

    @property
    def is_impossible_in_mixtures(self) -> bool:
        """Whether no equilibrium of any kind plays it."""
        return any(one.of_every_kind for one in self.excluded)

    @property
    def is_undetermined(self) -> bool:
        """Whether neither was found: nobody alone departs always, and no parameters were found that suit all."""
        return not self.excluded and not self.witness and bool(self.family.polytope.parameters)

    def allows(self, drawn: Sample) -> NDArray[np.bool_]:
        """
        Say at which draws the bound on equilibria in pure actions leaves the path possible.

        Parameters
        ----------
        drawn : Sample
            Points in the family's parameters.

        Returns
        -------
        numpy.ndarray of bool
            False where no such equilibrium plays the path; decided exactly.
        """
        bound = _Bound(self.family, self.path, self.discount, self.values)
        true = np.ones(len(drawn), dtype=bool)
        for i, names in enumerate(self.family.actions):
            options = {bound.forms(i, case, names) for case in bound.cases(i)}
            true &= np.any([drawn.holds(forms) for forms in options], axis=0)
        return true

    @property
    def certificate(self) -> Certificate | None:
        """The proof that no equilibrium plays the path, the strongest first; None where it is not excluded."""
        if not self.excluded:
            return None
        one = max(self.excluded, key=lambda found: found.of_every_kind)
        data = {
            "polytope": plain_polytope(self.family.polytope),
            "setting": {
                "family": plain_family(self.family),
                "path": [list(profile) for profile in self.path.profiles],
                "repeat": self.path.repeat,
                "discount": [exact_text(d) for d in self.discount],
                "values": plain_values(range(len(self.values)), self.values),
            },
            "actor": one.actor,
            "secures": one.secures,
            "cases": [[list(case), pairs(known), pairs(asked)] for case, (known, asked) in one.proofs.items()],
        }
        return Certificate("path_excluded", data)

    def __str__(self) -> str:
        if self.is_impossible_in_mixtures:
            return f"no equilibrium of any kind, for any payoff: {self._who(True)} would depart"
        if self.is_impossible:
            return (
                f"no equilibrium in pure actions, for any payoff: {self._who(False)} would depart; mixed ones are open"
            )
        if self.is_undetermined:
            return (
                "undetermined: the bound excludes nobody alone, and no payoffs were found at which it allows the path"
            )
        return "not excluded by what every equilibrium obeys"

    def _who(self, every_kind: bool) -> str:
        return " and ".join(one.actor for one in self.excluded if one.of_every_kind or not every_kind)


def sustainable(family: GameFamily, path: Any, *, discount: Any) -> Sustainable:
    """
    Ask whether any subgame-perfect equilibrium could play a path, for some parameters of a polytope.

    After a departure no actor can be held below its minmax payoff, so what remains of the path must be worth at least
    (1 - d) times the best departure plus d times that. The minmax payoff is the least, over what the others may play,
    of a maximum: every case is tried, each excluded by a sum of inequalities (Farkas). In pure actions (with public
    randomisation) the actor answers best; for equilibria of any kind it is taken to play one action ever after, which
    secures it no more than its minmax payoff.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope. Actions are seen.
    path : Path, or profile
        What is played: a `strategies.Path`, or one profile for ever.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.

    Returns
    -------
    Sustainable
        Who departs for every payoff, with the proof; or parameters at which the bound does not exclude the path.

    Raises
    ------
    GameError
        If the polytope is empty.
    StrategyError
        If the path does not fit the game or mixes.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, LinearInequality, regions, verify
    >>> R, T, P = sympy.symbols("R T P")
    >>> family = GameFamily.from_expressions(
    ...     [[[R, R], [0, T]], [[T, 0], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=[
    ...     LinearInequality({"T": 1, "R": -2}), LinearInequality({"R": 1, "P": -1}), LinearInequality({"P": 1}, -1)])
    >>> found = regions.sustainable(family, ("C", "C"), discount="1/3")
    >>> print(found, verify(found.certificate, family))
    no equilibrium of any kind, for any payoff: Ann and Bob would depart True
    """
    told = path if isinstance(path, Path) else Path([path])
    on_path = _follow(family, told)
    asked = incentives(family, on_path, discount=discount)
    shape = outline(family.polytope).refuse_empty()
    bound = _Bound(family, told, asked.discount, asked.values)
    excluded = tuple(one for i in range(len(family.actors)) if (one := bound.excluded(i)) is not None)
    witness = FrozenMap() if excluded else bound.witness(shape.inside)
    return Sustainable(family, told, asked.discount, asked.values, excluded, witness)


def _follow(family: GameFamily, path: Path) -> Automaton:
    """The path as an automaton that takes no notice of departures."""
    if path.size != len(family.actors) or not all(isinstance(a, str) for p in path.profiles for a in p):
        raise StrategyError(
            f"the path must name one action for each of {', '.join(family.actors)} in every period, without mixing."
        )
    places = range(len(path.profiles))
    return Automaton(
        start=0,
        actions=dict(enumerate(path.profiles)),
        default={place: path.following(place) for place in places},
    )


class _Bound:
    """The constraints that a path puts on each actor's payoffs, case by case."""

    def __init__(self, family: GameFamily, path: Path, discount: Sequence[Fraction], values: Any) -> None:
        self.family, self.path, self.discount, self.values = family, path, discount, values
        self.stage = FamilyStage(family)
        self.known = family.polytope.inequalities

    def cases(self, i: int) -> Iterator[Case]:
        """What the others may play."""
        return product(*(names for j, names in enumerate(self.family.actions) if j != i))

    def forms(self, i: int, case: Case, answers: Sequence[str]) -> tuple[LinearInequality, ...]:
        """Staying on the path beats each departure followed by each answer to the others' case for ever; distinct."""
        floors = [self.stage.row(i, (*case[:i], answer, *case[i:])) for answer in answers]
        found: dict[tuple[Fraction, ...], LinearInequality] = {}
        d = self.discount[i]
        for place, profile in enumerate(self.path.profiles):
            for action in self.family.actions[i]:
                if action != profile[i]:
                    once = self.stage.row(i, (*profile[:i], action, *profile[i + 1 :]))
                    for floor in floors:
                        row = tuple(np.array(self.values[place][i], dtype=object) - (1 - d) * once - d * floor)
                        found.setdefault(row, self._form(row, i, place, action))
        return tuple(found.values())

    def _form(self, row: Any, i: int, place: int, action: str) -> LinearInequality:
        names = self.family.polytope.parameters
        name = f"{self.family.actors[i]} must not gain by {action!r} in period {place + 1} of the path"
        return LinearInequality(dict(zip(names, row[1:], strict=True)), row[0], name)

    def excluded(self, i: int) -> Excluded | None:
        """A proof about equilibria of any kind, else about pure ones, that the actor departs."""
        names = self.family.actions[i]
        for answers in (*((name,) for name in names), names):
            proofs = self._proofs(i, answers)
            if proofs is not None:
                return Excluded(self.family.actors[i], answers[0] if len(answers) == 1 else "", proofs)
        return None

    def _proofs(self, i: int, answers: Sequence[str]) -> FrozenMap[Case, Any] | None:
        found: dict[Case, Any] = {}
        seen: dict[Any, Any] = {}
        for case in self.cases(i):
            forms = self.forms(i, case, answers)
            if forms not in seen:
                least = margin([*self.known, *forms], limit=Fraction(0))
                if least.value >= 0:
                    return None
                seen[forms] = least.weights[: len(self.known)], least.weights[len(self.known) :]
            found[case] = seen[forms]
        return FrozenMap(found)

    def witness(self, inside: Point) -> Point:
        """Parameters and a case for each actor that satisfy all constraints, by depth-first search; empty if none."""
        options = [
            {self.forms(i, case, names) for case in self.cases(i)} for i, names in enumerate(self.family.actions)
        ]
        budget = [_MOST_PROGRAMS]

        def search(i: int, forms: tuple[LinearInequality, ...], point: Point) -> Point | None:
            if i == len(options):
                return point
            for more in sorted(options[i], key=str):
                budget[0] -= 1
                least = margin([*self.known, *forms, *more], limit=Fraction(0))
                if least.value >= 0 and (found := search(i + 1, (*forms, *more), least.point)) is not None:
                    return found
                if budget[0] <= 0:
                    return None
            return None

        found = search(0, (), inside)
        if found is None:
            return FrozenMap()
        return FrozenMap((name, found.get(name, inside[name])) for name in self.family.polytope.parameters)
