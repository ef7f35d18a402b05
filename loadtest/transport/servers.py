"""A server on a core of its own, and what it uses."""
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / ".build/release"
sys.path.append(str(ROOT / "loadtest"))
import processes  # noqa: E402

# The product on one loop, as it is measured.
PILSUN = [str(RELEASE / "pilsun"), "serve", "--port", "{port}", "--loops", "1", "--log-level", "error"]


class Cores:
    """The core of the servers, and that of the load: the same one where there is no other."""

    def __init__(self):
        allowed = sorted(os.sched_getaffinity(0))
        self.server, self.load = allowed[0], allowed[-1]


def echo_commands(is_secure, certificate):
    """How our echo and the peer's are started; None where there is none."""
    key, chain = (str(certificate[1]), str(certificate[0]))
    own = [str(RELEASE / "conformance-server"), "--no-deflate", "--port", "{port}"]
    if is_secure:
        own += ["--tls-cert", chain, "--tls-key", key]
    words = os.environ.get("PEER_ECHO_TLS" if is_secure else "PEER_ECHO", "").split()
    if words and "{port}" not in " ".join(words):
        words += ["{port}"] + (["{key}", "{cert}"] if is_secure else [])
    places = {"{key}": key, "{cert}": chain}
    return {"ours": own, "peer": [places.get(word, word) for word in words] or None}


def make_certificate(folder):
    """A certificate for this machine, and its key."""
    chain, key = folder / "chain.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return chain, key


class Server:
    """Runs from `with` to the end of its block, on one core. `{port}` in the command becomes a free port."""

    def __init__(self, command, core):
        self.port = processes.free_port()
        self._command = ["taskset", "-c", str(core), *(word.replace("{port}", str(self.port)) for word in command)]

    def __enter__(self):
        # taskset becomes the server: the process is the server's own.
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                         env=processes.own_records())
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        self.__exit__()
        raise SystemExit(f"this does not listen on port {self.port}: {' '.join(self._command)}")

    def __exit__(self, *_):
        self.end(signal.SIGKILL)

    def end(self, signal_number):
        self._process.send_signal(signal_number)
        self._process.wait()

    @property
    def pid(self):
        return self._process.pid

    def cpu_seconds(self):
        """User and system time that it has used."""
        return processes.cpu_seconds(self.pid)

    def resident_bytes(self):
        return processes.resident_bytes(self.pid)
