#!/usr/bin/env python3
"""How many pens one Redis carries: what a node says to it for some pens, recorded and then said by more and more nodes at once.

    redis_limit.py [--pens N] [--seconds S] [--objective MS] [--server PATH] [--loadtest PATH]

A node with `--pens` pens talks to Redis through a proxy that keeps what it sends and when. Every level then says the same at the same
pace over as many connections as there would be nodes, each with sessions of its own. The time from a piece's turn to the answer
to its last command is what an `ink:ack` waits for Redis. The number of nodes rises by half as much again until the 99th percentile of that
passes the objective; the steps between are tried after that.
The last line: redis_limit: pens N commands_per_s C stored_p99_ms P redis_cpu U next_p99_ms Q.
"""

import argparse
import pathlib
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time

from nodes import ROOT, Node, Redis, wait_for
from processes import cpu_seconds  # noqa: E402

MARK = b"*2\r\n$4\r\nECHO\r\n$9\r\n~%07d~\r\n"
# A session's name follows this in every key and channel; its first three characters are made the node's own.
NAME = re.compile(rb"pilsun:\{...")
DIGITS = b"abcdefghijklmnopqrstuvwxyz"


class Tap:
    """A proxy before Redis that keeps what comes over each of its connections: (seconds, bytes)."""

    def __init__(self, redis):
        self.redis = redis
        self.heard = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            before, _ = self.listener.accept()
            behind = socket.create_connection(("127.0.0.1", self.redis.port))
            pieces = []
            self.heard.append(pieces)
            threading.Thread(target=self.copy, args=(before, behind, pieces), daemon=True).start()
            threading.Thread(target=self.copy, args=(behind, before, None), daemon=True).start()

    @staticmethod
    def copy(source, target, pieces):
        try:
            while data := source.recv(1 << 20):
                if pieces is not None:
                    pieces.append((time.monotonic(), data))
                target.sendall(data)
        except OSError:
            pass
        target.close()

    @property
    def commands(self):
        """What came over the connection that said most."""
        return max(self.heard, key=lambda pieces: sum(len(data) for _, data in pieces))


