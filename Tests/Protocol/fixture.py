"""The servers of a test run: each started once, stopped at its end."""

import atexit
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))
from server import PilsunServer, default_executable  # noqa: E402

EXECUTABLE = os.environ.get("PILSUN_SERVER") or default_executable()
# The operator's key, so that a test can make secrets as any node could.
SECRET = "a secret of the tests"
_servers = {}


def server(number=1):
    """A `pilsun serve` on a free port. Those with other numbers have the same secret, and know nothing of each other."""
    if number not in _servers:
        _servers[number] = PilsunServer(EXECUTABLE, "--secret", SECRET)
        atexit.register(_servers[number].stop)
    return _servers[number]
