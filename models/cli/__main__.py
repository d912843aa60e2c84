"""``python -m models.cli`` is the command without its script."""

from models.cli import main

main()
