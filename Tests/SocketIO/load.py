#!/usr/bin/env python3
"""Many Socket.IO clients at once against one `pilsun serve`: no error, no message lost, memory flat, and what a message costs.

    load.py [--server PATH] [--clients N] [--seconds S] [--cost-seconds S] [--rate R]

First each transport by itself with N clients, for the processor time that the server spends on one event and its `ink:ack`; then N
clients that poll and N WebSockets together for S seconds. Prints one table. Exit code 1 where anything went wrong.
"""

import argparse
import asyncio
import base64
import json
import pathlib
import re
import subprocess
import sys
import time

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path += [str(TESTS / "Browser"), str(TESTS.parent / "loadtest")]

import processes  # noqa: E402
from server import default_executable  # noqa: E402

UPGRADE = (
    "GET {} HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\n\r\n")
ACK = re.compile(rb'\["ink:ack",\{"ink":(\d+)')


class Writer:
    """A pen that writes one long stroke, a point at a time."""

    def __init__(self, address, report):
        self.address, self.report, self.sent, self.acknowledged = address, report, 0, 0

    def event(self):
        self.sent += 1
        if self.sent == 1:
            return '["stroke:start",{"x":1,"y":1,"t":0,"seq":1}]'
        x, y = self.sent * 3 % 1000, self.sent * 7 % 1000
        return f'["stroke:move",{{"points":[[{x},{y},{self.sent * 8}]],"seq":{self.sent}}}]'

    def hear(self, text):
        for number in ACK.findall(text):
            self.acknowledged = int(number)
        if b'["error"' in text:
            self.report.errors.append(text.decode()[:200])

    async def write_until(self, end, interval, delay):
        await asyncio.sleep(delay)
        while time.monotonic() < end:
            await self.send(self.event())
            await asyncio.sleep(interval)


class WebSocketWriter(Writer):
    """Over a WebSocket; `target` and `envelope` say whether bare or as Socket.IO."""

    def __init__(self, address, report, is_bare):
        super().__init__(address, report)
        self.is_bare, self.prefix = is_bare, "" if is_bare else "42"

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(*self.address)
        target = "/ws" if self.is_bare else "/socket.io/?EIO=4&transport=websocket"
        self.writer.write(UPGRADE.format(target).encode())
        await self.reader.readuntil(b"\r\n\r\n")
        if not self.is_bare:
            await self.frame()
            self.write_frame("40")
            await self.frame()
        self.task = asyncio.create_task(self.listen())

    def write_frame(self, text):
        data = text.encode()
        self.writer.write(bytes([0x81, 0x80 | len(data)] if len(data) < 126 else [0x81, 0xFE, 0, len(data)]) + bytes(4) + data)

    async def frame(self):
        head = await self.reader.readexactly(2)
        length = head[1]
        if length == 126:
            length = int.from_bytes(await self.reader.readexactly(2))
        data = await self.reader.readexactly(length)
        if head[0] == 0x88:
            raise ConnectionError(f"closed: {data}")
        if head[0] == 0x89:
            self.writer.write(b"\x8a\x80\0\0\0\0")
        return data

    async def listen(self):
        try:
            while True:
                text = await self.frame()
                if text == b"2":
                    self.write_frame("3")
                self.hear(text)
        except (OSError, asyncio.IncompleteReadError) as problem:
            self.report.errors.append(f"websocket: {problem!r}")

    async def send(self, event):
        self.write_frame(self.prefix + event)

    async def close(self):
        self.task.cancel()
        self.writer.close()


