"""Measures the practice page on a slow phone: from navigation to the moment from which it takes a pen, and to the first ink on the screen; and how
much the page loads for it.

    python3 Tests/Browser/first_stroke.py [--server PATH | --url URL] [--rounds N]

Chromium is slowed down as Lighthouse describes a phone of the middle class on "slow 4G": a processor four times slower than this machine's, answers 150 ms
away, 1.6 Mbit/s down, 750 kbit/s up. Every round is a first visit: a fresh profile, nothing cached. A pen is put down on the sheet again and again
from the navigation on, so that the page's first chance to take it is found; the time ends when the frame with the first ink has been painted.
"""

import argparse
import pathlib
import sys
import time

from chromium import Chromium, executable
from quantiles import quantile
from server import PilsunServer, default_executable

PROCESSOR_SLOWDOWN = 4
LATENCY_MS = 150
DOWN_BYTES_PER_SECOND = 1_600_000 // 8
UP_BYTES_PER_SECOND = 750_000 // 8
LIMIT_SECONDS = 1.0
LIMIT_BYTES = 60_000
#: A phone upright, and a place on its sheet.
WIDTH, HEIGHT = 390, 844
PLACE = (195, 360)

PROBE = """
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === "pointerdown") globalThis.takesPenAt ??= performance.now();
    return listen.call(this, type, ...rest);
  };
  globalThis.firstInk = new Promise((resolve) => {
    const fill = CanvasRenderingContext2D.prototype.fill;
    CanvasRenderingContext2D.prototype.fill = function (...about) {
      fill.apply(this, about);
      if (this.canvas.id !== "ink") return;
      leftInk("");
      CanvasRenderingContext2D.prototype.fill = fill;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null); // arrives when the frame in which this was drawn has been painted
    };
  });
"""


class Phone(Chromium):
    """Slow, and says when its pen has left ink."""

    has_ink = False

    def _note(self, message):
        self.has_ink |= message.get("method") == "Runtime.bindingCalled"
        super()._note(message)


def visit(url):
    """One first visit: milliseconds until it takes a pen and to the first ink, and [name, bytes, begin, end] of all that was loaded for it."""
    with Phone(WIDTH, HEIGHT, mobile=True) as browser:
        browser.send("Runtime.addBinding", name="leftInk")
        browser.send("Page.addScriptToEvaluateOnNewDocument", source=PROBE)
        browser.send("Emulation.setCPUThrottlingRate", rate=PROCESSOR_SLOWDOWN)
        browser.send("Network.emulateNetworkConditions", offline=False, latency=LATENCY_MS,
                     downloadThroughput=DOWN_BYTES_PER_SECOND, uploadThroughput=UP_BYTES_PER_SECOND)
        browser.post("Page.navigate", url=url)
        x, y = PLACE
        deadline = time.monotonic() + 10 * LIMIT_SECONDS
        while not browser.has_ink and time.monotonic() < deadline:
            for kind, reached in [("mousePressed", 0), ("mouseMoved", 6), ("mouseMoved", 12), ("mouseReleased", 12)]:
                browser.post("Input.dispatchMouseEvent", type=kind, x=x + reached, y=y, button="left", clickCount=1, force=0.5,
                             buttons=0 if kind == "mouseReleased" else 1, pointerType="pen")
                browser.listen(0.012)
        first_ink = browser.evaluate("Promise.race([firstInk, new Promise((resolve) => setTimeout(resolve, 10_000))])")
        if first_ink is None:
            raise TimeoutError("the pen never left any ink")
        loaded = browser.evaluate(
            "performance.getEntries().filter((e) => e.transferSize && !e.name.includes('/characters/'))"
            ".map((e) => [e.name, e.transferSize, e.startTime, e.responseEnd])")
        return browser.evaluate("takesPenAt"), first_ink, loaded


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", type=pathlib.Path, default=default_executable())
    parser.add_argument("--url")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--files", action="store_true", help="lists when each file was asked for and had come")
    arguments = parser.parse_args()
    if not executable():
        sys.exit("There is no Chromium here: `apt-get install chromium` brings it.")
    server = None if arguments.url else PilsunServer(arguments.server)
    try:
        visits = [visit(arguments.url or server.url) for _ in range(arguments.rounds)]
    finally:
        if server:
            server.stop()
    loaded = visits[-1][2]
    size = sum(file[1] for file in loaded)
    if arguments.files:
        for name, length, begin, end in loaded:
            print(f"  {begin:6.0f} … {end:6.0f} ms  {length:6}  {name}")
    print(f"on a slow phone, n = {len(visits)}:")
    for name, place in [("takes a pen", 0), ("first ink drawn", 1)]:
        times = [visit[place] / 1000 for visit in visits]
        print(f"  {name:15}  median {quantile(times, 0.5):.2f} s, worst {max(times):.2f} s")
    print(f"a stroke is to be possible within {LIMIT_SECONDS:.0f} s")
    print(f"loaded for it: {size / 1000:.1f} KB in {len(loaded)} files (target {LIMIT_BYTES // 1000} KB)")


if __name__ == "__main__":
    main()
