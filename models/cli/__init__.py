"""The ``sanctions`` command: a thin layer over the package."""

from __future__ import annotations

import sys

import typer

from gametheory.errors import GameTheoryError
from models.cli import (  # noqa: F401 - importing them adds their commands
    compare_commands,
    detection_commands,
    explore_commands,
    register_commands,
    robust_commands,
    scenario_commands,
    sweep_commands,
    threat_commands,
    threshold_commands,
)
from models.cli.app import app

__all__ = ["main"]


def main() -> None:
    """Run the command; turn the package's errors into one paragraph and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that cannot show a character must not stop an answer
    try:
        app()
    except GameTheoryError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)
