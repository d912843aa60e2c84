"""The explorer: a scenario in the browser, its stakes on sliders."""

from __future__ import annotations

from models.explorer.launch import app_file, command

__all__ = ["app_file", "command"]
