# The first Python 3.11 or newer that is here; everything else lives in .venv.
PYTHON3 := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
PYTHON := .venv/bin/python
INSTALL = $(if $(PYTHON3),@$(PYTHON3) requirements/install.py,$(error Python 3.11 or newer is needed, and none was found))
# Hashes and one file for every system and Python; no address of the machine or the package index that made it.
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help run serve test lint format coverage bench lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: ## Try it out on http://127.0.0.1:8000 with demo data (PORT= changes the port)
	$(INSTALL) run
	@$(PYTHON) -m config.start run

serve: ## The same as in production: gunicorn, DEBUG off, everything from the environment
	$(INSTALL) run
	@$(PYTHON) -m config.start serve

test: ## Every check, and every test on SQLite, on PostgreSQL and in the browser (ARGS="-k word" goes to pytest)
	$(INSTALL) test
	@$(PYTHON) -m tests.run $(ARGS)

lint: ## Only the checks that need no test run
	$(INSTALL) test
	@$(PYTHON) -m tests.checks

format: ## Put Python and templates into the form that the checks ask for
	$(INSTALL) test
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade {} +

coverage: ## Which lines no test reaches (without the browser tests)
	$(INSTALL) test
	@$(PYTHON) -m coverage run -m pytest -n 0 -m "not browser" $(ARGS)
	@$(PYTHON) -m coverage report

bench: ## How the pages keep their pace from 1,000 people to 100,000 (ARGS="1000 1000000" takes other sizes)
	$(INSTALL) test
	@$(PYTHON) -m tests.bench $(ARGS)

lock: ## Write requirements/*.lock from pyproject.toml (ARGS=--upgrade takes the newest versions)
	$(INSTALL) tools
	@$(COMPILE) $(ARGS) -o requirements/run.lock pyproject.toml
	@$(COMPILE) $(ARGS) -o requirements/test.lock -c requirements/run.lock --group test pyproject.toml
	@$(COMPILE) $(ARGS) -o requirements/tools.lock --group tools

clean: ## Remove what the tools made; .venv and the data in var/ stay
	@rm -rf .coverage .hypothesis .import_linter_cache .pytest_cache .ruff_cache htmlcov var/static
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
