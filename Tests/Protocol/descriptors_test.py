"""A server that runs out of descriptors says so to those who come, serves those who are there, does not spin, and recovers."""

import socket
import threading
import time
import unittest

import fixture
from pen import Pen
from served import Served, eventually


def ask(port):
    """What somebody is told who asks for a page; empty where nothing is said."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        try:
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            answer = b""
            while piece := client.recv(4096):
                answer += piece
            return answer.decode()
        except ConnectionError:
            return ""


def write_a_stroke(pen):
    pen.ink("stroke:start", [[10, 10]])
    pen.ink("stroke:move", [[10 + step, 10 + step] for step in range(1, 100)])
    pen.ink("stroke:end")
    pen.wait_for_answers()


class DescriptorsTest(unittest.TestCase):
    def test_without_descriptors_clients_are_told_and_the_rest_goes_on(self):
        with Served(fixture.EXECUTABLE, "--loops", "1") as served, Pen(served.url) as pen:
            pen.start("가", {"w": 300, "h": 300})
            served.limit_descriptors(served.descriptors()[-1] + 1)
            self.assertTrue(eventually(lambda: "503" in (answer := ask(served.port)) and "open-files" in answer))
            stop = threading.Event()
            crowd = [threading.Thread(target=self.keep_asking, args=(served.port, stop)) for _ in range(20)]
            began, used = time.monotonic(), served.cpu_seconds()
            for client in crowd:
                client.start()
            while time.monotonic() < began + 2:
                write_a_stroke(pen)
                time.sleep(0.1)
            stop.set()
            for client in crowd:
                client.join()
            share = (served.cpu_seconds() - used) / (time.monotonic() - began)
            self.assertLess(share, 0.3, "processor time for each second without descriptors")
            self.assertEqual(pen.errors(), [])
            served.limit_descriptors(1024)
            self.assertTrue(eventually(lambda: ask(served.port).startswith("HTTP/1.1 200 ")))
            self.assertRegex(served.get("/metrics")[1], r'(?m)^pilsun_\w+\{limit="open-files"\} [1-9]')

    @staticmethod
    def keep_asking(port, stop):
        while not stop.is_set():
            try:
                ask(port)
            except TimeoutError:
                pass

    def test_the_limit_at_the_start_bounds_the_connections(self):
        with Served(fixture.EXECUTABLE, "--loops", "1", descriptors=96) as served:
            idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(32)]
            self.assertTrue(eventually(lambda: "503" in (answer := ask(served.port)) and "max-connections" in answer))
            self.assertLess(len(served.descriptors()), 96)
            for client in idle:
                client.close()
            self.assertTrue(eventually(lambda: ask(served.port).startswith("HTTP/1.1 200 ")))


if __name__ == "__main__":
    unittest.main()
