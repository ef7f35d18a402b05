"""Two nodes with one secret, one PostgreSQL and one Redis, all real: who registers at one is known at the other, and what they wrote is there."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from attempts_test import Pen
from client import Client, served

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "loadtest"))
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "loadtest/cluster"))
from nodes import Redis  # noqa: E402
from processes import free_port  # noqa: E402

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
SECRET = "a secret that both nodes have been given"


class Postgres:
    """A PostgreSQL server with an empty database, in a folder of its own. It refuses to be root's."""

    def __init__(self, folder):
        self.port = free_port()
        self._user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        data = pathlib.Path(folder) / "postgres"
        data.mkdir()
        if os.geteuid() == 0:
            pathlib.Path(folder).chmod(0o755)
            shutil.chown(data, "nobody", "nogroup")
        self._run("initdb", "-D", data / "data", "-U", "pilsun", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._process = subprocess.Popen(
            [*self._user, PROGRAMS / "postgres", "-D", data / "data", "-h", "127.0.0.1", "-p", str(self.port), "-k", data],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        deadline = time.monotonic() + 30
        while self._ask().returncode != 0:
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.1)
        self.url = f"postgresql://pilsun@127.0.0.1:{self.port}/postgres"

    def _run(self, program, *arguments):
        subprocess.run([*self._user, PROGRAMS / program, *arguments], check=True, capture_output=True, timeout=120, cwd="/")

    def _ask(self):
        return subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], cwd="/")

    def stop(self):
        self._process.terminate()
        self._process.wait(30)


@unittest.skipUnless((PROGRAMS / "postgres").exists(), "PostgreSQL 15 is not installed")
class NodesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="pilsun-nodes-")
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        cls.postgres = Postgres(folder)
        cls.addClassCleanup(cls.postgres.stop)
        cls.redis = Redis(folder)
        cls.addClassCleanup(cls.redis.kill)
        options = ["--database", cls.postgres.url, "--redis", cls.redis.url, "--secret", SECRET]
        cls.nodes = []
        for _ in range(2):
            node = served(*options)
            node.__enter__()
            cls.addClassCleanup(node.__exit__)
            cls.nodes.append(node)

    def test_the_nodes_have_the_same_keys_and_others_do_not(self):
        def keys(node):
            return Client(node.url).ask("GET", "/.well-known/jwks.json", expected=200).json()

        self.assertEqual(keys(self.nodes[0]), keys(self.nodes[1]))
        with served("--database", self.postgres.url, "--redis", self.redis.url, "--secret", "another secret, thirty-two bytes") as other:
            self.assertNotEqual(keys(self.nodes[0]), keys(other))

    def test_a_learner_of_one_node_is_one_of_the_other(self):
        here, there = (node.url for node in self.nodes)
        learner = Client.registered(here, username="민지")
        pen = Pen(here, learner.token)
        pen.write(0)
        pen.write(1)
        pen.covered()
        pen.socket.close()
        again = Client(there)
        again.token = learner.token
        self.assertEqual(again.ask("GET", "/users/profile", expected=200).json()["username"], "민지")
        items = again.ask("GET", "/feedback/history", expected=200).json()["items"]
        self.assertEqual(sorted((item["character"], item["verdict"]) for item in items), [("가", "correct"), ("나", "correct")])
        refreshed = again.ask("POST", "/auth/refresh", {"refresh_token": learner.refresh_token}, token=False, expected=200).json()
        again.token = refreshed["access_token"]
        again.ask("PATCH", "/users/profile", {"level": "strict"}, expected=200)
        learner.token = refreshed["access_token"]
        self.assertEqual(learner.ask("GET", "/users/profile", expected=200).json()["level"], "strict")


if __name__ == "__main__":
    unittest.main()
