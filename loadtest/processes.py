"""What the scripts around servers share: free ports, and what a process uses."""

import atexit
import os
import pathlib
import shutil
import socket
import tempfile


def own_records():
    """The environment of a server whose records are its own, and gone when this program ends."""
    folder = tempfile.mkdtemp(prefix="pilsun-data-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return dict(os.environ, PILSUN_DATA=folder)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """User and system time that the process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid):
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
