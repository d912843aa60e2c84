"""Kernels in two forms: as written, and compiled by numba, which is imported only when a compiled kernel is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from os import W_OK, access, environ
from pathlib import Path
from sys import modules
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any


@cache
def compiled(module: ModuleType) -> Any:
    """
    Compile every function of a module; compiled code is kept on disk and releases the interpreter lock.

    The functions call each other by name, so copies of them are compiled in a namespace of their own, in which those
    names mean the compiled ones. They must stand in the order in which they call each other. Functions that a kernel
    imports must come from kernels too, from modules whose names end in "_kernel".
    """
    from numba import njit

    decorate: Callable[[Any], Any] = njit(cache=True, nogil=True, error_model="numpy")
    space: dict[str, Any] = dict(vars(module))
    for name, own in list(space.items()):
        if isinstance(own, FunctionType) and own.__module__ == module.__name__:
            copy = FunctionType(own.__code__, space, name, own.__defaults__)
            copy.__module__ = module.__name__
            space[name] = decorate(copy)
        elif isinstance(own, FunctionType) and own.__module__.endswith("_kernel"):
            space[name] = getattr(compiled(modules[own.__module__]), own.__name__)
    return SimpleNamespace(**space)


_MUCH, _SOME = 50_000, 500
"""Small programs that are sooner solved by compiled code: if it has to be made first, if it only has to be loaded."""


def kernel(module: ModuleType, programs: int) -> Any:
    """Choose the compiled form of a kernel where that is sooner done, or some are in use already; else the module."""
    if compiled.cache_info().currsize or programs >= _MUCH:
        return compiled(module)
    return compiled(module) if programs >= _SOME and _kept(module) else module


def _kept(module: ModuleType) -> bool:
    """Whether compiled code of the last function is on disk; numba is asked only where it keeps it elsewhere."""
    last = [own for own in vars(module).values() if isinstance(own, FunctionType)][-1]
    kept = f"{module.__name__.rpartition('.')[2]}.{last.__name__}-*.nbi"
    beside = Path(str(module.__file__)).parent / "__pycache__"
    if environ.get("NUMBA_CACHE_DIR"):
        return any(Path(environ["NUMBA_CACHE_DIR"]).glob(f"*/{kept}"))
    if access(beside, W_OK):
        return any(beside.glob(kept))
    from numba import njit

    return any(Path(njit(cache=True)(last).stats.cache_path).glob(kept))
