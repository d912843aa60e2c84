"""Recheck statements over a polytope: true everywhere, somewhere, nowhere, on a knife edge; between which bounds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.proofs.family import derive_constraints, read_path
from gametheory.proofs.linear_forms import Form, Space, combined, read_space
from gametheory.proofs.reading import number, require


def read_statement(data: Any) -> tuple[Space, list[str], list[Form]]:
    """Read the polytope and the forms asked about; those of a strategy are derived again and compared."""
    space = read_space(data["polytope"])
    labels = [_label(label) for label, _ in data["constraints"]]
    forms = [space.form(pairs) for _, pairs in data["constraints"]]
    if data["setting"] is not None:
        derived = derive_constraints(data["setting"], space)
        claimed = {tuple(label): form for (label, _), form in zip(data["constraints"], forms, strict=True)}
        require(set(derived) == set(claimed), "the constraints listed are not those of the strategy.")
        for key, form in derived.items():
            require(claimed[key] == form, f"the constraint listed for {key} is not what the strategy says.")
    return space, labels, forms


def _label(label: Any) -> str:
    if isinstance(label, str):
        return label
    actor, state, action = label
    return f"{actor} must not gain by {action!r} in state {state!r}"


def recheck_always(data: dict[str, Any]) -> None:
    """Every form is a sum of known ones and a number that is not negative."""
    space, labels, forms = read_statement(data)
    require(len(data["proofs"]) == len(forms), "there is not one proof per form.")
    for label, form, proof in zip(labels, forms, data["proofs"], strict=True):
        rest = (form - combined(space.known, proof, f"the proof of {label!r}")).constant
        require(rest is not None and rest >= 0, f"the inequalities listed do not prove {label!r}.")


def recheck_counterexample(data: dict[str, Any]) -> None:
    """A point of the polytope at which one form is negative."""
    space, labels, forms = read_statement(data)
    point, k = space.inside(data["point"]), data["fails"]
    require(type(k) is int and 0 <= k < len(forms), f"there is no form number {k!r}.")
    require(forms[k].at(point) < 0, f"{labels[k]!r} does not fail at the point: it is {forms[k].at(point)}.")


def recheck_sometimes(data: dict[str, Any]) -> None:
    """A point in the relative interior at which every form is positive, except those that are zero throughout."""
    space, labels, forms = read_statement(data)
    point = space.inside(data["point"])
    for label, form in zip((*space.names, *labels), (*space.known, *forms), strict=True):
        value = form.at(point)
        require(value >= 0, f"{label!r} fails at the point: it is {value}.")
    zero = [form for form in (*space.known, *forms) if form.at(point) == 0]
    proofs = data["flat"]
    require(
        len(proofs) == len(zero), "not every form that is zero at the point has a proof that it is zero throughout."
    )
    for form, proof in zip(zero, proofs, strict=True):
        rest = (-form - combined(space.known, proof, "the proof that a form is zero")).constant
        require(rest is not None and rest >= 0, "a form that is zero at the point is not shown to be zero throughout.")


def recheck_never(data: dict[str, Any]) -> None:
    """Known forms and those asked about add up to a negative number, which they could not where all hold."""
    space, _, forms = read_statement(data)
    total = combined(space.known, data["known"], "the proof") + combined(forms, data["asked"], "the proof")
    require(total.constant is not None and total.constant < 0, "the forms do not add up to a negative number.")


def recheck_knife_edge(data: dict[str, Any]) -> None:
    """True at a point; but forms that count have a sum that is nowhere positive, and one of them is not always zero."""
    space, labels, forms = read_statement(data)
    point = space.inside(data["point"])
    for label, form in zip(labels, forms, strict=True):
        require(form.at(point) >= 0, f"{label!r} fails at the point: it is {form.at(point)}.")
    total = combined(forms, data["asked"], "the proof")
    rest = (-total - combined(space.known, data["known"], "the proof")).constant
    require(rest is not None and rest >= 0, "the sum of the forms that count is not shown to be nowhere positive.")
    moving = space.inside(data["moving"])
    counted = [forms[k] for k, text in data["asked"] if number(text) > 0]
    require(any(form.at(moving) for form in counted), "the forms that count are zero at the point where one is not.")


def recheck_identified(data: dict[str, Any]) -> None:
    """Each end is taken at a point and proved by a sum; or a direction leads on without end."""
    space, _, forms = read_statement(data)
    every = (*space.known, *forms)
    for name, sign, end, point, ray, proof in data["ends"]:
        require(name in space.parameters and sign in (1, -1), f"an end is given for {name!r} and side {sign!r}.")
        column = space.parameters.index(name) + 1
        start = space.inside(point)
        require(all(form.at(start) >= 0 for form in forms), f"the point for {name} does not satisfy the forms.")
        if end is None:
            way = {k: Fraction(0) for k in range(1, len(space.parameters) + 1)} | {
                space.parameters.index(n) + 1: number(x) for n, x in ray
            }
            require(all(form.along(way) >= 0 for form in every), f"the direction for {name} leaves the set.")
            require(sign * way[column] < 0, f"the direction for {name} does not lead on.")
            continue
        require(start[column] == number(end), f"{name} is not {end} at its point.")
        goal = Form({column: Fraction(sign), 0: -sign * number(end)})
        rest = (goal - combined(every, proof, f"the proof for {name}")).constant
        require(rest is not None and rest >= 0, f"the end {end} of {name} is not proved.")


def recheck_path_excluded(data: dict[str, Any]) -> None:
    """
    However the others answer, one actor gains by departing from a path for every point of the polytope.

    After departing it is taken to play the action that it secures itself by, or, where none is named, to answer best:
    then staying must beat a departure followed by each of its actions.
    """
    space = read_space(data["polytope"])
    bound = read_path(data["setting"], space)
    actor, secures = data["actor"], data["secures"]
    require(actor in bound.table.actors, f"there is no actor {actor!r}.")
    i = bound.table.actors.index(actor)
    answers = [bound.table.action(i, secures)] if secures else list(range(len(bound.table.actions[i])))
    proofs = {tuple(case): (known, asked) for case, known, asked in data["cases"]}
    for others in bound.others(i):
        names = tuple(n for j, n in enumerate(bound.table.names((*others[:i], 0, *others[i:]))) if j != i)
        require(names in proofs, f"the case that the others play {names} is missing.")
        known, asked = proofs[names]
        forms = bound.constraints(i, others, answers)
        total = combined(space.known, known, "the proof") + combined(forms, asked, "the proof")
        told = f"it is not shown that {actor} departs when the others play {names}."
        require(total.constant is not None and total.constant < 0, told)


def same_family(data: dict[str, Any], family: Any) -> None:
    """
    Compare a certificate with the family or polytope that it must be about.

    The games must be the same. What the polytope given does not say must not be used by a proof; what it says besides
    must hold at the points that the certificate shows.
    """
    polytope = getattr(family, "polytope", family)
    space = read_space(data["polytope"])
    require(space.parameters == tuple(polytope.parameters), "the certificate is about other parameters.")
    columns = {name: k for k, name in enumerate(space.parameters, start=1)}
    given = {
        Form({0: one.constant} | {columns[p]: c for p, c in one.coefficients.items()}): one.name
        for one in polytope.inequalities
    }
    for k in sorted(_used(data)):
        told = f"the proof uses the inequality {space.names[k]!r}, which the polytope given does not hold."
        require(space.known[k] in given, told)
    for pairs in _points(data):
        point = space.point(pairs)
        for form, name in given.items():
            require(form.at(point) >= 0, f"a point of the certificate breaks {name!r} of the polytope given.")
    for pairs in _directions(data):
        way = {k: Fraction(0) for k in columns.values()} | {columns[name]: number(x) for name, x in pairs}
        for form, name in given.items():
            require(form.along(way) >= 0, f"a direction of the certificate leaves {name!r} of the polytope given.")
    if data["setting"] is not None and family is not polytope:
        _same_games(data["setting"]["family"], family, space)


def _used(data: dict[str, Any]) -> set[int]:
    """Numbers of the polytope's inequalities that the proofs add up; those after them are the forms asked about."""
    count = len(data["polytope"]["inequalities"])
    listed = [*data.get("proofs", []), *data.get("flat", []), data.get("known", [])]
    listed += [end[5] for end in data.get("ends", [])] + [case[1] for case in data.get("cases", [])]
    listed += [piece[2] for _, pieces in data.get("holds", []) for piece in pieces]
    return {k for proof in listed for k, _ in proof if k < count}


