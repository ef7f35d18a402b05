"""A session whose lane stands still stops reading its socket, costs bounded memory, and loses nothing."""

import contextlib
import ctypes
import json
import os
import select
import socket
import threading
import unittest

import fixture
from pen import Pen
from served import Served

PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207
WALL = 0x40000000
MOVES, POINTS = 6_000, 50


@contextlib.contextmanager
def standing_still(thread):
    """One thread of another process is stopped until the end of the block, as a debugger does it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]

    def ptrace(request):
        if libc.ptrace(request, thread, None, None) < 0:
            raise OSError(ctypes.get_errno(), "ptrace")

    ptrace(PTRACE_SEIZE)
    ptrace(PTRACE_INTERRUPT)
    os.waitpid(thread, WALL)
    try:
        yield
    finally:
        ptrace(PTRACE_DETACH)


def frame(text):
    """A client's frame under a key of zeros."""
    payload = text.encode()
    return b"\x81\xfe" + len(payload).to_bytes(2, "big") + bytes(4) + payload


def long_stroke():
    """The frames of a stroke of many moves: back and forth, with a wave."""
    clock = 0
    for number in range(1, MOVES + 1):
        points = []
        for _ in range(POINTS):
            clock += 1
            points.append([clock % 600 if clock % 600 < 300 else 600 - clock % 600, (clock * 7919) % 37 + 100, clock * 8])
        yield frame(json.dumps(["stroke:move", {"points": points, "seq": number + 1}]))


class BackpressureTest(unittest.TestCase):
    def test_a_lane_that_stands_still_stops_the_reading_and_nothing_is_lost(self):
        with Served(fixture.EXECUTABLE, "--loops", "1", "--lanes", "1") as served:
            with Pen(served.url) as free:
                expected = self.write(free, b"".join(long_stroke()))
            with Pen(served.url) as pen:
                try:
                    told = self.write_while_the_lane_stands_still(served, pen)
                except PermissionError:
                    self.skipTest("this process may not stop a thread of another one (ptrace)")
            self.assertEqual(pen.errors(), [])
            self.assertEqual(told, expected)

    def write(self, pen, frames):
        """Writes the stroke; the outputs."""
        self.begin(pen)
        return self.finish(pen, frames)

    def write_while_the_lane_stands_still(self, served, pen):
        frames = memoryview(b"".join(long_stroke()))
        self.begin(pen)
        before = served.resident_bytes()
        [lane] = served.threads("lane")
        with standing_still(lane):
            sent = self.send_until_nobody_reads(pen, frames)
            self.assertLess(sent, len(frames), "the server goes on reading although nobody folds")
            self.assertEqual(served.get("/healthz")[0], 200, "the loop serves others meanwhile")
            self.assertLess(served.resident_bytes() - before, 8 << 20)
            self.assertEqual(pen.acknowledged, 1)
        return self.finish(pen, frames[sent:])

    def begin(self, pen):
        pen.start("가", {"w": 300, "h": 300})
        pen.ink("stroke:start", [[0, 100, 0]])
        pen.wait_for_answers()

    def finish(self, pen, frames):
        """Sends what is left while the answers are read; the outputs."""
        sending = threading.Thread(target=pen.send_bytes, args=(frames,))
        sending.start()
        pen.number = MOVES + 1
        pen.wait_for_answers()
        sending.join()
        pen.ink("stroke:end")
        pen.wait_for_answers()
        return pen.outputs()

    def send_until_nobody_reads(self, pen, frames, quiet_seconds=1):
        """How many bytes the system took before it took none for a while."""
        sent = 0
        while sent < len(frames) and select.select([], [pen.socket], [], quiet_seconds)[1]:
            with contextlib.suppress(BlockingIOError):
                sent += pen.socket.send(frames[sent:sent + 65536], socket.MSG_DONTWAIT)
        return sent


if __name__ == "__main__":
    unittest.main()
