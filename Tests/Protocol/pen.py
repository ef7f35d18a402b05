"""A pen client of the tests' own, on PyPI's `websockets`: it shares nothing with the server's code but the protocol."""

import contextlib
import json
import re
import socket
import threading
import time

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

import ink_v1

SUBPROTOCOL = "pilsun.ink.v1"
PATIENCE_SECONDS = 20


def unnumbered(text):
    """An event's text without its `seq`, as `pilsun check` prints it."""
    return re.sub(r'^(\["[a-z:]+",\{)"seq":[0-9]+,', r"\1", text)


class Pen:
    """One connection. `told` holds the texts of all events in the order of arrival."""

    def __init__(self, url, binary=False):
        self.told = []
        self.acknowledged = 0
        self.seen = 0
        self.ready = None
        self.number = 0
        self.close_code = None
        self._socket = connect(
            url.replace("http://", "ws://") + "/ws", subprotocols=[SUBPROTOCOL] if binary else None, compression=None,
            max_size=None, open_timeout=PATIENCE_SECONDS)
        self.binary = self._socket.subprotocol == SUBPROTOCOL
        self._encoder = None

    def start(self, text, frame, **more):
        """`session:start`; the ink counts from 1 again."""
        box = {"x": 0, "y": 0, "width": frame["w"], "height": frame["h"]}
        self.number, self.acknowledged = 0, 0
        self._encoder = ink_v1.Encoder(ink_v1.step_of(box))
        self.send("session:start", {"text": text, "frame": box, **more})
        self.wait(lambda: self.ready)

    def resume(self, ready, seen, frame):
        """`session:resume`; the ink counts on from what the server has."""
        self._encoder = ink_v1.Encoder(ink_v1.step_of({"width": frame["w"], "height": frame["h"]}))
        self.send("session:resume", {"session": ready["session"], "resume": ready["resume"], "seq": seen})
        self.wait(lambda: self.ready)
        self.number = self.acknowledged = self.ready["ink"]

    def watch(self, session, secret=None, seq=0, **more):
        """`session:watch`; what the session says comes without end."""
        data = {"session": session, "seq": seq, **more} | ({"watch": secret} if secret else {})
        self.send("session:watch", data)
        self.wait(lambda: self.ready or self.errors())

    def send(self, event, data):
        self._socket.send(json.dumps([event, data], ensure_ascii=False))

    def send_text(self, text):
        self._socket.send(text)

    def send_binary(self, data):
        self._socket.send(data)

    def send_bytes(self, data):
        """Bytes past the library, which would not send what breaks the rules."""
        self.socket.sendall(data)

    @property
    def socket(self):
        """The socket itself; the library reads from it all the while."""
        return self._socket.socket

    def anchor(self):
        """The next binary message builds on nothing."""
        self._encoder.anchor()

    def ink(self, event, points=()):
        """An ink event with the next number; points are [x, y, t, pressure], the last two may be missing."""
        self.number += 1
        if self.binary:
            points = [(*point, None, None)[:4] for point in points]
            return self._socket.send(self._encoder.message(event, points, self.number))
        data = {"seq": self.number}
        if event == "stroke:start":
            data.update(zip(("x", "y", "t", "pressure"), points[0]))
        elif event == "stroke:move":
            data["points"] = points
        self.send(event, data)

    def wait(self, condition, seconds=PATIENCE_SECONDS):
        """Takes events until the condition holds; TimeoutError where it never does, False where the connection ends before."""
        deadline = time.monotonic() + seconds
        while not condition():
            try:
                self._take(self._socket.recv(timeout=max(0.0, deadline - time.monotonic())))
            except TimeoutError:
                raise TimeoutError(f"nothing came that was waited for; the last events: {self.told[-3:]}") from None
            except ConnectionClosed as closed:
                self.close_code = closed.rcvd.code if closed.rcvd else 1006
                return False
        return True

    def wait_for_answers(self):
        """Takes events until all ink that was sent is acknowledged: what it led to came before."""
        self.wait(lambda: self.acknowledged >= self.number)

    def wait_for_close(self):
        """Takes events until the server closes; the code."""
        self.wait(lambda: False)
        return self.close_code

    def _take(self, text):
        self.told.append(text)
        event, data = json.loads(text)
        if event == "session:ready":
            self.ready = data
        elif event == "ink:ack":
            self.acknowledged = data["ink"]
        self.seen = data["seq"] if event != "session:ready" and "seq" in data else self.seen

    def of(self, *events):
        """The data of all events of these names."""
        return [data for event, data in map(json.loads, self.told) if event in events]

    def errors(self):
        return self.of("error")

    def outputs(self):
        """The texts of the fold's outputs, less their numbers."""
        return [unnumbered(text) for text in self.told
                if text.startswith(('["feedback:live"', '["correction:suggest"', '["stroke:fit"'))]

    def analyses(self):
        """The last `analysis:result` of each character, as text."""
        return {json.loads(text)[1]["character"]: text for text in self.told if text.startswith('["analysis:result"')}

    @property
    def is_open(self):
        """Whether neither side has ended the connection."""
        return self.close_code is None

    def cut(self):
        """Ends the connection as a lost network would, where the server has not done so already."""
        self.close_code = 1006
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self):
        """Closes in order. What still comes is taken: the library waits for its reader before it waits for the server."""
        closing = threading.Thread(target=self._socket.close)
        closing.start()
        self.wait_for_close()
        closing.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
