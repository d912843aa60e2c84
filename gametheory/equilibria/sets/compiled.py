"""How functions are compiled: to machine code once, kept on disk where a folder can be written, free of the lock."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function")

_HERE = Path(__file__).parent
_FILES = (_HERE / "closing.py", *sorted(_HERE.glob("compiled*.py")))
_EDITION = sha256(b"".join(file.read_bytes() for file in _FILES)).hexdigest()[:12]
"""What all kernels say: part of the name under which each is kept, as numba does not notice changed callees."""


def compiled(function: Function) -> Function:
    """
    Compile a function that the interpreter calls, when it is first called.

    The machine code is kept beside the source, or, where that folder is read-only, in the user's cache folder, or in
    the folder that the environment variable NUMBA_CACHE_DIR names. Where none of them can be written, every process
    compiles for itself. No fast-math: every operation rounds as the interpreter's does.
    """
    found: Function = _compiled(function)
    return found


def inner(function: Function) -> Function:
    """Compile a function that only compiled ones call: half as much to compile."""
    found: Function = _compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)
    return found


def _compiled(function: Any, **options: bool) -> Any:
    function.__qualname__ = f"{function.__name__}_{_EDITION}"
    try:
        kept: Any = njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # numba has found no folder for its cache
        kept = njit(nogil=True, **options)(function)
    return kept