def record(options, redis, log):
    """What a node says to Redis while pens write."""
    tap = Tap(redis)
    node = Node(options.server, ["--redis", f"redis://127.0.0.1:{tap.port}"], log)
    try:
        wait_for(lambda: node.readiness() == "ready\n", 20, "the node")
        subprocess.run(
            [options.loadtest, "replay", f"ws://{node.address}/ws", "--pens", str(options.pens), "--rounds", "0",
             "--seconds", str(options.seconds), "--ramp", "2", "--json"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=options.seconds + 30)
        return tap.commands
    finally:
        node.kill()


def whole(pieces):
    """The same, cut between commands, without the time before the pens came."""
    rest, kept = b"", []
    for at, data in pieces:
        rest += data
        end = commands_end(rest)
        if end:
            kept.append((at, rest[:end]))
            rest = rest[end:]
    begin = next(at for at, data in kept if b"XADD" in data)
    return [(at - begin, data) for at, data in kept if at >= begin]


def commands_end(data):
    """Where the last whole command ends."""
    end = position = 0
    while data[position:position + 1] == b"*":
        line = data.find(b"\r\n", position)
        if line < 0:
            break
        count, position = int(data[position + 1:line]), line + 2
        for _ in range(count):
            line = data.find(b"\r\n", position)
            if line < 0:
                return end
            position = line + 2 + int(data[position + 1:line]) + 2
        if position > len(data):
            break
        end = position
    return end


class Speaker:
    """A node as Redis has it: says the pieces when it is their turn, and keeps how long each took until it was answered."""

    def __init__(self, port, number, pieces, delay):
        own = b"pilsun:{" + bytes([DIGITS[number // 676 % 26], DIGITS[number // 26 % 26], DIGITS[number % 26]])
        self.pieces = [(at + delay, NAME.sub(own, data) + MARK % index) for index, (at, data) in enumerate(pieces)]
        self.said = self.answered = 0
        self.unsent = self.tail = b""
        self.waits = []
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setblocking(False)

    def speak(self, now):
        while self.said < len(self.pieces) and self.pieces[self.said][0] <= now:
            self.unsent += self.pieces[self.said][1]
            self.said += 1
        if self.unsent:
            try:
                self.unsent = self.unsent[self.socket.send(self.unsent):]
            except BlockingIOError:
                pass

    def hear(self, now):
        try:
            data = self.tail + self.socket.recv(1 << 20)
        except BlockingIOError:
            return
        if (refusal := data.find(b"\r\n-")) >= 0:
            raise SystemExit(f"Redis refused a command: {data[refusal + 2:][:120]!r}")
        while self.answered < self.said and (found := data.find(b"~%07d~" % self.answered)) >= 0:
            self.waits.append(now - self.pieces[self.answered][0])
            self.answered += 1
            data = data[found + 9:]
        self.tail = data[-16:]

    @property
    def is_done(self):
        return self.answered == len(self.pieces)


def drive(redis, pieces, nodes, seconds):
    """All nodes at once; how long each piece waited, Redis' share of a core, commands in a second."""
    speakers = [Speaker(redis.port, number, pieces, 0.04 * number / nodes) for number in range(nodes)]
    selector = selectors.DefaultSelector()
    for speaker in speakers:
        selector.register(speaker.socket, selectors.EVENT_READ, speaker)
    used, begin = cpu_seconds(redis.process.pid), time.monotonic()
    while not all(speaker.is_done for speaker in speakers) and time.monotonic() - begin < 2 * seconds + 5:
        now = time.monotonic() - begin
        for speaker in speakers:
            speaker.speak(now)
        for key, _ in selector.select(0.001):
            key.data.hear(time.monotonic() - begin)
    lasted = time.monotonic() - begin
    processor = (cpu_seconds(redis.process.pid) - used) / lasted
    for speaker in speakers:
        speaker.socket.close()
    if not all(speaker.is_done for speaker in speakers):
        return None, processor, lasted
    return sorted(wait for speaker in speakers for wait in speaker.waits), processor, lasted


def level(options, pieces, nodes):
    """One level on an empty Redis of its own; the 99th percentile of the waits in milliseconds."""
    commands = sum(data.count(b"\r\n*") + 1 for _, data in pieces) * nodes
    with tempfile.TemporaryDirectory() as folder:
        redis = Redis(folder)
        try:
            waits, processor, lasted = drive(redis, pieces, nodes, options.seconds)
        finally:
            redis.kill()
    p50, p99 = (1e3 * waits[int(share * (len(waits) - 1))] for share in (0.5, 0.99)) if waits else (float("inf"),) * 2
    print(f"{nodes * options.pens:7} pens  {commands / lasted:8.0f} commands/s  stored p50 {p50:7.2f} p99 {p99:7.2f} ms  "
          f"Redis {100 * processor:3.0f} % of a core", flush=True)
    return {"pens": nodes * options.pens, "commands": commands / lasted, "p99": p99, "processor": processor}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pens", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--objective", type=float, default=40, help="milliseconds")
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--loadtest", default=str(ROOT / ".build/release/loadtest"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open(pathlib.Path(folder, "node.log"), "w") as log:
        redis = Redis(folder)
        try:
            pieces = whole(record(options, redis, log))
        finally:
            redis.kill()
    good, bad, nodes = None, None, 8
    while bad is None or bad["pens"] - good["pens"] > max(options.pens, good["pens"] // 10):
        result = level(options, pieces, nodes)
        if result["p99"] <= options.objective:
            good = result
        else:
            bad = result
            if good is None:
                raise SystemExit(f"Redis does not even carry {nodes * options.pens} pens here.")
        nodes = nodes * 3 // 2 if bad is None else (good["pens"] + bad["pens"]) // (2 * options.pens)
    print(f"redis_limit: pens {good['pens']} commands_per_s {good['commands']:.0f} stored_p99_ms {good['p99']:.1f} "
          f"redis_cpu {good['processor']:.2f} next_p99_ms {bad['p99']:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
