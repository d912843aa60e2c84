"""Games and results as pandas data frames."""

from __future__ import annotations

from typing import Any

import numpy as np

from gametheory.equilibria.minmax import MinmaxValues
from gametheory.equilibria.pure import PureEquilibria
from gametheory.errors import GameError, MissingDependencyError
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import exact_vector
from gametheory.interop.result_tables import ResultTable, table_of
from gametheory.results import Jsonable

__all__ = ["to_frame"]


def to_frame(value: Any) -> Any:
    """
    Write a game or a result as a pandas data frame, with exact numbers.

    Integers become integer columns; other payoffs are Fractions in object columns (``.astype(float)`` turns them).

    Parameters
    ----------
    value : NormalFormGame, result, or xarray.Dataset
        A game gives one row per profile, indexed by everybody's actions, and one payoff column per actor. Pure
        equilibria give the same for the equilibria alone, with a column "strict". Minmax values give one row per actor
        with its value and the actions of the punishing profile. Any other result gives one row per thing that it holds
        (state, equilibrium, vertex, interval ...), or one row per field. A sweep gives one row per point.

    Returns
    -------
    pandas.DataFrame
        The table.

    Raises
    ------
    MissingDependencyError
        If pandas is not installed.
    GameError
        If the value is neither a game nor a result.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingDependencyError(
            "to_frame() needs pandas, which is not installed; install it with: pip install 'sanction-games[frames]'"
        ) from None
    if isinstance(value, NormalFormGame):
        return _payoffs(pd, value, list(value.profiles()))
    if isinstance(value, PureEquilibria):
        return _payoffs(pd, value.game, list(value.profiles)).assign(strict=list(value.strict))
    if isinstance(value, MinmaxValues):
        return _minmax(pd, value)
    if type(value).__module__.startswith("xarray."):
        return value.to_dataframe().reset_index()
    if isinstance(value, Jsonable):
        return _of_table(pd, table_of(value))
    raise GameError(f"{value!r} has no data frame; give a game, or what a solver returned.")


def _payoffs(pd: Any, game: NormalFormGame, profiles: list[tuple[str, ...]]) -> Any:
    columns_of_names = list(zip(*profiles, strict=True)) or [()] * len(game.actors)
    index = pd.MultiIndex.from_arrays(columns_of_names, names=game.actors)
    numerators, denominators = game.integers()
    rows = [numerators[game.index(profile)].tolist() for profile in profiles]
    columns = {
        f"payoff of {actor}": _column([exact_vector(row, denominators)[i] for row in rows])
        for i, actor in enumerate(game.actors)
    }
    return pd.DataFrame(columns, index=index)


def _minmax(pd: Any, result: MinmaxValues) -> Any:
    actors = result.game.actors
    frame = pd.DataFrame({"value": _column(list(result.values))}, index=pd.Index(actors, name="actor"))
    for i, actor in enumerate(actors):
        frame[f"action of {actor}"] = [profile[i] for profile in result.punishments]
    return frame


def _of_table(pd: Any, told: ResultTable) -> Any:
    columns = {name: pd.Series([row[k] for row in told.rows], dtype=object) for k, name in enumerate(told.columns)}
    return pd.DataFrame(columns, columns=list(told.columns)).infer_objects()


def _column(values: list[Any]) -> Any:
    if all(x.denominator == 1 and abs(x.numerator) < 2**62 for x in values):
        return np.array([x.numerator for x in values], dtype=np.int64)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
