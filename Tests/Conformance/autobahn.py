#!/usr/bin/env python3
"""Runs the Autobahn WebSocket test suite against conformance-server and prints `passed N/N`.

    python3 Tests/Conformance/autobahn.py [--server PATH] [--cases quick|all] [--over ws,wss] [--work DIR] [--wait SECONDS]

`quick` leaves out the sections on permessage-deflate (12 and 13). The suite is a program for Python 2.7 (PyPI
autobahntestsuite). It is installed once, into the work directory. Exit code 0: everything passed, or no Python 2.7 is
to be had and the cases are `quick`. 1: something failed; the cases are listed.
"""
import argparse
import contextlib
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

from conformance_server import DEFAULT, ROOT, ConformanceServer, make_certificate

HERE = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements-py27.txt"
# What the suite calls a pass. "NON-STRICT" and "UNIMPLEMENTED" are none.
PASSED = {"OK", "INFORMATIONAL"}


def find_python2():
    candidates = [os.environ.get("PYTHON2"), shutil.which("python2.7")]
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    candidates += sorted(glob.glob(f"{pyenv}/versions/2.7*/bin/python2.7"), reverse=True)
    for candidate in filter(None, candidates):
        with contextlib.suppress(OSError):
            if subprocess.run([candidate, "-c", "import ssl, pip"], capture_output=True).returncode == 0:
                return candidate
    return None


def install(python, work):
    """Installs the suite where that has not been done, and answers the folder that it is in."""
    site = work / "site"
    installed = site / "installed.txt"
    if not installed.exists() or installed.read_bytes() != REQUIREMENTS.read_bytes():
        print(f"autobahn: installing the suite for {python} into {site}", flush=True)
        shutil.rmtree(site, ignore_errors=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
                        "--target", str(site), "-r", str(REQUIREMENTS)], check=True, stderr=subprocess.DEVNULL)
        shutil.copy(REQUIREMENTS, installed)
    return site


def start_suite(python, site, work, agent, address, cases):
    """Starts the suite against one server; answers the process, and where its results will be."""
    folder = work / agent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    spec = json.loads((HERE / "autobahn.json").read_text())
    spec["cases"] = spec[cases]
    spec["servers"] = [{"agent": agent, "url": f"{agent}://{address}/"}]
    spec["outdir"] = str(folder)
    (folder / "spec.json").write_text(json.dumps(spec))
    program = f"import site; site.addsitedir({str(site)!r}); from autobahntestsuite.wstest import run; run()"
    with open(folder / "wstest.log", "w") as log:
        process = subprocess.Popen([python, "-c", program, "-m", "fuzzingclient", "-s", str(folder / "spec.json")],
                                   cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    return process, folder / "index.json"


def finish_suite(process, index, agent, deadline):
    """The results of each case, once the suite has ended."""
    try:
        if process.wait(timeout=max(1, deadline - time.monotonic())) != 0:
            sys.exit(f"autobahn over {agent}: the suite ended with {process.returncode}; see {index.parent}/wstest.log")
    except subprocess.TimeoutExpired:
        process.kill()
        sys.exit(f"autobahn over {agent}: not finished in time; see {index.parent}/wstest.log")
    return json.loads(index.read_text())[agent]


def report(agent, results):
    """Prints what came of one server's cases; answers whether all of them passed."""
    bad = {case: result for case, result in results.items()
           if result["behavior"] not in PASSED or result["behaviorClose"] not in PASSED}
    for case in sorted(bad, key=lambda name: [int(part) for part in name.split(".")]):
        print(f"  {case}: {bad[case]['behavior']}, close {bad[case]['behaviorClose']}")
    print(f"autobahn over {agent}: passed {len(results) - len(bad)}/{len(results)}", flush=True)
    return bool(results) and not bad


def main():
    parser = argparse.ArgumentParser(description="Autobahn against conformance-server")
    parser.add_argument("--server", default=DEFAULT)
    parser.add_argument("--cases", choices=["quick", "all"], default="all")
    parser.add_argument("--over", default="ws,wss")
    parser.add_argument("--work", default=str(ROOT / ".build/conformance"))
    parser.add_argument("--wait", type=int, default=3600, help="seconds for the whole suite")
    options = parser.parse_args()
    python = find_python2()
    if python is None:
        print("autobahn: skipped, since no Python 2.7 is to be had here (looked at $PYTHON2, PATH and pyenv)")
        sys.exit(0 if options.cases == "quick" else 1)
    work = pathlib.Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    site = install(python, work)
    deadline = time.monotonic() + options.wait
    with contextlib.ExitStack() as running:
        suites = []
        for agent in options.over.split(","):
            certificate = make_certificate(work) if agent == "wss" else None
            server = running.enter_context(ConformanceServer(options.server, certificate))
            suites.append((agent, *start_suite(python, site, work, agent, server.address, options.cases)))
        passed = [report(agent, finish_suite(process, index, agent, deadline)) for agent, process, index in suites]
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
