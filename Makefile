# Pilsun: `make run` serves on http://127.0.0.1:8080, `make test` runs every test, `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-test build run test test-swift test-syllables test-threads test-linkage test-protocol test-api openapi test-browser \
    test-socketio test-conformance conformance conformance-socketio conformance-tls chaos soak cluster-overhead cluster-reconnect cluster-redis fuzz accuracy bench format lint clean

SWIFT ?= swift
RELEASE := .build/release
VENV := .build/python
PYTHON := $(VENV)/bin/python
# How often a suite from outside is run.
RUNS ?= 1

# What the server is built from, and what only the tests start.
LIBRARIES := libuv1-dev libssl-dev libhiredis-dev libopencv-core-dev libopencv-imgproc-dev zlib1g-dev libsqlite3-dev libargon2-dev libzxcvbn-dev libcurl4-openssl-dev libpq-dev
TEST_PACKAGES := redis-server haproxy chromium nodejs python3-venv binutils postgresql

SOURCES := Package.swift Sources Tests loadtest

# Installs the named Debian packages that are missing, and says which; a tool that came another way is left alone.
define install
missing=""; \
for package in $(1); do \
    case $$package in nodejs) command -v node >/dev/null && continue;; esac; \
    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed' || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
    echo "installing$$missing"; \
    as=""; [ "$$(id -u)" = 0 ] || as=sudo; \
    $$as apt-get update -qq; \
    DEBIAN_FRONTEND=noninteractive $$as apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
fi
endef

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## installs the libraries that the server is built from, where they are missing
	@command -v $(SWIFT) >/dev/null || { \
	    echo "Pilsun is built with Swift 6.3, which is not on this machine's PATH."; \
	    echo "Get it for your system from https://www.swift.org/install/linux/ and run make again."; exit 1; }
	@command -v apt-get >/dev/null || { \
	    echo "This needs Debian's (or a like system's) packages: $(LIBRARIES)."; exit 1; }
	@$(call install,$(LIBRARIES))

