"""The conversations of `protocol/vectors/conversations.json`, played to a live server."""

import json
import pathlib
import re
import unittest

import fixture
from pen import Pen

VECTORS = pathlib.Path(__file__).resolve().parents[2] / "protocol/vectors/conversations.json"


class Conversation:
    """The connections of one conversation, and what session:ready gave."""

    def __init__(self):
        self._pens = {}
        self._read = {}
        self._known = {}

    def step(self, step):
        name = step["pen"]
        if "connect" in step:
            self._pens[name], self._read[name] = Pen(fixture.server(step.get("server", 1)).url, "subprotocol" in step), 0
        elif "send" in step:
            self._pens[name].send_text(self._filled(step["send"]))
        elif "binary" in step:
            self._pens[name].send_binary(bytes.fromhex(step["binary"]))
        elif "cut" in step:
            self._pens[name].cut()
        elif "closed" in step:
            code = self._pens[name].wait_for_close()
            assert code == step["closed"], f"closed with {code}"
        elif "until" in step:
            while not self._matches(self._next(name), step["until"]):
                pass
        else:
            self._receive(name, step["receive"])

    def end(self):
        """Whatever connection is still open has nothing more to say, save for an acknowledgement: it comes when it likes."""
        for name, pen in self._pens.items():
            if pen.is_open:
                pen.send_text('["end",{}]')
                told = self._next(name)
                while self._matches(told, {"event": "ink:ack"}):
                    told = self._next(name)
                assert self._matches(told, {"event": "error", "code": "event_unknown"}), f"told {told} at the end"
                pen.close()

    def _receive(self, name, expected):
        expected = list(expected)
        while expected:
            told = self._next(name)
            late = [e for e in expected if isinstance(e, dict) and e["event"] == "analysis:result"]
            match = next((e for e in expected[:1] + late if self._matches(told, e)), None)
            assert match is not None, f"told {told} instead of {expected[0]}"
            expected.remove(match)

    def _next(self, name):
        pen, position = self._pens[name], self._read[name]
        assert pen.wait(lambda: len(pen.told) > position), "the connection has ended"
        self._read[name] += 1
        return pen.told[position]

    def _matches(self, told, expected):
        if isinstance(expected, dict):
            event, data = json.loads(told)
            return all(({"event": event} | data).get(key) == value for key, value in expected.items())
        pattern = re.sub(r"\\\$(\w+)", lambda match: f"(?P<{match[1]}>[0-9a-f-]+)", re.escape(expected))
        match = re.fullmatch(pattern, told)
        if not match:
            return False
        # The secrets of a session are always the same.
        for key, value in match.groupdict().items():
            if self._known.setdefault(key, value) != value:
                return False
        return True

    def _filled(self, text):
        return re.sub(r"\$(\w+)", lambda match: self._known[match[1]], text)


class ConversationTest(unittest.TestCase):
    def test_the_server_says_what_the_vectors_say(self):
        for vector in json.loads(VECTORS.read_text())["conversations"]:
            with self.subTest(vector["about"]):
                conversation = Conversation()
                for number, step in enumerate(vector["steps"]):
                    try:
                        conversation.step(step)
                    except (AssertionError, TimeoutError) as error:
                        self.fail(f"step {number}, {step}: {error}")
                conversation.end()


if __name__ == "__main__":
    unittest.main()
