"""What signals do to the running process: SIGTERM ends it in time, SIGHUP reads certificates and the log level anew."""

import json
import pathlib
import socket
import ssl
import subprocess
import tempfile
import time
import unittest

import fixture
from pen import Pen
from served import Served, eventually

DRAIN_SECONDS = 2
# A busy machine may be late.
SLACK_SECONDS = 2


def make_certificate(folder, name):
    """A certificate for this name where the server looks for its own, and its key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-keyout", folder / "key.pem", "-out", folder / "chain.pem"],
        check=True, capture_output=True)


def handshake(port):
    """A TLS connection, and the bytes of the certificate that the server showed."""
    trusting = ssl._create_unverified_context()
    client = trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=10))
    return client, client.getpeercert(binary_form=True)


def is_healthy(client):
    client.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
    return client.recv(4096).startswith(b"HTTP/1.1 200 ")


class SignalsTest(unittest.TestCase):
    def test_sigterm_sends_pens_elsewhere_and_ends_in_time(self):
        with Served(fixture.EXECUTABLE, "--drain-seconds", str(DRAIN_SECONDS)) as served:
            pens = [Pen(served.url) for _ in range(8)]
            for pen in pens:
                pen.start("가", {"w": 300, "h": 300})
            began = time.monotonic()
            served.terminate()
            for pen in pens:
                self.assertEqual(pen.wait_for_close(), 1012)
                self.assertEqual([error["code"] for error in pen.errors()], ["going_away"])
                pen.close()
            self.assertEqual(served.wait(DRAIN_SECONDS + SLACK_SECONDS), 0)
            self.assertLess(time.monotonic() - began, DRAIN_SECONDS + SLACK_SECONDS)

    def test_sigterm_ends_in_time_although_clients_say_nothing(self):
        with Served(fixture.EXECUTABLE, "--drain-seconds", str(DRAIN_SECONDS)) as served:
            silent = socket.create_connection(("127.0.0.1", served.port))
            halfway = socket.create_connection(("127.0.0.1", served.port))
            halfway.sendall(b"GET /healthz HT")
            deaf = Pen(served.url)
            deaf.start("가", {"w": 300, "h": 300})
            served.terminate()
            self.assertEqual(served.wait(DRAIN_SECONDS + SLACK_SECONDS), 0)
            for client in (silent, halfway):
                client.close()
            deaf.cut()

    def test_sighup_changes_certificate_and_log_level_under_open_connections(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            settings = folder / "settings.json"
            settings.write_text(json.dumps({"log-level": "error"}))
            make_certificate(folder, "before")
            arguments = ["--config", str(settings), "--tls-cert", str(folder / "chain.pem"), "--tls-key",
                         str(folder / "key.pem")]
            with Served(fixture.EXECUTABLE, *arguments) as served:
                old, first = handshake(served.port)
                self.assertTrue(is_healthy(old))
                self.assertEqual(served.log(), "")
                make_certificate(folder, "after")
                settings.write_text(json.dumps({"log-level": "info"}))
                served.reload()
                self.assertTrue(eventually(lambda: "the log level is info" in served.log()), served.log())
                self.assertTrue(eventually(lambda: "the new certificates" in served.log()), served.log())
                new, second = handshake(served.port)
                self.assertNotEqual(first, second)
                self.assertTrue(is_healthy(old), "a connection from before goes on")
                self.assertTrue(is_healthy(new))
                self.check_that_a_broken_file_changes_nothing(served, folder, second)
                for client in (old, new):
                    client.close()

    def check_that_a_broken_file_changes_nothing(self, served, folder, expected):
        (folder / "chain.pem").write_text("no certificate")
        served.reload()
        self.assertTrue(eventually(lambda: "the certificates stay as they were" in served.log()), served.log())
        client, shown = handshake(served.port)
        self.assertEqual(shown, expected)
        client.close()


if __name__ == "__main__":
    unittest.main()
