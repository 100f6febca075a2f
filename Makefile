# `make` alone lists what there is. Everything lives in .venv; nothing is installed elsewhere.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PART ?= store
TWO_AT_A_TIME := -q -n 2 --dist worksteal
SOME_WAIT := -q -n 4 --dist worksteal
TORTURE_store := tests/torture tests/store/test_migrations.py --ignore=tests/torture/test_planted.py \
  --ignore=tests/torture/test_slack_kills.py --ignore=tests/torture/test_discord_kills.py \
  --ignore=tests/torture/test_nudge_kills.py --ignore=tests/torture/test_seasons.py
TORTURE_slack := tests/torture/test_slack_kills.py
TORTURE_discord := tests/torture/test_discord_kills.py
TORTURE_nudges := tests/torture/test_nudge_kills.py tests/torture/test_seasons.py
TORTURE_mentors := tests/usecases/mentors/oracle
TORTURE_planted := tests/torture/test_planted.py
TORTURE_content := tests/catalog/test_mutations.py
TORTURE_matching := tests/fitting/test_on_practitioners.py

.DEFAULT_GOAL := help
.PHONY: help run doctor test check format lint types contracts pythons torture bench bench-check wheel picture locks clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 22

run: $(VENV)/run  ## start the program; with no platform token it talks in this terminal
	@set -a; if [ -f .env ]; then . ./.env; fi; set +a; exec $(BIN)/whichrole run

doctor: $(VENV)/run  ## say everything that is wrong with this installation, each with its fix
	@set -a; if [ -f .env ]; then . ./.env; fi; set +a; exec $(BIN)/whichrole doctor $(ARGS)

test: $(VENV)/dev  ## the tests a change is made with (some minutes)
	@$(BIN)/python -m pytest $(SOME_WAIT) -m "not thorough"

check: $(VENV)/dev format lint types contracts pythons  ## everything CI runs, the thorough tests too
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest $(TWO_AT_A_TIME) -m "not thorough"
	@$(BIN)/coverage run -m pytest $(TWO_AT_A_TIME) -m thorough tests/bench
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --include='bot/engine/*' --fail-under=100
	@$(BIN)/coverage report --fail-under=95
	@$(BIN)/python -m pytest $(TWO_AT_A_TIME) -m thorough --ignore=tests/bench --durations=15 --durations-min=10

format: $(VENV)/dev  ## is every file formatted?
	@$(BIN)/ruff format --check .

lint: $(VENV)/dev  ## ruff
	@$(BIN)/ruff check .

types: $(VENV)/dev  ## mypy --strict
	@$(BIN)/mypy

contracts: $(VENV)/dev  ## who may import whom
	@$(BIN)/lint-imports --no-cache

pythons: $(VENV)/dev  ## the tests once more under each newer Python that is found
	@for version in 3.12 3.13; do \
	  python$$version --version > /dev/null 2>&1 || { echo "python$$version: not found, left out"; continue; }; \
	  $(MAKE) --no-print-directory PYTHON=python$$version VENV=$(VENV)-$$version test || exit 1; \
	done

torture: $(VENV)/dev  ## the big counts of one part: make torture PART=store|slack|discord|nudges|mentors|planted|content|matching
	@$(BIN)/python -m pytest -q -s --timeout=0 $(or $(TORTURE_$(PART)),tests/torture) --torture=$(PART) $(ARGS)

bench: $(VENV)/dev  ## measure speed and memory (a table; --json with ARGS=--json)
	@$(BIN)/whichrole bench $(ARGS)

bench-check: $(VENV)/dev  ## measure, and compare with bench/bars.toml
	@$(BIN)/whichrole bench --bars bench/bars.toml $(ARGS)

wheel: $(VENV)/dev  ## build the package into dist/
	@$(PIP) wheel --no-deps --no-build-isolation --no-index --wheel-dir dist .

picture: $(VENV)/dev  ## draw docs/conversation.svg from a real conversation
	@$(BIN)/python -m tests.picture docs/conversation.svg

locks:  ## resolve requirements/*.lock anew (names, versions and hashes only; needs uv)
	@$(PYTHON) -m uv --version > /dev/null
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group pyproject.toml:build pyproject.toml \
	  -o requirements/run.lock
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group pyproject.toml:dev --extra fit pyproject.toml \
	  -c requirements/run.lock -o requirements/dev.lock

clean:  ## remove the environments and what the tools left
	rm -rf $(VENV) $(VENV)-3.* dist build .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "WhichRole needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "This Python cannot make environments; mend it with: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making an environment in $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run: requirements/run.lock pyproject.toml | $(VENV)/python
	@echo "Installing what the program needs (once) ..."
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/dev: requirements/dev.lock $(VENV)/run
	@echo "Installing what the tests need (once) ..."
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@
