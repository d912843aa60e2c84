"""All equilibria of many threat games at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import ndtr

from gametheory.equilibria.threat_response import Stakes
from gametheory.equilibria.threat_roots import roots
from gametheory.errors import GameError, NumberError
from gametheory.games.threat import LARGEST, PARAMETERS, ThreatGame, check_parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.equilibria.threat_roots import Roots

    Floats = NDArray[np.float64]

__all__ = ["ThreatEquilibriaBatch", "threat_equilibria_batch"]

_BLOCK = 2**12  # games at a time, so that the working arrays stay small


@dataclass(frozen=True, eq=False)
class ThreatEquilibriaBatch:
    """
    All equilibria of many threat games; arrays have one row a game, and NaN beyond a game's count.

    Parameters
    ----------
    payoffs : numpy.ndarray of shape (m, 7)
        The games asked about, columns in the order S_A, V_A, C_B, W_A, W_B, a, V_B.
    counts : numpy.ndarray of int, shape (m,)
        How many equilibria each game has.
    resist : numpy.ndarray of shape (m, max(counts))
        Probabilities that B resists a threat, in increasing order.
    challenge : numpy.ndarray of shape (m, max(counts))
        Probabilities that A threatens.
    stand_firm : numpy.ndarray of shape (m, max(counts))
        Probabilities that a threat which is resisted is carried out.
    slope : numpy.ndarray of shape (m, max(counts))
        Slopes of B's reply to expected resistance; above 1 the equilibrium is unstable.
    quiet : numpy.ndarray of bool, shape (m,)
        Whether no threat at all is an equilibrium too, as in `ThreatEquilibria`.
    complete : numpy.ndarray of bool, shape (m,)
        Whether it is certain that none is missing.
    converged : numpy.ndarray of bool, shape (m,)
        Whether every equilibrium was found to the last digits.
    """

    payoffs: Floats = field(repr=False)
    counts: NDArray[np.int64]
    resist: Floats = field(repr=False)
    challenge: Floats = field(repr=False)
    stand_firm: Floats = field(repr=False)
    slope: Floats = field(repr=False)
    quiet: NDArray[np.bool_] = field(repr=False)
    complete: NDArray[np.bool_] = field(repr=False)
    converged: NDArray[np.bool_] = field(repr=False)

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def outcomes(self) -> Floats:
        """Probabilities of status quo, concession, standing firm and backing down on a last axis."""
        tested = self.challenge * self.resist
        parts = (1 - self.challenge, self.challenge * (1 - self.resist), tested * self.stand_firm)
        return np.stack([*parts, tested * (1 - self.stand_firm)], axis=-1)

    def game(self, position: int) -> ThreatGame:
        """
        Give one of the games.

        Parameters
        ----------
        position : int
            Its row.

        Returns
        -------
        ThreatGame
            The game.
        """
        return ThreatGame(**dict(zip(PARAMETERS, self.payoffs[position].tolist(), strict=True)))


def threat_equilibria_batch(**payoffs: Any) -> ThreatEquilibriaBatch:
    """
    Find all equilibria of many threat games, by the same proven search as `threat_equilibria`.

    Parameters
    ----------
    **payoffs : array_like
        The seven payoffs of `ThreatGame` by name, as numbers or arrays of floats that are broadcast and flattened.

    Returns
    -------
    ThreatEquilibriaBatch
        One row a game.

    Raises
    ------
    GameError
        If a payoff is missing, or the shapes do not fit together, or a value is too large.
    NumberError
        If a value is NaN, infinite or no number.

    Examples
    --------
    >>> from gametheory import threat_equilibria_batch
    >>> batch = threat_equilibria_batch(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=[-3, -2.8], a=-1.2, V_B=1)
    >>> batch.counts.tolist()
    [1, 3]
    """
    table = _table(payoffs)
    blocks = [roots(_stakes(table[start : start + _BLOCK])) for start in range(0, len(table), _BLOCK)]
    return _assembled(table, blocks)


def _stakes(table: Floats) -> Stakes:
    return Stakes.read(dict(zip(PARAMETERS, table.T, strict=True)))


def _table(payoffs: dict[str, Any]) -> Floats:
    for name in payoffs:
        check_parameter(name)
    missing = [name for name in PARAMETERS if name not in payoffs]
    if missing:
        raise GameError(f"the payoff {missing[0]} is missing; give all of {', '.join(PARAMETERS)}.")
    columns = [_column(name, payoffs[name]) for name in PARAMETERS]
    try:
        table = np.stack(np.broadcast_arrays(*columns), axis=-1)
    except ValueError:
        shapes = ", ".join(f"{name} {column.shape}" for name, column in zip(PARAMETERS, columns, strict=True))
        raise GameError(
            f"the payoffs have shapes that do not fit together: {shapes}; give one shape or numbers."
        ) from None
    return np.ascontiguousarray(table.reshape(-1, len(PARAMETERS)))


def _column(name: str, given: Any) -> Floats:
    try:
        column = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise NumberError(f"the payoff {name} is {given!r}; give a number or an array of numbers.") from None
    if not np.isfinite(column).all():
        raise NumberError(f"the payoff {name} has entries that are NaN or infinite; drop these games first.")
    if (np.abs(column) > LARGEST).any():
        raise GameError(f"the payoff {name} has entries beyond {LARGEST:,} standard deviations; use a larger unit.")
    return column


def _assembled(table: Floats, blocks: list[Roots]) -> ThreatEquilibriaBatch:
    size = len(table)
    game = _joined([block.game + _BLOCK * k for k, block in enumerate(blocks)], int)
    unsure = _joined([block.open_game + _BLOCK * k for k, block in enumerate(blocks)], int)
    counts = np.bincount(game, minlength=size).astype(np.int64)
    column = np.arange(len(game)) - (np.cumsum(counts) - counts)[game]
    converged, complete = np.ones(size, dtype=bool), np.ones(size, dtype=bool)
    converged[game[~_joined([block.converged for block in blocks], bool)]] = False
    complete[game[_joined([block.touching for block in blocks], bool)]] = False
    complete[unsure] = False
    values = (
        [ndtr(block.point.z) for block in blocks],
        [np.minimum(np.exp(block.point.log_any), 1) for block in blocks],
        [np.exp(block.point.log_stand) for block in blocks],
        [block.slope for block in blocks],
    )
    resist, challenge, stand, slope = (
        _padded((size, int(counts.max(initial=0))), game, column, _joined(parts, float)) for parts in values
    )
    s_a, v_a, c_b, v_b = (table[:, PARAMETERS.index(name)] for name in ("S_A", "V_A", "C_B", "V_B"))
    quiet = (s_a > v_a) & (c_b > v_b)
    return ThreatEquilibriaBatch(table, counts, resist, challenge, stand, slope, quiet, complete, converged)


def _padded(shape: tuple[int, int], row: Any, column: Any, values: Any) -> Floats:
    target = np.full(shape, np.nan)
    target[row, column] = values
    return target


def _joined(parts: list[Any], kind: type) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)
