"""A scenario's report: solved once, told in HTML, Markdown and JSON, with every proof beside it."""

from __future__ import annotations

from models.report.index import write_index
from models.report.write import Written, write_report

__all__ = ["Written", "write_index", "write_report"]
