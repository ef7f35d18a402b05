"""The server of a test run: started once, stopped at its end."""

import atexit
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))
from server import PilsunServer, default_executable  # noqa: E402

EXECUTABLE = os.environ.get("PILSUN_SERVER") or default_executable()
# The operator's key, so that a test can make secrets as any node could.
SECRET = "a secret of the tests"
_server = None


def server():
    """A `pilsun serve` on a free port."""
    global _server
    if _server is None:
        _server = PilsunServer(EXECUTABLE, "--secret", SECRET)
        atexit.register(_server.stop)
    return _server
