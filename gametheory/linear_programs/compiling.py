"""Kernels in two forms: as written, and compiled by numba, which is imported only when a compiled kernel is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any


@cache
def compiled(module: ModuleType) -> Any:
    """
    Compile every function of a module; compiled code is kept on disk and releases the interpreter lock.

    The functions call each other by name, so copies of them are compiled in a namespace of their own, in which those
    names mean the compiled ones. They must stand in the order in which they call each other.
    """
    from numba import njit

    decorate: Callable[[Any], Any] = njit(cache=True, nogil=True)
    space: dict[str, Any] = dict(vars(module))
    for name, own in list(space.items()):
        if isinstance(own, FunctionType) and own.__module__ == module.__name__:
            copy = FunctionType(own.__code__, space, name, own.__defaults__)
            copy.__module__ = module.__name__
            space[name] = decorate(copy)
    return SimpleNamespace(**space)
