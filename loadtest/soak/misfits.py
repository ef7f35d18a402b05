"""Clients that do not behave, one coroutine for each kind: it comes, does its mischief, and returns when the server has had enough of it."""

import asyncio
import base64
import json
import logging
import os
import socket
import struct

PATIENCE_SECONDS = 60

# That a connection has gone is what is waited for here.
logging.getLogger("asyncio").setLevel(logging.ERROR)


def frame(payload, opcode=1):
    """A whole masked WebSocket frame (RFC 6455, section 5.2)."""
    mask = os.urandom(4)
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else struct.pack("!BH", 0x80 | 126, len(payload))
    return bytes([0x80 | opcode]) + length + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def event(name, **data):
    return frame(json.dumps([name, data]).encode())


class Visitor:
    """A bare connection to the server."""

    def __init__(self, port, rng):
        self.port, self.rng = port, rng

    async def connect(self, receive_bytes=None):
        plain = socket.socket()
        if receive_bytes:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", self.port))
        self.reader, self.writer = await asyncio.open_connection(sock=plain, limit=4096)

    async def shake_hands(self):
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode())
        await self.reader.readuntil(b"\r\n\r\n")

    def write(self, data):
        self.writer.write(data)

    async def begin_a_session(self):
        """A session whose pen is down."""
        await self.shake_hands()
        self.write(event("session:start", text="한글날", frame={"x": 0, "y": 0, "width": 300, "height": 300}))
        self.write(event("stroke:start", x=100, y=60, seq=1))

    async def read_to_the_end(self):
        while await self.reader.read(4096):
            pass

    def reset(self):
        """Ends the connection with a reset instead of an end."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


async def comes_and_goes(visitor):
    """Leaves in the middle of a stroke: with a close frame, with an end, or with a reset."""
    await visitor.connect()
    await visitor.begin_a_session()
    for number in range(visitor.rng.randrange(1, 40)):
        visitor.write(event("stroke:move", points=[[100 + 3 * number, 60 + number]], seq=2 + number))
        await asyncio.sleep(0.01)
    way = visitor.rng.randrange(3)
    if way == 0:
        visitor.write(frame(struct.pack("!H", 1000), opcode=8))
        await visitor.read_to_the_end()
    elif way == 1:
        visitor.writer.close()
    else:
        visitor.reset()


async def says_nothing(visitor):
    """Half-open: the connection is there, and nothing comes over it."""
    await visitor.connect()
    await visitor.read_to_the_end()


async def shakes_hands_and_sleeps(visitor):
    """Begins a session and is never heard of again; it does not even answer a ping."""
    await visitor.connect()
    await visitor.begin_a_session()
    await visitor.read_to_the_end()


async def ends_its_half(visitor):
    """Says that it will send no more in the middle of a frame, and waits."""
    await visitor.connect()
    await visitor.begin_a_session()
    visitor.write(event("stroke:move", points=[[120, 80]], seq=2)[:9])
    visitor.writer.write_eof()
    await visitor.read_to_the_end()


async def dribbles(visitor):
    """Sends its request byte by byte."""
    await visitor.connect()
    request = b"GET /ws HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200
    for position in range(len(request)):
        visitor.write(request[position:position + 1])
        await asyncio.sleep(0.2)
        if visitor.reader.at_eof():
            return
    await visitor.read_to_the_end()


async def speaks_garbage(visitor):
    """Bytes by chance instead of a request."""
    await visitor.connect()
    visitor.write(os.urandom(visitor.rng.randrange(1, 4000)) + b"\r\n\r\n")
    await visitor.read_to_the_end()


async def frames_garbage(visitor):
    """Bytes by chance instead of frames, or a frame that claims more than any may have, or an event that is none."""
    await visitor.connect()
    await visitor.begin_a_session()
    visitor.write(visitor.rng.choice([
        os.urandom(visitor.rng.randrange(2, 2000)),
        struct.pack("!BBQ", 0x81, 0xFF, 1 << 40),
        frame(b'["stroke:move",{"points":[[1e999,"x"]]}]') * 50,
        frame(b"[" * 1000),
        frame(os.urandom(100), opcode=2) * 20,
    ]))
    visitor.write(frame(struct.pack("!H", 1000), opcode=8))
    await visitor.read_to_the_end()


async def polls_garbage(visitor):
    """Socket.IO requests that are none."""
    await visitor.connect()
    body = os.urandom(visitor.rng.randrange(1, 500))
    for target in ("?EIO=4&transport=polling", "?EIO=4&transport=polling&sid=none"):
        visitor.write(f"POST /socket.io/{target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    visitor.writer.write_eof()
    await visitor.read_to_the_end()


async def does_not_read(visitor):
    """Writes without an end and reads hardly anything of what it is told, until the server closes."""
    await visitor.connect(receive_bytes=4096)
    await visitor.begin_a_session()
    number, up = 1, False
    while not visitor.writer.is_closing():
        for _ in range(20):
            number += 1
            points = [[visitor.rng.uniform(0, 900), visitor.rng.uniform(0, 300)] for _ in range(4)]
            visitor.write(event("stroke:end", seq=number) if up else event("stroke:move", points=points, seq=number))
            if up:
                number += 1
                visitor.write(event("stroke:start", x=points[0][0], y=points[0][1], seq=number))
            up = number % 7 == 0
        # The server may rightly stop reading: then this waits, and goes on when it can.
        await visitor.writer.drain()
        if not await visitor.reader.read(1):
            return
        await asyncio.sleep(0.05)


KINDS = [comes_and_goes, comes_and_goes, comes_and_goes, says_nothing, shakes_hands_and_sleeps, ends_its_half, dribbles,
         speaks_garbage, frames_garbage, polls_garbage, does_not_read]


class Mischief:
    """Misfits that come at a steady rate; counts how each kind was got rid of."""

    def __init__(self, port, rng, per_second):
        self.port, self.rng, self.per_second = port, rng, per_second
        self.ended = {kind.__name__: 0 for kind in KINDS}
        self.stayed = dict.fromkeys(self.ended, 0)
        self.refused = 0

    async def go_on(self, seconds):
        loop, alive = asyncio.get_running_loop(), set()
        end = loop.time() + seconds
        while loop.time() < end:
            misfit = asyncio.create_task(self.visit(self.rng.choice(KINDS)))
            alive.add(misfit)
            misfit.add_done_callback(alive.discard)
            await asyncio.sleep(self.rng.expovariate(self.per_second))
        await asyncio.gather(*alive)

    async def visit(self, kind):
        visitor = Visitor(self.port, self.rng)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await kind(visitor)
            self.ended[kind.__name__] += 1
        except TimeoutError:
            self.stayed[kind.__name__] += 1
        except (ConnectionError, asyncio.IncompleteReadError):
            self.ended[kind.__name__] += 1
        finally:
            if writer := getattr(visitor, "writer", None):
                writer.transport.abort()
            else:
                self.refused += 1
