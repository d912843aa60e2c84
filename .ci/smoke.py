"""What a stranger does first with the installed wheel: run from a folder that holds nothing of the project."""

from __future__ import annotations

import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import gametheory as gt
import models
from models.report import write_index, write_report

site = Path(sys.prefix).resolve()
for package in (gt, models):
    assert site in Path(package.__file__).resolve().parents, f"{package.__name__} does not come from the wheel"

stage = gt.NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
region = gt.discount_region(stage, gt.strategies.reversion(("C", "C"), ("D", "D")))
assert region.infimum == Fraction(1, 3), region
assert region.attained
assert gt.verify(region.certificate, stage)

scenario = models.load("five-powers")
assert len(models.documents()) == 5
check = gt.check_strategy(scenario.repeated(), scenario.strategies["bank-cut-off"])
assert gt.verify(check.certificate)

# Without matplotlib a report has no pictures; everything else is there, and the explorer's page is in the wheel.
with tempfile.TemporaryDirectory() as folder:
    written = write_report(models.load("both-ways"), Path(folder), draws=20)
    assert written.html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert written.html.name in write_index([written], Path(folder)).read_text(encoding="utf-8")
assert (Path(models.__file__).parent / "explorer" / "app.py").is_file()
print("smoke test passed:", check)
