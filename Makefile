# make site: build and serve the site. make test: everything that must hold. Each sets itself up from a fresh clone.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
SITE_URL ?= http://127.0.0.1:$(PORT)/
export SITE_URL

.PHONY: site build check test lint lock bench proof mutants screenshots clean

site: build ## build the site and serve it
	@echo "$(SITE_URL)  (Ctrl+C: stop)"
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory site $(PORT)

build: .venv/site.stamp ## build the site into site/
	$(BIN)/cerise build

check: .venv/site.stamp ## every problem of tools, guides, links and translations
	$(BIN)/cerise check

test: .venv/test.stamp lint ## the whole test suite
	tests/system.sh
	$(MAKE) --no-print-directory tests/node_modules/.package-lock.json
	$(BIN)/cerise check
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: .venv/test.stamp ## style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lock: .venv/test.stamp ## renew the locked versions after a change of pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra test pyproject.toml -o requirements-test.txt

bench: .venv/test.stamp build ## what people wait for, against its target
	tests/system.sh
	$(BIN)/python -m tests.bench

proof: .venv/test.stamp ## the same numbers everywhere: rewrites docs/_data/proof.yml; TOOLS="a b" for these tools only
	tests/system.sh
	$(MAKE) --no-print-directory tests/node_modules/.package-lock.json
	$(BIN)/python -m tests.proof $(TOOLS)

mutants: .venv/test.stamp ## plants listed faults, one at a time: each must make a test fail
	tests/system.sh
	$(MAKE) --no-print-directory tests/node_modules/.package-lock.json
	$(BIN)/python -m tests.mutants

screenshots: .venv/test.stamp build ## the two pictures of the README
	tests/system.sh
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf .build .venv site site.new tests/node_modules *.egg-info

tests/node_modules/.package-lock.json: tests/package-lock.json tests/package.json
	npm ci --silent --prefix tests
	touch $@

.venv/site.stamp: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=…")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/test.stamp: requirements-test.txt .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@
