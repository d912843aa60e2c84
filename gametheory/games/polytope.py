"""Parameters that are known by inequalities: a polytope given by half-spaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.results import Jsonable

__all__ = ["LinearInequality", "Polytope"]


@dataclass(frozen=True, init=False)
class LinearInequality(Jsonable):
    """
    The statement that a linear form in the parameters is not negative.

    Parameters
    ----------
    coefficients : mapping of str to number
        Parameter to coefficient; zeros are dropped.
    constant : number, default: 0
        Added to the form.
    name : str, default: ""
        What the inequality is called in messages and proofs.

    Examples
    --------
    >>> richer = LinearInequality({"loss": 1, "profit": -1}, name="loss at least profit")
    >>> richer.slack({"loss": 5, "profit": 3})
    Fraction(2, 1)
    """

    coefficients: FrozenMap[str, Fraction]
    constant: Fraction
    name: str

    def __init__(self, coefficients: Mapping[str, Any], constant: Any = 0, name: str = "") -> None:
        read = ((p, exact(c, f"the coefficient of {p} in {name or 'an inequality'}")) for p, c in coefficients.items())
        object.__setattr__(self, "coefficients", FrozenMap((p, c) for p, c in read if c))
        object.__setattr__(self, "constant", exact(constant, f"the constant of {name or 'an inequality'}"))
        object.__setattr__(self, "name", name)

    def slack(self, values: Mapping[str, Any]) -> Fraction:
        """
        Give the value of the form: not negative where the inequality holds.

        Parameters
        ----------
        values : mapping of str to number
            A value for every parameter of the form.

        Returns
        -------
        Fraction
            The exact value.
        """
        return self.constant + sum((c * exact(values[p], p) for p, c in self.coefficients.items()), Fraction(0))


@dataclass(frozen=True, init=False)
class Polytope(Jsonable):
    """
    All values of named parameters that satisfy a list of linear inequalities.

    Parameters
    ----------
    parameters : sequence of str
        Names, in the order of coordinates.
    inequalities : iterable of LinearInequality
        What is known; none are implied, not even signs.

    Raises
    ------
    GameError
        If a name is given twice.
    UnknownNameError
        If an inequality speaks of a parameter that does not exist.

    Examples
    --------
    >>> wedge = Polytope(["profit", "loss"], [LinearInequality({"profit": 1}, name="profit >= 0")])
    >>> [broken.name for broken in wedge.violated({"profit": -1, "loss": 0})]
    ['profit >= 0']
    """

    parameters: tuple[str, ...]
    inequalities: tuple[LinearInequality, ...]

    def __init__(self, parameters: Sequence[str], inequalities: Iterable[LinearInequality] = ()) -> None:
        names = tuple(parameters)
        for name in names:
            if names.count(name) > 1:
                raise GameError(f"the parameter {name!r} is given twice; every name must be different.")
        listed = tuple(inequalities)
        for inequality in listed:
            for name in inequality.coefficients:
                if name not in names:
                    raise UnknownNameError(
                        f"the inequality {inequality.name!r} speaks of {name!r}, no parameter. {closest(name, names)}"
                    )
        object.__setattr__(self, "parameters", names)
        object.__setattr__(self, "inequalities", listed)

    def violated(self, values: Mapping[str, Any]) -> tuple[LinearInequality, ...]:
        """
        List the inequalities that a point breaks.

        Parameters
        ----------
        values : mapping of str to number
            A value for every parameter.

        Returns
        -------
        tuple of LinearInequality
            Empty exactly when the point lies in the polytope.
        """
        return tuple(inequality for inequality in self.inequalities if inequality.slack(values) < 0)

    def and_also(self, *inequalities: LinearInequality) -> Polytope:
        """
        Add inequalities.

        Parameters
        ----------
        *inequalities : LinearInequality
            What is known besides.

        Returns
        -------
        Polytope
            A smaller (or equal) polytope.

        Raises
        ------
        UnknownNameError
            If one speaks of a parameter that does not exist.
        """
        return Polytope(self.parameters, (*self.inequalities, *inequalities))

    def without(self, *names: str) -> Polytope:
        """
        Drop inequalities.

        Parameters
        ----------
        *names : str
            Their names.

        Returns
        -------
        Polytope
            A larger (or equal) polytope.

        Raises
        ------
        UnknownNameError
            If no inequality has that name.
        """
        known = [inequality.name for inequality in self.inequalities]
        for name in names:
            if name not in known:
                raise UnknownNameError(f"no inequality is called {name!r}. {closest(name, known)}")
        return Polytope(self.parameters, [one for one in self.inequalities if one.name not in names])

    def fixed(self, **values: Any) -> Polytope:
        """
        Fix parameters at values, for example one that serves as the unit of an actor's payoffs.

        Parameters
        ----------
        **values : number
            Values by parameter.

        Returns
        -------
        Polytope
            The same with two inequalities more per value.

        Raises
        ------
        UnknownNameError
            If a parameter does not exist.

        Examples
        --------
        >>> {"a": 2} in Polytope(["a"]).fixed(a=2), {"a": 3} in Polytope(["a"]).fixed(a=2)
        (True, False)
        """
        pairs: list[LinearInequality] = []
        for name, value in values.items():
            number = exact(value, f"the value of {name}")
            pairs.append(LinearInequality({name: 1}, -number, f"{name} >= {number}"))
            pairs.append(LinearInequality({name: -1}, number, f"{name} <= {number}"))
        return self.and_also(*pairs)

    def __contains__(self, values: Mapping[str, Any]) -> bool:
        return not self.violated(values)
