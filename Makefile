# Each target does its own set-up, in .venv, from the hashed locks in requirements/.
# Kept to what GNU make 3.81 and a POSIX shell understand.

PORT ?= 8000
SERVE ?= 1
TESTS ?= not spark
WORKERS ?= auto

ENVIRONMENT = sh scripts/environment
BIN = .venv/bin
COMPILE = $(BIN)/uv pip compile pyproject.toml --extra web --extra tables --extra statistics --universal --python-version 3.11 \
	--generate-hashes --no-header --quiet --exclude-newer P7D $(LOCK)

.DEFAULT_GOAL := help
.PHONY: demo test check bench clean lock help

demo: ## Load the demonstration and serve it (PORT=8000; SERVE=0 loads only)
	@$(ENVIRONMENT) run
ifeq ($(SERVE),0)
	@$(BIN)/capitula demo --no-serve
else
	@$(BIN)/capitula demo --port "$(PORT)"
endif

test: ## Run the tests, browser and all (TESTS=<pytest marks>; REQUIRE=all lets none skip)
	@$(ENVIRONMENT) dev
	@$(BIN)/python -m pytest -n "$(WORKERS)" --dist worksteal -m "$(TESTS)"

check: ## Check format, lint, types and the order of rooms
	@$(ENVIRONMENT) dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

bench: ## Run the benchmarks
	@$(ENVIRONMENT) dev
	@$(BIN)/python -m benchmarks

lock: ## Remake the hashed locks, a week behind the index (LOCK=--upgrade takes newer versions)
	@$(ENVIRONMENT) dev
	@$(COMPILE) --group build --output-file requirements/run.txt
	@$(COMPILE) --extra postgres --group dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt

clean: ## Remove the environment, caches and build output
	@rm -rf .venv .capitula build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile
