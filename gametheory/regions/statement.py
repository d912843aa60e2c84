"""A statement about parameters: some linear forms must not be negative, over a polytope."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from gametheory.exact import exact_text
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.results import Jsonable

__all__ = ["Conditions", "Statement"]


class Statement(ABC):
    """Linear forms that must not be negative, over a polytope: what the questions of this package are asked about."""

    @property
    @abstractmethod
    def polytope(self) -> Polytope:
        """The parameters and what is known of them."""

    @property
    @abstractmethod
    def forms(self) -> tuple[LinearInequality, ...]:
        """The forms that must not be negative."""

    @abstractmethod
    def within(self, polytope: Polytope) -> Statement:
        """
        Ask the same over another polytope in the same parameters.

        Parameters
        ----------
        polytope : Polytope
            What is known instead.

        Returns
        -------
        Statement
            The same forms.
        """

    @abstractmethod
    def plain(self) -> dict[str, Any]:
        """
        Write the statement as certificates hold it.

        Returns
        -------
        dict
            Plain data.
        """

    def holds_at(self, values: Any) -> bool:
        """
        Say whether every form is at least zero at a point, inside the polytope or not.

        Parameters
        ----------
        values : mapping of str to number
            A value for every parameter.

        Returns
        -------
        bool
            Whether the statement is true there.
        """
        return all(form.slack(values) >= 0 for form in self.forms)


@dataclass(frozen=True, init=False)
class Conditions(Statement, Jsonable):
    """
    Inequalities asked about for their own sake.

    Parameters
    ----------
    polytope : Polytope
        What is known.
    forms : sequence of LinearInequality
        What is asked.

    Examples
    --------
    >>> known = Polytope(["a", "b"], [LinearInequality({"a": 1, "b": -1}), LinearInequality({"b": 1})])
    >>> Conditions(known, [LinearInequality({"a": 1})]).holds_at({"a": 1, "b": 0})
    True
    """

    known: Polytope
    asked: tuple[LinearInequality, ...]

    def __init__(self, polytope: Polytope, forms: Any) -> None:
        object.__setattr__(self, "known", polytope)
        object.__setattr__(self, "asked", Polytope(polytope.parameters, forms).inequalities)

    @property
    def polytope(self) -> Polytope:
        """The parameters and what is known of them."""
        return self.known

    @property
    def forms(self) -> tuple[LinearInequality, ...]:
        """What is asked."""
        return self.asked

    def within(self, polytope: Polytope) -> Conditions:
        """
        Ask the same over another polytope in the same parameters.

        Parameters
        ----------
        polytope : Polytope
            What is known instead.

        Returns
        -------
        Conditions
            The same forms.
        """
        return Conditions(polytope, self.asked)

    def plain(self) -> dict[str, Any]:
        """
        Write the statement as certificates hold it.

        Returns
        -------
        dict
            Plain data.
        """
        forms = [[form.name, plain_inequality(form, self.known)] for form in self.asked]
        return {"polytope": plain_polytope(self.known), "constraints": forms, "setting": None}

    def _to_data(self) -> dict[str, Any]:
        return {"polytope": self.known, "forms": self.asked}


def plain_inequality(form: LinearInequality, polytope: Polytope) -> list[list[Any]]:
    """Write a form as pairs of column and value, column 0 the constant."""
    columns = {name: k for k, name in enumerate(polytope.parameters, start=1)}
    constant = [[0, exact_text(form.constant)]] if form.constant else []
    return constant + sorted([columns[name], exact_text(c)] for name, c in form.coefficients.items())


def plain_polytope(polytope: Polytope) -> dict[str, Any]:
    """Write a polytope: its parameters, and each inequality's name and form."""
    return {
        "parameters": list(polytope.parameters),
        "inequalities": [[known.name, plain_inequality(known, polytope)] for known in polytope.inequalities],
    }
