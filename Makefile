# One command runs all that CI runs. The tools come from .venv, which dev.py makes.

BIN := .venv/bin

.PHONY: check venv demo test lint types layers web docs gate

check: lint types layers web checked-tests gate

venv:
	@python3 dev.py venv

demo:
	@python3 dev.py demo

test:
	@python3 dev.py test

lint: venv
	$(BIN)/ruff check .

types: venv
	$(BIN)/mypy

layers: venv
	$(BIN)/lint-imports

# The web app's types: strict, and those of the API as it is described in web/openapi.json.
web: venv
	$(BIN)/python web/check_types.py

# .ci/run has run the whole suite (units, properties, docs) just before, and says so with VEDETTE_TESTS_DONE=1.
.PHONY: checked-tests
ifeq ($(VEDETTE_TESTS_DONE),1)
checked-tests:
	@echo "make check: the tests have just been run (VEDETTE_TESTS_DONE=1) and are not run again"
else
checked-tests: test
endif

# Writes the help text of every command into docs/commands.md.
docs: venv
	$(BIN)/python docs/build_commands.py

gate: venv
	$(BIN)/python eval/gate.py
