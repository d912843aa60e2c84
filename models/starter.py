"""A scenario to start from."""

from __future__ import annotations

import re
from pathlib import Path

from models.errors import LoadError

__all__ = ["write_starter"]


def write_starter(name: str, folder: Path) -> Path:
    """
    Write a commented scenario file that loads and solves at once.

    Parameters
    ----------
    name : str
        Its name: small letters, digits and hyphens.
    folder : Path
        Where to write it; made if it does not exist.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    LoadError
        If the name cannot be a file's name, or the file exists.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise LoadError(f"{name!r} is no name for a scenario; use small letters, digits and hyphens, such as my-case.")
    path = folder / f"{name}.toml"
    if path.exists():
        raise LoadError(f"{path} exists already; choose another name, or edit that file.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text((Path(__file__).parent / "starter.toml").read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as error:
        raise LoadError(f"{path} cannot be written ({error.strerror}); choose another folder.") from None
    return path
