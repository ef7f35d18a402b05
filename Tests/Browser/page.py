"""What the tests of the pages share: a server, a browser whose console must stay silent, a pen."""

import argparse
import json
import math
import pathlib
import sys
import time
import unittest
import urllib.parse
import urllib.request

from chromium import Chromium, executable
from server import PilsunServer, default_executable

arguments = argparse.Namespace(url=None, server=None)


class Pen:
    """Writes the strokes of the model into a box of the page, as a mouse would."""

    def __init__(self, browser, url, text):
        self._browser = browser
        self.boxes = browser.evaluate(
            "[...document.querySelectorAll('.box')].map((box) => box.getBoundingClientRect()).map((r) => [r.x, r.y, r.width])"
            ".sort(([ax, ay], [bx, by]) => ay - by || ax - bx)")
        with urllib.request.urlopen(f"{url}/characters/{urllib.parse.quote(text)}") as answer:
            self.model = [character["strokes"] for character in json.load(answer)["characters"]]

    def path(self, character, stroke, backwards=False, share=1.0):
        """The model's stroke on the screen, a point every 1.5 % of the box, up to a share of its points."""
        x, y, side = self.boxes[character]
        model = self.model[character][stroke]
        model = model[::-1] if backwards else model
        points = [model[0]]
        for (x0, y0), (x1, y1) in zip(model, model[1:]):
            steps = max(1, round(math.hypot(x1 - x0, y1 - y0) / 0.015))
            points += [[x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps] for k in range(1, steps + 1)]
        points = points[:max(2, round(len(points) * share))]
        return [(x + px * side, y + py * side) for px, py in points]

    def write(self, character, stroke, backwards=False, share=1.0, lift=True):
        path = self.path(character, stroke, backwards, share)
        self._browser.mouse("mousePressed", *path[0])
        self._follow(path[1:])
        if lift:
            self._browser.mouse("mouseReleased", *path[-1])
        return path

    def write_around(self, character, stroke, happens):
        """Writes a stroke in whose middle something happens; the pen stays down at its end."""
        path = self.path(character, stroke)
        half = len(path) // 2
        self._browser.mouse("mousePressed", *path[0])
        self._follow(path[1:half])
        happens()
        self._follow(path[half:])
        return path

    def _follow(self, path):
        for point in path:
            self._browser.mouse("mouseMoved", *point)
            time.sleep(0.006)


class PageTest(unittest.TestCase):
    """Every test works on a page of its own and ends with a console that says nothing."""

    server_options = ()

    @classmethod
    def setUpClass(cls):
        cls.server = None if arguments.url else PilsunServer(arguments.server, *cls.server_options)
        cls.url = arguments.url or cls.server.url
        if cls.server:
            cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.browser = Chromium()
        self.addCleanup(self.browser.close)
        # Looking at single pixels is these tests' own doing, and Chromium remarks on it.
        self.expected_faults = ("willReadFrequently",)

    def tearDown(self):
        self.browser.evaluate("0")  # what the console has to say so far arrives before this answer
        unexpected = [fault for fault in self.browser.faults if not any(part in fault for part in self.expected_faults)]
        self.assertEqual(unexpected, [])

    def open(self, text):
        self.browser.open(f"{self.url}/#{urllib.parse.quote(text)}")
        self.wait_for_state("ready")
        self.browser.wait("document.querySelectorAll('.box').length")
        return Pen(self.browser, self.url, text)

    def wait_for_state(self, state, limit_seconds=20):
        self.browser.wait(f"document.getElementById('connection').dataset.state === '{state}'", limit_seconds)

    def heard(self, *roles):
        """The role and name of everything of these roles, as a screen reader comes to it."""
        nodes = {node["nodeId"]: node for node in self.browser.send("Accessibility.getFullAXTree")["nodes"]}

        def under(node):
            if not node["ignored"] and node["role"]["value"] in roles:
                yield node["role"]["value"], node.get("name", {}).get("value", "")
            for child in node.get("childIds", []):
                if child in nodes:
                    yield from under(nodes[child])

        return [met for node in nodes.values() if node.get("parentId") not in nodes for met in under(node)]

    def tabbed(self, count):
        """What has the focus after each of so many presses of the tab key."""
        reached = []
        for _ in range(count):
            self.browser.key("Tab")
            reached.append(self.browser.evaluate("document.activeElement.id"))
        return reached

    def press_enter(self):
        self.browser.key("Enter")
        self.browser.send("Input.dispatchKeyEvent", type="char", text="\r")

    def change_language(self, language):
        self.browser.evaluate(
            f"(() => {{ const s = document.getElementById('language'); s.value = '{language}'; s.dispatchEvent(new Event('change')); }})()")

    def wait_for_tone(self, tone):
        self.browser.wait(f"document.getElementById('says').dataset.tone === '{tone}'")

    @property
    def sentence(self):
        return self.browser.evaluate("document.getElementById('says').textContent")

    def colour_at(self, x, y):
        """`ink`, `seal` or None: what the ink canvas shows at a place of the screen."""
        red, green, blue, alpha = self.browser.evaluate(
            f"(() => {{ const c = document.getElementById('ink'), r = c.getBoundingClientRect();"
            f" return [...c.getContext('2d').getImageData(({x} - r.x) * devicePixelRatio, ({y} - r.y) * devicePixelRatio, 1, 1).data]; }})()")
        if alpha < 128:
            return None
        return "seal" if red > green + 60 else "ink"

    def wait_for_colour(self, colour, place, limit_seconds=5):
        deadline = time.monotonic() + limit_seconds
        while (seen := self.colour_at(*place)) != colour:
            self.assertLess(time.monotonic(), deadline, f"expected {colour} at {place}, saw {seen}; the page says {self.sentence!r}")
            time.sleep(0.02)

    def wait_for_score(self, index=0):
        self.browser.wait(f"document.querySelector('.seal[data-index=\"{index}\"]')")
        return int(self.browser.evaluate(f"document.querySelector('.seal[data-index=\"{index}\"]').textContent"))


def main(about):
    """Runs the tests of the file that was started, whose documentation is `about`."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", type=pathlib.Path)
    parser.add_argument("--url")
    _, rest = parser.parse_known_args(namespace=arguments)
    arguments.url = arguments.url and arguments.url.rstrip("/")
    if not executable():
        sys.exit("There is no Chromium here: `apt-get install chromium` brings it.")
    if not arguments.url:
        arguments.server = arguments.server or default_executable()
        if not arguments.server:
            sys.exit("There is no pilsun to start: `swift build` makes it.")
    unittest.main(argv=[sys.argv[0], *rest])
