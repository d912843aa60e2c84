"""How functions are compiled: to machine code once, kept on disk where a folder can be written, free of the lock."""

from __future__ import annotations

from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function")


def compiled(function: Function) -> Function:
    """
    Compile a function that the interpreter calls, when it is first called.

    The machine code is kept beside the source, or, where that folder is read-only, in the user's cache folder, or in
    the folder that the environment variable NUMBA_CACHE_DIR names. Where none of them can be written, every process
    compiles for itself. No fast-math: every operation rounds as the interpreter's does.
    """
    return _compiled(function)


def inner(function: Function) -> Function:
    """Compile a function that only compiled ones call: half as much to compile."""
    return _compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compiled(function: Function, **options: bool) -> Function:
    try:
        kept: Any = njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # numba has found no folder for its cache
        kept = njit(nogil=True, **options)(function)
    found: Function = kept
    return found
