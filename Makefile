# Two commands do everything: make demo, make test; make gallery reports every scenario. Python 3.11 or newer is all that they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
WORKERS ?= 2

.PHONY: demo gallery test test-long check wheel bench clean

demo: $(VENV)/installed
	$(BIN)/sanctions report five-powers --out reports
	@echo "Open reports/five-powers.html in a browser. Next: $(BIN)/sanctions scenarios, or make gallery"

gallery: $(VENV)/installed
	$(BIN)/sanctions report --all --out reports
	@echo "Open reports/index.html in a browser."

test: $(VENV)/installed-tests
	$(BIN)/python -m pytest -n $(WORKERS) -q

test-long: $(VENV)/installed-tests
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n $(WORKERS) -q

check: $(VENV)/installed-checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python tests/check_docstrings.py

bench: $(VENV)/installed-bench
	$(BIN)/python -m tests.benchmarks --out reports

wheel: $(VENV)/installed-checks
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[plots]'
	touch $@

$(VENV)/installed-tests: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[test]'
	touch $(VENV)/installed $@

$(VENV)/installed-checks: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[test,check]'
	touch $(VENV)/installed $(VENV)/installed-tests $@

$(VENV)/installed-bench: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[test,bench]'
	touch $(VENV)/installed $(VENV)/installed-tests $@

clean:
	rm -rf $(VENV) dist build reports .pytest_cache .mypy_cache .ruff_cache .hypothesis
