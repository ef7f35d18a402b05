"""A `pilsun serve` of one test's own, whose process is watched and told things by signals."""

import os
import pathlib
import resource
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "loadtest"))
import processes  # noqa: E402


class Served:
    """Serves from `with` to the end of its block, on a port of the system's choice."""

    def __init__(self, executable, *arguments, descriptors=None):
        self._command = [executable, "serve", "--port", "0", *arguments]
        self._descriptors = descriptors
        self._environment = processes.own_records()
        # Where it keeps its records, unless an argument says otherwise.
        self.data = self._environment["PILSUN_DATA"]
        self._log = tempfile.NamedTemporaryFile("r", prefix="pilsun-log-")

    def __enter__(self):
        def limit():
            if self._descriptors:
                resource.setrlimit(resource.RLIMIT_NOFILE, (self._descriptors, self._descriptors))

        with open(self._log.name, "w") as log:
            self._process = subprocess.Popen(
                self._command, stdout=subprocess.PIPE, stderr=log, text=True, preexec_fn=limit,
                env=self._environment)
        line = self._process.stdout.readline()
        if "listening on" not in line:
            raise RuntimeError(f"{self._command[0]} serve did not start: {self.log()}")
        self.url = line.split()[-1]
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def kill(self):
        """Ends it as a power cut would."""
        self._process.kill()
        self._process.wait()

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    @property
    def pid(self):
        return self._process.pid

    def log(self):
        """What it has logged so far."""
        return pathlib.Path(self._log.name).read_text()

    def reload(self):
        self._process.send_signal(signal.SIGHUP)

    def terminate(self):
        self._process.send_signal(signal.SIGTERM)

    def wait(self, seconds):
        """Its exit code; TimeoutExpired where it does not end."""
        return self._process.wait(seconds)

    def cpu_seconds(self):
        """User and system time that it has used."""
        return processes.cpu_seconds(self.pid)

    def resident_bytes(self):
        return processes.resident_bytes(self.pid)

    def limit_descriptors(self, count):
        """From now on the process gets no descriptor from this number on."""
        _, hard = resource.prlimit(self.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (count, hard))

    def descriptors(self):
        """The descriptors that are open."""
        return sorted(int(name) for name in os.listdir(f"/proc/{self.pid}/fd"))

    def threads(self, prefix):
        """The ids of the threads whose names begin so."""
        tasks = pathlib.Path(f"/proc/{self.pid}/task")
        return [int(task.name) for task in tasks.iterdir() if (task / "comm").read_text().startswith(prefix)]

    def get(self, path):
        """Status and text of a page."""
        trusting = ssl._create_unverified_context() if self.url.startswith("https") else None
        try:
            with urllib.request.urlopen(self.url + path, timeout=10, context=trusting) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


def eventually(condition, seconds=10):
    """Whether the condition comes to hold."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False
