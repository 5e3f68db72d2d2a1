# make run    set up and start sendsat          make test   set up and run every test
# make check  style, types, requirements, browser scripts (changes nothing)
# make fix    mend style                        make demo   load the demonstration
# make soak   look for long at what make test looks at in minutes: fifty times as many made-up cases, and every page in
#             every size; kills, full disks and restarts by the hundred; then make fuzz
# make fuzz   let atheris make up files for FUZZ_SECONDS (Linux)
# make bench  measure speed beside a bare app
# make bundle put Streamlit's scripts of every page into one file anew, after another Streamlit was pinned
# make pins   write constraints.txt anew after a change of the requirements; with NEWEST=--upgrade, take the newest of
#             whatever the requirements leave open
PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
NEWEST ?=
# Percent of sendsat's lines that the tests without a browser run in their own process: 95 were measured. Servers that
# tests start are not followed: many are killed before they could tell. slipcover, since under Python 3.11 coverage makes
# the tests take twice as long. Raise the floor when the figure grows.
FLOOR := 94
FUZZ_SECONDS ?= 1200

.PHONY: run test soak fuzz check fix demo bench bundle tools pins

$(BIN)/.run: requirements.txt constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python $(PIP_INSTALL) -r requirements.txt -c constraints.txt
	touch $@

$(BIN)/.dev: requirements.txt requirements-dev.txt constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python $(PIP_INSTALL) -r requirements-dev.txt -c constraints.txt
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
	$(BIN)/deptry .
	$(BIN)/oxlint --deny-warnings sendsat
	$(BIN)/python -m sendsat check

fix: $(BIN)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: tools $(BIN)/.dev
	bash tests/run-all $(BIN)/python $(FLOOR)

soak: tools $(BIN)/.dev
	bash tests/install-tools engines
	SENDSAT_TYPED_TEXTS=200 $(BIN)/python -m pytest -m "soak or not soak" --hypothesis-profile soak
	$(MAKE) fuzz

# Beside the environment's own packages: atheris was tried on Linux alone.
fuzz: $(BIN)/.dev
	$(BIN)/python $(PIP_INSTALL) --target $(BIN)/../atheris --no-deps atheris==3.0.0
	PYTHONPATH=$(BIN)/../atheris $(BIN)/python -m tests.fuzzing $(FUZZ_SECONDS)

bench: tools $(BIN)/.dev
	$(BIN)/python -m tests.benchmarks

bundle: tools $(BIN)/.dev
	$(BIN)/python -m tests.bundling

# In an environment of its own, since old pins may not fit new requirements; for every system and Python at once.
pins:
	$(PYTHON) -m venv .venv/pins
	.venv/pins/bin/python $(PIP_INSTALL) uv==0.13.9
	.venv/pins/bin/uv pip compile --quiet --universal --python-version 3.11 --no-annotate $(NEWEST) \
	  --custom-compile-command "make pins" --output-file constraints.txt requirements-dev.txt
