"""The command that opens the explorer in the browser."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from models.cli.app import Name, app


@app.command()
def explore(
    name: Name = "five-powers",
    port: Annotated[int, typer.Option("--port", help="Where the page is served, on this machine only.")] = 2718,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Whether to open a browser.")] = True,
) -> None:
    """Open a scenario in the browser: move its stakes and the discount factor, and see what changes."""
    import webbrowser

    from models.explorer.launch import address, command
    from models.library import load

    words = command(port, headless=True)
    link = address(port, {"scenario": load(name).name})
    typer.echo(f"The explorer is at {link} (Ctrl-C ends it).")
    if open_browser:
        webbrowser.open(link)
    try:
        done = subprocess.run(words, check=False)  # noqa: S603 -- the words are our own
    except KeyboardInterrupt:
        return
    sys.exit(done.returncode)
