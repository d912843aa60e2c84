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
    port: Annotated[int, typer.Option("--port", help="Where the page is served.")] = 2718,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            help="The address to listen at. By default only this machine can use the page; at 0.0.0.0 everybody on "
            "your network can, without a password.",
        ),
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Whether to open a browser.")] = True,
) -> None:
    """Open a scenario in the browser: move its stakes and the discount factor, and see what changes."""
    import webbrowser

    from models.explorer.launch import HERE, address, command
    from models.library import load

    words = command(port, headless=True, host=host)
    link = address(port, {"scenario": load(name).name}, host)
    typer.echo(f"The explorer is at {link} (Ctrl-C ends it).")
    if host not in (HERE, "localhost", "::1"):
        typer.echo(
            f"Others on your network can use it too, without a password, at this machine's address and port {port}. "
            "Each moves sliders of their own."
        )
    if open_browser:
        webbrowser.open(link)
    try:
        done = subprocess.run(words, check=False)  # noqa: S603 -- the words are our own
    except KeyboardInterrupt:
        return
    sys.exit(done.returncode)
