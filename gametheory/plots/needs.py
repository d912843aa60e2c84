"""What pictures need."""

from __future__ import annotations

from gametheory.errors import MissingDependencyError


def need_matplotlib() -> None:
    """Say what to install where matplotlib is missing."""
    try:
        import matplotlib  # noqa: F401 -- only whether it can be imported is asked
    except ImportError:
        raise MissingDependencyError(
            "pictures need the package matplotlib; install it with: pip install 'sanction-games[plots]'"
        ) from None
