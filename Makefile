# Every target only calls Python; tools/house.py finds a Python that is new enough and says what to install if there is none.
PYTHON = python3

main:
	@$(PYTHON) tools/house.py main

check lint test test-heavy test-all bench pins clean:
	@$(PYTHON) tools/house.py $@

.PHONY: main check lint test test-heavy test-all bench pins clean
.DEFAULT_GOAL := main
