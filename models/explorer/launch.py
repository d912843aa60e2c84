"""How the explorer is started."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlencode

from gametheory.errors import MissingDependencyError

__all__ = ["address", "app_file", "command"]


def app_file() -> Path:
    """
    Say where the app lies.

    Returns
    -------
    Path
        A file that marimo runs.
    """
    return Path(__file__).resolve().parent / "app.py"


def command(port: int, *, headless: bool) -> list[str]:
    """
    Give the words that start the app's server on this machine only.

    Parameters
    ----------
    port : int
        Where it listens.
    headless : bool
        Whether to leave opening a browser to the caller.

    Returns
    -------
    list of str
        Program and arguments.

    Raises
    ------
    MissingDependencyError
        If marimo is not installed.
    """
    try:
        import marimo  # noqa: F401 -- only whether it can be imported is asked
    except ImportError:
        raise MissingDependencyError(
            "the explorer needs the package marimo; install it with: pip install 'sanction-games[explore]'"
        ) from None
    words = [sys.executable, "-m", "marimo", "--quiet", "run", str(app_file()), "--host", "127.0.0.1"]
    words += ["--port", str(port), "--no-token", "--no-sandbox", "--no-check"]
    return [*words, "--headless"] if headless else words


def address(port: int, chosen: dict[str, str]) -> str:
    """
    Give the address of the app, with what is chosen at the start.

    Parameters
    ----------
    port : int
        Where it listens.
    chosen : dict of str to str
        The scenario, its discount factor and stakes, by name; the app reads and writes them, so links can be shared.

    Returns
    -------
    str
        A link on this machine.
    """
    asked = f"?{urlencode(chosen)}" if chosen else ""
    return f"http://127.0.0.1:{port}/{asked}"
