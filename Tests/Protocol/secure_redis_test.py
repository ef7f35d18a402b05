"""A Redis that speaks TLS: its certificate must lead to --redis-ca, and must name the host by which it is addressed."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import fixture
import recordings
from pen import Pen

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "loadtest/cluster"))
from nodes import Node, Redis, wait_for  # noqa: E402


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_certificates(folder):
    """An authority of our own, and a certificate of it that names localhost and nothing else."""
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl(folder, "req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=a test's authority",
            "-addext", "basicConstraints=critical,CA:TRUE")
    openssl(folder, "req", *curve, "-keyout", "redis.key", "-out", "redis.csr", "-subj", "/CN=redis")
    pathlib.Path(folder, "names").write_text("subjectAltName=DNS:localhost\n")
    openssl(folder, "x509", "-req", "-in", "redis.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "names", "-out", "redis.pem")


class SecureRedisTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        make_certificates(cls.folder)
        cls.redis = Redis(cls.folder, tls=(cls.folder / "redis.pem", cls.folder / "redis.key"))
        cls.addClassCleanup(cls.redis.kill)

    def node(self, *options):
        log = open(self.folder / "nodes.log", "a")
        node = Node(fixture.EXECUTABLE, list(options), log)
        self.addCleanup(log.close)
        self.addCleanup(node.kill)
        return node

    def trouble(self, *options):
        """What such a node says of its Redis, once it is no longer only about to connect."""
        node = self.node(*options)
        wait_for(lambda: "certificate" in node.readiness(), 10, "the trouble")
        return node.readiness()

    def test_a_host_name_that_the_certificate_names_is_trusted_and_sessions_go_on_there(self):
        options = ["--redis", f"rediss://localhost:{self.redis.tls_port}", "--redis-ca", str(self.folder / "ca.pem")]
        first, second = self.node(*options), self.node(*options)
        for node in (first, second):
            wait_for(lambda: node.readiness() == "ready\n", 20, "a node's Redis")
        recording = recordings.synthetic(f"http://{first.address}", 1)[0]
        pen = Pen(f"http://{first.address}")
        pen.start(recording["text"], recording["frame"])
        self.assertTrue(pen.ready["durable"])
        pen.ink("stroke:start", recording["strokes"][0][:1])
        pen.ink("stroke:move", recording["strokes"][0][1:5])
        pen.wait_for_answers()
        first.process.kill()
        again = Pen(f"http://{second.address}")
        again.resume(pen.ready, pen.seen, recording["frame"])
        self.assertEqual(again.ready["ink"], 2)
        again.cut()

    def test_a_number_that_the_certificate_does_not_name_is_refused(self):
        address = f"rediss://127.0.0.1:{self.redis.tls_port}"
        trouble = self.trouble("--redis", address, "--redis-ca", str(self.folder / "ca.pem"))
        self.assertIn("mismatch", trouble)

    def test_an_authority_that_nobody_named_is_refused(self):
        self.trouble("--redis", f"rediss://localhost:{self.redis.tls_port}")


if __name__ == "__main__":
    unittest.main()
