# Five verbs and their friends. Everything runs in .venv; nothing is installed outside it,
# but the programs that the tests look at pages and read scans with, from Debian where this is run as root.
PYTHON ?= python3
BIN := .venv/bin
INDEX ?= index
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
FUZZ_SECONDS ?= 300
export HF_HUB_OFFLINE ?= 1

.PHONY: help install run test soak lint fix eval bench peers train constraints clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

install: .venv/installed ## make .venv with the pinned packages

run: .venv/installed ## index corpus/ and serve it on 127.0.0.1:8000
	$(BIN)/tracuu index corpus --index $(INDEX)
	$(BIN)/tracuu serve --index $(INDEX) --host $(HOST) --port $(PORT)

test: .venv/installed-dev programs ## every test, JOBS files at a time
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile

soak: .venv/installed-soak programs ## what must hold, at length: kills, random operations, disks, load, fuzzing (hours)
	mkdir -p build
	$(BIN)/python -m pytest tests/soak --soak --fuzz-seconds $(FUZZ_SECONDS) --soak-report build/soak.jsonl

lint: .venv/installed-dev ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: .venv/installed-dev ## what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .venv/installed-dev ## the project's own questions, with the floors they must reach; what is understood of directives
	$(BIN)/python -m eval run --floors
	$(BIN)/python -m eval answers --floors
	$(BIN)/python -m eval coverage --floors
	$(BIN)/python -m eval understand --set all

bench: .venv/installed-dev ## cost of indexing and of queries
	$(BIN)/python -m eval bench

peers: $(patsubst eval/peers/environments/%.txt,build/peers/%/installed,$(wildcard eval/peers/environments/*.txt)) ## others that search, each in an environment of its own, to measure beside (bench --peers)

train: .venv/installed-dev ## train the bundled model again from ../shared/data
	$(BIN)/python -m eval.training

constraints: ## resolve constraints.txt anew (needs uv)
	uv pip compile --universal --python-version 3.11 --extra dev --no-header --no-annotate \
		--no-emit-index-url pyproject.toml -o constraints.txt

clean: ## remove what was made here
	rm -rf .venv $(INDEX) build *.egg-info

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/installed-soak: .venv/installed-dev pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,soak]'
	@touch $@

build/peers/%/installed: eval/peers/environments/%.txt
	$(PYTHON) -m venv build/peers/$*
	build/peers/$*/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: programs
programs:
	@{ command -v chromium && command -v curl && command -v soffice && tesseract --list-langs | grep -qx vie; } >/dev/null 2>&1 || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update && apt-get -qq install -y \
		--no-install-recommends chromium curl tesseract-ocr tesseract-ocr-vie antiword libreoffice-writer-nogui >/dev/null; } \
		|| echo "chromium, curl, tesseract-ocr-vie or libreoffice-writer is missing: tests that need it are skipped"
