"""Groups of interchangeable actors, written out member by member before anything is compiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from gametheory.errors import closest
from gametheory.frozen import FrozenMap
from models.errors import LoadError
from models.group_strategies import written_strategy
from models.in_file import InFile
from models.schema import ScenarioSpec
from models.schema_questions import ClaimSpec

__all__ = ["WrittenOut", "rename", "write_out"]

Spec = TypeVar("Spec")


@dataclass(frozen=True)
class WrittenOut:
    """
    A scenario file without groups.

    Parameters
    ----------
    spec : ScenarioSpec
        Every member an actor of its own.
    groups : mapping of str to tuple of str
        Members by group.
    origin : mapping of str to str
        Name in the file of everything that was written out.
    copies : mapping of str to tuple of str
        Members' own stakes, by the name that they have in the file together.
    """

    spec: ScenarioSpec
    groups: FrozenMap[str, tuple[str, ...]]
    origin: FrozenMap[str, str]
    copies: FrozenMap[str, tuple[str, ...]]

    def owners(self, actor: str) -> tuple[str, ...]:
        """
        List the actors meant by a name in the file.

        Parameters
        ----------
        actor : str
            An actor or a group.

        Returns
        -------
        tuple of str
            The group's members, or the actor alone.
        """
        return self.groups.get(actor, (actor,))


def rename(text: str, names: Mapping[str, str]) -> str:
    """
    Replace whole identifiers in an expression.

    Parameters
    ----------
    text : str
        The expression.
    names : mapping of str to str
        New names by old.

    Returns
    -------
    str
        The expression with the new names.

    Examples
    --------
    >>> rename("third * (third_party == x)", {"third": "third_2"})
    'third_2 * (third_party == x)'
    """
    return re.sub(r"[^\W\d]\w*", lambda found: names.get(found[0], found[0]), text)


def write_out(spec: ScenarioSpec, sizes: Mapping[str, int], file: InFile, own: Iterable[str] = ()) -> WrittenOut:
    """
    Write every group out as so many actors.

    Parameters
    ----------
    spec : ScenarioSpec
        The file.
    sizes : mapping of str to int
        Sizes that differ from the file's.
    file : InFile
        Where it comes from, for error messages.
    own : iterable of str
        Stakes that each member has of its own, besides those that the file says.

    Returns
    -------
    WrittenOut
        The file without groups.

    Raises
    ------
    LoadError
        If there is no such group or no such stake of a group, or the size is not allowed.
    """
    spec = _with_own(spec, tuple(own), file)
    groups = {name: actor.count for name, actor in spec.actors.items() if actor.count}
    for name, size in sizes.items():
        if name not in groups:
            raise LoadError(
                f"{file.path.stem}: {name!r} is no group of interchangeable actors. {closest(name, groups)}"
            )
        groups[name] = size
    for name, size in groups.items():
        if not 1 <= size <= spec.actors[name].most:
            raise LoadError(f"{file.path.stem}: {name} cannot have {size} members; give 1 to {spec.actors[name].most}.")
    members = {name: tuple(f"{name}_{k + 1}" for k in range(size)) for name, size in groups.items()}
    return _Writer(spec, members).done(file)


def _with_own(spec: ScenarioSpec, own: tuple[str, ...], file: InFile) -> ScenarioSpec:
    """Give each member of a group some stakes of its own."""
    groups = {name for name, actor in spec.actors.items() if actor.count}
    shared = [name for name, stake in spec.stakes.items() if stake.actor in groups]
    for name in own:
        if name not in shared:
            why = f"{name!r} is no stake that members of a group share. {closest(name, shared)}"
            raise LoadError(f"{file.path.stem}: {why}")
    return replace(
        spec, stakes={name: replace(s, per_member=s.per_member or name in own) for name, s in spec.stakes.items()}
    )


class _Writer:
    def __init__(self, spec: ScenarioSpec, groups: dict[str, tuple[str, ...]]) -> None:
        self.spec, self.groups = spec, groups
        self.origin = {member: group for group, members in groups.items() for member in members}
        self.own = {name: stake.actor for name, stake in spec.stakes.items() if stake.per_member}

    def done(self, file: InFile) -> WrittenOut:
        spec = self.spec
        written = replace(
            spec,
            actors=self.spread(spec.actors, lambda name, _: name, self.actor),
            stakes=self.spread(spec.stakes, lambda name, _: self.own.get(name, ""), self.stake),
            payoffs=self.spread(spec.payoffs, lambda name, _: name, lambda text, names, _: rename(text, names)),
            features={name: self.feature(feature) for name, feature in spec.features.items()},
            inequalities=self.spread(spec.inequalities, lambda _, known: self.mentions(known.holds), self.holds),
            comparisons=self.spread(spec.comparisons, lambda _, asked: self.mentions(asked.holds), self.holds),
            claims=dict(self.claims()),
            hits=self.spread(spec.hits, lambda _, hit: self.own.get(hit.stake, ""), self.hit),
            variants={n: replace(v, stakes=dict(self.values(v.stakes))) for n, v in spec.variants.items()},
            observed=tuple(replace(o, profile=dict(self.values(o.profile))) for o in spec.observed),
            strategies={
                name: file.at(("strategies", name), written_strategy, s, self.groups, rename)
                for name, s in spec.strategies.items()
            },
        )
        return WrittenOut(written, FrozenMap(self.groups), FrozenMap(self.origin), FrozenMap(self.copies()))

    def copies(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Members' own stakes, together."""
        for name, group in self.own.items():
            yield name, tuple(f"{name}_{k}" for k in range(1, 1 + len(self.groups.get(group, ()))))

    def spread(
        self, parts: Mapping[str, Spec], group_of: Callable[[str, Spec], str], write: Callable[..., Spec]
    ) -> dict[str, Spec]:
        """Copy each part that belongs to a group once per member."""
        copies: dict[str, Spec] = {}
        for name, part in parts.items():
            group = group_of(name, part)
            if group not in self.groups:
                copies[name] = part
            for k, member in enumerate(self.groups.get(group, ()), start=1):
                copies[f"{name}_{k}"] = write(part, self.names(group, member, k), k)
                self.origin[f"{name}_{k}"] = name
        return copies

    def names(self, group: str, member: str, k: int) -> dict[str, str]:
        return {group: member} | {stake: f"{stake}_{k}" for stake, owner in self.own.items() if owner == group}

    def mentions(self, text: str) -> str:
        """The group whose members' own stakes an inequality speaks of."""
        words = re.findall(r"[^\W\d]\w*", text)
        return next((self.own[word] for word in words if word in self.own), "")

    def actor(self, part: Any, _: Mapping[str, str], k: int) -> Any:
        return replace(part, name=f"{part.name} {k}", count=0)

    def stake(self, part: Any, names: Mapping[str, str], _: int) -> Any:
        return replace(part, actor=names[part.actor], per_member=False)

    def holds(self, part: Any, names: Mapping[str, str], _: int) -> Any:
        return replace(part, holds=rename(part.holds, names))

    def hit(self, part: Any, names: Mapping[str, str], _: int) -> Any:
        return replace(part, stake=names[part.stake], when=rename(part.when, names))

    def claims(self) -> Iterator[tuple[str, ClaimSpec]]:
        """A claim about a group whose members share all stakes is asked of the first: the others are its copies."""
        for name, claim in self.spec.claims.items():
            members = self.groups.get(claim.actor, ())
            if members and claim.actor not in self.own.values():
                members = members[:1]
            for k, member in enumerate(members, start=1):
                copy = name if len(members) == 1 else f"{name}_{k}"
                self.origin[copy] = name
                yield copy, replace(claim, actor=member, when=rename(claim.when, {claim.actor: member}))
            if not members:
                yield name, claim

    def feature(self, part: Any) -> Any:
        members = self.groups.get(part.count_over, ())
        if not members:
            return part
        value = " + ".join(f"({rename(part.value, {part.count_over: member})})" for member in members)
        return replace(part, value=value, count_over="")

    def values(self, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Values given for a group, or for a stake that each member has, hold for every member."""
        for name, value in given.items():
            group = name if name in self.groups else self.own.get(name, "")
            copies = [f"{name}_{k + 1}" for k in range(len(self.groups.get(group, ())))]
            yield from ((copy, value) for copy in copies or [name])
