#!/usr/bin/env python3
"""Runs the official suites of Engine.IO 4 and Socket.IO 5 against conformance-server and prints `passed N/N` for each.

    python3 Tests/Conformance/socketio.py SUITE [--server PATH] [--runs N] [--loops N]

SUITE is a checkout of the repository socketio/socket.io; its suites lie under `docs`. They are run as they are, by mocha, but for
node-imports.js, which names the address. Exit code 0: every run passed. 1: something failed; the tests are listed.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SUITES = {
    "Engine.IO 4": "docs/engine.io-protocol/v4-test-suite",
    "Socket.IO 5": "docs/socket.io-protocol/v5-test-suite",
}


def start(server, loops):
    """Starts the server on a port of the system's choice; answers the process and the address it prints."""
    command = [server, "--port", "0", "--loops", str(loops)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    if "http://" not in line:
        sys.exit(f"socketio: {server} did not start: {line!r}")
    return process, "http://" + line.split("http://")[1].strip()


def run(folder, url):
    """One run of a suite; answers how many tests there were and which failed."""
    with tempfile.TemporaryDirectory() as work:
        for file in ("test-suite.js", "package.json"):
            shutil.copy(folder / file, work)
        shutil.copy(HERE / "node-imports.mjs", pathlib.Path(work) / "node-imports.js")
        command = ["mocha", "--exit", "--reporter", "json", "test-suite.js"]
        # Where Debian keeps Node's modules; a Node that came another way does not look there.
        environment = {**os.environ, "PILSUN_URL": url, "NODE_PATH": "/usr/share/nodejs"}
        done = subprocess.run(
            command, cwd=work, env=environment, capture_output=True, text=True, timeout=120)
    try:
        report = json.loads(done.stdout[done.stdout.index("{"):])
    except ValueError:
        sys.exit(f"socketio: mocha gave no report:\n{done.stdout}{done.stderr}")
    failed = [f"{test['fullTitle']}: {test['err'].get('message', '')}" for test in report["failures"]]
    return report["stats"]["tests"], failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("suite", type=pathlib.Path)
    parser.add_argument("--server", default=str(ROOT / ".build/release/conformance-server"))
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--loops", type=int, default=2)
    options = parser.parse_args()
    for folder in SUITES.values():
        if not (options.suite / folder / "test-suite.js").exists():
            sys.exit(f"socketio: there is no {folder} in {options.suite}: name a checkout of socketio/socket.io")
    process, url = start(options.server, options.loops)
    failures = 0
    try:
        for name, folder in SUITES.items():
            for _ in range(options.runs):
                tests, failed = run(options.suite / folder, url)
                failures += len(failed)
                print(f"{name}: passed {tests - len(failed)}/{tests}", flush=True)
                for line in failed:
                    print(f"  failed: {line}")
    finally:
        process.terminate()
        process.wait(timeout=10)
    sys.exit(1 if failures else 0)


main()
