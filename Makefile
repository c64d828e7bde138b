# casework: `make demo` shows the product, `make test` proves it. `make help` lists the rest.
# Needs Python 3.11 with venv (Debian: python3-venv) and make; everything else comes into .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
APT := chromium libreoffice-writer-nogui fonts-noto-cjk poppler-utils
WORKFLOWS := checkup finding notice negotiation_full negotiation_simple negotiation_platform employer
PINS := .venv-pins/bin/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help demo test setup tools lint types imports bench soak pages constraints
.DEFAULT_GOAL := help

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*##/  make \1 /p' Makefile

demo: .venv/web.stamp  ## a casebook with a finished report in demo/, then the pages on 127.0.0.1 (SERVE=0 stops before)
	@SERVE=$(SERVE) $(BIN)/python -m examples.demo

test: setup tools lint types imports  ## everything: lint, types, import contracts, budgets and every test
	$(BIN)/python -m pytest -n 2 -q -rs

setup: .venv/dev.stamp  ## the environment for development, in .venv

lint: .venv/dev.stamp  ## ruff: rules and format
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .

types: .venv/dev.stamp  ## mypy, strict
	$(BIN)/mypy

imports: .venv/dev.stamp  ## who may import whom
	$(BIN)/lint-imports --no-logo

bench: .venv/dev.stamp  ## speeds, as ratios within one run
	$(BIN)/python -m bench

soak: .venv/dev.stamp  ## the long form of the random proofs
	$(BIN)/python -m pytest -n 2 -q --soak

pages: .venv/web.stamp  ## write the workflow pages in docs/workflows again
	@mkdir -p docs/workflows
	for table in $(WORKFLOWS); do $(BIN)/casework workflow page $$table --out docs/workflows/$$table.md || exit; done

constraints: pyproject.toml  ## choose versions and hashes again (needs the network)
	$(PYTHON) -m venv .venv-pins
	.venv-pins/bin/pip install --quiet pip-tools
	$(PINS) --upgrade --all-extras --output-file constraints.txt pyproject.toml
	$(PINS) --extra web --build-deps-for wheel --build-deps-for editable --constraint constraints.txt \
		--output-file constraints-web.txt pyproject.toml
	sed -i "1i # Everything make test needs: versions and hashes, no index addresses. Made by make constraints." constraints.txt
	sed -i "1i # What the library, the command and the pages need, build tools included. Made by make constraints." constraints-web.txt

# Packages are installed as the constraints list them, hashes checked; nothing is resolved again.
.venv/web.stamp: pyproject.toml constraints-web.txt
	@$(PYTHON) -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 with venv is needed (Debian: apt install python3-venv); or: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing what the library, the command and the pages need into .venv …"
	@$(PIP) install --require-hashes --no-deps -r constraints-web.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: constraints.txt .venv/web.stamp
	@echo "installing what the checks and tests need into .venv …"
	@$(PIP) install --require-hashes --no-deps -r constraints.txt
	@$(PIP) check
	@touch $@

# Only root can install these; the tests that want them are skipped without, and say so.
tools:
	@dpkg -s $(APT) >/dev/null 2>&1 && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as=sudo; else as=none; fi; \
	if [ "$$as" != none ] && echo "installing $(APT)" && $$as apt-get update -qq >/dev/null 2>&1 && \
		$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APT) >/dev/null 2>&1; \
	then exit 0; fi; \
	echo "not run without Chromium and LibreOffice: tests marked chromium or office. To get them: sudo apt-get install $(APT)"
