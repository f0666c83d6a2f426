# `make run`: from a bare checkout to a running site.  `make test`: the same set-up, then the whole suite.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
FRONTEND := courseapp/frontend
BUILD := courseapp/static/build

export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: run test setup setup-dev check bubblewrap chromium clean

run: setup bubblewrap
	@COURSEAPP_DEMO=$${COURSEAPP_DEMO-1} exec $(BIN)/python manage.py serve

test: setup setup-dev bubblewrap chromium
	@command -v bwrap >/dev/null || exit 1
	@command -v chromium >/dev/null || exit 1
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 3 --dist worksteal $(PYTEST)

check: setup-dev
	@$(BIN)/python -m pytest tests/architecture

setup: .venv/requirements $(BUILD)/built

setup-dev: .venv/requirements-dev

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "This needs Python 3.11. Say where it is: make run PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv

.venv/requirements: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing the requirements (torch is large: a minute or more the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

.venv/requirements-dev: requirements-dev.txt .venv/requirements
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

$(FRONTEND)/node_modules/.package-lock.json: $(FRONTEND)/package-lock.json .venv/requirements
	@echo "Installing the front end's packages"
	@cd $(FRONTEND) && npm ci --silent --no-audit --no-fund
	@touch $@

$(BUILD)/built: $(FRONTEND)/node_modules/.package-lock.json $(FRONTEND)/build.mjs \
                $(shell find $(FRONTEND)/styles $(FRONTEND)/scripts $(FRONTEND)/icons -type f 2>/dev/null)
	@echo "Building the front end"
	@cd $(FRONTEND) && node build.mjs
	@touch $@

# System packages: installed where we may, otherwise named with the one command that installs them.
define install
	@command -v $(1) >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then AS=; \
	  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then AS=sudo; \
	  else echo "$(1) is missing. Install it: sudo apt-get install $(2)"; exit 0; fi; \
	  echo "Installing $(2)"; \
	  { $$AS apt-get update -qq; DEBIAN_FRONTEND=noninteractive $$AS apt-get install -y -qq --no-install-recommends $(2); } >/dev/null 2>&1 \
	    || echo "$(2) could not be installed. Try: sudo apt-get install $(2)"; }
endef

bubblewrap:
	$(call install,bwrap,bubblewrap)

chromium:
	$(call install,chromium,chromium)

clean:
	rm -rf .venv var $(BUILD) $(FRONTEND)/node_modules
