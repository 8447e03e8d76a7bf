# `make demo` shows a connector at work; `make test` runs the tests. Both install what they need.
VENV ?= .venv
DEMO ?= $(VENV)/demo
BIN := $(VENV)/bin

.PHONY: install demo test examples conformance corpus history adversity mutants hostile bench lock

install: $(BIN)/.installed

$(BIN)/.installed: pyproject.toml requirements.lock
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[dev]"
	touch $@

# Generate the example connector, install it, and call it against a stand-in for its vendor.
demo: install
	$(BIN)/aos-gen --spec specs/harbor/openapi.yaml --map specs/harbor/map.yaml --out $(DEMO)
	$(BIN)/pip install --quiet --disable-pip-version-check -e $(DEMO)/tools/aos/aos-harbor/agent-harness
	$(BIN)/python specs/harbor/vendor.py $(BIN)/aos-harbor

test: install
	CI=true $(BIN)/python -m pytest  # the same examples in every run

# Render the example vendors' connectors again, after a change of plan, render or templates.
examples: install
	for spec in $(wildcard specs/*/openapi.* specs/*/swagger.*); do \
	  $(BIN)/aos-gen --spec $$spec --map $${spec%/*}/map.yaml --out generated --quiet || exit 1; done

# Every corpus map, judged in full in fresh environments: a table, some minutes.
conformance: install
	$(BIN)/python -m tests.conformance.run --maps tests/corpus/maps --specs ../shared/specs

# All operations of all the vendors' documents, judged and held to the newest table of tests/conformance/tables:
# half an hour. `make corpus CORPUS=--keep` keeps the new one; `CORPUS="--only stripe"` runs one document.
corpus: install
	$(BIN)/python -m tests.conformance.whole --specs ../shared/specs $(CORPUS)

# Every fault of tests/adversity against a generated connector, 50 and 70 processes at once, downloads of 200 MB,
# and canaries in every way of echoing: some minutes.
adversity: install
	ADVERSITY=1 $(BIN)/python -m pytest -q -n0 tests/adversity tests/canaries

# Every bomb, every kind of place and every payload of tests/hostile, and what was tried in one line: an hour.
hostile: install
	HOSTILE=1 PATTERNS=40000 $(BIN)/python -m pytest -q --dist load tests/hostile

# Every mutant of the example connectors against their own tests, an hour and more; `MUTANTS="ferry --hand --only gate"` runs some.
mutants: install
	$(BIN)/python -m tests.mutants.run $(or $(MUTANTS),--table tests/mutants/table.md)

# Twelve releases of @octokit/openapi, regenerated one after the other: needs npm and a network, some minutes.
history: install
	$(BIN)/python -m tests.history.run --cache $(VENV)/history --work $$(mktemp -d) --table tests/history/table.md

bench: install
	$(BIN)/python -m benchmarks.run

# Pin what the bounds in pyproject.toml allow today.
lock: install
	$(BIN)/pip install --quiet "uv<1"
	$(BIN)/uv pip compile --quiet --extra dev --universal --no-header --no-emit-index-url -o requirements.lock pyproject.toml
