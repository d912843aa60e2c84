"""The command that sweeps a scenario over stakes, discount factors and chances of signals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.cli.app import (
    Folder,
    Name,
    Parts,
    Sizes,
    Stakes,
    Strategies,
    Variant,
    Without,
    app,
    changed_stakes,
    load_scenario,
    pairs,
)
from models.cli.completion import engines_of_sweeps, methods_of_sweeps, outputs_of_sweeps, varying_of
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet

if TYPE_CHECKING:
    from models.describe import Table

_MOST_ROWS = 40
_MOST_NUMBERS = 10**6


@app.command()
def sweep(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    over: Annotated[
        list[str],
        typer.Option(
            "--over",
            help="STAKE=LOW:HIGH:COUNT, STAKE=V1,V2,..., or with --sample STAKE=LOW:HIGH; 'discount', "
            "'discount[ACTOR]' and the chances of a scenario's signals vary like stakes. May be repeated: all "
            "combinations.",
            autocompletion=varying_of,
            default_factory=list,
            show_default=False,
        ),
    ],
    strategy: Strategies,
    outputs: Annotated[
        str,
        typer.Option(
            "--outputs",
            help="With commas: equilibria, profiles (one-shot); region, holds (of strategies); payoffs (two actors); "
            "threat; consistent (with all that is known). By default equilibria, consistent, and region, or holds "
            "where a discount factor varies.",
            autocompletion=outputs_of_sweeps,
        ),
    ] = "",
    sample: Annotated[
        int, typer.Option("--sample", help="Draw so many points from the ranges, instead of a grid.", min=0)
    ] = 0,
    method: Annotated[
        str,
        typer.Option(
            "--method",
            help="How to draw: sobol, halton, latin-hypercube, or saltelli (per block).",
            autocompletion=methods_of_sweeps,
        ),
    ] = "sobol",
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.", min=0)] = 0,
    engine: Annotated[
        str,
        typer.Option("--engine", help="Who works: serial, processes or dask.", autocompletion=engines_of_sweeps),
    ] = "serial",
    workers: Annotated[int, typer.Option("--workers", help="Processes; 0 for one a processor.", min=0)] = 0,
    scheduler: Annotated[str, typer.Option("--scheduler", help="Address of the Dask scheduler.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder to keep the result in (Zarr); run again to go on after a stop.")
    ] = None,
    chunk: Annotated[int, typer.Option("--chunk", help="Points worked on at once; 0 for the usual number.", min=0)] = 0,
    variant: Variant = "",
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve a scenario at many stakes, discount factors and chances; numbers are the same whoever works."""
    from models.sweeping import sweep_outputs, sweep_scenario

    scenario = load_scenario(name, parts, sizes, without, folder)
    changed = changed_stakes(scenario, stakes, variant, quiet=quiet)
    points = _points(over, sample, method, seed)
    asked = _asked(outputs, points.names, has_strategies=bool(scenario.plans))
    chosen = sweep_outputs(scenario, asked, changed, strategy)
    who = _engine(engine, workers, scheduler)
    kept = {stake: value for stake, value in changed.items() if stake not in points.names}
    with _stoppable(out):
        data = sweep_scenario(
            scenario, points, chosen, stakes=kept, engine=who, out=out, chunk=chunk or None, quiet=quiet
        )
    with Page(as_json=as_json) as page:
        _show(page, data, as_json=as_json)
        if out is not None:
            page.remark(f"Written: {out}. Read it in Python: xarray.open_zarr({str(out)!r}, chunks=None)")


def _asked(outputs: str, varying: tuple[str, ...], *, has_strategies: bool) -> list[str]:
    """Outputs as given, or the usual ones."""
    asked = [word.strip() for word in outputs.split(",") if word.strip()] or _usual(varying, has_strategies)
    _refuse_both(asked, varying)
    return asked


