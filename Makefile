# `make edition` makes the edition; `make test` passes the tests. Both make .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: edition test check format bench docs pictures clean

edition: $(VENV)/edition.stamp
	$(BIN)/tei-pipeline validate
	$(BIN)/tei-pipeline build --strict

test: $(VENV)/test.stamp
	$(BIN)/pytest -n 2

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

format: $(VENV)/test.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/test.stamp
	$(PIP) --require-hashes -r constraints/bench.txt
	$(BIN)/python -m benchmarks

# The parts of docs/ and README.md that are made from the edition itself.
docs: $(VENV)/test.stamp
	$(BIN)/python scripts/make_docs.py

pictures: $(VENV)/test.stamp edition
	$(BIN)/python scripts/make_pictures.py

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# --no-deps: the constraints files name everything, with versions and hashes.
$(VENV)/edition.stamp: constraints/edition.txt pyproject.toml | $(VENV)/python.stamp
	$(PIP) --require-hashes -r constraints/edition.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: constraints/test.txt $(VENV)/edition.stamp
	$(PIP) --require-hashes -r constraints/test.txt
	@touch $@

clean:
	rm -rf build dist $(VENV)
