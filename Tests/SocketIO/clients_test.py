#!/usr/bin/env python3
"""The official clients against a live server: over WebSocket, by polling, and with an upgrade they get what `pilsun check` says,
also when their connection is cut in the middle.

    clients_test.py [--server PATH] [--bundle PATH]

--server is the pilsun to serve with. --bundle is socket.io.js of the JavaScript client (packages/socket.io-client/dist in a
checkout of socketio/socket.io); without it only python-socketio is tested.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import threading
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "Protocol"), str(TESTS / "Browser")]

import recordings  # noqa: E402
from checks import check  # noqa: E402
from cuttable import CuttableProxy  # noqa: E402
from pen import Pen  # noqa: E402
from streaming import Answers, events, start  # noqa: E402
from server import PilsunServer, default_executable  # noqa: E402

options = None
# What the programs in protocol/socketio.md have written.
EXAMPLE = "가"
TRANSPORTS = {"websocket": ["websocket"], "polling": ["polling"], "upgrade": ["polling", "websocket"]}
SEED = 5
CUTS = (0.3, 0.5, 0.9)


class Clients(unittest.TestCase):
    """One server for all; every transport writes the same recordings."""

    @classmethod
    def setUpClass(cls):
        cls.server = PilsunServer(options.server)
        cls.addClassCleanup(cls.server.stop)
        synthetic = recordings.synthetic(cls.server.url, SEED)
        people = recordings.shared_samples() or synthetic[1:]
        # Half of them by people, where such recordings are at hand.
        cls.recordings = synthetic[:: len(synthetic) // 10][:10] + people[:: len(people) // 10][:10]
        cls.expected = {name: Answers.checked(line) for name, line in check(options.server, cls.recordings).items()}

    def proxy(self):
        proxy = CuttableProxy(self.server.url)
        self.addCleanup(proxy.stop)
        return proxy


class PythonClient(Clients):
    """python-socketio; takes its session up again by `session:resume`."""

    def write(self, transports, count, cuts=()):
        proxy = self.proxy()
        pen = Pen(proxy.url, transports)
        self.addCleanup(pen.close)
        self.assertEqual(pen.transport, transports[-1])
        for recording in self.recordings[:count]:
            with self.subTest(recording=recording["id"]):
                expected = self.expected[recording["id"]]
                self.assertEqual(pen.write(recording, expected, cuts, proxy.cut), expected)
        self.assertEqual(pen.resumptions, count * len(cuts))


class JavaScriptClient(Clients):
    """The official client; takes its session up again by `session:resume`, or has it recovered by its library."""

    def setUp(self):
        if options.bundle is None:
            self.skipTest("no --bundle names the JavaScript client")

    def write(self, transports, count, cuts=(), mode="resume"):
        proxy = self.proxy()
        node = subprocess.Popen(
            ["node", "--no-warnings", "--experimental-websocket", TESTS / "SocketIO/pen.mjs", options.bundle, proxy.url,
             ",".join(transports), mode],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(node.stdout.close)
        self.addCleanup(node.kill)
        resumptions = 0
        for recording in self.recordings[:count]:
            with self.subTest(recording=recording["id"]):
                ink = events(recording)
                behind = [max(1, int(len(ink) * share)) for share in cuts]
                node.stdin.write(json.dumps({
                    "start": start(recording), "events": ink, "cutBehind": behind,
                    "analysis": self.expected[recording["id"]].analysis}) + "\n")
                node.stdin.flush()
                while "cut" in (told := json.loads(node.stdout.readline())):
                    proxy.cut()
                self.assertEqual([event for event in told["events"] if event[0] in ("offset", "error")], [])
                numbers = [body["seq"] for name, body in told["events"] if name in Answers.OUTPUTS]
                self.assertEqual(numbers, list(range(1, len(numbers) + 1)), "each once, in order")
                self.assertEqual(Answers(told["events"]), self.expected[recording["id"]])
                self.assertEqual(told["transport"], transports[-1])
                self.assertEqual(told["ready"], 1 + len(cuts))
                resumptions = told["recoveries"]
        self.assertEqual(resumptions, count * len(cuts) if mode == "recover" else 0)
        node.stdin.close()
        accepted, refused = json.loads(node.stdout.readline())["answers"]
        self.assertIsNone(accepted)
        self.assertEqual(refused["code"], "event_unknown")
        self.assertEqual(node.wait(10), 0)


class Examples(Clients):
    """The programs in protocol/socketio.md: they run as they stand there, and print what `pilsun check` says."""

    def run_example(self, language, command, before, driver):
        text = (TESTS.parent / "protocol/socketio.md").read_text()
        program = text.split(f"<!-- example: {language} -->")[1].split("```")[1].partition("\n")[2]
        recording = next(one for one in self.recordings if one["text"] == EXAMPLE)
        expected = [f"{body['type']} {body['message']}"
                    for name, body in self.expected[recording["id"]].outputs if name == "feedback:live"]
        self.assertGreater(len(expected), 1)
        ink = json.dumps([(name, {key: fields[key] for key in fields if key != "seq"}) for name, fields in events(recording)])
        program = before + program.replace("http://127.0.0.1:8080", self.server.url) + driver.replace("INK", repr(ink))
        process = subprocess.Popen([*command, program], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        patience = threading.Timer(30, process.kill)
        self.addCleanup(patience.cancel)
        patience.start()
        # python-socketio runs each handler on a thread of its own: lines may change places.
        told = [process.stdout.readline().rstrip("\n") for _ in expected]
        self.assertEqual(sorted(told), sorted(expected))

    def test_python(self):
        self.run_example(
            "python", [sys.executable, "-u", "-c"], "", "\nimport json\nfor name, body in json.loads(INK):\n    write(name, **body)\npen.wait()")

    def test_javascript(self):
        if options.bundle is None:
            self.skipTest("no --bundle names the JavaScript client")
        before = (f"import {{ XMLHttpRequest }} from '{(TESTS / 'SocketIO/xhr.mjs').as_uri()}';"
                  "import { createRequire } from 'node:module'; globalThis.XMLHttpRequest = XMLHttpRequest;"
                  f"const io = createRequire('/')({json.dumps(str(pathlib.Path(options.bundle).absolute()))});\n")
        self.run_example(
            "javascript", ["node", "--no-warnings", "--experimental-websocket", "--input-type=module", "-e"], before,
            "\nfor (const [name, body] of JSON.parse(INK)) write(name, body);")


def add(name, transports):
    def test(case, method, body):
        setattr(case, f"test_{name}_{method}", body)

    test(PythonClient, "streams_twenty_recordings", lambda self: self.write(transports, 20))
    test(PythonClient, "is_cut_off_and_loses_nothing", lambda self: self.write(transports, 3, CUTS))
    test(JavaScriptClient, "streams_twenty_recordings", lambda self: self.write(transports, 20))
    test(JavaScriptClient, "resumes_and_loses_nothing", lambda self: self.write(transports, 3, CUTS))
    test(JavaScriptClient, "recovers_and_loses_nothing", lambda self: self.write(transports, 3, CUTS, "recover"))


for name, transports in TRANSPORTS.items():
    add(name, transports)
del Clients

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", default=default_executable())
    parser.add_argument("--bundle")
    options, rest = parser.parse_known_args()
    if options.server is None:
        sys.exit("There is no pilsun to serve with: `swift build` makes it.")
    unittest.main(argv=[sys.argv[0], *rest], warnings="ignore")
