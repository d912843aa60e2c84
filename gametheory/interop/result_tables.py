"""Results as tables: a sentence, columns, rows of exact values; HTML, LaTeX and data frames are made from these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from gametheory.interop.automata import profile_text


@dataclass(frozen=True)
class ResultTable:
    """What a result says, then its numbers: columns, one row a thing, and remarks."""

    said: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    notes: tuple[str, ...] = ()


def table_of(result: Any) -> ResultTable:
    """Give a result's own table, or one row a field."""
    maker = _MAKERS.get(type(result).__name__)
    return _fields(result) if maker is None else maker(result)


def public_fields(result: Any) -> Iterator[tuple[str, Any]]:
    """Fields of a dataclass, without inner ones."""
    if is_dataclass(result):
        for field in fields(result):
            if not field.name.startswith("_"):
                yield field.name, getattr(result, field.name)


def _fields(result: Any) -> ResultTable:
    return ResultTable(f"{type(result).__name__}.", ("field", "value"), tuple(public_fields(result)))


def _per(what: str, actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{what} of {actor}" for actor in actors)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _pure(result: Any) -> ResultTable:
    actors = result.game.actors
    rows = (
        (*p, *result.game.payoff(p), "yes" if strict else "no")
        for p, strict in zip(result.profiles, result.strict, strict=True)
    )
    said = f"{_counted(len(result), 'pure equilibrium', 'pure equilibria')}."
    return ResultTable(said, (*actors, *_per("payoff", actors), "strict"), tuple(rows))


def _mixed(result: Any) -> ResultTable:
    actors = result.game.actors
    rows = ((*map(_mix, named), *payoffs) for named, payoffs in zip(_named_mixes(result), result.payoffs, strict=True))
    kind = "all of them" if result.complete else "there may be more"
    said = f"{_counted(len(result.equilibria), 'extreme equilibrium', 'extreme equilibria')}, {kind}."
    return ResultTable(said, (*actors, *_per("payoff", actors)), tuple(rows))


def _named_mixes(result: Any) -> Iterator[list[dict[str, Any]]]:
    for profile in result.equilibria:
        yield [dict(zip(names, mix, strict=True)) for names, mix in zip(result.game.actions, profile, strict=True)]


def _mix(chances: Mapping[str, Any]) -> str:
    played = {action: p for action, p in chances.items() if p}
    return " + ".join(action if p == 1 else f"{p} {action}" for action, p in played.items())


def _floors(result: Any) -> ResultTable:
    punishers = (", ".join(map(str, p)) for p in result.punishments)
    rows = zip(result.game.actors, result.values, punishers, strict=True)
    return ResultTable(f"Minmax values ({result.method}).", ("actor", "value", "punishing profile"), tuple(rows))


def _maxmin(result: Any) -> ResultTable:
    rows = zip(result.game.actors, result.values, result.actions, strict=True)
    return ResultTable(f"Maxmin values ({result.method}).", ("actor", "value", "secured by"), tuple(rows))


def _check(result: Any) -> ResultTable:
    actors = result.repeated.stage.actors
    verdict = "Subgame perfect" if result.is_equilibrium else "Not subgame perfect"
    said = f"{verdict}{f': {result.worst}' if result.worst is not None else ''}."
    prescribed = result.automaton.actions
    rows = ((s, profile_text(prescribed[s]), *values) for s, values in result.values.items())
    return ResultTable(said, ("state", "prescribes", *_per("value", actors)), tuple(rows), tuple(result.notes))


def _region(result: Any) -> ResultTable:
    rows = ((str(i), _joined(i.low_bindings), _joined(i.high_bindings)) for i in result.intervals)
    heads = ("discount factors", "binds below", "binds above")
    return ResultTable(f"An equilibrium for: {result}.", heads, tuple(rows), tuple(result.notes))


def _joined(bindings: Sequence[Any]) -> str:
    return "; ".join(map(str, bindings))


def _formula(result: Any) -> ResultTable:
    rows = ((lever.parameter, lever.value, lever.derivative, lever.elasticity) for lever in result.levers)
    return ResultTable(f"{result}.", ("parameter", "value", "derivative", "elasticity"), tuple(rows))


def _finite(result: Any) -> ResultTable:
    said = f"{_counted(len(result.payoffs), 'payoff', 'payoffs')} of equilibria of {result.horizon} periods."
    heads = _per("total payoff", result.stage.actors)
    return ResultTable(said, heads, tuple(tuple(p) for p in result.payoffs), tuple(result.notes))


def _payoff_bounds(result: Any) -> ResultTable:
    actors = result.repeated.stage.actors
    rows = [("proved", *v) for v in result.inner]
    if result.outer and isinstance(result.outer[0], tuple):
        rows += [("bound", *v) for v in result.outer]
    return ResultTable(f"{repr(result)[1:-1]}.", ("kind", *_per("payoff", actors)), tuple(rows))


def _quantal(result: Any) -> ResultTable:
    rows = (
        (actor, action, p)
        for actor, names, mix in zip(result.game.actors, result.game.actions, result.profile, strict=True)
        for action, p in zip(names, mix, strict=True)
    )
    ended = "converged" if result.converged else "not converged"
    said = f"Logit responses at rationality {result.rationality:g} ({ended})."
    return ResultTable(said, ("actor", "action", "probability"), tuple(rows))


def _branch(result: Any) -> ResultTable:
    rows = ((r, *(float(p) for mix in profile for p in mix)) for r, profile in _branch_points(result))
    width = sum(len(mix) for mix in result.profiles[0]) if len(result.profiles) else 0
    return ResultTable(
        f"Logit branch of {_counted(len(result.rationality), 'point', 'points')}.",
        ("rationality", *(f"p{k + 1}" for k in range(width))),
        tuple(rows),
    )


def _branch_points(result: Any) -> Iterator[tuple[float, Any]]:
    for r, profile in zip(result.rationality, result.profiles, strict=True):
        yield float(r), profile


def _correlated(result: Any) -> ResultTable:
    rows = ((*profile, p) for profile, p in result.distribution.items())
    return ResultTable(f"{result}.", (*result.game.actors, "probability"), tuple(rows))


def _threats(result: Any) -> ResultTable:
    heads = ("challenge", "resist", "stand firm", "threshold", "stability")
    rows = ((e.challenge, e.resist, e.stand_firm, e.threshold, e.stability) for e in result.equilibria)
    known = "all of them" if result.complete else "there may be more"
    said = f"{_counted(len(result.equilibria), 'equilibrium', 'equilibria')} of the threat, {known}."
    return ResultTable(said, heads, tuple(rows))


def _long_run(result: Any) -> ResultTable:
    actors = result.stage.actors
    rows = tuple(result.distribution.items())
    paid = ", ".join(f"{actor} {x}" for actor, x in zip(actors, result.payoffs, strict=True))
    return ResultTable(f"Long-run payoffs: {paid}.", ("state", "share of periods"), rows)


def _rationalised(result: Any) -> ResultTable:
    rows = ((one.strategy, "yes" if one.generates else "no", str(one)) for one in result.explanations)
    notes = (f"{name}: {lesson}" for name, lesson in result.lessons.items() if lesson.is_news)
    return ResultTable(f"{result}.", ("strategy", "generates the path", "finding"), tuple(rows), tuple(notes))


_MAKERS: dict[str, Callable[[Any], ResultTable]] = {
    "CorrelatedEquilibrium": _correlated,
    "DiscountRegion": _region,
    "FiniteEquilibria": _finite,
    "LogitBranch": _branch,
    "LongRunPayoffs": _long_run,
    "MaxminValues": _maxmin,
    "MinmaxValues": _floors,
    "MixedEquilibria": _mixed,
    "PayoffRegion": _payoff_bounds,
    "PayoffSet": _payoff_bounds,
    "PureEquilibria": _pure,
    "QuantalResponse": _quantal,
    "Rationalisation": _rationalised,
    "StrategyCheck": _check,
    "ThreatEquilibria": _threats,
    "ThresholdFormula": _formula,
}
