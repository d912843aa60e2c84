"""Estimation needs its extra; without it these tests are skipped, and say so."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def formulas():
    pytest.importorskip("formulaic", reason="formulas need the extra 'estimation'")
