# Two commands do everything: `make run` and `make test`. `make help` lists the rest.

VENV   := .venv
BIN    := $(VENV)/bin
OUT    := build/demo
COUNT  := 20000
SEED   := 2024
ORACLE := 1000000 $(SEED)
CONTESTS := 100000 $(SEED)
# Where there is no screen the tables are all there is to see.
SCREEN := $(strip $(DISPLAY) $(WAYLAND_DISPLAY) $(filter Windows_NT,$(OS)))

.DEFAULT_GOAL := help
.PHONY: help run test lint types contracts bench fuzz oracle guard pictures clean

help:
	@echo 'make run        写出示例县的全部表格，再打开窗口  the sample county: its tables, then the window'
	@echo 'make test       全部检查  lint, types, import contracts, tests'
	@echo 'make lint       ruff check + ruff format --check'
	@echo 'make types      mypy --strict'
	@echo 'make contracts  who may import whom (import-linter)'
	@echo 'make bench      ratios of speed, taken in one run'
	@echo 'make fuzz       20,000 spoilt workbooks at the door of the import'
	@echo 'make oracle     1,000,000 random allocations, 100,000 contests against oracles'
	@echo 'make guard      both ends of the range of PySide6 keep None alive'
	@echo 'make pictures   draw the pictures of the help and the README anew'
	@echo 'make clean      remove what these commands made'

run: $(VENV)/.run
	@$(BIN)/townoffice demo $(OUT)
	@echo '表格在 $(CURDIR)/$(OUT)/tables  The tables lie there.'
ifeq ($(SCREEN),)
	@echo '这里没有屏幕，窗口没有打开。 No screen here, so no window was opened.'
else
	@sh tools/system.sh screen $(VENV)
	@$(BIN)/python -m ui $(OUT)/sample.db
endif

test: lint types contracts
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz $(COUNT) $(SEED)

oracle: $(VENV)/.dev
	$(BIN)/python -m tests.oracle $(ORACLE)
	$(BIN)/python -m tests.evaluation $(CONTESTS)

guard:
	sh tools/guard.sh

pictures: $(VENV)/.dev
	$(BIN)/python -m ui.shots build/pictures
	@for name in $$(grep -oh 'pictures/[a-z-]*\.png' resources/help/*.md README.md | sort -u); do \
	    cp build/$$name resources/help/$$name; done

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Changed dependencies make the environment anew, so that nothing left over can hide a missing one.
$(VENV)/.python: pyproject.toml tools/environment.sh tools/system.sh
	@sh tools/environment.sh $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python
	@sh tools/system.sh fonts
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.python
	@sh tools/system.sh fonts
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@sh tools/system.sh window $(VENV)
	@touch $@
