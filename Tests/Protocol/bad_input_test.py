"""What cannot be used gets an `error` event with a stable code and a sentence; the ink before it is kept."""

import hashlib
import hmac
import json
import unittest

import fixture
import recordings
from checks import check
from pen import Pen

SEED = 4
BOX = '"frame":{"x":0,"y":0,"width":300,"height":300}'

# What stays with the event that is refused: (what is sent, the code of the answer). Sent while a stroke is open.
REFUSED = [
    ("", "json_invalid"),
    ("stroke:move", "json_invalid"),
    ('["stroke:move",{"points":[[1,2]]}', "json_invalid"),
    ('["stroke:move",{"points":[[1,2],]}]', "json_invalid"),
    ("[" * 5_000, "json_invalid"),
    ("{}", "event_invalid"),
    ('["stroke:move",[[1,2]]]', "event_invalid"),
    ('["stroke:move",{"points":[]},1]', "event_invalid"),
    ('["stroke:jump",{}]', "event_unknown"),
    ('["feedback:live",{"seq":1,"type":"stroke.match"}]', "event_unknown"),
    ('["stroke:move",{}]', "field_missing"),
    ('["stroke:move",{"points":7}]', "field_invalid"),
    ('["stroke:move",{"points":[[1,2]],"seq":-1}]', "field_invalid"),
    ('["stroke:move",{"points":[[1,2]],"seq":1.5}]', "field_invalid"),
    ('["stroke:move",{"points":[[NaN,2]]}]', "number_invalid"),
    ('["stroke:move",{"points":[[1e400,2]]}]', "number_invalid"),
    ('["stroke:move",{"points":[[1,-Infinity]]}]', "number_invalid"),
    ('["stroke:move",{"points":[["1",2]]}]', "number_invalid"),
    ('["stroke:move",{"points":[[1,2,0,"hard"]]}]', "number_invalid"),
    ('["stroke:move",{"points":[[1]]}]', "point_invalid"),
    ('["stroke:move",{"points":[1,2]}]', "point_invalid"),
    ('["stroke:move",{"points":[[1e300,2]]}]', "point_invalid"),
    ('["stroke:start",{"x":1}]', "point_invalid"),
    ('["stroke:move",{"points":[' + ",".join(["[1,2]"] * 16_385) + "]}]", "points_too_many"),
    ('["session:start",{"text":"가","frame":{"x":0,"y":0,"width":0,"height":0}}]', "frame_invalid"),
    ('["session:start",{"text":"가","frame":{"x":0,"y":0,"width":-300,"height":300}}]', "frame_invalid"),
    ('["session:start",{"text":"가","frame":{"x":0,"y":0,"width":1e10,"height":300}}]', "frame_invalid"),
    ('["session:start",{"text":"가","frame":300}]', "frame_invalid"),
    ('["session:start",{"text":"가","frame":{"x":0,"y":0,"width":NaN,"height":1}}]', "number_invalid"),
    ('["session:start",{"text":"가나","boxes":[{"x":0,"y":0,"width":1,"height":1}]}]', "frame_invalid"),
    ('["session:start",{"text":"가꿿가𓀀",' + BOX + "}]", "character_unknown"),
    ('["session:start",{"text":"' + "가" * 201 + '",' + BOX + "}]", "text_invalid"),
    ('["session:start",{"text":7,' + BOX + "}]", "field_invalid"),
    ('["session:start",{"text":"가","level":"merciless",' + BOX + "}]", "level_unknown"),
    ('["session:start",{"text":"가","protocol":2,' + BOX + "}]", "protocol_unsupported"),
    ('["session:resume",{"session":"0123456789abcdef0123456789abcdef"}]', "field_missing"),
    ('["session:resume",{"session":"0123456789abcdef0123456789abcdef","resume":"guessed"}]', "secret_wrong"),
    ('["session:watch",{}]', "field_missing"),
]


def masked(first_bytes, payload=b""):
    """A frame's bytes with a mask of zeros."""
    return first_bytes + b"\0\0\0\0" + payload


