"""Nodes that share sessions through a real Redis: who watches on one sees what is written on another, and goes on when that one dies."""

import contextlib
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

import fixture
import recordings
from checks import check
from pen import Pen
from schemas import faults
from stream_test import batches

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "loadtest/cluster"))
from nodes import Node, Redis, wait_for  # noqa: E402

SEED = 31
FLUSH_MS = 40


def events_of(recording, rng):
    """The ink of a recording in random batches."""
    events = []
    for stroke in recording["strokes"]:
        events.append(("stroke:start", stroke[:1]))
        events += [("stroke:move", batch) for batch in batches(stroke, rng)]
        events.append(("stroke:end", []))
    return events + [("character:next", [])]


class ClusterTest(unittest.TestCase):
    LANES = 0

    @classmethod
    def setUpClass(cls):
        print(f"watching across nodes with {cls.LANES} lanes each and seed {SEED}", flush=True)
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.redis = Redis(cls.folder.name)
        cls.addClassCleanup(cls.redis.kill)
        cls.log = open(f"{cls.folder.name}/nodes.log", "w")
        cls.addClassCleanup(cls.log.close)
        cls.nodes = [cls.node() for _ in "ABC"]
        cls.recordings = random.Random(SEED).sample(recordings.synthetic(f"http://{cls.nodes[0].address}", SEED), 12)
        cls.checked = check(fixture.EXECUTABLE, cls.recordings)

    @classmethod
    def node(cls, *options):
        shared = ["--redis", cls.redis.url, "--redis-flush-ms", str(FLUSH_MS), "--lanes", str(cls.LANES)]
        node = Node(fixture.EXECUTABLE, [*shared, *options], cls.log)
        cls.addClassCleanup(node.process.wait, 30)
        cls.addClassCleanup(lambda: node.process.terminate())
        cls.addClassCleanup(node.process.stdout.close)
        cls.wait_until_ready(node)
        return node

    @staticmethod
    def wait_until_ready(*nodes):
        for node in nodes:
            wait_for(lambda: node.readiness() == "ready\n", 20, "a node's Redis")

    def setUp(self):
        self.rng = random.Random(f"{SEED} {self.id()}")

    def pen(self, node):
        pen = Pen(f"http://{self.nodes[node].address}")
        self.addCleanup(self.cut, pen)
        return pen

    @staticmethod
    def cut(pen):
        """Ends a connection that may have ended with its node."""
        with contextlib.suppress(OSError):
            pen.cut()

    def started(self, node, recording, **more):
        pen = self.pen(node)
        pen.start(recording["text"], recording["frame"], **more)
        return pen

    def watcher(self, node, ready, seq=0):
        pen = self.pen(node)
        pen.watch(ready["session"], ready["watch"], seq)
        self.assertEqual(pen.errors(), [])
        return pen

    def resumed(self, node, pen, recording):
        """The pen on another node, with what it was told so far."""
        other = self.pen(node)
        other.resume(pen.ready, pen.seen, recording["frame"])
        other.told[:0] = pen.told
        return other

    def write(self, pen, events, until=None):
        for event in events[pen.number:until]:
            pen.ink(*event)
            if self.rng.random() < 0.2:
                pen.wait_for_answers()
        pen.wait_for_answers()

    def expect_all(self, recording, *pens):
        """Everybody was told what `pilsun check` says, in this order and nothing twice."""
        checked = self.checked[recording["id"]]
        for pen in pens:
            pen.wait(lambda: pen.outputs() == checked.outputs and pen.analyses() == checked.analyses)
            self.assertEqual(pen.outputs(), checked.outputs)
            self.assertEqual(pen.analyses(), checked.analyses)
            self.assertEqual(pen.errors(), [])

    def test_who_watches_on_another_node_is_told_what_check_says_and_soon(self):
        delays = []
        for recording in self.recordings[:6]:
            events = events_of(recording, self.rng)
            writer = self.started(0, recording)
            first, middle = self.watcher(1, writer.ready), self.rng.randrange(1, len(events))
            self.assertNotIn("resume", first.ready)
            late = None
            for number, event in enumerate(events):
                writer.ink(*event)
                if number == middle:
                    late = self.watcher(2, writer.ready)
                if event[0] == "stroke:end":
                    writer.wait_for_answers()
                    since = time.monotonic()
                    first.wait(lambda: first.seen >= writer.seen)
                    delays.append((time.monotonic() - since) * 1000)
            writer.wait_for_answers()
            self.expect_all(recording, writer, first, late)
        # The acknowledgement comes when the ink is stored: what is left is the way to those who watch.
        print(f"watchers were {statistics.median(delays):.1f} ms behind the acknowledgement in the median", flush=True)
        self.assertLess(statistics.median(delays), FLUSH_MS)

    def test_who_watches_sees_the_open_stroke_as_far_as_the_pen_is(self):
        recording = self.recordings[0]
        writer = self.started(0, recording)
        watchers = [self.watcher(node, writer.ready) for node in (0, 1)]
        points = [[10 + number, 20, 8 * number, 0.5] for number in range(8)]
        writer.ink("stroke:start", points[:1])
        for point in points[1:6]:
            writer.ink("stroke:move", [point])
        for watcher in watchers:
            watcher.wait(lambda: sum(len(ink["points"]) for ink in watcher.of("stroke:ink")) == 6)
        watchers += [self.watcher(node, writer.ready) for node in (0, 1)]
        writer.ink("stroke:move", points[6:])
        for watcher in watchers:
            watcher.wait(lambda: any(ink["at"] + len(ink["points"]) == 8 for ink in watcher.of("stroke:ink")))
            seen = {}
            self.assertEqual(watcher.of("stroke:ink")[0]["at"], 0)
            for ink in watcher.of("stroke:ink"):
                self.assertEqual((ink["character"], ink["stroke"]), (0, 0))
                self.assertEqual(faults("stroke-ink.json", ["stroke:ink", ink]), [])
                seen |= dict(enumerate(ink["points"], ink["at"]))
            for number, point in seen.items():
                self.assertAlmostEqual(point[0], points[number][0], delta=0.1)
                self.assertAlmostEqual(point[1], points[number][1], delta=0.1)
            self.assertEqual(sorted(seen), list(range(8)))
        self.assertEqual([len(pen.of("stroke:ink")) > 0 for pen in (writer, *watchers)], [False, True, True, True, True])

    def test_the_watcher_goes_on_when_the_node_of_the_writer_is_killed(self):
        for recording, heir in zip(self.recordings[6:9], (1, 2, 1)):
            events = events_of(recording, self.rng)
            writer = self.started(0, recording)
            watcher = self.watcher(1, writer.ready)
            self.write(writer, events, self.rng.randrange(2, len(events) - 1))
            self.nodes[0].kill()
            writer = self.resumed(heir, writer, recording)
            self.write(writer, events)
            self.expect_all(recording, writer, watcher)
            self.nodes[0].start()
            self.wait_until_ready(self.nodes[0])

    def test_who_watches_where_it_was_written_goes_on_when_the_pen_goes_elsewhere(self):
        recording = self.recordings[9]
        events = events_of(recording, self.rng)
        writer = self.started(0, recording)
        watcher = self.watcher(0, writer.ready)
        third = len(events) // 3
        self.write(writer, events, third)
        # Another connection, while the first one is still there.
        elsewhere = self.resumed(2, writer, recording)
        self.write(elsewhere, events, 2 * third)
        writer.wait_for_close()
        back = self.resumed(0, elsewhere, recording)
        self.write(back, events)
        self.expect_all(recording, back, watcher)

    def test_who_watches_on_a_node_that_is_killed_comes_to_another_one_with_what_it_has_seen(self):
        recording = self.recordings[10]
        events = events_of(recording, self.rng)
        writer = self.started(0, recording)
        watcher = self.watcher(1, writer.ready)
        self.write(writer, events, len(events) // 2)
        watcher.wait(lambda: watcher.seen >= writer.seen)
        self.nodes[1].kill()
        again = self.watcher(2, writer.ready, watcher.seen)
        again.told[:0] = watcher.told
        self.write(writer, events)
        self.expect_all(recording, writer, again)
        self.nodes[1].start()
        self.wait_until_ready(self.nodes[1])

    def test_without_redis_the_writer_goes_on_and_the_watcher_does_when_it_is_back_and_empty(self):
        recording = self.recordings[11]
        events = events_of(recording, self.rng)
        writer = self.started(0, recording, **{"class": "outage"})
        watcher = self.watcher(1, writer.ready)
        self.write(writer, events, len(events) // 3)
        watcher.wait(lambda: watcher.seen >= writer.seen)
        self.redis.kill()
        for event in events[writer.number:2 * len(events) // 3]:
            writer.ink(*event)
        checked = self.checked[recording["id"]].outputs
        writer.wait(lambda: len(writer.outputs()) > len(watcher.outputs()) or len(writer.outputs()) == len(checked))
        # Only what is here is listed, and nobody waits for it.
        since = time.monotonic()
        self.assertEqual([len(self.listed(node, "outage")) for node in (0, 1)], [1, 0])
        self.assertLess(time.monotonic() - since, 2)
        self.redis.restart(empty=True)
        self.write(writer, events)
        self.expect_all(recording, writer, watcher)
        self.wait_until_ready(*self.nodes)
        wait_for(lambda: len(self.listed(1, "outage")) == 1, 10, "the list of the class")

    def listed(self, node, name):
        url = f"http://{self.nodes[node].address}/classes/{urllib.parse.quote(name)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["sessions"]

    def test_every_node_lists_the_sessions_of_a_class_and_who_watches_them(self):
        recording, name = self.recordings[0], "3-2 {한}"
        pens = [self.started(node, recording, **{"class": name, "name": who}) for node, who in ((0, "가람"), (2, "나래"))]
        self.started(1, recording, **{"class": "another", "name": "다솜"})

        def is_listed(node, connected):
            sessions = self.listed(node, name)
            return [(one["session"], one["name"], one["connected"]) for one in sessions] == [
                (pen.ready["session"], who, is_there) for pen, who, is_there in zip(pens, ("가람", "나래"), connected)]

        for node in range(3):
            wait_for(lambda: is_listed(node, (True, True)), 2, "the list")
        one = self.listed(1, name)[0]
        self.assertEqual(one["watch"], pens[0].ready["watch"])
        self.assertEqual((one["characters"], one["boxes"][0]["width"]), ([recording["text"]], recording["frame"]["w"]))
        # The list is all that it takes to watch, from anywhere.
        self.watcher(2, one)
        self.watcher(0, one)
        for node in range(3):
            wait_for(lambda: self.listed(node, name)[0]["watchers"] == 2, 12, "those who watch")
        pens[1].cut()
        for node in range(3):
            wait_for(lambda: is_listed(node, (True, False)), 2, "the list")
        # What a dead node has told goes by itself.
        self.nodes[0].kill()
        wait_for(lambda: [one["name"] for one in self.listed(1, name)] == ["나래"], 20, "the end of the dead node's sessions")
        self.nodes[0].start()
        self.wait_until_ready(self.nodes[0])

    def test_a_session_that_nobody_has_cannot_be_watched_anywhere(self):
        pen = self.pen(1)
        pen.watch("0" * 32, "wrong")
        self.assertEqual(pen.errors()[0]["code"], "secret_wrong")
        recording = self.recordings[0]
        writer = self.started(0, recording)
        pen = self.pen(1)
        self.redis.pause()
        try:
            since = time.monotonic()
            pen.watch(writer.ready["session"], writer.ready["watch"])
            self.assertEqual(pen.errors()[0]["code"], "session_unknown")
            self.assertLess(time.monotonic() - since, 5)
        finally:
            self.redis.go_on()

    def test_a_teachers_token_opens_the_sessions_of_its_class_on_every_node(self):
        key = pathlib.Path(self.folder.name, "key")
        key.write_text("a secret of more than thirty-two bytes, for tokens")
        first, second = self.node("--jwt-key", str(key)), self.node("--jwt-key", str(key))

        def token(*scope):
            command = [fixture.EXECUTABLE, "token", "--jwt-key", str(key), "--subject", "somebody", *scope]
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

        recording = self.recordings[0]
        pupil = Pen(f"http://{first.address}")
        self.addCleanup(self.cut, pupil)
        pupil.start(recording["text"], recording["frame"], token=token("--write", "--class", "3-2"))
        self.write(pupil, events_of(recording, self.rng), 3)
        codes = []
        for name in ("3-1", "3-2"):
            teacher = Pen(f"http://{second.address}")
            self.addCleanup(self.cut, teacher)
            teacher.watch(pupil.ready["session"], token=token("--watch", "--class", name))
            codes.append([error["code"] for error in teacher.errors()])
        self.assertEqual(codes, [["token_forbids"], []])
        self.assertEqual(teacher.ready["session"], pupil.ready["session"])


class ClusterWithLanesTest(ClusterTest):
    """The same where ink is judged on threads beside the loops, and what those say changes threads before anybody sees it."""

    LANES = 2


if __name__ == "__main__":
    unittest.main()
