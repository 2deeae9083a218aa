# One bootstrap for every recipe: a private uv in .tools, the locked environment in .venv
PY ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export UV_PYTHON_DOWNLOADS := never

.PHONY: run test soak check fix bench pictures lock

.tools/bin/uv:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Eyre needs Python 3.11 or later; this is " + sys.version.split()[0])'
	@$(PY) -m venv .tools
	@.tools/bin/pip install -q --disable-pip-version-check "uv>=0.8" 2>.tools/pip.log || { cat .tools/pip.log; exit 1; }

# requirements.lock pins every package by version and hash and names no index, so that a mirror serves as well
.venv/.done: requirements.lock pyproject.toml | $(filter .tools/bin/uv,$(UV))
	@echo "Setting up Eyre in .venv (once; half a minute) ..."
	@test -x $(BIN)/python || $(UV) venv -q --python $(PY) .venv
	@VIRTUAL_ENV=.venv $(UV) pip sync -q --require-hashes requirements.lock
	@VIRTUAL_ENV=.venv $(UV) pip install -q --no-deps --no-build-isolation -e .
	@touch $@

lock: | $(filter .tools/bin/uv,$(UV))  ## resolves the dependencies anew
	@$(UV) pip compile -q pyproject.toml --group dev --universal --generate-hashes --upgrade --no-header --python-version 3.11 -o requirements.lock

run: .venv/.done  ## set everything up and start Eyre, filled with published inspections
	@$(BIN)/eyre serve --host $(HOST) --port $(PORT)

test: .venv/.done  ## every test, browser and PostgreSQL included
	@$(BIN)/python tools/test.py $(ARGS)

soak: .venv/.done  ## the fault programme, long: kills, power cuts, planted faults
	@$(BIN)/python tools/soak.py $(ARGS)

check: .venv/.done  ## changes nothing, reports every failure
	@$(BIN)/python tools/check.py

fix: .venv/.done  ## formats, mends what can be mended, writes the generated documents
	@$(BIN)/ruff format -q . ; $(BIN)/ruff check -q --fix . ; $(BIN)/python tools/generate.py

bench: .venv/.done  ## every benchmark, or one with NAME=rate-bulk
	@$(BIN)/python -m benchmarks $(NAME)

pictures: .venv/.done  ## takes the README's pictures again
	@$(BIN)/python tools/pictures.py
