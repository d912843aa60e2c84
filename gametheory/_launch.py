"""Start a command of this distribution; where another file took its package's name, say which."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Run the command that the script is named after."""
    name = Path(sys.argv[0]).stem
    entry = entry_points(group="gametheory.commands")[name]
    try:
        command = entry.load()
    except (ImportError, AttributeError):
        told = shadow(entry.module.split(".")[0])
        if told is None:
            raise
        sys.exit(f"error: {told}")
    command()


def shadow(package: str) -> str | None:
    """Say which file stands in the way of a package of this distribution; None where nothing does."""
    ours = Path(__file__).resolve().parent.parent / package
    found = find_spec(package)
    origin = Path(found.origin).resolve() if found and found.origin else None
    if origin is None or ours in origin.parents:
        return None
    return (
        f"the name {package!r} leads to {origin}, which is not this project's package ({ours}). "
        "Rename that file, or run from a folder and with a PYTHONPATH that do not hold it."
    )
