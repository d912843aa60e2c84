"""The committed picture is what its script draws today."""

import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "examples" / "pictures" / "ladder.svg"
pytest.importorskip("matplotlib", reason="matplotlib is not installed")


def pinned(name):
    return re.search(rf"^{name}==(.+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)[1]


def test_the_picture_of_the_readme_is_up_to_date(tmp_path):
    if importlib.metadata.version("matplotlib") != pinned("matplotlib"):
        pytest.skip("another matplotlib than the pinned one draws other outlines")
    drawn = tmp_path / "ladder.svg"
    script = ROOT / "examples" / "threshold_picture.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(drawn)], check=True, capture_output=True, env=environment)
    assert drawn.read_bytes() == PICTURE.read_bytes()
    assert f"({PICTURE.relative_to(ROOT).as_posix()})" in (ROOT / "README.md").read_text("utf-8")
