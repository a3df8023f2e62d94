# Two commands on a fresh machine with Python 3.11 and make: `make claims` and `make test`.
#
#   make claims [ARTICLES=folder] [OUTPUT=folder]   extract the claims of a folder of articles, then say what was found
#   make compile       compile the engine (once, a minute or two; twice as fast afterwards)
#   make test          compile, ruff, mypy, pytest (what CI runs)
#   make schema        publish schema/ anew after a change of the record
#   make check-claims  extract seeds/, validate, compare with the committed claims (for CI)
#   make docs          build the site of the docs into site/, every link checked
#   make golden        renew the golden output of seeds/ after a change that is meant
#   make gate          compare the scores with their floors; gate-update pins them upward
#   make soak          the long tests: random kills, resuming, growth of memory
#   make bench         speed beside other libraries, measured in one run
#   make clean         remove the environment and what runs wrote

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help claims compile test schema check-claims docs golden gate gate-update soak bench clean

ARTICLES ?= seeds
OUTPUT ?= output
VENV ?= .venv
# the first interpreter that is new enough; PYTHON=... overrides
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := $(VENV)/bin
RUN := PYTHONPATH=pipeline $(BIN)/python
PIP := KABAR_COMPILED=0 PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
# an environment made from other pins is made anew: the stamp carries their checksum
PINS := $(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)

help:
	@sed -n '3,13s/^# \{0,3\}//p' Makefile

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "kabar needs Python 3.11 or newer with venv; install it or say make PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.kabar-run-$(PINS): | $(BIN)/python
	@echo "Installing what kabar needs (once; a minute or two) ..."
	@rm -f $(VENV)/.kabar-*
	$(PIP) --editable .
	@touch $@

$(VENV)/.kabar-dev-$(PINS): | $(VENV)/.kabar-run-$(PINS)
	@echo "Installing what the tests need (once) ..."
	$(PIP) --editable '.[dev]'
	@touch $@

claims: $(VENV)/.kabar-run-$(PINS)
	@$(RUN) -m kabar extract '$(ARTICLES)' -o '$(OUTPUT)' || [ $$? = 1 ]
	@$(RUN) -m kabar table '$(OUTPUT)/claims.jsonl'

compile: $(VENV)/.kabar-dev-$(PINS)
	$(BIN)/python scripts/compile.py

test: $(VENV)/.kabar-dev-$(PINS)
	@$(BIN)/python scripts/compile.py || echo "Not compiled (see above): the tests run the sources, which is slower."
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(RUN) -m pytest -m 'not slow'

schema: $(VENV)/.kabar-run-$(PINS)
	@$(RUN) -m kabar schema --write schema

check-claims: $(VENV)/.kabar-run-$(PINS)
	@$(RUN) -m kabar extract seeds -o output/check --quiet
	@$(RUN) -m kabar validate output/check
	@$(RUN) -m kabar diff tests/golden output/check

docs: $(VENV)/.kabar-dev-$(PINS)
	$(RUN) scripts/reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

golden: $(VENV)/.kabar-dev-$(PINS)
	$(RUN) -m pytest tests/test_golden.py tests/test_readme.py tests/test_docs.py tests/facts/test_facts.py --golden

gate gate-update: $(VENV)/.kabar-dev-$(PINS)
	$(RUN) benchmarks/gate.py $(if $(filter gate-update,$@),update,check)

soak: $(VENV)/.kabar-dev-$(PINS)
	$(RUN) -m pytest -m slow

bench: compile
	$(RUN) benchmarks/speed.py

clean:
	rm -rf $(VENV) output/* output/.kabar dist site pipeline/kabar/_compiled .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find pipeline tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
