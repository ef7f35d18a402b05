"""What loads the servers: uWebSockets' load_test, or loadtest's own closed loop."""
import json
import os
import re
import resource
import socket
import ssl
import subprocess
import time

from servers import RELEASE


def cost(server, rate, seconds, used):
    return {"rate": rate, "cpu_us": used / (rate * seconds) * 1e6}


class PeerLoad:
    """load_test: prints a rate every four seconds; the first one counts from before all connections were there."""

    INTERVAL_SECONDS = 4

    def __init__(self, program, core):
        self._program, self._core = program, core

    def run(self, server, size, connections, seconds, is_secure):
        intervals = max(1, round(seconds / self.INTERVAL_SECONDS))
        command = ["taskset", "-c", str(self._core), "stdbuf", "-oL", self._program, str(connections), "127.0.0.1",
                   str(server.port), str(int(is_secure)), "0", str(size)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as load:
            try:
                self._next(load)
                began, used = time.monotonic(), server.cpu_seconds()
                rate = sum(self._next(load) for _ in range(intervals)) / intervals
                return cost(server, rate, time.monotonic() - began, server.cpu_seconds() - used)
            finally:
                load.kill()

    def _next(self, load):
        for line in load.stdout:
            if found := re.match(r"Msg/sec: ([0-9.]+)", line):
                return float(found[1])
        raise SystemExit(f"the load ended: {' '.join(load.args)}")


class OwnLoad:
    """`loadtest echo`: a closed loop of our own."""

    def __init__(self, core):
        self._start = ["taskset", "-c", str(core), str(RELEASE / "loadtest"), "echo"]

    def run(self, server, size, connections, seconds, is_secure):
        return self.measure(server, is_secure, seconds, "--connections", connections, "--size", size)[0]

    def measure(self, server, is_secure, seconds, *arguments):
        """Its cost, and the whole report of `loadtest echo` with these arguments."""
        url = f"{'wss' if is_secure else 'ws'}://127.0.0.1:{server.port}"
        command = [*self._start, url, "--json", "--seconds", seconds, *arguments, *(["--insecure"] if is_secure else [])]
        used = server.cpu_seconds()
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        # 2: it was late, which a closed loop is by its nature.
        if done.returncode not in (0, 2):
            raise SystemExit(f"{' '.join(map(str, command))}: {done.stderr}")
        report = json.loads(done.stdout)
        messages = report["counts"]["events_received"]
        if not messages or report["counts"]["losses"]:
            raise SystemExit(f"{' '.join(map(str, command))}: connections were lost")
        return {"rate": report["events_per_s"], "cpu_us": (server.cpu_seconds() - used) / messages * 1e6}, report


class InkLoad(OwnLoad):
    """The same, with moves of four points that are each acknowledged."""

    def __init__(self, core, form):
        super().__init__(core)
        self._transport = {"json": "ws", "binary": "ws-binary"}[form]
        self.size = 0

    def run(self, server, connections, seconds):
        found, report = self.measure(
            server, False, seconds, "--connections", connections, "--ink", "--transport", self._transport)
        self.size = next(int(size[1]) for note in report["notes"] if (size := re.search(r"of (\d+) bytes", note)))
        return found


class IdleCrowd:
    """Connections that become WebSockets and say nothing more."""

    HELLO = (b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")

    def __init__(self, core, count):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, count + 1024), most))
        os.sched_setaffinity(0, {core})
        self._count = count

    def hold(self, server, is_secure):
        """Resident bytes of the server for each of them. The first thousand make it fetch what it needs once."""
        trusting = ssl._create_unverified_context() if is_secure else None
        crowd = []
        try:
            for number in range(self._count + 1000):
                if number == 1000:
                    time.sleep(1)
                    before = server.resident_bytes()
                crowd.append(self._join(server, trusting))
            time.sleep(2)
            return (server.resident_bytes() - before) / self._count
        finally:
            for client in crowd:
                client.close()

    def _join(self, server, trusting):
        client = socket.create_connection(("127.0.0.1", server.port))
        if trusting:
            client = trusting.wrap_socket(client)
        client.sendall(self.HELLO)
        if b" 101 " not in client.recv(4096):
            raise SystemExit("the server takes no more WebSockets")
        return client
