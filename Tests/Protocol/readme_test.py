"""The programs that the README shows do what it says of them."""

import pathlib
import shutil
import subprocess
import sys
import unittest

import fixture

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"


def program(language):
    """The README's only block in this language, at the server of this run."""
    [_, block] = README.read_text().split(f"```{language}\n")
    return block.split("```")[0].replace("127.0.0.1:8080", fixture.server().url.removeprefix("http://"))


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.splitlines()


class ReadmeTest(unittest.TestCase):
    def test_python_writes_a_character_and_is_told_its_score(self):
        *events, last = output(sys.executable, "-c", program("python"))
        self.assertEqual(events[0].split()[0], "session:ready")
        self.assertIn("analysis:result", [event.split()[0] for event in events])
        name, score = last.split()
        self.assertEqual(name, "score")
        self.assertGreater(float(score), 0.7, events)

    def test_javascript_hears_of_the_wrong_order_before_the_pen_lifts(self):
        node = shutil.which("node")
        flag = "--experimental-websocket"
        if node is None or subprocess.run([node, flag, "--eval", "WebSocket"], capture_output=True).returncode:
            self.skipTest("this Node has no WebSocket: it comes with Node 20.10")
        first = output(node, flag, "--input-type=module", "--eval", program("js"))[0]
        self.assertTrue(first.startswith("order.wrong at sample"), first)


if __name__ == "__main__":
    unittest.main()
