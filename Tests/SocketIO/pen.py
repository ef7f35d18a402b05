"""A pen on python-socketio that keeps what it wrote until it is sure of it."""

import threading

import socketio

from streaming import Answers, events, start


class Pen:
    """Writes recordings, one session each, and gathers what the server says; takes its session up again when it was cut off."""

    def __init__(self, url, transports):
        self._client = socketio.Client(reconnection_delay=0.05, reconnection_delay_max=0.2, randomization_factor=0)
        self._changed = threading.Condition()
        self._ready = self._acknowledged = None
        self._answers = Answers()
        self._errors, self.resumptions = [], 0
        self._client.on("connect", self._connected)
        self._client.on("*", self._heard)
        self._client.connect(url, transports=transports, wait_timeout=10)

    @property
    def transport(self):
        """What carries the connection now."""
        return self._client.transport()

    def close(self):
        """Leaves."""
        self._client.disconnect()

    def _connected(self):
        if self._ready is not None:
            session = self._ready
            self._client.emit(
                "session:resume",
                {"session": session["session"], "resume": session["resume"], "seq": self._answers.last})

    def _heard(self, name, body):
        with self._changed:
            if name == "session:ready":
                self.resumptions += self._ready is not None
                self._ready = body
            elif name == "ink:ack":
                self._acknowledged = max(self._acknowledged or 0, body["ink"])
            elif name == "error":
                self._errors.append(body)
            else:
                self._answers.add(name, body)
            self._changed.notify_all()

    def _wait(self, condition, what, seconds=20):
        with self._changed:
            if not self._changed.wait_for(lambda: condition() or self._errors, seconds) or self._errors:
                raise AssertionError(f"waited for {what}: {self._errors or 'it never came'}")

    def _emit(self, name, body):
        try:
            self._client.emit(name, body)
        except socketio.exceptions.SocketIOError:
            # Cut off; what was written is kept and sent again after the resume.
            pass

    def write(self, recording, expected, cuts=(), cut=None):
        """Streams a recording; `cut` is called behind the events at these shares of it. Answers what the server said."""
        with self._changed:
            self._ready, self._acknowledged, self._answers = None, None, Answers()
        ink = events(recording)
        cut_behind = {max(1, int(len(ink) * share)) for share in cuts}
        self._client.emit("session:start", start(recording))
        self._wait(lambda: self._ready, "session:ready")
        index = 0
        while index < len(ink):
            self._emit(*ink[index])
            index += 1
            if index in cut_behind:
                cut_behind.remove(index)
                before = self.resumptions
                cut()
                self._wait(lambda: self.resumptions > before, "the session to be taken up again")
                index = self._ready["ink"]
        self._wait(lambda: self._acknowledged == len(ink), f"ink:ack of {len(ink)}")
        try:
            self._wait(lambda: self._answers == expected, "the last analysis:result", 5)
        except AssertionError:
            pass
        return self._answers
