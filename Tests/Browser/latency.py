"""Measures the practice page in Chromium: from what a pen does to the frame that shows what the server says of it.

    python3 Tests/Browser/latency.py --server PATH [--rounds N] [--hertz N]

A pen with pressure writes 가 again and again at a hand's pace, each time with the bar of ㅏ the wrong way round, which is told while the pen is
down, and every second time with a stroke that comes too early, through DevTools' pointer events. Counted from the time stamp of the pointer event that decided a feedback to the first message after the frame that drew it: it is
sent from within that frame's callback, so the page comes to it when it has painted and handed over the frame. (Event Timing and Paint
Timing tell only of the paint that follows the event itself, not of the later one that follows the server's answer.) What the display
takes after that is not in it.
"""

import argparse
import math
import pathlib
import sys
import time
import urllib.parse

from chromium import Chromium, executable
from page import Pen
from quantiles import quantile
from server import PilsunServer

#: A hand's way in a second, sides of the box.
SPEED = 1.6
LEGS = ["pen to page", "page to socket", "socket to answer", "answer to screen", "pen to screen"]


class PacedPen(Pen):
    """Moves in real time: a reading every 1/hertz s, not waiting for the browser in between."""

    def __init__(self, browser, url, text, hertz):
        super().__init__(browser, url, text)
        self._hertz = hertz

    def _readings(self, path):
        """The path in steps of what a hand does between two readings."""
        step = SPEED * self.boxes[0][2] / self._hertz
        readings = [path[0]]
        for x, y in path[1:]:
            x0, y0 = readings[-1]
            if math.hypot(x - x0, y - y0) >= step:
                readings.append((x, y))
        return readings + path[-1:]

    def draw(self, stroke, backwards=False):
        path = self._readings(self.path(0, stroke, backwards))
        due = time.monotonic()
        for number, (x, y) in enumerate(path + path[-1:]):
            kind = "mousePressed" if number == 0 else "mouseReleased" if number == len(path) else "mouseMoved"
            self._browser.post("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1, force=0.5,
                               buttons=0 if kind == "mouseReleased" else 1, pointerType="pen")
            due += 1 / self._hertz
            time.sleep(max(0, due - time.monotonic()))
        time.sleep(0.2)  # a hand on its way to the next stroke


def write(browser, url, rounds, hertz):
    browser.send("Page.addScriptToEvaluateOnNewDocument", source=pathlib.Path(__file__).with_name("latency_probe.js").read_text())
    browser.open(f"{url}/#{urllib.parse.quote('가')}")
    browser.wait("document.getElementById('connection').dataset.state === 'ready' && document.querySelectorAll('.box').length")
    pen = PacedPen(browser, url, "가", hertz)
    for number in range(rounds):
        for stroke in (0, 1, 2) if number % 2 else (2, 0, 1):
            pen.draw(stroke, backwards=stroke == 1)
        browser.click("#clear")
    return browser.evaluate("latencies")


def report(rows, title):
    print(f"{title}: n = {len(rows)}")
    if not rows:
        return
    for leg, (begin, end) in zip(LEGS, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]):
        times = [row[end] - row[begin] for row in rows]
        print(f"  {leg:17} p50 {quantile(times, 0.5):6.1f} ms  p95 {quantile(times, 0.95):6.1f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--hertz", type=int, default=120)
    arguments = parser.parse_args()
    if not executable():
        sys.exit("There is no Chromium here: `apt-get install chromium` brings it.")
    server = PilsunServer(arguments.server)
    try:
        with Chromium() as browser:
            rows = write(browser, server.url, arguments.rounds, arguments.hertz)
    finally:
        server.stop()
    rows = [row for row in rows if None not in row]
    report(rows, "every feedback")
    report([row for row in rows if row[5]], "feedback while the pen was still down")


if __name__ == "__main__":
    main()
