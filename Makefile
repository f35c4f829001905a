# `make demo` and `make test` are all a newcomer needs; everything else is for working on the code.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: help demo assets test test-core test-browser docker-test explore bench check configuration sentences language format lock clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

.venv/ready: requirements-dev.txt pyproject.toml tools/find-python tools/make-environment
	@tools/make-environment

demo: .venv/ready assets ## Run it all on this machine, the web app too (ARGS=--once ends before that)
	@exec $(BIN)/guildwright demo --with-parent $(ARGS)

assets: .venv/ready ## Lay the web app's third-party scripts and icons, as package-lock.json pins them
	@$(BIN)/python tools/lay_assets.py

test: .venv/ready ## Run every test that needs no Docker and no browser
	$(BIN)/python -m pytest $(ARGS)

test-core: .venv/ready ## Run the core's tests: no service, no network, under 10 s
	$(BIN)/python -m pytest tests/unit/domain tests/unit/application $(ARGS)

test-browser: .venv/ready assets ## Run the tests that drive Chromium; screenshots lie in build/screenshots after it
	@chromium=$$(tools/find-chromium) && CHROMIUM=$$chromium $(BIN)/python -m pytest tests/browser $(ARGS)

docker-test: ## Build the images and run everything in containers; says so where there is no Docker
	@tools/docker-test $(ARGS)

explore: .venv/ready ## Search with fresh random examples, many more than `make test` takes (IN=folder narrows it)
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=explore $(or $(IN),tests/unit tests/contracts) $(ARGS)

bench: .venv/ready assets ## Run all benchmarks in order and write benchmarks/results.json (ARGS=--quick takes minutes, not hours)
	@CHROMIUM=$$(tools/find-chromium) $(BIN)/python -m benchmarks.everything $(ARGS)

check: .venv/ready ## Format, lint, types, import contracts, dependencies, size of files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python tools/check_file_sizes.py

configuration: .venv/ready ## Write docs/configuration.md and docker/.env.example from the settings
	$(BIN)/python tools/write_configuration.py

sentences: .venv/ready ## Write app/languages/guildwright.pot from the code, and bring every language up to it
	$(BIN)/python -m tools.write_sentences

language: .venv/ready ## Begin a language in app/languages (TAG=de)
	$(BIN)/python -m tools.write_sentences $(or $(TAG),$(error say which: make language TAG=de))

format: .venv/ready ## Put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/ready ## Compile the pinned, hashed requirements from pyproject.toml
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile pyproject.toml --extra telemetry --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile pyproject.toml --extra telemetry --extra dev --universal --python-version 3.12 --generate-hashes --no-header --no-annotate -q -c requirements.txt -o requirements-dev.txt

clean: ## Remove the environment and everything that was built
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
