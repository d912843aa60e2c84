"""What is known of stakes: inequalities read from text, the polytope, the reference point inside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gametheory.errors import NumberError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.games.polytope import LinearInequality, Polytope
from models.errors import ExpressionError
from models.expressions import Scope, linear_form
from models.in_file import InFile
from models.schema import ScenarioSpec

__all__ = ["read_inequality", "read_polytope"]


def read_inequality(name: str, text: str, stakes: tuple[str, ...]) -> LinearInequality:
    """
    Read 'a >= b' or 'a <= b' with sides linear in stakes.

    Parameters
    ----------
    name : str
        What it is called.
    text : str
        The inequality.
    stakes : tuple of str
        The names that it may use.

    Returns
    -------
    LinearInequality
        Larger side minus smaller side, not negative.

    Raises
    ------
    ExpressionError
        If it is no such inequality.

    Examples
    --------
    >>> read_inequality("x", "loss >= 2 * profit", ("loss", "profit")).coefficients
    {'loss': Fraction(1, 1), 'profit': Fraction(-2, 1)}
    """
    for sign, factor in ((">=", 1), ("<=", -1)):
        sides = text.split(sign)
        if len(sides) == 2 and not set("<>=") & set(sides[0] + sides[1]):
            left, right = (linear_form(side, Scope({}, stakes, {}), name) for side in sides)
            difference = left.plus(right, -1)
            coefficients = {stake: factor * exact(values.item()) for stake, values in difference.terms.items() if stake}
            return LinearInequality(coefficients, factor * exact(difference.constant.item()), name)
    raise ExpressionError(f"{text!r} is no inequality; write one >= or <= between expressions linear in stakes.")


def read_polytope(file: InFile, spec: ScenarioSpec) -> Polytope:
    """
    Build the polytope of a scenario and see that the reference and every variant lie in it.

    Parameters
    ----------
    file : InFile
        Where the scenario is.
    spec : ScenarioSpec
        What it says, groups written out.

    Returns
    -------
    Polytope
        Signs first, then the file's inequalities in their order.

    Raises
    ------
    LoadError
        If an inequality cannot be read, or a point lies outside.
    """
    stakes = tuple(spec.stakes)
    signs = [LinearInequality({stake: 1}, name=f"{stake} >= 0") for stake in stakes]
    known = [
        file.at(("inequalities", name), read_inequality, name, known.holds, stakes)
        for name, known in spec.inequalities.items()
    ]
    polytope = Polytope(stakes, [*signs, *known])
    point = {}
    for name, stake in spec.stakes.items():
        point[name] = _number(file, ("stakes", name, "reference"), stake.reference, f"the reference value of {name}")
        if stake.numeraire and point[name] <= 0:
            raise file.wrong(("stakes", name, "reference"), "a numeraire is a unit; its value must be above 0.")
    _inside(file, polytope, point, ("stakes",), "the reference point")
    for name, variant in spec.variants.items():
        _inside(file, polytope, point | _variant(file, spec, name), ("variants", name), f"the variant {name}")
        if not variant.stakes:
            raise file.wrong(("variants", name), "it changes no stake; name one in 'stakes'.")
    return polytope


def _variant(file: InFile, spec: ScenarioSpec, name: str) -> dict[str, Any]:
    place = ("variants", name, "stakes")
    for stake in spec.variants[name].stakes:
        if stake not in spec.stakes:
            raise file.wrong(place, f"there is no stake {stake!r}. {closest(stake, spec.stakes)}")
    return {stake: _number(file, place, v, f"the value of {stake}") for stake, v in spec.variants[name].stakes.items()}


def _number(file: InFile, place: tuple[str, ...], value: Any, what: str) -> Any:
    try:
        return exact(value, what)
    except NumberError as error:
        raise file.wrong(place, str(error)) from None


def _inside(file: InFile, polytope: Polytope, point: Mapping[str, Any], place: tuple[str, ...], what: str) -> None:
    broken = polytope.violated(point)
    if broken:
        names = ", ".join(inequality.name for inequality in broken)
        raise file.wrong(place, f"{what} breaks {names}; change the number or the inequality.")


def kept(polytope: Polytope, spec: ScenarioSpec, keep: frozenset[str]) -> Polytope:
    """The polytope with the signs and only some of the file's inequalities."""
    dropped = spec.inequalities.keys() - keep
    return Polytope(polytope.parameters, [known for known in polytope.inequalities if known.name not in dropped])


def named_inequalities(spec: ScenarioSpec, names: tuple[str, ...]) -> frozenset[str]:
    """Inequalities by their own names or by their tags."""
    tags = {known.tag for known in spec.inequalities.values()}
    for name in names:
        if name not in spec.inequalities and name not in tags:
            legal = [*sorted(tags), *spec.inequalities]
            raise UnknownNameError(f"{name!r} is neither a tag nor an inequality. {closest(name, legal)}")
    return frozenset(name for name, known in spec.inequalities.items() if name in names or known.tag in names)
