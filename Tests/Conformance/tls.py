#!/usr/bin/env python3
"""Holds the server's TLS against sslyze (Mozilla's intermediate profile) and testssl.sh, on loopback.

    python3 Tests/Conformance/tls.py [--server PATH] [--only sslyze|testssl] [--work DIR]

Both scan a server that speaks TLS 1.3 alone, and one that speaks 1.2 as well, with a certificate that names a revocation
list, signed by an authority that the scanners are told to trust: what is left is about the server. sslyze must find it
compliant, testssl.sh nothing of medium severity or worse. Minutes. Exit code 1: something was found, and is listed.
"""
import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys

from conformance_server import DEFAULT, ROOT, ConformanceServer

HERE = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements-tls.txt"
BAD = ("MEDIUM", "HIGH", "CRITICAL", "FATAL")


def make_certificates(work):
    """An authority, a certificate of its making, and the key."""
    def request(name, *options):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "90",
             "-keyout", work / f"{name}-key.pem", "-out", work / f"{name}.pem", "-subj", f"/CN={name}", *options],
            check=True, capture_output=True)

    request("authority", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    extensions = ["subjectAltName=DNS:localhost,IP:127.0.0.1", "keyUsage=critical,digitalSignature",
                  "extendedKeyUsage=serverAuth", "basicConstraints=critical,CA:FALSE",
                  "crlDistributionPoints=URI:http://127.0.0.1/authority.crl"]
    request("localhost", "-CA", work / "authority.pem", "-CAkey", work / "authority-key.pem",
            *(argument for extension in extensions for argument in ("-addext", extension)))
    return work / "authority.pem", (work / "localhost.pem", work / "localhost-key.pem")


def find_sslyze(work):
    """sslyze in an environment of its own, installed where it is missing."""
    environment = work / "sslyze"
    installed = environment / "installed.txt"
    if not installed.exists() or installed.read_bytes() != REQUIREMENTS.read_bytes():
        print(f"tls: installing sslyze into {environment}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(environment)], check=True)
        subprocess.run([environment / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        "-r", REQUIREMENTS], check=True)
        shutil.copy(REQUIREMENTS, installed)
    return [str(environment / "bin/python"), "-m", "sslyze"]


def run_sslyze(work, authority, address, label):
    port = address.rsplit(":", 1)[1]
    result = subprocess.run(
        [*find_sslyze(work), "--mozilla_config=intermediate", "--certinfo_ca_file", str(authority), f"localhost:{port}"],
        capture_output=True, text=True, timeout=120)
    (work / f"sslyze {label}.txt").write_text(result.stdout + result.stderr)
    verdict = result.stdout.rsplit("for more details.", 1)[-1].strip()
    passed = "OK - Compliant" in verdict and result.returncode == 0
    print(f"sslyze, {label}: {'compliant with Mozilla intermediate' if passed else verdict}", flush=True)
    return passed


def run_testssl(work, authority, address, label):
    port = address.rsplit(":", 1)[1]
    findings = work / f"testssl {label}.json"
    findings.unlink(missing_ok=True)
    with open(work / f"testssl {label}.txt", "w") as log:
        subprocess.run(["testssl", "--quiet", "--color", "0", "--warnings", "off", "--ip", "127.0.0.1",
                        "--nodns", "none", "--add-ca", str(authority), "--jsonfile", str(findings),
                        f"https://localhost:{port}/"],
                       stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=1200)
    found = json.loads(findings.read_text())
    counts = collections.Counter(finding["severity"] for finding in found)
    print(f"testssl.sh, {label}: " + ", ".join(f"{count} {severity}" for severity, count in sorted(counts.items())),
          flush=True)
    bad = [finding for finding in found if finding["severity"] in BAD]
    for finding in bad:
        print(f"  {finding['severity']}: {finding['id']}: {finding['finding']}")
    return bool(found) and not bad


def main():
    parser = argparse.ArgumentParser(description="sslyze and testssl.sh against conformance-server")
    parser.add_argument("--server", default=DEFAULT)
    parser.add_argument("--only", choices=["sslyze", "testssl"])
    parser.add_argument("--work", default=str(ROOT / ".build/conformance"))
    options = parser.parse_args()
    work = pathlib.Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    authority, certificate = make_certificates(work)
    passed = []
    for label, arguments in (("TLS 1.3", ()), ("TLS 1.3 and 1.2", ("--tls-1.2",))):
        with ConformanceServer(options.server, certificate, arguments) as server:
            if options.only != "testssl":
                passed.append(run_sslyze(work, authority, server.address, label))
            if options.only != "sslyze":
                passed.append(run_testssl(work, authority, server.address, label))
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
