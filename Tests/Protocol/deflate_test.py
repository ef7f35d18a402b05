"""permessage-deflate: only where the operator wants it, and then with the very same answers."""

import json
import unittest

from websockets.sync.client import connect

import fixture
from served import Served

STROKE = [["stroke:start", {"x": 30, "y": 40}], ["stroke:move", {"points": [[30 + step, 40 + step % 7] for step in range(200)]}],
          ["stroke:end", {}], ["character:next", {"seq": 4}]]


def converse(url):
    """The extensions that were agreed on, and what a stroke is answered with, up to its acknowledgement."""
    with connect(url.replace("http", "ws") + "/ws", compression="deflate", max_size=None) as client:
        client.send(json.dumps(["session:start", {"text": "가", "frame": {"x": 0, "y": 0, "width": 300, "height": 300}}]))
        for event in STROKE:
            client.send(json.dumps(event))
        told, done = [], set()
        while done != {"ink:ack", "analysis:result"}:
            text = client.recv(timeout=20)
            name, data = json.loads(text)
            if name == "analysis:result" or name == "ink:ack" and data["ink"] == 4:
                done.add(name)
            if name in ("feedback:live", "correction:suggest", "stroke:fit", "analysis:result"):
                told.append(text)
        return [extension.name for extension in client.protocol.extensions], sorted(told)


class DeflateTest(unittest.TestCase):
    def test_compression_is_agreed_on_where_the_operator_wants_it_and_changes_no_answer(self):
        plain, expected = converse(fixture.server().url)
        self.assertEqual(plain, [])
        self.assertGreater(len(expected), 3)
        for arguments in (["--deflate-minimum-bytes", "0"], ["--deflate-memory-bytes", "0", "--deflate-minimum-bytes", "64"]):
            with self.subTest(arguments), Served(fixture.EXECUTABLE, "--deflate", *arguments) as served:
                agreed, told = converse(served.url)
                self.assertEqual(agreed, ["permessage-deflate"])
                self.assertEqual(told, expected)


if __name__ == "__main__":
    unittest.main()