@contextmanager
def _stoppable(out: Path | None) -> Iterator[None]:
    """Say on Ctrl-C what is kept."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f"What is finished is in {out}: run the same command again to go on." if out else ""
        typer.echo(f"Stopped. {kept or 'Nothing was kept: give --out.'}", err=True)
        raise typer.Exit(130) from None


def _show(page: Page, data: Any, *, as_json: bool) -> None:
    if as_json:
        for key, value in _plain(data).items():
            page.data(key, value)
        found = {name: _told(of) for name, of in _indices(data)}
        if found:
            page.data("sobol_indices", found)
        return
    for table in _tables(data):
        page.table(table.title, table)
    for name, told in _indices(data):
        page.remark(f"Sobol indices of {name}: {told}") if isinstance(told, str) else page.table(told.title, told)
    if "signals" in data.attrs:
        page.remark(f"Solved as what is seen, signals instead of actions: {data.attrs['signals']}.")


def _points(over: list[str], sample: int, method: str, seed: int) -> Any:
    from gametheory import sweeps
    from models.sweeping import axis, ends

    if not over:
        raise typer.BadParameter("say what varies, such as --over china_trade=2:6:9", param_hint="--over")
    told = pairs(over, "--over")
    if not sample:
        return sweeps.grid({name: axis(text) for name, text in told.items()})
    methods: dict[str, Callable[..., Any]] = {
        "sobol": sweeps.sobol,
        "halton": sweeps.halton,
        "latin-hypercube": sweeps.latin_hypercube,
        "saltelli": sweeps.saltelli,
    }
    draw = methods[_one_of(method, methods, "--method")]
    return draw(sample, {name: ends(text) for name, text in told.items()}, seed=seed)


def _one_of(given: str, legal: Any, option: str) -> str:
    if given not in legal:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(legal)}", param_hint=option)
    return given


def _usual(varying: tuple[str, ...], has_strategies: bool) -> list[str]:
    patience = any(name.startswith("discount") for name in varying)
    return ["equilibria", "consistent", *(["holds" if patience else "region"] if has_strategies else [])]


def _refuse_both(asked: list[str], varying: tuple[str, ...]) -> None:
    for name in varying:
        if "region" in asked and name.startswith("discount"):
            raise typer.BadParameter(
                f"'region' is about all discount factors at once, but {name} varies; ask for 'holds' instead",
                param_hint="--outputs",
            )


def _engine(engine: str, workers: int, scheduler: str) -> Any:
    from gametheory import sweeps

    if (engine == "dask") != bool(scheduler):
        raise typer.BadParameter("--engine dask and --scheduler ADDRESS go together", param_hint="--scheduler")
    engines: dict[str, Callable[[], Any]] = {
        "serial": lambda: sweeps.serial,
        "processes": lambda: sweeps.processes(workers or None),
        "dask": lambda: sweeps.dask(scheduler, workers=workers or 1),
    }
    return engines[_one_of(engine, engines, "--engine")]()


def _plain(data: Any) -> dict[str, Any]:
    """The dataset in the form that `xarray.Dataset.from_dict` reads; JSON has no number for none."""
    count = sum(variable.size for variable in data.variables.values())
    if count > _MOST_NUMBERS:
        raise typer.BadParameter(f"the result has {count:,} numbers; keep it with --out instead", param_hint="--json")
    told: dict[str, Any] = _finite(data.to_dict())
    return told


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _tables(data: Any) -> list[Table]:
    """Every point where they are few, and a line on each variable."""
    from models.describe import Table

    flat = data[[name for name in data.data_vars if set(data[name].dims) <= set(_point_dims(data))]]
    tables = []
    if flat.data_vars and flat[next(iter(flat.data_vars))].size <= _MOST_ROWS:
        frame = flat.to_dataframe().reset_index()
        heads = tuple(head for head in frame.columns if head != "point")
        rows = tuple(tuple(_shown(row[head]) for head in heads) for row in frame.to_dict("records"))
        tables.append(Table(data.attrs["title"], heads, rows))
    rows = tuple((name, *_summary(variable)) for name, variable in data.data_vars.items())
    tables.append(Table("In all", ("output", "what", "over all points"), rows))
    return tables


def _indices(data: Any) -> Iterator[tuple[str, Table | str]]:
    """Each output's Sobol indices where the points are made for them, or why it has none."""
    from gametheory.errors import GameError
    from gametheory.sweeps import sobol_indices
    from gametheory.sweeps.samples import SALTELLI
    from models.describe import Table

    if _points_told(data)["method"] != SALTELLI:
        return
    for name, variable in data.data_vars.items():
        if variable.dims == ("point",):
            try:
                found = sobol_indices(data, name)
            except GameError as why:
                yield name, str(why)
                continue
            inputs = [str(stake) for stake in found.parameter.values]
            rows = tuple((stake, *(_interval(found.sel(parameter=stake), k) for k in _KINDS)) for stake in inputs)
            yield (
                name,
                Table(f"What moves {name}: Sobol indices with 95% intervals", ("input", "alone", "in all"), rows),
            )


_KINDS = ("first", "total")


def _interval(found: Any, kind: str) -> str:
    value, low, high = (found[f"{kind}{end}"].item() for end in ("", "_low", "_high"))
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _told(of: Table | str) -> Any:
    return of if isinstance(of, str) else [dict(zip(of.columns, row, strict=True)) for row in of.rows]


def _points_told(data: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(data.attrs["sweep_identity"])["points"]
    return told


def _point_dims(data: Any) -> tuple[str, ...]:
    points = _points_told(data)
    return tuple(points["parameters"]) if points["method"] == "grid" else ("point",)


def _shown(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _summary(variable: Any) -> tuple[str, str]:
    import numpy as np

    meaning, kind = variable.attrs["long_name"], variable.dtype.kind
    if kind == "b":
        return meaning, f"yes in {float(variable.mean()):.1%}"
    if kind == "i":
        found, counts = np.unique(variable.values, return_counts=True)
        shown = [f"{value} in {count / variable.size:.1%}" for value, count in zip(found[:8], counts, strict=False)]
        return meaning, ", ".join(shown)
    values = variable.values[np.isfinite(variable.values)]
    missing = f"; none in {1 - values.size / variable.size:.1%}" if values.size < variable.size else ""
    return meaning, (f"{values.min():.6g} to {values.max():.6g}" if values.size else "no number") + missing
