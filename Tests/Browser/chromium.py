"""A headless Chromium, driven over its DevTools protocol: real pointer events in, pictures and faults out."""

import base64
import contextlib
import json
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.request

from websockets.sync.client import connect


def executable():
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


class Chromium:
    """One browser with one page; a context manager that leaves no process and no file behind."""

    def __init__(self, width=1280, height=800, dark=False, language="ko", mobile=False):
        self._profile = tempfile.mkdtemp(prefix="pilsun-chromium-")
        self._process = subprocess.Popen(
            [
                executable(), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
                "--remote-debugging-port=0", f"--user-data-dir={self._profile}", f"--lang={language}",
                f"--accept-lang={language}", "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            self._attach(self._page_address())
            self.resize(width, height, mobile)
            self.send("Emulation.setEmulatedMedia", features=[
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        except BaseException:
            self.close()
            raise

    def _attach(self, address):
        self._open = contextlib.ExitStack()
        self._number = 0
        self.faults = []
        self._socket = self._open.enter_context(connect(address, max_size=None))
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.send(f"{domain}.enable")

    def another_tab(self):
        """A second page of the same browser."""
        tab = object.__new__(Chromium)
        tab._profile = self._profile
        request = urllib.request.Request(f"http://127.0.0.1:{self._port()}/json/new?about:blank", method="PUT")
        with urllib.request.urlopen(request) as answer:
            tab._attach(json.load(answer)["webSocketDebuggerUrl"])
        return tab

    def become(self, tab):
        """Closes the present page and goes on with another tab."""
        self.post("Page.close")
        time.sleep(0.3)
        self._open.close()
        self._open, self._socket, self._number, self.faults = tab._open, tab._socket, tab._number, tab.faults

    def _port(self):
        return pathlib.Path(self._profile, "DevToolsActivePort").read_text().split()[0]

    def _page_address(self, limit_seconds=30):
        deadline = time.monotonic() + limit_seconds
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self._port()}/json/list") as answer:
                    pages = [target for target in json.load(answer) if target["type"] == "page"]
                if pages:
                    return pages[0]["webSocketDebuggerUrl"]
            except (OSError, IndexError):
                pass
            time.sleep(0.05)
        raise TimeoutError("Chromium did not open its DevTools port")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if hasattr(self, "_open"):
            self._open.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    def send(self, method, **parameters):
        """Runs a DevTools command and gives back its result."""
        self.post(method, **parameters)
        while True:
            message = json.loads(self._socket.recv(timeout=30))
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._note(message)

    def post(self, method, **parameters):
        """Sends a DevTools command and does not wait for its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))

    def listen(self, seconds):
        """Takes what the browser says of itself in this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self._note(json.loads(self._socket.recv(timeout=left)))
            except TimeoutError:
                pass

    def _note(self, message):
        """Keeps what a person with the console open would call a fault; Chromium reports CSP violations in its log."""
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.faults.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.faults.append(" ".join(str(argument.get("value")) for argument in parameters["args"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.faults.append(f"{parameters['entry']['text']} {parameters['entry'].get('url', '')}")

    def resize(self, width, height, mobile=False):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2 if mobile else 1, mobile=mobile)

    def open(self, url):
        self.send("Page.navigate", url=url)
        self.wait("document.readyState === 'complete'")

    def evaluate(self, expression):
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def wait(self, condition, limit_seconds=10):
        """Waits until the JavaScript expression is truthy."""
        deadline = time.monotonic() + limit_seconds
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > deadline:
                said = self.evaluate("document.getElementById('says')?.textContent")
                raise TimeoutError(f"never true: {condition} (the page says: {said!r}; faults: {self.faults})")
            time.sleep(0.02)

    def mouse(self, kind, x, y):
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=0 if kind == "mouseReleased" else 1,
                  clickCount=1, pointerType="mouse")

    def pen(self, kind, x, y, force=0.5, button="left"):
        pressed = {"left": 1, "right": 2}[button]
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1, pointerType="pen",
                  force=0 if kind == "mouseReleased" else force, buttons=0 if kind == "mouseReleased" else pressed)

    def touch(self, kind, *places):
        """All fingers that are on the glass after it: {number: (x, y)} or places, which are numbered as they come."""
        fingers = places[0] if places and isinstance(places[0], dict) else dict(enumerate(places))
        self.send("Input.dispatchTouchEvent", type=kind, touchPoints=[{"x": x, "y": y, "id": number} for number, (x, y) in fingers.items()])

    def click(self, selector):
        """Presses and releases the mouse in the middle of an element."""
        x, y = self.evaluate(
            f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)

    def key(self, key, code=None, modifiers=0):
        for kind in ["keyDown", "keyUp"]:
            # Dialogs know the key that closes them by its number.
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=code or key, modifiers=modifiers,
                      windowsVirtualKeyCode=27 if key == "Escape" else 0)

    def screenshot(self, path):
        picture = self.send("Page.captureScreenshot", format="png")
        pathlib.Path(path).write_bytes(base64.b64decode(picture["data"]))
