"""Sets of profiles in words: who departs, who plays what, and otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.strategies.departures import supports

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

Profile = tuple[str, ...]
Box = tuple[tuple[str, ...], ...]
"""Some actions per actor: stands for all profiles that combine them."""

_ANY = "anybody departs"


@dataclass(frozen=True)
class Move:
    """What moves a state, in words; where to; and whether it is what following the prescription leads to."""

    when: str
    target: Any
    followed: bool


def moves_by_profile(stage: NormalFormGame, prescribed: tuple[Any, ...], row: Mapping[Profile, Any]) -> list[Move]:
    """Group the profiles that lead to the same place and say each group in as few words as can be."""
    keeps = set(product(*supports(prescribed)))
    groups: dict[Any, set[Profile]] = {}
    for profile in sorted(row, key=lambda profile: profile not in keeps):
        groups.setdefault(row[profile], set()).add(profile)
    if len(groups) == 1:
        return [Move("whatever happens", target, followed=True) for target in groups]
    told = {target: _in_words(stage, keeps, supports(prescribed), members) for target, members in groups.items()}
    rest = max(list(told)[1:], key=lambda target: (told[target] == _ANY, len(told[target]), len(groups[target])))
    if len(groups) == 2 or told[rest] == _ANY or " and " in told[rest]:
        told[rest] = "otherwise"
    order = sorted(groups, key=lambda target: told[target] == "otherwise")
    return [Move(told[target], target, bool(groups[target] & keeps)) for target in order]


def moves_by_signal(row: Mapping[str, Any]) -> list[Move]:
    """Group the signals that lead to the same place."""
    groups: dict[Any, list[str]] = {}
    for signal, target in row.items():
        groups.setdefault(target, []).append(signal)
    if len(groups) == 1:
        return [Move("whatever is seen", target, followed=True) for target in groups]
    return [Move("on " + _any_of(signals), target, followed=True) for target, signals in groups.items()]


def _in_words(stage: NormalFormGame, keeps: set[Profile], lists: Sequence[Sequence[str]], members: set[Profile]) -> str:
    for phrase, meant in _phrases(stage, keeps, lists):
        if meant == members:
            return phrase
    return ", or ".join(_box_in_words(stage, lists, box) for box in _boxes(stage, members))


def _phrases(
    stage: NormalFormGame, keeps: set[Profile], lists: Sequence[Sequence[str]]
) -> Iterator[tuple[str, set[Profile]]]:
    """Plain phrases about departures with the profiles that they mean, shortest first."""
    profiles = set(stage.profiles())
    yield "nobody departs", keeps
    yield _ANY, profiles - keeps
    departed = {
        p: frozenset(i for i, (a, kept) in enumerate(zip(p, lists, strict=True)) if a not in kept) for p in profiles
    }
    for i, actor in enumerate(stage.actors):
        yield f"{actor} departs", {p for p in profiles if i in departed[p]}
        yield f"{actor} does not depart", {p for p in profiles if i not in departed[p]}
        yield f"{actor} alone departs", {p for p in profiles if departed[p] == {i}}
    several = "both" if len(stage.actors) == 2 else "several"
    yield "one actor alone departs", {p for p in profiles if len(departed[p]) == 1}
    yield f"{several} depart", {p for p in profiles if len(departed[p]) > 1}
    yield f"nobody departs, or {several} do", {p for p in profiles if len(departed[p]) != 1}
    for pair in combinations(range(len(stage.actors)), 2):
        who = " or ".join(stage.actors[i] for i in pair)
        yield f"{who} alone departs", {p for p in profiles if departed[p] in ({pair[0]}, {pair[1]})}


def _boxes(stage: NormalFormGame, members: set[Profile]) -> list[Box]:
    """Cover a set of profiles by few boxes: each grows from a profile not yet covered as far as the set allows."""
    boxes: list[Box] = []
    left = set(members)
    for profile in stage.profiles():
        if profile in left:
            boxes.append(_grown(stage, profile, members))
            left -= set(product(*boxes[-1]))
    return boxes


def _grown(stage: NormalFormGame, profile: Profile, members: set[Profile]) -> Box:
    box: list[tuple[str, ...]] = [(name,) for name in profile]
    for i, names in enumerate(stage.actions):
        for name in names:
            wider = [*box[:i], tuple(n for n in names if n in box[i] or n == name), *box[i + 1 :]]
            if prod(map(len, wider)) <= len(members) and set(product(*wider)) <= members:
                box = wider
    return tuple(box)


def _box_in_words(stage: NormalFormGame, lists: Sequence[Sequence[str]], box: Box) -> str:
    """Say a box by departures where that says it, else by actions; actors who may do anything are not named."""
    fixed = [i for i, names in enumerate(stage.actions) if len(box[i]) < len(names)]
    if all(set(box[i]) == set(lists[i]) for i in fixed) and 2 < len(fixed) >= len(stage.actors) - 2:
        aside = [actor for i, actor in enumerate(stage.actors) if i not in fixed]
        return f"nobody departs, {' and '.join(aside)} aside"
    return " and ".join(_part(stage.actors[i], stage.actions[i], set(lists[i]), box[i]) for i in fixed)


def _part(actor: str, names: Sequence[str], kept: set[str], chosen: Sequence[str]) -> str:
    others = [name for name in names if name not in chosen]
    if set(chosen) == kept:
        return f"{actor} does not depart"
    if set(others) == kept:
        return f"{actor} departs"
    return (
        f"{actor} does not play {others[0]}" if len(others) == 1 < len(chosen) else f"{actor} plays {_any_of(chosen)}"
    )


def _any_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
