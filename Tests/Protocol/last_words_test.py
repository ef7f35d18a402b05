"""At a character's end the words that were said last are those of the result: on all recorded ink that lies beside the checkout, with labelled
mistakes and without, and always on some of a synthetic writer's."""

import gzip
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import fixture
import recordings

SEED = 23
STATUS = {
    "stroke.match": "ok", "order.wrong": "order", "direction.reversed": "reversed", "stroke.extra": "extra", "stroke.merged": "merged",
    "stroke.split": "split", "shape.off": "shape", "position.off": "position", "length.off": "length",
    "relation.off": "relation", "stroke.replaced": "replaced"}
DATA = pathlib.Path(os.environ.get("PILSUN_DATA") or pathlib.Path(__file__).resolve().parents[2] / "../shared/data")
CASES, KANJI = DATA / "cases/order.ndjson.gz", DATA / "libraries/kanjivg.xml.gz"


def disagreements(line):
    """What a page that shows the last word about each stroke shows otherwise than the result has it."""
    last, found = {}, []
    for name, event in line["events"]:
        if name != "feedback:live" or event["type"] not in STATUS:
            continue
        if event["severity"] == "hint":
            if last.get(event["stroke"], "ok") != "ok":
                found.append(f"{line['id']}: stroke {event['stroke']} ends as a hint instead of {last[event['stroke']]}")
        else:
            last[event["stroke"]] = STATUS[event["type"]]
    for stroke in line["strokes"]:
        if last.get(stroke["index"]) != stroke["status"]:
            found.append(f"{line['id']}: stroke {stroke['index']} was said to be {last.get(stroke['index'])}, is {stroke['status']}")
    return found


class LastWordsTest(unittest.TestCase):
    def agree(self, lines, *options):
        run = subprocess.run([fixture.EXECUTABLE, "check", *options, "-"], input=lines, capture_output=True, check=True, timeout=600)
        judged = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertTrue(all("verdict" in line for line in judged))
        self.assertEqual([found for line in judged for found in disagreements(line)][:10], [])
        return len(judged)

    def test_synthetic_ink(self):
        cases = recordings.synthetic(fixture.server().url, SEED)
        lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
        self.assertEqual(self.agree(lines.encode()), len(cases))

    @unittest.skipUnless(CASES.exists() and KANJI.exists(), "the recorded ink is not here")
    def test_recorded_ink(self):
        with tempfile.TemporaryDirectory() as folder, gzip.open(KANJI) as drawings:
            library = os.path.join(folder, "kanji.lib")
            subprocess.run([fixture.EXECUTABLE, "characters", "import", "kanjivg", "-", "-o", library],
                           input=drawings.read(), capture_output=True, check=True, timeout=300)
            with gzip.open(CASES, "rt", encoding="utf-8") as lines:
                cases = [json.loads(line) for line in lines]
            # What the library does not know is no case of this test.
            texts = "".join(json.dumps({key: case[key] for key in ("id", "text", "frame", "strokes")}, ensure_ascii=False) + "\n"
                            for case in cases if case["script"] != "hanzi")
            self.assertGreater(self.agree(texts.encode(), "--characters", library), 5000)


if __name__ == "__main__":
    unittest.main()