def _points(data: dict[str, Any]) -> list[Any]:
    found = [data[key] for key in ("point", "moving") if key in data]
    found += [data["inside"]] if "inside" in data else []
    found += [piece[4] for piece in data.get("fails", []) if piece[3] == "point"] if "holds" in data else []
    return found + [end[3] for end in data.get("ends", [])]


def _directions(data: dict[str, Any]) -> list[Any]:
    """Directions that must never leave the polytope."""
    found = [end[4] for end in data.get("ends", []) if end[2] is None]
    return found + ([piece[4] for piece in data["fails"] if piece[3] == "ray"] if "holds" in data else [])


def _same_games(told: Any, family: Any, space: Space) -> None:
    names = [list(names) for names in family.actions]
    same = list(family.actors) == told["actors"] and names == told["actions"]
    require(same, "the certificate is about games with other actors or actions.")
    listed = {(profile, actor, column): number(text) for profile, actor, column, text in told["payoffs"]}
    table = family.coefficients.reshape(-1, len(family.actors), 1 + len(space.parameters))
    for profile, actors in enumerate(table):
        for actor, row in enumerate(actors):
            for column, x in enumerate(row):
                claimed = listed.get((profile, actor, column), 0)
                require(claimed == x, f"the certificate is about other payoffs of {told['actors'][actor]}.")
