"""Recheck claims about the stage game by looking at every profile."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.errors import CertificateError
from gametheory.exact import exact_text
from gametheory.proofs.reading import Table, number, read_table, require


def recheck_pure_equilibria(data: dict[str, Any]) -> None:
    """Compare the listed profiles with all profiles from which no actor gains by switching."""
    table = read_table(data["game"])
    listed = {table.index(profile): strict for profile, strict in data["equilibria"]}
    require(len(listed) == len(data["equilibria"]), "a pure equilibrium is listed twice.")
    for profile in table.profiles():
        gain, actor, action = _best_switch(table, profile)
        claimed = profile in listed
        if claimed:
            if gain is not None and gain > 0:
                raise CertificateError(
                    f"{table.names(profile)} is listed as an equilibrium, but {table.actors[actor]} gains "
                    f"{exact_text(gain)} by {table.actions[actor][action]!r}."
                )
            is_strict = gain is None or gain < 0
            require(listed[profile] is is_strict, f"the strictness of {table.names(profile)} is claimed wrongly.")
        else:
            require(
                gain is not None and gain > 0,
                f"the equilibrium {table.names(profile)} is missing from the list.",
            )


def _best_switch(table: Table, profile: tuple[int, ...]) -> tuple[Fraction | None, int, int]:
    """Largest gain of any actor from any other action, with who and what."""
    now = table.payoff(profile)
    best: tuple[Fraction | None, int, int] = (None, 0, 0)
    for i, names in enumerate(table.actions):
        for a in range(len(names)):
            if a == profile[i]:
                continue
            gain = table.payoff((*profile[:i], a, *profile[i + 1 :]))[i] - now[i]
            if best[0] is None or gain > best[0]:
                best = (gain, i, a)
    return best


def recheck_minmax(data: dict[str, Any]) -> None:
    """Recompute each actor's smallest best-response payoff over the others' pure profiles."""
    table = read_table(data["game"])
    complete = len(data["values"]) == len(data["punishments"]) == len(table.actors)
    require(complete, "there is not one minmax value and one punishment per actor.")
    floors: list[dict[tuple[int, ...], Fraction]] = [{} for _ in table.actors]
    for profile in table.profiles():
        for i, value in enumerate(table.payoff(profile)):
            others = (*profile[:i], *profile[i + 1 :])
            floors[i][others] = max(value, floors[i].get(others, value))
    for i, actor in enumerate(table.actors):
        lowest, claimed = min(floors[i].values()), number(data["values"][i])
        told = exact_text(lowest)
        require(claimed == lowest, f"the minmax value of {actor} is {told}, not {data['values'][i]}.")
        punishment = table.index(data["punishments"][i])
        require(
            floors[i][(*punishment[:i], *punishment[i + 1 :])] == lowest and table.payoff(punishment)[i] == lowest,
            f"the profile {data['punishments'][i]} does not hold {actor} to {told}.",
        )


def recheck_maxmin(data: dict[str, Any]) -> None:
    """Recompute what each actor's best pure action secures."""
    table = read_table(data["game"])
    require(len(data["values"]) == len(data["actions"]) == len(table.actors), "not every actor has a maxmin value.")
    floors: list[dict[int, Fraction]] = [{} for _ in table.actors]
    for profile in table.profiles():
        for i, value in enumerate(table.payoff(profile)):
            floors[i][profile[i]] = min(value, floors[i].get(profile[i], value))
    for i, actor in enumerate(table.actors):
        highest, claimed, action = max(floors[i].values()), number(data["values"][i]), data["actions"][i]
        require(claimed == highest, f"the maxmin value of {actor} is {highest}, not {claimed}.")
        require(floors[i][table.action(i, action)] == highest, f"{action!r} of {actor} does not secure {highest}.")
