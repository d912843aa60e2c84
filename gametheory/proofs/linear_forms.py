"""Linear forms in numbered parameters, and statements about them read from certificates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.proofs.reading import number, require


class Form:
    """Coefficients by column; column 0 is the constant. Forms add up, and multiply with numbers."""

    __slots__ = ("columns",)

    def __init__(self, columns: Mapping[int, Fraction]) -> None:
        self.columns = {k: x for k, x in columns.items() if x}

    def __add__(self, other: Form | Fraction | int) -> Form:
        more = other.columns if isinstance(other, Form) else {0: Fraction(other)}
        return Form({k: self.columns.get(k, Fraction(0)) + more.get(k, Fraction(0)) for k in {*self.columns, *more}})

    __radd__ = __add__

    def __mul__(self, factor: Fraction | int) -> Form:
        return Form({k: factor * x for k, x in self.columns.items()})

    __rmul__ = __mul__

    def __neg__(self) -> Form:
        return -1 * self

    def __sub__(self, other: Form) -> Form:
        return self + -other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and self.columns == other.columns

    def __hash__(self) -> int:
        return hash(frozenset(self.columns.items()))

    @property
    def constant(self) -> Fraction | None:
        """The value of a form without parameters; None where there are some."""
        return self.columns.get(0, Fraction(0)) if set(self.columns) <= {0} else None

    def at(self, point: Mapping[int, Fraction]) -> Fraction:
        """The value at a point given by columns."""
        return sum((x * (point[k] if k else 1) for k, x in self.columns.items()), Fraction(0))

    def along(self, ray: Mapping[int, Fraction]) -> Fraction:
        """How the value changes along a direction."""
        return sum((x * ray[k] for k, x in self.columns.items() if k), Fraction(0))


@dataclass(frozen=True)
class Space:
    """Parameters with the inequalities that are known of them."""

    parameters: tuple[str, ...]
    names: tuple[str, ...]
    known: tuple[Form, ...]

    def point(self, pairs: Any, what: str = "a point") -> dict[int, Fraction]:
        """Read a value for every parameter."""
        values = {name: number(text) for name, text in pairs}
        require(len(values) == len(pairs) and set(values) == set(self.parameters), f"{what} misses a parameter.")
        return {k: values[name] for k, name in enumerate(self.parameters, start=1)}

    def inside(self, pairs: Any) -> dict[int, Fraction]:
        """Read a point that must satisfy every inequality."""
        point = self.point(pairs)
        for name, form in zip(self.names, self.known, strict=True):
            require(form.at(point) >= 0, f"the point breaks the inequality {name!r} by {-form.at(point)}.")
        return point

    def form(self, pairs: Any) -> Form:
        """Read a form from pairs of column and value."""
        columns = {k: number(text) for k, text in pairs}
        legal = all(type(k) is int and 0 <= k <= len(self.parameters) for k in columns)
        require(legal and len(columns) == len(pairs), "a form names a column twice, or one that does not exist.")
        return Form(columns)


def read_space(data: Any) -> Space:
    """Read a polytope."""
    parameters = tuple(data["parameters"])
    named = len(set(parameters)) == len(parameters) and all(isinstance(name, str) for name in parameters)
    require(named, "the certificate's parameters are not distinct names.")
    empty = Space(parameters, (), ())
    listed = [(str(name), empty.form(pairs)) for name, pairs in data["inequalities"]]
    return Space(parameters, tuple(name for name, _ in listed), tuple(form for _, form in listed))


def combined(forms: Iterable[Form], pairs: Any, what: str) -> Form:
    """Add forms up, each as often as listed; never a negative number of times."""
    listed, total, seen = list(forms), Form({}), set()
    for k, text in pairs:
        require(type(k) is int and 0 <= k < len(listed) and k not in seen, f"{what} names number {k!r} wrongly.")
        seen.add(k)
        weight = number(text)
        require(weight >= 0, f"{what} adds number {k} a negative number of times ({weight}).")
        total = total + weight * listed[k]
    return total
