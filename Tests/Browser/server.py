"""A Pilsun server of the tests' own, on a free port of the loopback."""

import pathlib
import selectors
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "loadtest"))
from processes import free_port, own_records  # noqa: E402


def default_executable():
    """The newest way in which the package was built here, or None."""
    return next((path for path in [ROOT / ".build/release/pilsun", ROOT / ".build/debug/pilsun"] if path.exists()), None)


class PilsunServer:
    """Serves from its creation until `stop`; may be killed and started again on the same port in between."""

    def __init__(self, path, *more):
        self._path = path
        self._more = more
        self._environment = own_records()
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self, limit_seconds=20):
        self._process = subprocess.Popen(
            [self._path, "serve", "--host", "127.0.0.1", "--port", str(self._port), *self._more],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self._environment)
        deadline = time.monotonic() + limit_seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while time.monotonic() < deadline:
                if selector.select(0.1) and "listening on" in self._process.stdout.readline():
                    return
                if self._process.poll() is not None:
                    raise RuntimeError(f"{self._path} serve ended with {self._process.returncode}")
        self.kill()
        raise TimeoutError(f"{self._path} serve did not say that it listens")

    def kill(self):
        """Ends the server as a power cut would."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def stop(self):
        """Asks the server to drain and to end."""
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
