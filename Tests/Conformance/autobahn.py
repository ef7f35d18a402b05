#!/usr/bin/env python3
"""Runs the Autobahn WebSocket test suite against conformance-server and prints `passed N/N`.

    python3 Tests/Conformance/autobahn.py [--server PATH] [--cases quick|all] [--work DIR] [--wait SECONDS]

The suite is a program for Python 2.7 (PyPI autobahntestsuite). It is installed into a virtual environment of its own,
once. Exit code 0: everything passed. 1: something failed; the cases are listed. 77: no Python 2.7 is to be had.
"""
import argparse
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# What the suite calls a pass. "NON-STRICT" and "UNIMPLEMENTED" are none.
PASSED = {"OK", "INFORMATIONAL"}


def find_python2():
    candidates = [os.environ.get("PYTHON2"), shutil.which("python2.7")]
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    candidates += sorted(glob.glob(f"{pyenv}/versions/2.7*/bin/python2.7"), reverse=True)
    for candidate in filter(None, candidates):
        if subprocess.run([candidate, "-c", "import ssl"], capture_output=True).returncode == 0:
            return candidate
    return None


def install(work):
    """The suite's program, installed if it is not there yet."""
    wstest = work / "venv" / "bin" / "wstest"
    if wstest.exists():
        return wstest
    python = find_python2()
    if python is None:
        print("autobahn: no Python 2.7 here (looked at $PYTHON2, PATH and pyenv); skipped")
        sys.exit(77)
    print(f"autobahn: installing the suite with {python} into {work / 'venv'}", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    subprocess.run([python, "-m", "pip", "install", "--user", "virtualenv<20.22"], check=True, **quiet)
    subprocess.run([python, "-m", "virtualenv", str(work / "venv")], check=True, **quiet)
    pip = work / "venv" / "bin" / "pip"
    subprocess.run([str(pip), "install", "autobahntestsuite==0.8.2"], check=True, **quiet)
    return wstest


def start(server):
    """Starts the server on a port of the system's choice; answers the process and the address it prints."""
    process = subprocess.Popen([server, "--port", "0"], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    if "http://" not in line:
        sys.exit(f"autobahn: {server} did not start: {line!r}")
    return process, line.split("http://")[1].strip()


def main():
    parser = argparse.ArgumentParser(description="Autobahn against conformance-server")
    parser.add_argument("--server", default=str(ROOT / ".build/release/conformance-server"))
    parser.add_argument("--cases", choices=["quick", "all"], default="all")
    parser.add_argument("--work", default=str(ROOT / ".build/conformance"))
    parser.add_argument("--wait", type=int, default=900, help="seconds for the whole suite")
    options = parser.parse_args()
    work = pathlib.Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    wstest = install(work)

    spec = json.loads((HERE / "autobahn.json").read_text())
    spec["cases"] = spec.pop(options.cases)
    for other in ("quick", "all"):
        spec.pop(other, None)
    spec["outdir"] = str(work / "reports")
    shutil.rmtree(spec["outdir"], ignore_errors=True)
    server, address = start(options.server)
    try:
        spec["servers"] = [{"agent": "pilsun", "url": f"ws://{address}/"}]
        (work / "spec.json").write_text(json.dumps(spec))
        with open(work / "wstest.log", "w") as log:
            subprocess.run([str(wstest), "-m", "fuzzingclient", "-s", str(work / "spec.json")],
                           cwd=work, stdout=log, stderr=subprocess.STDOUT, timeout=options.wait, check=True)
    finally:
        server.terminate()
        code = server.wait(timeout=10)

    results = json.loads((work / "reports" / "index.json").read_text())["pilsun"]
    bad = {case: result for case, result in results.items()
           if result["behavior"] not in PASSED or result["behaviorClose"] not in PASSED}
    for case in sorted(bad, key=lambda name: [int(part) for part in name.split(".")]):
        print(f"  {case}: {bad[case]['behavior']}, close {bad[case]['behaviorClose']}")
    print(f"passed {len(results) - len(bad)}/{len(results)}")
    if code != 0:
        sys.exit(f"autobahn: the server ended with {code}")
    sys.exit(1 if bad or not results else 0)


if __name__ == "__main__":
    main()
