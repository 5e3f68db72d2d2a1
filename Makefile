# make run    set up and start sendsat          make test   set up and run every test
# make check  style and types, changes nothing  make fix    mend style
# make demo   load the demonstration            make bench  measure speed beside a bare app
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check fix demo bench tools

$(BIN)/.run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(BIN)/.dev: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(BIN)/.run

run: $(BIN)/.run
	$(BIN)/python -m sendsat serve

demo: $(BIN)/.run
	$(BIN)/python -m sendsat demo

tools:
	bash tests/install-tools

check: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m sendsat check

fix: $(BIN)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: tools $(BIN)/.dev
	$(BIN)/python -m pytest

bench: tools $(BIN)/.dev
	$(BIN)/python -m tests.benchmarks
