"""A certificate: a claim about a game with what is needed to recheck it, as plain data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Self

from gametheory.errors import CertificateError
from gametheory.results import Jsonable

__all__ = ["Certificate"]


@dataclass(frozen=True)
class Certificate(Jsonable):
    """
    A claim that `gametheory.verify` can recheck in exact rational arithmetic.

    Parameters
    ----------
    kind : str
        What is claimed: "strategy", "discount_region", "pure_equilibria", "minmax" or "payoff_set" so far.
    data : dict
        The game, the claim and its witnesses: only text, integers, truth values, lists and dicts; numbers are "p/q".
    digest : str, optional
        SHA-256 of kind and data, by default computed; it tells an altered certificate from an untouched one.

    Examples
    --------
    >>> certificate = Certificate("example", {"value": "1/3"})
    >>> Certificate.from_json(certificate.to_json()) == certificate
    True
    """

    kind: str
    data: dict[str, Any] = field(repr=False)
    digest: str = ""

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", fingerprint(self.kind, self.data))

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def is_untouched(self) -> bool:
        """Whether the digest fits the content."""
        return self.digest == fingerprint(self.kind, self.data)

    def to_json(self, *, indent: int | None = None) -> str:
        """
        Write the certificate as JSON text.

        Parameters
        ----------
        indent : int, optional
            Spaces a level; the default is one line.

        Returns
        -------
        str
            The text.
        """
        content = {"certificate": self.kind, "data": self.data, "digest": self.digest}
        return json.dumps(content, indent=indent, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """
        Read a certificate; nothing is rechecked yet.

        Parameters
        ----------
        text : str
            What `to_json` wrote.

        Returns
        -------
        Certificate
            The certificate.

        Raises
        ------
        CertificateError
            If the text is not a certificate.
        """
        try:
            content = json.loads(text)
            kind, data, digest = content["certificate"], content["data"], content["digest"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CertificateError(
                f"this is not a certificate ({type(error).__name__}: {error}); "
                "give the text that Certificate.to_json() wrote."
            ) from None
        if not (isinstance(kind, str) and isinstance(data, dict) and isinstance(digest, str) and digest):
            raise CertificateError("this is not a certificate: its kind, data or digest has the wrong type.")
        return cls(kind, data, digest)

    def _to_data(self) -> dict[str, Any]:
        return {"text": self.to_json()}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        return cls.from_json(data["text"])


def fingerprint(kind: str, data: dict[str, Any]) -> str:
    """SHA-256 of a canonical text of the content."""
    text = json.dumps([kind, data], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
