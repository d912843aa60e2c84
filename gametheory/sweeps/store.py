"""Where results go: arrays in memory, or a Zarr store that survives crashes and is resumed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from gametheory.errors import MissingDependencyError, SweepError
from gametheory.sweeps.blocks import Blocks
from gametheory.sweeps.identity import changed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from gametheory.sweeps.layout import Layout

IDENTITY = "sweep_identity"
_LEDGER = ".finished"


class Store(Protocol):
    """Takes blocks in any order, and gives the whole."""

    @property
    def blocks(self) -> Blocks:
        """How the work is cut."""

    @property
    def finished(self) -> frozenset[int]:
        """The blocks that need not be done again."""

    def write(self, number: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep one block."""

    def dataset(self) -> Any:
        """Give the whole as an xarray Dataset."""


class Memory:
    """Arrays in memory; nothing outlives the process."""

    def __init__(self, layout: Layout, blocks: Blocks) -> None:
        self.blocks, self.finished, self._layout = blocks, frozenset[int](), layout
        self._arrays = {array.name: np.empty(array.shape, array.dtype) for array in layout.found}

    def write(self, number: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Put one block into its place."""
        box = self.blocks.box(number)
        for name, values in arrays.items():
            target = self._arrays[name]
            target[box] = values.reshape(target[box].shape)

    def dataset(self) -> Any:
        """Label the arrays."""
        import xarray as xr

        layout = self._layout
        data = {a.name: (a.dims, self._arrays[a.name], a.attrs) for a in layout.found if not a.is_coordinate}
        drawn = {a.name: (a.dims, self._arrays[a.name], a.attrs) for a in layout.found if a.is_coordinate}
        labels = {a.name: (a.dims, a.values, a.attrs) for a in layout.labels}
        return xr.Dataset(data, {**labels, **drawn}, layout.attrs)


class ZarrStore:
    """
    A Zarr group whose chunks are the blocks of work, so that each is written once and by itself.

    A block counts as finished when its number stands in the ledger, which is written after its arrays: whatever a crash
    leaves half done is done again. The group holds the identity of the sweep; another one is refused.
    """

    def __init__(self, path: Path, layout: Layout, blocks: Blocks, identity: Mapping[str, Any]) -> None:
        self._path, self._layout, self._group = path, layout, _opened(path, layout, blocks, identity)
        self.blocks = Blocks(blocks.shape, tuple(self._group.attrs["block"]))
        self.finished = _read_ledger(path / _LEDGER)

    def write(self, number: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Write one block's arrays, then its number."""
        box = self.blocks.box(number)
        for name, values in arrays.items():
            target = self._group[name]
            target[box] = values.reshape((*(part.stop - part.start for part in box), *target.shape[len(box) :]))
        with (self._path / _LEDGER).open("a", encoding="ascii") as ledger:
            ledger.write(f"{number}\n")
            ledger.flush()
            os.fsync(ledger.fileno())

    def dataset(self) -> Any:
        """Open the store lazily: values are read when they are asked for."""
        import xarray as xr

        data = xr.open_zarr(self._path, chunks=None, consolidated=True, zarr_format=2)
        return data[[array.name for array in self._layout.found if not array.is_coordinate]]


def _read_ledger(path: Path) -> frozenset[int]:
    """Read whole lines only: a crash may leave half a number at the end, which the next line would then lengthen."""
    if not path.exists():
        return frozenset()
    text = path.read_text("ascii")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole, "ascii")
    return frozenset(int(line) for line in whole.split())


def _opened(path: Path, layout: Layout, blocks: Blocks, identity: Mapping[str, Any]) -> Any:
    try:
        import zarr
    except ImportError:
        raise MissingDependencyError(
            "sweeps kept on disk need the package zarr; install it with: pip install 'sanction-games[sweeps]'"
        ) from None
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        return _resumed(zarr, path, identity)
    return _created(zarr, path, layout, blocks)


def _resumed(zarr: Any, path: Path, identity: Mapping[str, Any]) -> Any:
    if not (path / ".zmetadata").is_file():
        raise SweepError(
            f"{path} holds something that is no sweep, or one that was stopped before its first block; give another "
            "out=, or remove it."
        )
    group = zarr.open_group(path, mode="r+", zarr_format=2)
    before = json.loads(group.attrs.get(IDENTITY, "{}"))
    differences = changed(before, json.loads(json.dumps(identity)))
    if differences:
        raise SweepError(
            f"{path} holds another sweep: {'; '.join(differences)}. Its results are not mixed with new ones: give "
            "another out=, or remove it."
        )
    return group


def _created(zarr: Any, path: Path, layout: Layout, blocks: Blocks) -> Any:
    drawn = " ".join(array.name for array in layout.found if array.is_coordinate)
    attrs = {**layout.attrs, "block": list(blocks.size), **({"coordinates": drawn} if drawn else {})}
    group = zarr.create_group(path, zarr_format=2, attributes=attrs)
    for array in (*layout.labels, *layout.found):
        further = array.shape[len(blocks.shape) :]
        group.create_array(
            array.name,
            shape=array.shape,
            chunks=array.shape if array.values is not None else (*blocks.size, *further),
            dtype=array.dtype,
            fill_value=None,
            attributes={**array.attrs, "_ARRAY_DIMENSIONS": list(array.dims)},
        )
        if array.values is not None:
            group[array.name][:] = array.values
    zarr.consolidate_metadata(path, zarr_format=2)  # the last step: what lacks it was stopped while being created
    return group
