#!/usr/bin/env python3
"""Socket.IO behind HAProxy and three nodes: clients that poll keep their sessions, though every request may go anywhere.

    socketio_nodes.py [--server PATH] [--clients N] [--unsticky]

Starts three nodes and HAProxy with socketio.haproxy.cfg on free ports of the loopback. Each client polls a session with a connection
of its own for every request, the worst that a browser or a proxy can do; then it upgrades. --unsticky leaves the rules out, to
show what they are for. Exit code 0: no request failed, and every node had clients.
"""

import argparse
import collections
import http.client
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.append(str(HERE.parent))
from processes import free_port, own_records  # noqa: E402

QUERY = "/socket.io/?EIO=4&transport=polling"


def ask(port, method, target, body=None):
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    try:
        connection.request(method, target, body)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def upgrade(port, query):
    """Whether a WebSocket reaches the session: opens one, tries it, and answers what it says."""
    target = query.replace("polling", "websocket")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(
            f"GET {target} HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode())
        told = b""
        while b"\r\n\r\n" not in told and (more := connection.recv(4096)):
            told += more
        if not told.startswith(b"HTTP/1.1 101"):
            return told[:40]
        connection.sendall(b"\x81\x86\0\0\0\0" + b"2probe")
        told = told.split(b"\r\n\r\n", 1)[1]
        while len(told) < 8 and (more := connection.recv(4096)):
            told += more
        return told[2:8]


def write(port):
    """A stroke by polling; answers the node that kept the session, and what failed."""
    status, opening = ask(port, "GET", QUERY)
    if status != 200:
        return None, [f"open: {status} {opening}"]
    sid = json.loads(opening[1:])["sid"]
    query, failures, heard = f"{QUERY}&sid={sid}", [], ""
    packets = ["40", '42["stroke:start",{"x":1,"y":1,"seq":1}]']
    packets += [f'42["stroke:move",{{"points":[[{x},{x}]],"seq":{x}}}]' for x in range(2, 12)]
    packets.append('42["stroke:end",{"seq":12}]')
    for packet in packets:
        status, answer = ask(port, "POST", query, packet)
        if (status, answer) != (200, "ok"):
            failures.append(f"POST: {status} {answer}")
        if packet == "40" or packet == packets[-1]:
            status, answer = ask(port, "GET", query)
            heard += answer
            if status != 200:
                failures.append(f"GET: {status} {answer}")
    deadline = time.monotonic() + 10
    while not failures and '["ink:ack",{"ink":12' not in heard and time.monotonic() < deadline:
        status, answer = ask(port, "GET", query)
        heard += answer
    if not failures and '["ink:ack",{"ink":12' not in heard:
        failures.append("not all ink was acknowledged")
    if not failures and (told := upgrade(port, query)) != b"3probe":
        failures.append(f"upgrade: {told}")
    return sid.rsplit(".", 1)[-1], failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--unsticky", action="store_true")
    options = parser.parse_args()
    processes, environment, front = [], dict(os.environ), free_port()
    environment["PILSUN_FRONT"] = f"127.0.0.1:{front}"
    try:
        for tag in "abc":
            node = subprocess.Popen(
                [options.server, "serve", "--port", "0", "--node", tag, "--secret", "s", "--log-level", "warning"],
                stdout=subprocess.PIPE, text=True, env=own_records())
            processes.append(node)
            environment[f"PILSUN_NODE_{tag.upper()}"] = node.stdout.readline().split("://")[1].strip()
        with tempfile.TemporaryDirectory() as work:
            rules = (HERE / "socketio.haproxy.cfg").read_text()
            if options.unsticky:
                rules = "\n".join(line for line in rules.splitlines() if "use-server" not in line) + "\n"
            configuration = pathlib.Path(work) / "haproxy.cfg"
            configuration.write_text(rules)
            processes.append(subprocess.Popen(["haproxy", "-f", configuration], env=environment))
            return run(front, options.clients)
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait(20)


def run(front, clients):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if ask(front, "GET", "/readyz")[0] == 200:
                break
        except OSError:
            time.sleep(0.1)
    nodes, failures = collections.Counter(), []
    for _ in range(clients):
        node, failed = write(front)
        nodes[node] += 1
        failures += failed
    print(f"{clients} clients on nodes {dict(sorted(nodes.items(), key=str))}; failed requests: {len(failures)}")
    for failure in failures[:5]:
        print(f"  {failure}")
    return 1 if failures or len(nodes) < 3 else 0


sys.exit(main())
