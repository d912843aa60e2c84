"""Kernels in two forms: as written, and compiled by numba, which is imported only when a compiled kernel is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
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

    decorate: Callable[[Any], Any] = njit(cache=True, nogil=True)
    space: dict[str, Any] = dict(vars(module))
    for name, own in list(space.items()):
        if isinstance(own, FunctionType) and own.__module__ == module.__name__:
            copy = FunctionType(own.__code__, space, name, own.__defaults__)
            copy.__module__ = module.__name__
            space[name] = decorate(copy)
        elif isinstance(own, FunctionType) and own.__module__.endswith("_kernel"):
            space[name] = getattr(compiled(modules[own.__module__]), own.__name__)
    return SimpleNamespace(**space)


_MUCH = 2000
"""Programs that are sooner solved by compiled code, even if it has to be made first or read from disk."""


def kernel(module: ModuleType, programs: int) -> Any:
    """Choose the compiled form of a kernel where it stands ready or the work is worth it, else the module itself."""
    if programs >= _MUCH or module.__name__ in _READY:
        _READY.add(module.__name__)
        return compiled(module)
    return module


_READY: set[str] = set()
