"""Everything in a scenario file that names positions, in one walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.schema import ScenarioSpec

__all__ = ["Cited", "cited_parts", "named_positions"]


@dataclass(frozen=True)
class Cited:
    """
    One part of a scenario file, with the positions behind it.

    Parameters
    ----------
    kind : str
        Such as "stake" or "inequality".
    place : tuple of str
        Key path in the file.
    name : str
        What it is called.
    sources : tuple of str
        Position ids.
    excuse : str
        Why it can stand without a source: an assumption and its reason.
    needed : bool
        Whether it must have sources or an excuse.
    """

    kind: str
    place: tuple[str, ...]
    name: str
    sources: tuple[str, ...]
    excuse: str
    needed: bool = True


def cited_parts(spec: ScenarioSpec) -> Iterator[Cited]:
    """
    Walk through all parts of a scenario file that may name positions.

    Parameters
    ----------
    spec : ScenarioSpec
        The file.

    Yields
    ------
    Cited
        Actions, stakes, inequalities, features, hits, signals, strategies and variants.
    """
    for actor, actor_spec in spec.actors.items():
        for action, a in actor_spec.actions.items():
            yield Cited("action", ("actors", actor, "actions", action), f"{actor}: {action}", a.sources, a.assumption)
    for name, stake in spec.stakes.items():
        yield Cited("stake", ("stakes", name), name, stake.sources, stake.assumption)
    for name, known in spec.inequalities.items():
        excuse = known.reason if known.tag in ("assumption", "definition") else ""
        yield Cited("inequality", ("inequalities", name), name, known.sources, excuse)
    for name, feature in spec.features.items():
        yield Cited("feature", ("features", name), name, feature.sources, feature.assumption, needed=False)
    for name, signal in spec.signals.items():
        yield Cited("signal", ("signals", name), name, signal.sources, signal.assumption)
    for name, variant in spec.variants.items():
        yield Cited("variant", ("variants", name), name, variant.sources, variant.assumption)
    for name, hit in spec.hits.items():
        yield Cited("hit", ("hits", name), name, hit.sources, hit.reason)
    for name, strategy in spec.strategies.items():
        yield Cited("strategy", ("strategies", name), name, strategy.sources, strategy.meaning)


def named_positions(spec: ScenarioSpec) -> tuple[str, ...]:
    """
    List the positions that a scenario rests on.

    Parameters
    ----------
    spec : ScenarioSpec
        The file.

    Returns
    -------
    tuple of str
        Position ids, each once, in the order of the file.
    """
    return tuple(dict.fromkeys(name for part in cited_parts(spec) for name in part.sources))
