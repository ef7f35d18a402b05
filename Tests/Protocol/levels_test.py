"""Each milder level forgives all that a stricter one does: on all recorded ink that lies beside the checkout, with labelled mistakes and
without, and always on some of a synthetic writer's."""

import json
import subprocess
import unittest

import fixture
import recorded
import recordings

SEED = 29
LEVELS = ("beginner", "standard", "strict")


def unforgiven(milder, stricter):
    """What the milder level of two finds fault with and the stricter one does not."""
    found = []
    if milder["verdict"] == "wrong" and stricter["verdict"] == "correct":
        found.append(f"{milder['id']}: {milder['text']} is wrong")
    passed = {stroke["index"] for stroke in stricter["strokes"] if stroke["status"] == "ok"}
    found += [f"{milder['id']}: stroke {stroke['index']} is {stroke['status']}"
              for stroke in milder["strokes"] if stroke["status"] != "ok" and stroke["index"] in passed]
    return found


class LevelsTest(unittest.TestCase):
    def include(self, lines, *options):
        judged = []
        for level in LEVELS:
            run = subprocess.run([fixture.EXECUTABLE, "check", "--level", level, *options, "-"], input=lines, capture_output=True,
                                 check=True, timeout=600)
            judged.append([json.loads(line) for line in run.stdout.splitlines()])
        for milder, stricter in zip(judged, judged[1:]):
            self.assertEqual([found for pair in zip(milder, stricter, strict=True) for found in unforgiven(*pair)][:10], [])
        wrong = [sum(line["verdict"] == "wrong" for line in lines) for lines in judged]
        # A level that forgave nothing more would be none.
        self.assertLess(wrong[0], wrong[2])
        return len(judged[0])

    def test_synthetic_ink(self):
        cases = recordings.synthetic(fixture.server().url, SEED)
        # Drawn a little off, more from one to the next: somewhere each level ends.
        for number, case in enumerate(cases):
            case["strokes"][0] = [[x + number % 12 * 0.02 * case["frame"]["w"], *rest] for x, *rest in case["strokes"][0]]
        lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
        self.assertEqual(self.include(lines.encode()), len(cases))

    @unittest.skipUnless(recorded.IS_HERE, "the recorded ink is not here")
    def test_recorded_ink(self):
        self.assertGreater(recorded.with_library(self.include), 5000)


if __name__ == "__main__":
    unittest.main()
