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


HERE = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 -- what a teacher may ask for; nothing listens there unasked


def command(port: int, *, headless: bool, host: str = HERE) -> list[str]:
    """
    Give the words that start the app's server.

    Parameters
    ----------
    port : int
        Where it listens.
    headless : bool
        Whether to leave opening a browser to the caller.
    host : str, default: "127.0.0.1"
        The address to listen at; by default nobody but this machine can use the app, at "0.0.0.0" the whole network.

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
    words = [sys.executable, "-m", "marimo", "--quiet", "run", str(app_file()), "--host", host]
    words += ["--port", str(port), "--no-token", "--no-sandbox", "--no-check"]
    return [*words, "--headless"] if headless else words


def address(port: int, chosen: dict[str, str], host: str = HERE) -> str:
    """
    Give the address of the app, with what is chosen at the start.

    Parameters
    ----------
    port : int
        Where it listens.
    chosen : dict of str to str
        The scenario, its discount factor and stakes, by name; the app reads and writes them, so links can be shared.
    host : str, default: "127.0.0.1"
        Where it listens; for all addresses of this machine, the link is the one that works on it.

    Returns
    -------
    str
        A link.
    """
    asked = f"?{urlencode(chosen)}" if chosen else ""
    name = HERE if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/{asked}"
