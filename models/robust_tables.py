"""Tables of what survives uncertainty."""

from __future__ import annotations

from collections.abc import Iterable

from gametheory.regions import Sustainable
from models.describe import Table
from models.register import load_register
from models.rests import Weight
from models.robust import RobustStrategy

__all__ = ["bound_text", "needed_table", "robust_lines", "robust_table", "share_table", "weight_table"]


def robust_table(found: Iterable[RobustStrategy]) -> Table:
    """
    List how strongly each strategy holds, jointly and per actor.

    Parameters
    ----------
    found : iterable of RobustStrategy
        The strategies.

    Returns
    -------
    Table
        One row per strategy.
    """
    listed = list(found)
    actors = tuple(listed[0].robustness.by_actor) if listed else ()
    rows = tuple(
        (one.name, one.robustness.strength.value, *(of.strength.value for of in one.robustness.by_actor.values()))
        for one in listed
    )
    return Table("Over all payoffs consistent with what is known", ("strategy", "jointly", *actors), rows)


def needed_table(found: RobustStrategy) -> Table:
    """
    List what would have to be known besides for a strategy to be proved.

    Parameters
    ----------
    found : RobustStrategy
        The strategy.

    Returns
    -------
    Table
        One row per inequality; none can be left out.
    """
    rows = tuple(
        (str(one), one.form.name, "; ".join(map(str, one.ratios)) or "no ratio of two stakes")
        for one in found.strengthening.requirements
    )
    title = f"What {found.name} needs besides, and no less, to be proved for every payoff"
    return Table(title, ("inequality", "without it", "it is enough that"), rows)


def share_table(found: Iterable[RobustStrategy]) -> Table:
    """
    List the shares of several measures in which each strategy holds.

    Parameters
    ----------
    found : iterable of RobustStrategy
        The strategies.

    Returns
    -------
    Table
        One row per measure, one column per strategy, each share with its 95% interval.
    """
    listed = list(found)
    rows = []
    for of in zip(*(one.shares for one in listed), strict=True):
        texts = (f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})" for share in of)
        rows.append((of[0].measure.split("; ", 1)[-1], *texts))
    rows.append(("range", *(f"{one.shares.low:.0%} to {one.shares.high:.0%}" for one in listed)))
    counts = [share.draws for one in listed[:1] for share in one.shares]
    few = f"; {min(counts)} to {max(counts)} draws count, those with a conflict" if counts else ""
    return Table(f"Shares, which depend on the measure{few}", ("measure", *(one.name for one in listed)), tuple(rows))


def robust_lines(found: RobustStrategy) -> list[str]:
    """
    Say one strategy's answer in sentences rendered from it.

    Parameters
    ----------
    found : RobustStrategy
        The strategy.

    Returns
    -------
    list of str
        The joint verdict, the completion, and whether any strategy could play the same.
    """
    lines = [f"{found.name}, at the discount factor {found.discount}: {found.robustness.joint}."]
    if found.filled:
        lines.append(f"  for some completion: {found.filled}")
    if found.bound is not None and found.excluded is not None:
        share = f"in {found.excluded.value:.1%} of {found.excluded.draws} draws no equilibrium in pure actions plays it"
        lines.append(f"  could any strategy play what it prescribes? {bound_text(found.bound)}; {share}")
    if found.bound is None:
        lines.append("  could any strategy play what it prescribes? the bound is not known where only signals are seen")
    return lines


def bound_text(bound: Sustainable) -> str:
    """
    Say what the bound that every equilibrium obeys tells of a path.

    Parameters
    ----------
    bound : Sustainable
        What was found.

    Returns
    -------
    str
        Plainly: that the bound excludes nothing is no promise that there is an equilibrium.
    """
    if bound.is_impossible or bound.is_undetermined:
        return str(bound)
    return "'no' cannot be said for all payoffs: the bound that every equilibrium obeys leaves room for it at some"


def weight_table(weights: Iterable[Weight], title: str, most: int = 10) -> Table:
    """
    List what rests on inequalities or positions.

    Parameters
    ----------
    weights : iterable of Weight
        The ranking.
    title : str
        What is ranked.
    most : int, default: 10
        How many are shown.

    Returns
    -------
    Table
        One row each, positions with their document and line.
    """
    positions = load_register().positions
    rows = tuple(
        (
            one.name,
            str(positions[one.name].place) if one.name in positions else "",
            f"{one.kept:.1%}",
            f"{one.dropped:.1%}",
            f"{one.change:+.1%} (standard error {one.error:.1%})",
            "a proof rests on it" if one.decides else "",
            ", ".join(one.drops),
        )
        for one in list(weights)[:most]
    )
    heads = ("", "where", "share with it", "without it", "change", "", "drops")
    return Table(title, heads, rows)
