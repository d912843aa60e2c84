"""What a scenario file must keep to before anything is computed: names, sources, one unit per actor."""

from __future__ import annotations

from collections.abc import Iterable
from keyword import iskeyword

from gametheory.errors import closest
from models.groups import WrittenOut
from models.in_file import InFile
from models.register import Register
from models.schema import ScenarioSpec
from models.sources import cited_parts

__all__ = ["check_spec"]

_IDENTIFIER_HELP = "use letters, digits and underscores, beginning with a letter, and no word of Python"
_RESERVED = ("it",)


def check_spec(file: InFile, written: WrittenOut, register: Register) -> None:
    """
    Refuse a file with a bad name, a missing source or a dangling reference.

    Parameters
    ----------
    file : InFile
        Where it is.
    written : WrittenOut
        What it says, groups written out.
    register : Register
        Positions and events that it may name.

    Raises
    ------
    LoadError
        At the first thing wrong.
    """
    _names(file, written.spec)
    _sources(file, written.spec, register)
    _stakes(file, written)


def _names(file: InFile, spec: ScenarioSpec) -> None:
    kinds: dict[str, Iterable[str]] = {"actors": spec.actors, "stakes": spec.stakes, "features": spec.features}
    owner: dict[str, str] = {}
    for kind, names in kinds.items():
        for name in names:
            _identifier(file, (kind, name), name)
            if name in owner:
                raise file.wrong((kind, name), f"{name!r} is also one of the {owner[name]}; names must differ.")
            owner[name] = kind
    if not spec.actors:
        raise file.wrong(("actors",), "there are no actors; give at least one.")
    for actor, actor_spec in spec.actors.items():
        if not actor_spec.actions:
            raise file.wrong(("actors", actor), f"{actor} has no actions; give it at least one.")
        for action in actor_spec.actions:
            _identifier(file, ("actors", actor, "actions", action), action)


def _identifier(file: InFile, place: tuple[str, ...], name: str) -> None:
    if not name.isidentifier() or not name.isascii() or iskeyword(name):
        raise file.wrong(place, f"the name {name!r} cannot stand in expressions; {_IDENTIFIER_HELP}.")
    if name in _RESERVED:
        raise file.wrong(place, f"the name {name!r} stands for a member of a group in strategies; choose another.")


def _sources(file: InFile, spec: ScenarioSpec, register: Register) -> None:
    """Every part has positions behind it, or says that it is assumed and why."""
    for name, known in spec.inequalities.items():
        if known.tag not in ("assumption", "definition") and not known.sources:
            why = f"it is tagged {known.tag!r} but names no source; name positions in 'sources'."
            raise file.wrong(("inequalities", name), why)
        if not known.reason.strip():
            raise file.wrong(("inequalities", name), "the reason is empty; say why it holds.")
    for part in cited_parts(spec):
        if part.needed and not part.sources and not part.excuse.strip():
            raise file.wrong(
                part.place, "the source is missing; name positions in 'sources', or say why it is assumed."
            )
        for name in part.sources:
            if name not in register.positions:
                raise file.wrong(part.place, f"{name!r} is no position. {closest(name, register.positions)}")


def _stakes(file: InFile, written: WrittenOut) -> None:
    """Each stake belongs to an actor or a group, and nobody has two units."""
    units: dict[str, str] = {}
    legal = [*written.spec.actors, *written.groups]
    for name, stake in written.spec.stakes.items():
        if stake.actor not in legal:
            raise file.wrong(
                ("stakes", name, "actor"), f"there is no actor {stake.actor!r}. {closest(stake.actor, legal)}"
            )
        if stake.per_member:
            raise file.wrong(("stakes", name, "per_member"), f"{stake.actor} is no group; drop per_member.")
        if stake.numeraire and stake.actor in units:
            why = f"{stake.actor} has two numeraires, {units[stake.actor]} and {name}; keep one."
            raise file.wrong(("stakes", name), why)
        if stake.numeraire:
            units[stake.actor] = name
