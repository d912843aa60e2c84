"""What a polytope is like: empty or not, its dimension, what is always equal, how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.proofs.certificate import Certificate
from gametheory.regions.elimination import rank
from gametheory.regions.programs import Point, lowest, margin
from gametheory.regions.readable import readable
from gametheory.regions.statement import Conditions
from gametheory.regions.writing import pairs, witnessed
from gametheory.results import Jsonable

__all__ = ["Outline", "outline"]


@dataclass(frozen=True)
class Outline(Jsonable):
    """
    What a polytope is like.

    Parameters
    ----------
    polytope : Polytope
        The polytope.
    dimension : int
        That of the smallest flat in which it lies; -1 where it is empty.
    equalities : tuple of int
        Numbers of the inequalities that hold with equality everywhere in it (none where it is empty).
    lineality : int
        Dimension of the directions in which it reaches without end both ways.
    bounded : bool
        Whether it is bounded.
    inside : mapping of str to Fraction
        A point of its relative interior: what is not always equal is strict there; empty where it is.
    contradiction : tuple of Fraction
        Where it is empty: how often each inequality is added for a sum that is a negative number.
    """

    polytope: Polytope
    dimension: int
    equalities: tuple[int, ...]
    lineality: int
    bounded: bool
    inside: Point
    contradiction: tuple[Fraction, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no point satisfies the inequalities."""
        return self.dimension < 0

    @property
    def certificate(self) -> Certificate:
        """That there is a point, or that there is none, for `gametheory.verify`."""
        nothing = Conditions(self.polytope, ())
        plain = nothing.plain()
        if self.empty:
            return Certificate("region_never", {**plain, "known": pairs(self.contradiction), "asked": []})
        return Certificate("region_sometimes", witnessed(nothing, self.inside))

    def refuse_empty(self) -> Outline:
        """
        Refuse an empty polytope, naming what contradicts itself.

        Returns
        -------
        Outline
            The same, where there is a point.

        Raises
        ------
        GameError
            If the polytope is empty.
        """
        if self.empty:
            known = self.polytope.inequalities
            clash = [k for k, weight in enumerate(self.contradiction) if weight]
            names = ", ".join(repr(known[k].name or f"inequality {k + 1}") for k in clash)
            raise GameError(f"the polytope is empty: {names} cannot all hold. Drop or change one of them.")
        return self

    def __str__(self) -> str:
        if self.empty:
            return "empty"
        size = len(self.polytope.parameters)
        reach = "bounded" if self.bounded else "unbounded"
        lines = f", containing whole lines ({self.lineality} directions)" if self.lineality else ""
        full = "of full dimension" if self.dimension == size else f"of dimension {self.dimension} in {size} parameters"
        return f"{reach}, {full}{lines}"


def outline(polytope: Polytope) -> Outline:
    """
    Describe a polytope exactly.

    Parameters
    ----------
    polytope : Polytope
        The polytope.

    Returns
    -------
    Outline
        Dimension, implicit equalities, lineality, boundedness and a point of the relative interior.

    Examples
    --------
    >>> segment = Polytope(["a", "b"]).fixed(a=1).and_also(LinearInequality({"b": 1}), LinearInequality({"b": -1}, 2))
    >>> print(outline(segment), dict(outline(segment).inside))
    bounded, of dimension 1 in 2 parameters {'a': Fraction(1, 1), 'b': Fraction(1, 1)}
    """
    known, names = polytope.inequalities, polytope.parameters
    equal: list[int] = []
    while True:
        loose = [k for k in range(len(known)) if k not in equal]
        found = margin([known[k] for k in loose], [known[k] for k in equal])
        if found.value < 0:
            return Outline(polytope, -1, (), 0, True, FrozenMap(), found.weights)
        if found.value > 0:
            break
        equal += [k for k, weight in zip(loose, found.weights, strict=True) if weight]
    equal.sort()
    dimension = len(names) - rank([known[k].coefficients for k in equal], names)
    lineality = len(names) - rank([one.coefficients for one in known], names)
    inside = _readable(polytope, found.point, equal)
    return Outline(polytope, dimension, tuple(equal), lineality, _bounded(polytope, lineality), inside)


def _readable(polytope: Polytope, point: Point, equal: list[int]) -> Point:
    """A point of the same relative interior with simple numbers, where one is found."""
    known = polytope.inequalities
    strict = [one for k, one in enumerate(known) if k not in equal]
    full = FrozenMap((name, point.get(name, Fraction(0))) for name in polytope.parameters)
    return readable(full, strict, [known[k] for k in equal])


def _bounded(polytope: Polytope, lineality: int) -> bool:
    """Whether no direction but zero keeps every inequality: their sum cannot grow along one."""
    if lineality or not polytope.inequalities:
        return not polytope.parameters
    cone = [LinearInequality(one.coefficients) for one in polytope.inequalities]
    total: dict[str, Any] = {}
    for one in cone:
        for name, x in one.coefficients.items():
            total[name] = total.get(name, 0) - x
    return lowest(LinearInequality(total), cone, FrozenMap()).value == 0
