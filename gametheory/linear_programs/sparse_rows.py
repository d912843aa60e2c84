"""A matrix of integers, row by row, zeros left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class SparseRows:
    """Row r has values[starts[r]:starts[r + 1]] in columns[starts[r]:starts[r + 1]]."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[Any]
    width: int

    @classmethod
    def dense(cls, matrix: NDArray[Any]) -> SparseRows:
        """Leave out the zeros of a matrix."""
        rows, columns = np.nonzero(matrix)
        return cls.triplets(rows, columns, matrix[rows, columns], matrix.shape)

    @classmethod
    def triplets(
        cls, rows: NDArray[np.int64], columns: NDArray[np.int64], values: NDArray[Any], shape: Sequence[int]
    ) -> SparseRows:
        """Gather (row, column, value), rows ascending."""
        starts = np.searchsorted(rows, np.arange(shape[0] + 1))
        return cls(starts.astype(np.int64), columns.astype(np.int64), values, int(shape[1]))

    @property
    def row_of_entry(self) -> NDArray[np.int64]:
        """The row in which each entry stands."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def times(self, x: NDArray[Any]) -> NDArray[Any]:
        """Multiply by a column of Python integers."""
        result = np.zeros(len(self.starts) - 1, dtype=object)
        np.add.at(result, self.row_of_entry, self.values.astype(object) * x[self.columns])
        return result

    def times_from_left(self, y: NDArray[Any]) -> NDArray[Any]:
        """Multiply a row of Python integers by this matrix."""
        result = np.zeros(self.width, dtype=object)
        np.add.at(result, self.columns, self.values.astype(object) * y[self.row_of_entry])
        return result

    def part(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[Any]:
        """Cut out some rows and columns as an ordinary matrix."""
        dense = np.zeros((len(rows), len(columns)), dtype=self.values.dtype)
        place = np.full(self.width, -1)
        place[columns] = np.arange(len(columns))
        for k, row in enumerate(rows):
            entries = slice(self.starts[row], self.starts[row + 1])
            at = place[self.columns[entries]]
            dense[k, at[at >= 0]] = self.values[entries][at >= 0]
        return dense

    def below(self, other: SparseRows) -> SparseRows:
        """Stand other rows under these."""
        starts = np.concatenate([self.starts, self.starts[-1] + other.starts[1:]])
        columns = np.concatenate([self.columns, other.columns])
        return SparseRows(starts, columns, np.concatenate([self.values, other.values]), max(self.width, other.width))

    def beside(self, column: int, rows: NDArray[np.int64], values: NDArray[Any]) -> SparseRows:
        """Append columns, the first of them numbered `column`, one entry (row, value) each."""
        new = np.arange(column, column + len(rows))
        every = np.concatenate([self.row_of_entry, rows])
        order = np.argsort(every, kind="stable")
        return SparseRows.triplets(
            every[order],
            np.concatenate([self.columns, new])[order],
            np.concatenate([self.values, values])[order],
            (len(self.starts) - 1, self.width + len(rows)),
        )
