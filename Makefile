# make demo   set up and run the main job on data/articles
# make test   set up and run every check
# Everything is installed into .venv; nothing else of the machine is changed, except that
# Debian's python3-venv is installed where it is missing and we may.

BIN := .venv/bin
DEMO := out/demo.db
CORPUS ?= ../shared/corpus/train
TRY := @printf '  %-72s %s\n'

.PHONY: help setup setup-test demo test check format lint types contracts unit train benchmark clean
.NOTPARALLEL:

help:
	@echo "make demo       set up, load data/articles, ask who reused whom, export and draw"
	@echo "make test       set up and run all checks: format, lint, types, imports, tests"
	@echo "make check      the same without setting up; its parts: format lint types contracts unit"
	@echo "make train      train the reader again (an hour); CORPUS=DIR adds DIR/text and DIR/ann"
	@echo "make benchmark  measure speed (see tests/benchmarks); ARTICLES=DIR to measure on those"
	@echo "make clean      remove .venv, out and caches"

setup:
	@sh .ci/setup

setup-test:
	@sh .ci/setup test

demo: setup
	@mkdir -p out
	$(BIN)/castgraph load data/articles --graph $(DEMO)
	@echo
	$(BIN)/castgraph ask reused-actors --graph $(DEMO)
	@echo
	$(BIN)/castgraph ask reused-actors --quotes --graph $(DEMO)
	@echo
	@$(BIN)/castgraph export out/castgraph.ttl --graph $(DEMO)
	@$(BIN)/castgraph export out/castgraph.html --graph $(DEMO)
	@echo
	@echo "Look at out/castgraph.html in a browser. Then try:"
	$(TRY) "$(BIN)/castgraph ask --graph $(DEMO)" "the questions there are"
	$(TRY) "$(BIN)/castgraph show \"A NAME FROM ABOVE\" --graph $(DEMO)" "all about one name"
	$(TRY) "$(BIN)/castgraph ask cast --work \"A TITLE FROM ABOVE\" --graph $(DEMO)" "who is in it"
	$(TRY) "$(BIN)/castgraph load YOUR_ARTICLES" ".txt .md .html .json .jsonl"
	$(TRY) "$(BIN)/castgraph --help" "all that it does"

test: setup-test check

check: format lint types contracts unit

format:
	$(BIN)/ruff format --check .
lint:
	$(BIN)/ruff check .
types:
	$(BIN)/mypy
contracts:
	$(BIN)/lint-imports
unit:
	$(BIN)/pytest -n 2

train:
	@sh .ci/setup training
	$(BIN)/python -m ingest.training \
	    $(if $(wildcard $(CORPUS)/ann),$(CORPUS)/text $(CORPUS)/ann) \
	    data/articles data/annotations data/training/articles data/training/annotations \
	    $(if $(wildcard $(CORPUS)/../unlabelled),$(CORPUS)/../unlabelled data/training/elsewhere)

benchmark: setup-test
	$(BIN)/python -m tests.benchmarks $(ARTICLES)

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