setup-test: setup ## installs what the tests start besides: Redis, HAProxy, Chromium, Python packages
	@$(call install,$(TEST_PACKAGES))
	@if [ ! -x $(PYTHON) ] || ! cmp -s Tests/requirements.txt $(VENV)/installed.txt; then \
	    echo "installing Python packages into $(VENV)"; \
	    python3 -m venv $(VENV); \
	    $(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt; \
	    cp Tests/requirements.txt $(VENV)/installed.txt; \
	fi

build: setup ## builds for release
	$(SWIFT) build -c release

run: setup ## builds for release and serves on http://127.0.0.1:8080
	$(SWIFT) build -c release --product pilsun
	exec $(RELEASE)/pilsun serve

test: setup-test build test-swift test-threads test-linkage test-protocol test-api test-browser test-socketio test-conformance ## installs what is missing, builds, runs every test
	@echo "all tests passed"

# One after the other: many of them hold servers to their times, which a machine busy with other tests would spoil.
test-swift: ## the tests in Swift, of every room
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --no-parallel

test-syllables: ## every one of the 11,172 syllables, right, with three kinds of mistakes and for each that differs in a letter, in a release build of its own
	PILSUN_ALL_SYLLABLES=1 $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build/syllables \
	    --filter 'SyllableTests|CharacterOtherTests/syllables'

test-threads: ## what crosses threads, under ThreadSanitizer
	$(SWIFT) test --package-path Tests/Sanitizers --sanitize=thread

test-linkage: ## which shared libraries the server needs
	Tests/Linkage/run $(RELEASE)/pilsun

test-protocol: ## the protocol over real sockets, from Python; its schemas, vectors and documents
	PYTHON=$(abspath $(PYTHON)) Tests/Protocol/run $(abspath $(RELEASE)/pilsun)

test-api: ## /api/v1 over real sockets, from Python; every answer held against protocol/openapi.yaml, and Schemathesis (SECONDS_OF_API)
	PYTHON=$(abspath $(PYTHON)) Tests/API/run $(abspath $(RELEASE)/pilsun)

openapi: setup-test ## writes what the server gives at /api/v1/openapi.json from protocol/openapi.yaml
	$(PYTHON) Tests/API/document.py --write

test-browser: ## pilsun.js in Node and the practice page in Chromium, against a live server
	PYTHON=$(abspath $(PYTHON)) Tests/Browser/run $(abspath $(RELEASE)/pilsun)

test-socketio: ## the official Socket.IO clients against a live server (SOCKETIO_CLIENT=<socket.io.js> for the JavaScript one)
	PYTHON=$(abspath $(PYTHON)) Tests/SocketIO/run $(abspath $(RELEASE)/pilsun)

conformance-socketio: setup ## the official suites of Engine.IO 4 and Socket.IO 5, from a checkout: SUITE=<folder>
	@test -n "$(SUITE)" || { echo "Name a checkout of socketio/socket.io: make $@ SUITE=<folder>"; exit 1; }
	@$(call install,mocha chai node-ws)
	$(SWIFT) build -c release --product conformance-server
	Tests/Conformance/socketio.py $(SUITE) --runs $(RUNS)

test-conformance: ## the 301 cases of the Autobahn suite that take seconds, where there is a Python 2.7
	$(SWIFT) build -c release --product conformance-server
	python3 Tests/Conformance/autobahn.py --cases quick --over ws

conformance: setup ## all 517 cases of the Autobahn suite, over ws and wss: minutes (needs a Python 2.7: PYTHON2, PATH or pyenv)
	@$(call install,openssl)
	$(SWIFT) build -c release --product conformance-server
	python3 Tests/Conformance/autobahn.py --cases all --over ws,wss

conformance-tls: setup ## testssl.sh and sslyze (Mozilla's intermediate profile) against conformance-server
	@$(call install,openssl testssl.sh python3-venv bsdextrautils)
	$(SWIFT) build -c release --product conformance-server
	python3 Tests/Conformance/tls.py

accuracy: ## verdicts on labelled cases, for writers on both sides: CASES=<file> LIBRARIES_OF="<library> …" SHEETS=<folder>, HALF_STROKES=1 for strokes cut in the middle
	@test -n "$(CASES)" || { echo "Name a file of labelled cases (Tests/Accuracy/holdout.py says what is in it): make $@ CASES=<file>"; exit 1; }
	$(SWIFT) build -c release --product pilsun
	python3 Tests/Accuracy/holdout.py $(CASES) $(if $(SHEETS),--sheets $(SHEETS)) $(if $(HALF_STROKES),--half-strokes) -- \
	    $(RELEASE)/pilsun check $(addprefix --characters ,$(LIBRARIES_OF)) -

bench: build ## what a pen point, a verdict and a character cost: times, allocations, instructions, held against thresholds
	@$(call install,valgrind)
	loadtest/Benchmarks/run

.PHONY: bench-transport
bench-transport: setup ## what an echoed message and an idle connection cost; beside PEER_ECHO, PEER_ECHO_TLS under PEER_LOAD
	@$(call install,openssl util-linux coreutils python3)
	$(SWIFT) build -c release
	python3 loadtest/transport/bench.py $(BENCH)

.PHONY: bench-capacity
bench-capacity: setup ## how many pens one core carries, beside echo servers under the same load: PEER_ECHO and our own
	@$(call install,util-linux coreutils python3)
	$(SWIFT) build -c release
	python3 loadtest/transport/capacity.py $(BENCH)

.PHONY: bench-browser
bench-browser: setup-test ## in Chromium: the first ink on a slow phone; from what a pen does to what shows what the server says of it, ROUNDS (40) of 가
	$(SWIFT) build -c release --product pilsun
	$(PYTHON) Tests/Browser/first_stroke.py --server $(abspath $(RELEASE)/pilsun)
	$(PYTHON) Tests/Browser/latency.py --server $(abspath $(RELEASE)/pilsun) --rounds $(or $(ROUNDS),40)

.PHONY: bench-instructions
bench-instructions: build ## instructions and allocations of an echoed message and of a pen's move through the whole server, by function
	@$(call install,valgrind binutils python3)
	python3 loadtest/transport/instructions.py $(BENCH)

SECONDS ?= 600
fuzz: setup ## fuzzes everything that reads foreign bytes, SECONDS (600) each; FUZZ="http events" names targets
	SECONDS_EACH=$(SECONDS) Tests/Fuzz/run $(FUZZ)

chaos: setup-test build ## kills nodes and Redis under writing pens for two minutes; SEED=n repeats one, SECONDS_OF_CHAOS and PENS shorten it
	$(PYTHON) loadtest/cluster/chaos.py --server $(RELEASE)/pilsun --loadtest $(RELEASE)/loadtest \
	    --seconds $(or $(SECONDS_OF_CHAOS),120) --pens $(or $(PENS),300) $(if $(SEED),--seed $(SEED))

soak: build ## MINUTES (10) of pens that write beside garbage, half-open connections and readers that do not read: nobody who behaves notices
	@$(call install,python3)
	python3 loadtest/soak/soak.py --server $(RELEASE)/pilsun --loadtest $(RELEASE)/loadtest --minutes $(or $(MINUTES),10) \
	    $(if $(SEED),--seed $(SEED))

cluster-overhead: setup-test build ## feedback with and without Redis at PENS (1,000) pens, five runs each in turn; what Redis had to do
	python3 loadtest/cluster/overhead.py --server $(RELEASE)/pilsun --loadtest $(RELEASE)/loadtest --pens $(or $(PENS),1000)

cluster-reconnect: setup-test build ## one of three nodes dies under 3,000 sessions: how fast they come to the others
	python3 loadtest/cluster/reconnect.py --server $(RELEASE)/pilsun --loadtest $(RELEASE)/loadtest

cluster-redis: setup-test build ## how many pens one Redis carries, by what a node says to it
	python3 loadtest/cluster/redis_limit.py --server $(RELEASE)/pilsun --loadtest $(RELEASE)/loadtest

format: ## formats all Swift sources
	$(SWIFT) format --in-place --recursive $(SOURCES)

lint: ## holds all Swift sources against the rules in .swift-format
	$(SWIFT) format lint --strict --recursive $(SOURCES)

LINT := .build/lint
.PHONY: lint-deploy
lint-deploy: ## holds what operators take, in deploy/, against hadolint, the schema of compose files, yamllint and systemd
	@$(call install,python3-venv)
	@if [ ! -x $(LINT)/bin/python ] || ! cmp -s deploy/requirements.txt $(LINT)/installed.txt; then \
	    echo "installing Python packages into $(LINT)"; \
	    python3 -m venv $(LINT); \
	    $(LINT)/bin/python -m pip install --quiet --disable-pip-version-check -r deploy/requirements.txt; \
	    cp deploy/requirements.txt $(LINT)/installed.txt; \
	fi
	$(LINT)/bin/yamllint --strict --config-file deploy/.yamllint.yaml deploy
	$(LINT)/bin/hadolint deploy/Dockerfile
	$(LINT)/bin/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose/*.yaml
	@for library in $(LIBRARIES); do \
	    grep -qw -- "$$library" deploy/Dockerfile || { echo "deploy/Dockerfile does not install $$library, which LIBRARIES names."; exit 1; }; \
	done
	@if command -v systemd-analyze >/dev/null; then \
	    unit=$$(mktemp -d); \
	    sed 's|^ExecStart=.*|ExecStart=/bin/true|' deploy/systemd/pilsun.service >$$unit/pilsun.service; \
	    said=$$(systemd-analyze verify $$unit/pilsun.service 2>&1 | grep pilsun.service || true); \
	    [ -z "$$said" ] || { echo "$$said"; rm -r $$unit; exit 1; }; \
	    systemd-analyze security --offline=true --threshold=20 --no-pager $$unit/pilsun.service | tail -1 || { rm -r $$unit; exit 1; }; \
	    rm -r $$unit; \
	fi

clean: ## removes everything that was built
	rm -rf .build Tests/*/.build loadtest/*/.build
