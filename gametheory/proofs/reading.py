"""Read a certificate's game from plain data, trusting nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from gametheory.errors import CertificateError
from gametheory.exact import read_fraction

_NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?")


def require(condition: object, why: str) -> None:
    """Raise `CertificateError` unless the condition holds."""
    if not condition:
        raise CertificateError(why)


def number(text: Any) -> Fraction:
    """Read "p/q" and nothing else: "1e999999999" would take for ever."""
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise CertificateError(f"a number in the certificate is {text!r}; numbers are written as text 'p/q'.")
    try:
        return read_fraction(text)
    except ZeroDivisionError:
        raise CertificateError(f"the number {text!r} in the certificate divides by zero.") from None


def distinct(pairs: Any, what: str) -> dict[Any, Any]:
    """Read pairs of key (a state or profile) and content, no key twice: the last would silently win."""
    content = dict(pairs)
    require(len(content) == len(pairs), f"{what} are listed twice for some state or profile.")
    for key in content:
        require(type(key) in (str, int, tuple), f"{what} are listed for {key!r}, no state or profile.")
    return content


@dataclass(frozen=True)
class Table:
    """A game in plain terms: names, and payoffs by profile of indices."""

    actors: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    payoffs: tuple[Fraction, ...]

    def payoff(self, profile: Sequence[int]) -> tuple[Fraction, ...]:
        """Payoffs at a profile of indices."""
        count, position = len(self.actors), self.position(profile)
        return self.payoffs[position * count : (position + 1) * count]

    def position(self, profile: Sequence[int]) -> int:
        """Place of a profile of indices among all profiles, by Horner's rule."""
        position = 0
        for index, names in zip(profile, self.actions, strict=True):
            position = position * len(names) + index
        return position

    def profiles(self) -> Iterator[tuple[int, ...]]:
        """All profiles of indices."""
        return product(*(range(len(names)) for names in self.actions))

    def index(self, profile: Sequence[Any]) -> tuple[int, ...]:
        """Indices of a profile of names."""
        require(len(profile) == len(self.actors), f"the profile {profile} does not name one action per actor.")
        return tuple(self.action(i, name) for i, name in enumerate(profile))

    def action(self, actor: int, name: Any) -> int:
        """Index of one action name."""
        require(
            name in self.actions[actor],
            f"{self.actors[actor]} has no action {name!r} in the certificate's game.",
        )
        return self.actions[actor].index(name)

    def names(self, profile: Sequence[int]) -> tuple[str, ...]:
        """Names of a profile of indices."""
        return tuple(names[k] for names, k in zip(self.actions, profile, strict=True))


def read_table(data: Any) -> Table:
    """Read a game and check that names are unique and payoffs complete."""
    try:
        actors = tuple(data["actors"])
        actions = tuple(tuple(names) for names in data["actions"])
        read = {text: number(text) for text in set(data["payoffs"])}  # large games repeat few numbers
        payoffs = tuple(read[text] for text in data["payoffs"])
    except (KeyError, TypeError) as error:
        raise CertificateError(f"the certificate's game cannot be read: {type(error).__name__} {error}.") from None
    require(
        len(set(actors)) == len(actors) == len(actions) > 0,
        "the certificate's actors are not distinct or not complete.",
    )
    require(
        all(len(set(names)) == len(names) > 0 for names in actions),
        "the certificate's actions are not distinct.",
    )
    every = [*actors, *(name for names in actions for name in names)]
    named = all(isinstance(name, str) and name.strip() and name != "*" for name in every)
    require(named, "an actor or action of the certificate has no name, or that of the wildcard '*'.")
    expected = prod(len(names) for names in actions) * len(actors)
    require(len(payoffs) == expected, f"the certificate's game has {len(payoffs)} payoffs; {expected} are needed.")
    return Table(actors, actions, payoffs)
