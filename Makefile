# `./run --help` says what the system itself needs; these are for people who work on it.
PYTHON = .venv/bin/python
UV = .venv/bin/uv
# Settings made up for the moment, for checks that must not touch an installation.
PRETEND = $(PYTHON) -m launch.pretend
EXPORT = $(UV) export -q --frozen --extra demo --format requirements-txt --no-header
# Servers of its own are for the demonstration and the tests.
EXPORT_PRODUCTION = $(UV) export -q --frozen --no-dev --format requirements-txt --no-header

.PHONY: run setup dev check lint types layers templates migrations deploy lock-check test bench e2e soak tour lock words

run:
	@./run

setup:
	@./run --setup

dev:
	@./run --setup-dev

check: lint types layers templates migrations deploy lock-check

lint: dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types: dev
	$(PRETEND) $(PYTHON) -m mypy

layers: dev
	$(PYTHON) .venv/bin/lint-imports

templates: dev
	$(PYTHON) -m djlint templates --check --lint --quiet

migrations: dev
	$(PYTHON) manage.py makemigrations --check

# What the production settings lack or weaken is an error.
deploy: dev
	$(PRETEND) env DJANGO_SETTINGS_MODULE=config.settings.production $(PYTHON) manage.py check --deploy --fail-level WARNING

# The lock fits pyproject.toml, and the exported requirements fit the lock.
lock-check: dev
	$(UV) lock --check
	$(EXPORT) --no-dev | cmp - requirements.txt
	$(EXPORT) --group dev | cmp - requirements-dev.txt
	$(EXPORT_PRODUCTION) | cmp - requirements-production.txt

lock:
	$(UV) lock
	$(EXPORT) --no-dev -o requirements.txt
	$(EXPORT) --group dev -o requirements-dev.txt
	$(EXPORT_PRODUCTION) -o requirements-production.txt

# New words for partners go into each catalogue, empty, and the catalogues are compiled.
words: dev
	$(PYTHON) -m tests.catalogue

# Two at a time: each has servers of its own. In the order of the folders: files with few tests take longest, and would come last.
test: dev
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

bench soak: dev
	$(PYTHON) -m pytest tests/$@ -m $@

e2e tour: dev
	$(PYTHON) -m pytest tests/e2e -m $@
