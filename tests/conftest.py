"""Hypothesis profiles: fast (the default) and long, chosen by HYPOTHESIS_PROFILE."""

import os

from hypothesis import HealthCheck, settings

slow_draws = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("fast", max_examples=60, deadline=None, derandomize=True, suppress_health_check=slow_draws)
settings.register_profile("long", max_examples=1200, deadline=None, suppress_health_check=slow_draws)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

# A script of `make check`, not a test: it needs numpydoc, which `make test` does not install.
collect_ignore = ["check_docstrings.py"]