class PollingWriter(Writer):
    """By long-polling: one connection for GET, one for POST."""

    async def open(self):
        self.poll = await asyncio.open_connection(*self.address)
        self.post = await asyncio.open_connection(*self.address)
        self.turn = asyncio.Lock()
        self.query = "/socket.io/?EIO=4&transport=polling"
        opening = await self.ask(self.poll, "GET")
        self.query += "&sid=" + json.loads(opening[1:])["sid"]
        await self.send_packet("40")
        await self.ask(self.poll, "GET")
        self.task = asyncio.create_task(self.listen())

    async def ask(self, connection, method, body=""):
        reader, writer = connection
        writer.write(f"{method} {self.query} HTTP/1.1\r\nHost: h\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head)[1])
        answer = await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(f"{method}: {head[:20]} {answer}")
        return answer

    async def listen(self):
        try:
            while True:
                payload = await self.ask(self.poll, "GET")
                packets = payload.split(b"\x1e")
                if len(packets) > 16:
                    self.report.errors.append(f"{len(packets)} packets in one payload")
                if b"2" in packets:
                    asyncio.create_task(self.send_packet("3"))
                self.hear(payload)
        except (OSError, asyncio.IncompleteReadError) as problem:
            self.report.errors.append(f"polling: {problem!r}")

    async def send_packet(self, packet):
        async with self.turn:
            await self.ask(self.post, "POST", packet)

    async def send(self, event):
        await self.send_packet("42" + event)

    async def close(self):
        self.task.cancel()
        self.poll[1].close()
        self.post[1].close()


class Report:
    """What went wrong."""

    def __init__(self):
        self.errors = []


class Server:
    """The process that is measured."""

    def __init__(self, executable):
        self.process = subprocess.Popen(
            [executable, "serve", "--port", "0", "--log-level", "warning"], stdout=subprocess.PIPE, text=True,
            env=processes.own_records())
        host, port = self.process.stdout.readline().split("://")[1].strip().split(":")
        self.address = (host, int(port))

    @property
    def cpu_seconds(self):
        return processes.cpu_seconds(self.process.pid)

    @property
    def resident_megabytes(self):
        return processes.resident_bytes(self.process.pid) / 2**20

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


async def drive(server, writers, seconds, rate, memory=None):
    """Opens the writers, has them write, waits for their acknowledgements; answers events and processor seconds."""
    for first in range(0, len(writers), 50):
        await asyncio.gather(*(writer.open() for writer in writers[first:first + 50]))
    before, end, interval = server.cpu_seconds, time.monotonic() + seconds, 1 / rate
    sampler = asyncio.create_task(sample(server, memory)) if memory is not None else None
    await asyncio.gather(*(
        writer.write_until(end, interval, interval * index / len(writers)) for index, writer in enumerate(writers)))
    patience = time.monotonic() + 20
    while time.monotonic() < patience and any(writer.acknowledged < writer.sent for writer in writers):
        await asyncio.sleep(0.05)
    spent = server.cpu_seconds - before
    if sampler:
        sampler.cancel()
    for writer in writers:
        if writer.acknowledged != writer.sent:
            writer.report.errors.append(f"{writer.sent} events sent, {writer.acknowledged} acknowledged")
        await writer.close()
    return sum(writer.sent for writer in writers), spent


async def sample(server, memory):
    while True:
        memory.append(server.resident_megabytes)
        await asyncio.sleep(1)


def kinds(server, report, count):
    return {
        "WebSocket, /ws": lambda: [WebSocketWriter(server.address, report, True) for _ in range(count)],
        "Socket.IO, WebSocket": lambda: [WebSocketWriter(server.address, report, False) for _ in range(count)],
        "Socket.IO, polling": lambda: [PollingWriter(server.address, report) for _ in range(count)],
    }


async def main(options):
    server, report = Server(options.server), Report()
    try:
        print("| transport | clients | events | CPU of the server, µs an event |\n|---|---|---|---|")
        for name, make in kinds(server, report, options.clients).items():
            sent, spent = await drive(server, make(), options.cost_seconds, options.rate)
            print(f"| {name} | {options.clients} | {sent} | {spent / sent * 1e6:.1f} |", flush=True)
        all_kinds, memory = kinds(server, report, options.clients), []
        both = all_kinds["Socket.IO, polling"]() + all_kinds["Socket.IO, WebSocket"]()
        sent, spent = await drive(server, both, options.seconds, options.rate / 2, memory)
        print(f"| both at once, {options.seconds} s | {len(both)} | {sent} | {spent / sent * 1e6:.1f} |")
        early, late = memory[len(memory) // 3], memory[-1]
        print(f"memory: {early:.1f} MB after a third of the time, {late:.1f} MB at the end; errors: {len(report.errors)}")
        if late > early * 1.05 + 4:
            report.errors.append("memory grew")
    finally:
        server.stop()
    for error in report.errors[:10]:
        print(f"  {error}")
    return 1 if report.errors else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", default=default_executable())
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--cost-seconds", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2)
    sys.exit(asyncio.run(main(parser.parse_args())))
