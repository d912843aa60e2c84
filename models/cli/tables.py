"""Tables on a terminal, or plain text when piped."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.describe import Table


def show_table(table: Table) -> None:
    """Print a table: ruled on a terminal, plain when piped."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    terminal = sys.stdout.isatty()
    width = None if terminal else _natural_width(table)
    console = Console(width=width, highlight=False, soft_wrap=not terminal)
    grid = RichTable(
        title=table.title,
        title_justify="left",
        box=box.SIMPLE_HEAD if terminal else None,
        pad_edge=False,
        show_edge=False,
    )
    for head in table.columns:
        grid.add_column(Text(head), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(text) for text in row))
    console.print(grid)
    console.print()


def _natural_width(table: Table) -> int:
    """Wide enough for one line a row."""
    rows = (table.columns, *table.rows)
    return sum(max(len(row[k]) for row in rows) + 2 for k in range(len(table.columns))) + len(table.title)
