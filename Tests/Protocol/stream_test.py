"""Recordings streamed over a real socket, in random batches, give the very events of `pilsun check`."""

import random
import unittest

import fixture
import recordings
from checks import check
from pen import Pen

SEED = 20260
FOREIGN = 20


class StreamTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print(f"streaming with seed {SEED}", flush=True)
        rng = random.Random(SEED)
        cls.recordings = recordings.synthetic(fixture.server().url, SEED)
        samples = recordings.shared_samples()
        if samples is None:
            print("SKIPPED: recordings of real writers (../shared/data is not there); synthetic ones are streamed all the same")
        else:
            cls.recordings = rng.sample(samples, FOREIGN) + cls.recordings
        cls.checked = check(fixture.EXECUTABLE, cls.recordings)

    def test_the_synthetic_writer_makes_the_mistakes_that_are_looked_for(self):
        early = [checked for checked in self.checked.values() if checked.early_faults()]
        self.assertGreaterEqual(len(early), 10, "faults told before the pen was lifted")
        wrong = [name for name, checked in self.checked.items() if checked.line.get("verdict") == "wrong"]
        self.assertGreaterEqual(len(wrong), 20)

    def test_text_gives_the_events_of_check_and_faults_are_told_while_the_pen_is_down(self):
        self.stream_all(binary=False)

    def test_binary_ink_gives_the_same(self):
        self.stream_all(binary=True)

    def stream_all(self, binary):
        rng = random.Random(SEED)
        for recording in self.recordings:
            with self.subTest(recording["id"]), Pen(fixture.server().url, binary) as pen:
                self.assertEqual(pen.binary, binary)
                pen.start(recording["text"], recording["frame"])
                early = write(pen, recording["strokes"], rng)
                self.compare(pen, recording)
                for stroke, word in self.checked[recording["id"]].early_faults().items():
                    self.assertIn((stroke, word), early, "told while stroke:end was held back")

    def test_a_connection_that_breaks_anywhere_loses_nothing(self):
        rng = random.Random(SEED + 1)
        for recording in rng.sample(self.recordings, 15):
            with self.subTest(recording["id"]):
                outputs, analyses = stream_with_breaks(recording, rng)
                checked = self.checked[recording["id"]]
                self.assertEqual(outputs, checked.outputs)
                self.assertEqual(analyses, checked.analyses)

    def compare(self, pen, recording):
        checked = self.checked[recording["id"]]
        pen.ink("character:next")
        pen.wait_for_answers()
        pen.wait(lambda: pen.analyses().keys() == checked.analyses.keys() and pen.analyses() == checked.analyses)
        self.assertEqual(pen.outputs(), checked.outputs)
        self.assertEqual(pen.errors(), [])


def batches(stroke, rng):
    """A stroke's points behind its first one in pieces of one to twelve."""
    position = 1
    while position < len(stroke):
        size = rng.randint(1, 12)
        yield stroke[position:position + size]
        position += size


def write(pen, strokes, rng):
    """Writes the strokes; answers which faults (stroke, type) were told while the pen was still down on that stroke."""
    early = set()
    for index, stroke in enumerate(strokes):
        pen.ink("stroke:start", stroke[:1])
        for batch in batches(stroke, rng):
            pen.ink("stroke:move", batch)
            if rng.random() < 0.3:
                pen.wait_for_answers()
        pen.wait_for_answers()
        early |= {(index, told["type"]) for told in pen.of("feedback:live") if told["stroke"] == index}
        pen.ink("stroke:end")
    pen.wait_for_answers()
    return early


def stream_with_breaks(recording, rng):
    """Streams with the connection lost now and then; answers all outputs in order, each once, and the last analyses."""
    events = []
    for stroke in recording["strokes"]:
        events.append(("stroke:start", stroke[:1]))
        events += [("stroke:move", batch) for batch in batches(stroke, rng)]
        events.append(("stroke:end", []))
    events.append(("character:next", []))
    pen = Pen(fixture.server().url, binary=rng.random() < 0.5)
    pen.start(recording["text"], recording["frame"])
    ready, outputs, analyses, seen = pen.ready, [], {}, 0

    def collect():
        nonlocal seen
        outputs.extend(pen.outputs())
        analyses.update(pen.analyses())
        seen = max(seen, pen.seen)

    while pen.number < len(events):
        pen.ink(*events[pen.number])
        if rng.random() < 0.4:
            pen.wait_for_answers()
        if rng.random() < 0.15:
            pen.cut()
            collect()
            pen = Pen(fixture.server().url, binary=rng.random() < 0.5)
            pen.resume(ready, seen, recording["frame"])
    pen.wait_for_answers()
    pen.wait(lambda: pen.analyses())
    pen.close()
    collect()
    return outputs, analyses


if __name__ == "__main__":
    unittest.main()
