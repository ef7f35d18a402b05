#!/usr/bin/env python3
"""Runs the Autobahn WebSocket test suite against conformance-server and prints `passed N/N`.

    python3 Tests/Conformance/autobahn.py [--server PATH] [--cases quick|all] [--over ws,wss] [--jobs N] [--work DIR]
                                          [--wait SECONDS] [--fresh]

The suite runs in parts, a section each, as many at once as there are processors. What a part has found is kept in the work
directory for as long as the server's executable stays the same, so that a run that was cut off goes on where it was;
`--fresh` begins anew. `quick` leaves out the sections on permessage-deflate (12 and 13), which take most of the time.

The suite is a program for Python 2.7 (PyPI autobahntestsuite). It is installed once, into the work directory. Exit code 0:
everything passed, or no Python 2.7 is to be had and the cases are `quick`. 1: something failed; the cases are listed.
"""
import argparse
import concurrent.futures
import contextlib
import glob
import hashlib
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
# How many cases there are, so that a part that is lost is no pass.
COUNTS = {"quick": 301, "all": 517}


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


class Suite:
    """The suite's parts, and what is kept of them."""

    def __init__(self, python, site, work, server, wait):
        self.python, self.site, self.work, self.wait = python, site, work, wait
        self.sections = json.loads((HERE / "autobahn.json").read_text())
        known = hashlib.sha256(pathlib.Path(server).read_bytes())
        known.update(REQUIREMENTS.read_bytes())
        self.subject = known.hexdigest()

    def parts(self, cases):
        """Patterns of cases that together are all of them."""
        return [part for name in (["quick", "deflate"] if cases == "all" else ["quick"]) for part in self.sections[name]]

    def folder(self, agent, part):
        return self.work / agent / part.replace("*", "x")

    def kept(self, agent, part):
        """What this part has found about the same server in an earlier run."""
        with contextlib.suppress(OSError, ValueError):
            found = json.loads((self.folder(agent, part) / "found.json").read_text())
            if found["subject"] == self.subject:
                return found["results"]
        return None

    def run(self, agent, address, part):
        """Runs a part to its end; answers the result of each case."""
        folder = self.folder(agent, part)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        spec = {"options": {"failByDrop": False}, "cases": [part], "exclude-cases": [], "exclude-agent-cases": {},
                "servers": [{"agent": agent, "url": f"{agent}://{address}/"}], "outdir": str(folder)}
        (folder / "spec.json").write_text(json.dumps(spec))
        program = f"import site; site.addsitedir({str(self.site)!r}); from autobahntestsuite.wstest import run; run()"
        began = time.monotonic()
        with open(folder / "wstest.log", "w") as log:
            try:
                done = subprocess.run([self.python, "-c", program, "-m", "fuzzingclient", "-s", str(folder / "spec.json")],
                                      cwd=folder, stdout=log, stderr=subprocess.STDOUT, timeout=self.wait)
            except subprocess.TimeoutExpired:
                raise SystemExit(f"autobahn over {agent}, {part}: not finished in {self.wait} s; see {log.name}")
        if done.returncode != 0:
            raise SystemExit(f"autobahn over {agent}, {part}: the suite ended with {done.returncode}; see {log.name}")
        results = json.loads((folder / "index.json").read_text())[agent]
        for report in folder.glob(f"{agent}_case_*"):
            report.unlink()
        (folder / "found.json").write_text(json.dumps({"subject": self.subject, "results": results}))
        print(f"  {agent} {part}: {len(results)} cases in {time.monotonic() - began:.0f} s", flush=True)
        return results


def report(agent, results, count):
    """Prints what came of one server's cases; answers whether there were `count` of them and all passed."""
    bad = {case: result for case, result in results.items()
           if result["behavior"] not in PASSED or result["behaviorClose"] not in PASSED}
    for case in sorted(bad, key=lambda name: [int(part) for part in name.split(".")]):
        print(f"  {case}: {bad[case]['behavior']}, close {bad[case]['behaviorClose']}")
    print(f"autobahn over {agent}: passed {len(results) - len(bad)}/{count}", flush=True)
    return len(results) == count and not bad


def main():
    parser = argparse.ArgumentParser(description="Autobahn against conformance-server")
    parser.add_argument("--server", default=DEFAULT)
    parser.add_argument("--cases", choices=["quick", "all"], default="all")
    parser.add_argument("--over", default="ws,wss")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="parts that run at once")
    parser.add_argument("--work", default=str(ROOT / ".build/conformance"))
    parser.add_argument("--wait", type=int, default=1800, help="seconds for a part")
    parser.add_argument("--fresh", action="store_true", help="keep nothing of an earlier run")
    options = parser.parse_args()
    python = find_python2()
    if python is None:
        print("autobahn: skipped, since no Python 2.7 is to be had here (looked at $PYTHON2, PATH and pyenv)")
        sys.exit(0 if options.cases == "quick" else 1)
    work = pathlib.Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    suite = Suite(python, install(python, work), work, options.server, options.wait)
    agents = options.over.split(",")
    found = {agent: {} for agent in agents}
    with contextlib.ExitStack() as running:
        jobs = running.enter_context(concurrent.futures.ThreadPoolExecutor(options.jobs))
        pending = {}
        for agent in agents:
            certificate = make_certificate(work) if agent == "wss" else None
            server = running.enter_context(ConformanceServer(options.server, certificate))
            for part in suite.parts(options.cases):
                results = None if options.fresh else suite.kept(agent, part)
                if results is None:
                    pending[jobs.submit(suite.run, agent, server.address, part)] = agent
                else:
                    found[agent].update(results)
        try:
            for done in concurrent.futures.as_completed(pending):
                found[pending[done]].update(done.result())
        finally:
            jobs.shutdown(wait=False, cancel_futures=True)
    passed = [report(agent, results, COUNTS[options.cases]) for agent, results in found.items()]
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
