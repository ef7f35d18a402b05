"""The teacher's page in Chromium: learners write over WebSockets of their own, and the class is seen as it writes.

    python3 Tests/Browser/watch_test.py --server PATH [unittest arguments]
"""

import argparse
import json
import pathlib
import sys
import unittest
import urllib.parse
import urllib.request

from websockets.sync.client import connect

from chromium import Chromium, executable
from server import PilsunServer

arguments = argparse.Namespace(server=None)
SIDE = 300


class Learner:
    """Writes the model's strokes in a class, or parts of them."""

    def __init__(self, url, name, text, class_name="3-2"):
        self._pen = connect(f"{url.replace('http', 'ws')}/ws")
        with urllib.request.urlopen(f"{url}/characters/{urllib.parse.quote(text)}") as answer:
            self.model = [character["strokes"] for character in json.load(answer)["characters"]]
        self._time = 0
        self._send("session:start", text=text, frame={"x": 0, "y": 0, "width": SIDE, "height": SIDE}, locale="ko",
                   **{"class": class_name, "name": name})

    def _send(self, event, **data):
        self._pen.send(json.dumps([event, data]))

    def write(self, character, stroke, share=1.0, backwards=False):
        corners = [((x + character) * SIDE, y * SIDE) for x, y in self.model[character][stroke]]
        corners = corners[::-1] if backwards else corners
        points = [(x0 + (x1 - x0) * k / 6, y0 + (y1 - y0) * k / 6) for (x0, y0), (x1, y1) in zip(corners, corners[1:]) for k in range(6)]
        points = (points + corners[-1:])[:max(2, round(share * len(points)))] if share < 1 else points + corners[-1:]
        self._send("stroke:start", x=points[0][0], y=points[0][1], t=self._time)
        for x, y in points[1:]:
            self._time += 8
            self._send("stroke:move", points=[[x, y, self._time]])
        if share == 1:
            self._send("stroke:end")
        self._time += 300

    def write_all(self, character):
        for stroke in range(len(self.model[character])):
            self.write(character, stroke)
        self._send("character:next")

    def close(self):
        self._pen.close()


class WatchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PilsunServer(arguments.server)
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.browser = Chromium()
        self.addCleanup(self.browser.close)

    def tearDown(self):
        self.browser.evaluate("0")
        self.assertEqual(self.browser.faults, [])

    def learner(self, *about):
        learner = Learner(self.server.url, *about)
        self.addCleanup(learner.close)
        return learner

    def tile(self, name):
        return f"[...document.querySelectorAll('.tile')].find((tile) => tile.textContent.includes('{name}'))"

    def test_a_class_is_seen_as_it_writes_and_others_are_not(self):
        first = self.learner("민준", "한글")
        first.write_all(0)
        self.learner("다른 반", "가", "4-1")
        self.browser.open(f"{self.server.url}/watch#3-2")
        self.browser.wait(f"{self.tile('민준')}?.textContent.includes('쓰는 중')")
        self.browser.wait(f"{self.tile('민준')}.textContent.includes('잘 썼어요')")  # said before the teacher came
        second = self.learner("서연", "나비")
        self.browser.wait(self.tile("서연"))
        self.assertFalse(self.browser.evaluate(f"Boolean({self.tile('다른 반')})"))
        second.write(0, 0)
        second.write(0, 2, share=0.8)
        self.browser.wait(f"{self.tile('서연')}.querySelector('.last').dataset.tone === 'error'")
        second.close()
        self.browser.wait(f"{self.tile('서연')}.dataset.presence === 'away'")
        self.browser.evaluate(f"{self.tile('민준')}.click()")
        self.browser.wait("document.getElementById('large').open && document.querySelectorAll('#history li').length === 1")
        first.write(1, 0)
        self.browser.wait("document.querySelector('#feed li').textContent.startsWith('글')")

    def test_whoever_makes_mistakes_in_a_row_is_pointed_out(self):
        learner = self.learner("도윤", "가", "5-5")
        self.browser.open(f"{self.server.url}/watch#5-5")
        self.browser.wait(self.tile("도윤"))
        for _ in range(3):
            learner.write(0, 1, backwards=True)
        self.browser.wait(f"{self.tile('도윤')}.classList.contains('stuck')")

    def test_an_empty_class_says_so(self):
        self.browser.open(f"{self.server.url}/watch#9-9")
        self.browser.wait("document.getElementById('says').textContent === '이 반에서 쓰는 사람이 아직 없습니다.'")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", type=pathlib.Path, required=True)
    arguments, rest = parser.parse_known_args(namespace=arguments)
    if not executable():
        sys.exit("There is no Chromium here: `apt-get install chromium` brings it.")
    unittest.main(argv=[sys.argv[0], *rest])
