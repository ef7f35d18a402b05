"""conformance-server as a process, for the suites from outside, and a certificate for it."""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DEFAULT = str(ROOT / ".build/release/conformance-server")


def make_certificate(directory):
    """A self-signed certificate for localhost, and its key."""
    chain, key = directory / "localhost.pem", directory / "localhost-key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "90",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-addext", "keyUsage=critical,digitalSignature", "-addext", "extendedKeyUsage=serverAuth",
         "-keyout", str(key), "-out", str(chain)],
        check=True, capture_output=True)
    return chain, key


class ConformanceServer:
    """Runs from `with` to the end of its block, on a port of the system's choice; ends with a failure where it crashed."""

    def __init__(self, program=DEFAULT, certificate=None, arguments=()):
        self.command = [program, "--port", "0", *arguments]
        if certificate:
            self.command += ["--tls-cert", str(certificate[0]), "--tls-key", str(certificate[1])]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if "://" not in line:
            raise SystemExit(f"{self.command[0]} did not start: {line!r}")
        self.address = line.split("://")[1].strip()
        return self

    def __exit__(self, kind, error, trace):
        self.process.terminate()
        code = self.process.wait(timeout=20)
        if code != 0 and kind is None:
            raise SystemExit(f"{self.command[0]} ended with {code}")
