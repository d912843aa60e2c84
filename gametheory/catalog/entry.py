"""The catalogue as data: every game with where it comes from and what is known of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gametheory.errors import UnknownNameError, closest
from gametheory.references.reference import Reference, references
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["CriticalDiscount", "Entry", "entries", "entry"]

Mixture = tuple[Fraction, ...]


@dataclass(frozen=True)
class CriticalDiscount(Jsonable):
    """
    From which common discount factor on a reversion strategy is subgame perfect.

    Parameters
    ----------
    target : tuple of str
        The profile that is sustained.
    punishment : tuple of str
        The profile that is played for ever after a departure.
    discount : Fraction
        The smallest discount factor; it sustains the target itself.
    """

    target: tuple[str, ...]
    punishment: tuple[str, ...]
    discount: Fraction


@dataclass(frozen=True)
class Entry(Jsonable):
    """
    A classic game with its sources and its known answers.

    Parameters
    ----------
    name : str
        Name of the function of `gametheory.catalog` that builds the game.
    title : str
        What the game is called.
    references : tuple of Reference
        Where it comes from; the first is the origin.
    pure : tuple of tuple of str
        All pure equilibria.
    mixed : tuple of tuple of tuple of Fraction
        Known extreme equilibria, the pure ones first: one probability vector per actor, in the order of its actions.
    complete : bool
        Whether `mixed` lists all extreme equilibria (with three and more actors: all equilibria).
    minmax : tuple of Fraction
        Minmax values in pure actions, in the order of the actors.
    mixed_minmax : tuple of Fraction or None
        Minmax values in mixed actions, recorded where they are known and differ from `minmax`.
    critical : CriticalDiscount or None
        The critical discount factor of reversion, where it is recorded.
    """

    name: str
    title: str
    references: tuple[Reference, ...]
    pure: tuple[tuple[str, ...], ...]
    mixed: tuple[tuple[Mixture, ...], ...]
    complete: bool
    minmax: tuple[Fraction, ...]
    mixed_minmax: tuple[Fraction, ...] | None = None
    critical: CriticalDiscount | None = None

    @property
    def game(self) -> NormalFormGame:
        """The game with its default payoffs, built anew."""
        return _build(self.name)

    @property
    def citation(self) -> str:
        """The sources as text, one a line."""
        return "\n".join(reference.text for reference in self.references)

    @property
    def bibtex(self) -> str:
        """The sources as BibTeX."""
        return "\n\n".join(reference.bibtex for reference in self.references)


def entries() -> Iterator[Entry]:
    """
    Run through the catalogue; each game is built when it is reached.

    Returns
    -------
    iterator of Entry
        The games in the order of the catalogue's file.

    Examples
    --------
    >>> next(entries()).title
    "Prisoner's dilemma"
    """
    return (_read(name, table) for name, table in _answers().items())


def entry(name: str) -> Entry:
    """
    Look a game up.

    Parameters
    ----------
    name : str
        Name of the function that builds it, such as "stag_hunt".

    Returns
    -------
    Entry
        The game with its sources and known answers.

    Raises
    ------
    UnknownNameError
        If the catalogue has no such game.

    Examples
    --------
    >>> entry("prisoners_dilemma").critical.discount
    Fraction(1, 2)
    """
    table = _answers().get(name)
    if table is None:
        raise UnknownNameError(f"the catalogue has no game {name!r}. {closest(name, _answers())}")
    return _read(name, table)


@cache
def _answers() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("answers.toml").read_text("utf-8"))


def _build(name: str) -> NormalFormGame:
    game: NormalFormGame = getattr(import_module("gametheory.catalog"), name)()
    return game


def _read(name: str, table: Mapping[str, Any]) -> Entry:
    game = _build(name)
    pure = tuple(tuple(profile) for profile in table["pure"])
    certain = [[{action: 1} for action in profile] for profile in pure]
    return Entry(
        name=name,
        title=table["title"],
        references=tuple(references()[key] for key in table["cite"]),
        pure=pure,
        mixed=tuple(_vectors(game, profile) for profile in [*certain, *table.get("mixed", ())]),
        complete=table.get("complete", True),
        minmax=_numbers(table["minmax"]),
        mixed_minmax=_numbers(table["mixed_minmax"]) if "mixed_minmax" in table else None,
        critical=_critical(table["critical"]) if "critical" in table else None,
    )


def _vectors(game: NormalFormGame, profile: Any) -> tuple[Mixture, ...]:
    return tuple(
        tuple(Fraction(lottery.get(action, 0)) for action in names)
        for names, lottery in zip(game.actions, profile, strict=True)
    )


def _numbers(values: Any) -> tuple[Fraction, ...]:
    return tuple(Fraction(value) for value in values)


def _critical(table: Mapping[str, Any]) -> CriticalDiscount:
    return CriticalDiscount(tuple(table["target"]), tuple(table["punishment"]), Fraction(table["discount"]))
