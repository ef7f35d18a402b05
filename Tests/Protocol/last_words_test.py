"""At a character's end the words that were said last are those of the result: on all recorded ink that lies beside the checkout, with labelled
mistakes and without, and always on some of a synthetic writer's."""

import json
import subprocess
import unittest

import fixture
import recorded
import recordings

SEED = 23
STATUS = {
    "stroke.match": "ok", "order.wrong": "order", "direction.reversed": "reversed", "stroke.extra": "extra", "stroke.merged": "merged",
    "stroke.split": "split", "shape.off": "shape", "position.off": "position", "length.off": "length",
    "relation.off": "relation", "stroke.replaced": "replaced"}


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

    @unittest.skipUnless(recorded.IS_HERE, "the recorded ink is not here")
    def test_recorded_ink(self):
        self.assertGreater(recorded.with_library(self.agree), 5000)


if __name__ == "__main__":
    unittest.main()
