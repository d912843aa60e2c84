"""Words, texts and numbers of Gambit's files, with the line and column of each."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from gametheory.errors import GameError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:\\.|[^"\\])*")|(?P<mark>[{},])|(?P<word>[^\s{},"]+)|(?P<open>")|\Z)', re.DOTALL
)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?(?:/\d+)?")
_INTEGERS = re.compile(r"[-\d\s]*", re.ASCII)
_LONGEST = 4000  # Python itself refuses integers of more than 4300 digits
_ESCAPED = re.compile(r'\\(["\\])')


class Tokens:
    """Reads a file's tokens in order; every complaint says where."""

    def __init__(self, content: str) -> None:
        self.content = content
        self._matches: Iterator[re.Match[str]] = _TOKEN.finditer(content)
        self._advance()

    def _advance(self) -> None:
        self._match = next(self._matches)
        self.kind = self._match.lastgroup or "end"
        self.token = self._match.group(self.kind) if self.kind != "end" else ""
        if self.kind == "open":
            self.fail("this text is opened with a quotation mark and never closed")

    @property
    def offset(self) -> int:
        """Where the token begins."""
        return self._match.end() - len(self.token)

    def fail(self, problem: str, offset: int | None = None) -> NoReturn:
        """Raise, with line and column of the token (or of another place)."""
        place = self.offset if offset is None else offset
        line = self.content.count("\n", 0, place) + 1
        column = place - self.content.rfind("\n", 0, place)
        raise GameError(f"line {line}, column {column}: {problem}.")

    def _expected(self, what: str) -> NoReturn:
        found = "the end of the file" if self.kind == "end" else self.token[:40]
        self.fail(f"expected {what}, found {found}")

    def take(self, mark: str, what: str) -> None:
        """Step over a mark or word that must come next."""
        if self.token != mark:
            self._expected(f"{mark} {what}".strip())
        self._advance()

    def at(self, mark: str) -> bool:
        """Whether a mark or word comes next."""
        return self.token == mark

    def skip(self, mark: str) -> bool:
        """Step over a mark if it comes next."""
        there = self.at(mark)
        if there:
            self._advance()
        return there

    def text(self, what: str) -> str:
        """Read a text in quotation marks."""
        if self.kind != "text":
            self._expected(f"{what} in quotation marks")
        value = _ESCAPED.sub(r"\1", self.token[1:-1])
        self._advance()
        return value

    def whole(self, what: str) -> int:
        """Read a whole number that is not negative."""
        if self.kind != "word" or not re.fullmatch(r"\d+", self.token, re.ASCII):
            self._expected(f"{what}, a whole number")
        value = int(self.token[:_LONGEST])
        self._advance()
        return value

    def number(self, what: str) -> int | Fraction:
        """Read an integer, decimal or fraction, exactly."""
        token = self.token
        if self.kind != "word" or not _NUMBER.fullmatch(token):
            self._expected(f"{what}, a number such as 3, -0.5 or 2/3")
        if len(token) > _LONGEST:
            self.fail(f"a number of {len(token):,} characters is too long; {_LONGEST:,} are read")
        value = int(token) if token.isdigit() else self._fraction(token)
        self._advance()
        return value

    def integers_to_the_end(self, count: int) -> list[int] | None:
        """Read the rest at once if it is that many plain integers; else None, and nothing is read."""
        rest = self.content[self.offset :]
        words = rest.split() if _INTEGERS.fullmatch(rest) else []
        if len(words) != count:
            return None
        try:
            values = [int(word) for word in words]
        except ValueError:
            return None
        self._matches = _TOKEN.finditer(self.content, len(self.content))
        self._advance()
        return values

    def _fraction(self, token: str) -> Fraction:
        numerator, _, denominator = token.partition("/")
        if denominator and int(denominator) == 0:
            self.fail(f"the number {token} divides by zero")
        return Fraction(numerator) / int(denominator or 1)


def quoted(text: str) -> str:
    """Write a text in quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