# What ends the connection: (name, bytes, the code of the error event, the close code).
FATAL = [
    ("a frame without a mask", b"\x81\x02{}", "framing_invalid", 1002),
    ("a reserved bit", masked(b"\xc1\x82", b"{}"), "framing_invalid", 1002),
    ("an opcode that does not exist", masked(b"\x83\x80"), "framing_invalid", 1002),
    ("a ping in parts", masked(b"\x09\x80"), "framing_invalid", 1002),
    ("a continuation of nothing", masked(b"\x80\x80"), "framing_invalid", 1002),
    ("a length of 5 in two bytes", masked(b"\x81\xfe\x00\x05", b"[1,2]"), "framing_invalid", 1002),
    ("text that is not UTF-8", masked(b"\x81\x82", b"\xc3\x28"), "payload_invalid", 1007),
    ("text that ends within a character", masked(b"\x81\x82", "가".encode()[:2]), "payload_invalid", 1007),
    ("a message of a gigabyte, announced", masked(b"\x81\xff" + (1 << 30).to_bytes(8, "big")), "message_too_big", 1009),
    ("a message in ten thousand frames", masked(b"\x01\x80") + masked(b"\x00\x80") * 10_000, "fragments_too_many", 1008),
    ("binary without its subprotocol", masked(b"\x82\x81", b"\x42"), "message_binary", 1003),
]


class BadInputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.recording = next(r for r in recordings.synthetic(fixture.server().url, SEED)
                             if len(r["strokes"]) > 2 and r["id"].endswith("swapped"))
        cls.checked = check(fixture.EXECUTABLE, [cls.recording])[cls.recording["id"]]

    def begun(self, **more):
        """A pen in the middle of the second stroke."""
        pen = Pen(fixture.server().url, **more)
        pen.start(self.recording["text"], self.recording["frame"])
        first, second, *_ = self.recording["strokes"]
        pen.ink("stroke:start", first[:1])
        pen.ink("stroke:move", first[1:])
        pen.ink("stroke:end")
        pen.ink("stroke:start", second[:1])
        pen.ink("stroke:move", second[1:9])
        pen.wait_for_answers()
        return pen

    def finish(self, pen):
        """Writes the rest."""
        _, second, *rest = self.recording["strokes"]
        pen.ink("stroke:move", second[9:])
        pen.ink("stroke:end")
        for stroke in rest:
            pen.ink("stroke:start", stroke[:1])
            pen.ink("stroke:move", stroke[1:])
            pen.ink("stroke:end")
        pen.ink("character:next")
        pen.wait_for_answers()
        pen.wait(lambda: pen.analyses() == self.checked.analyses)

    def assert_error(self, errors, code, is_fatal):
        self.assertEqual([error["code"] for error in errors], [code])
        self.assertEqual(errors[0]["fatal"], is_fatal)
        self.assertRegex(errors[0]["message"], r"^\S+ \S+ .*[.\]]$", "a sentence")

    def test_an_event_that_cannot_be_used_is_named_and_passed_over(self):
        for text, code in REFUSED:
            with self.subTest(text[:80]), self.begun() as pen:
                pen.send_text(text)
                pen.wait(pen.errors)
                self.finish(pen)
                self.assert_error(pen.errors(), code, is_fatal=False)
                self.assertEqual(pen.outputs(), self.checked.outputs)

    def test_ink_without_a_start_is_named_and_passed_over(self):
        for event in ["stroke:move", "stroke:end"]:
            with self.subTest(event), Pen(fixture.server().url) as pen:
                pen.start(self.recording["text"], self.recording["frame"])
                pen.send(event, {"points": [[1, 2]]})
                pen.wait(pen.errors)
                self.assert_error(pen.errors(), "stroke_not_started", is_fatal=False)

    def test_a_session_that_is_over_or_never_was_is_unknown(self):
        key = hashlib.sha256(fixture.SECRET.encode()).digest()
        session = "0123456789abcdef0123456789abcdef"
        secret = hmac.new(key, f"pilsun resume {session}".encode(), "sha256").hexdigest()
        with self.begun() as pen:
            pen.send("session:resume", {"session": session, "resume": secret, "seq": 0})
            pen.wait(pen.errors)
            self.assert_error(pen.errors(), "session_unknown", is_fatal=False)
            self.finish(pen)
            self.assertEqual(pen.outputs(), self.checked.outputs)

    def test_what_breaks_the_transport_is_named_before_the_close_and_the_session_can_be_resumed(self):
        for name, data, code, close_code in FATAL:
            with self.subTest(name):
                pen = self.begun()
                pen.send_bytes(data)
                self.assertEqual(pen.wait_for_close(), close_code)
                self.assert_error(pen.errors(), code, is_fatal=True)
                with Pen(fixture.server().url) as again:
                    again.resume(pen.ready, pen.seen, self.recording["frame"])
                    self.finish(again)
                    self.assertEqual(pen.outputs() + again.outputs(), self.checked.outputs)

    def test_a_million_points_in_one_message_are_too_long_a_message(self):
        pen = self.begun()
        pen.send_text('["stroke:move",{"points":[' + ",".join(["[1,2]"] * 1_000_000) + "]}]")
        self.assertEqual(pen.wait_for_close(), 1009)
        self.assert_error(pen.errors(), "message_too_big", is_fatal=True)

    def test_whoever_sends_nothing_but_nonsense_is_shown_out(self):
        pen = self.begun()
        for _ in range(100):
            pen.send_text("nonsense")
        self.assertEqual(pen.wait_for_close(), 1008)
        codes = [error["code"] for error in pen.errors()]
        self.assertEqual(codes, ["json_invalid"] * 100 + ["too_many_errors"])

    def test_binary_ink_that_is_none_is_named_and_what_is_anchored_behind_it_is_read(self):
        for data in [b"", b"\x00", b"\x4e\x10", b"\x41", b"\x42\x00", b"\x4a\x00", b'["stroke:end",{}]']:
            with self.subTest(data.hex()), self.begun(binary=True) as pen:
                pen.send_binary(data)
                pen.wait(pen.errors)
                pen.anchor()
                self.finish(pen)
                self.assert_error(pen.errors(), "ink_invalid", is_fatal=False)
                self.assertEqual(pen.outputs(), self.checked.outputs)

    def test_pressure_and_time_out_of_range_are_clamped_without_a_word(self):
        points = [[10, 10, 5, 0.5], [20, 20, 3, 7], [30, 30, -8, -7], [40, 40, 9, 0.5]]
        clamped = [[10, 10, 5, 0.5], [20, 20, 5, 1], [30, 30, -1, 0], [40, 40, 9, 0.5]]
        told = []
        for stroke in [points, clamped]:
            with Pen(fixture.server().url) as pen:
                pen.start("ㅣ", {"w": 100, "h": 100})
                pen.ink("stroke:start", stroke[:1])
                pen.ink("stroke:move", stroke[1:])
                pen.ink("stroke:end")
                pen.ink("character:next")
                pen.wait_for_answers()
                pen.wait(pen.analyses)
                self.assertEqual(pen.errors(), [])
                told.append((pen.outputs(), pen.analyses()))
        self.assertEqual(told[0], told[1])

    def test_a_bare_client_is_only_fitted(self):
        with Pen(fixture.server().url) as pen:
            pen.send("stroke:start", {"x": 10, "y": 10, "pressure": 0.5})
            pen.send("stroke:move", {"points": [{"x": 10 + 5 * n, "y": 10, "pressure": 0.5} for n in range(60)]})
            pen.send("stroke:end", {})
            pen.wait(lambda: pen.of("stroke:fit"))
            self.assertEqual({json.loads(text)[0] for text in pen.told}, {"stroke:fit"})


if __name__ == "__main__":
    unittest.main()
