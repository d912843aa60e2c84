"""Tables of comparisons on the same draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gametheory.regions import Share, Shares
from models.describe import Table
from models.paired import Comparison

__all__ = ["comparison_table", "measure_table", "paired_text"]


def comparison_table(found: Iterable[Comparison]) -> Table:
    """
    List comparisons, each share as a range over measures.

    Parameters
    ----------
    found : iterable of Comparison
        The comparisons.

    Returns
    -------
    Table
        One row each: the lowest and the highest end of any measure's 95% interval, and under how many measures more is
        gained than lost.
    """
    listed = list(found)
    rows = tuple(_row(one) for one in listed)
    heads = ("before", "after", "share before", "share after", "gained", "lost", "on balance")
    return Table(f"On the same draws, shares as ranges over measures{_counted(listed)}", heads, rows)


def paired_text(found: Comparison) -> str:
    """
    Say what is gained and lost, in a sentence.

    Parameters
    ----------
    found : Comparison
        The comparison.

    Returns
    -------
    str
        Ranges over measures, and on balance.
    """
    gained, lost = (_range(shares) for shares in zip(*((p.gained, p.lost) for p in found.by_measure), strict=True))
    return f"gained {gained}, lost {lost}; {_balance(found)}"


def measure_table(found: Comparison) -> Table:
    """
    List one comparison measure by measure.

    Parameters
    ----------
    found : Comparison
        The comparison.

    Returns
    -------
    Table
        One row per measure, each share with its 95% interval.
    """
    ends = any(share.holding for share in found.ended)
    rows = tuple(
        (
            pair.measure.split("; ", 1)[-1],
            f"{pair.before.draws} of {pair.before.drawn}",
            *map(_one, (pair.before, pair.after, pair.gained, pair.lost, *([ended] if ends else []))),
        )
        for pair, ended in zip(found.by_measure, found.ended, strict=True)
    )
    heads = ("measure", "draws that count", "before", "after", "gained", "lost", *(["conflict ended"] if ends else []))
    return Table(f"{found.before} -> {found.after}", heads, rows)


def _row(one: Comparison) -> tuple[str, ...]:
    parts = zip(*((pair.before, pair.after, pair.gained, pair.lost) for pair in one.by_measure), strict=True)
    return (one.before, one.after, *(_range(shares) for shares in parts), _balance(one))


def _balance(one: Comparison) -> str:
    return f"gain under {one.gaining}, loss under {one.losing} of {len(one.by_measure)} measures"


def _range(shares: Sequence[Share]) -> str:
    """Where no draw counts nothing is told of a measure."""
    told = [share for share in shares if share.draws]
    return f"{Shares(tuple(told)).low:.0%} to {Shares(tuple(told)).high:.0%}" if told else "no draws count"


def _one(share: Share) -> str:
    return f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})" if share.draws else "no draws count"


def _counted(listed: Sequence[Comparison]) -> str:
    """How many draws have a conflict, and in how many of these the switch ends it."""
    counts = [pair.before.draws for one in listed for pair in one.by_measure]
    drawn = max((pair.before.drawn for one in listed for pair in one.by_measure), default=0)
    few = (
        ""
        if min(counts, default=drawn) == drawn
        else f"; of {drawn} draws {min(counts)} to {max(counts)} count, those with a conflict before"
    )
    ended = [share.value for one in listed for share in one.ended if share.draws]
    also = (
        ""
        if not any(ended)
        else f"; the switch ends the conflict in {min(ended):.0%} to {max(ended):.0%} of those that count"
    )
    return few + also
