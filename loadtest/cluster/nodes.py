#!/usr/bin/env python3
"""A cluster on the loopback: Redis, three nodes, HAProxy. Everything is stopped by its process id.

    nodes.py [--server PATH] [--no-redis]

Prints where the cluster listens, and runs until it is interrupted. chaos.py and others use the class.
"""

import argparse
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.append(str(HERE.parent))
from processes import free_port, own_records  # noqa: E402

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def wait_for(condition, seconds, what):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.02)
    raise SystemExit(f"{what} did not come within {seconds} s")


class Redis:
    """A Redis server whose data survives it, unless it is told to forget. With `tls`, a certificate and its key, it speaks TLS as well."""

    def __init__(self, folder, tls=None):
        self.port = free_port()
        self.folder = pathlib.Path(folder)
        self.process = None
        self.tls_port, self.tls = None, []
        if tls:
            self.tls_port = free_port()
            self.tls = ["--tls-port", str(self.tls_port), "--tls-cert-file", str(tls[0]), "--tls-key-file", str(tls[1]),
                        "--tls-auth-clients", "no"]
        self.start()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}"

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes",
             "--appendfsync", "everysec", "--dir", str(self.folder), *self.tls], **QUIET)
        wait_for(self.answers, 20, "Redis")

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False

    def kill(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()

    def restart(self, empty):
        self.kill()
        if empty:
            for path in self.folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.start()

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)


class Node:
    def __init__(self, server, options, log):
        self.port = free_port()
        self.log = log
        self.command = [str(server), "serve", "--port", str(self.port), "--loops", "1", "--secret", "loopback",
                        "--log-level", "warning"] + options
        self.environment = own_records()
        self.process = None
        self.start()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=self.log, text=True, env=self.environment)
        line = self.process.stdout.readline()
        if "listening on" not in line:
            raise SystemExit(f"a node did not start: {line or self.process.wait()}")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def restart(self):
        self.kill()
        self.start()

    def readiness(self):
        with urllib.request.urlopen(f"http://{self.address}/readyz", timeout=2) as answer:
            return answer.read().decode()


class Cluster:
    """Three nodes with Redis behind them and HAProxy before them."""

    def __init__(self, server, redis=True, options=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pilsun-cluster-"))
        self.log = open(self.folder / "nodes.log", "w")
        self.redis, self.nodes, self.balancer = None, [], None
        try:
            if redis:
                (self.folder / "redis").mkdir()
                self.redis = Redis(self.folder / "redis")
            more = ["--redis", self.redis.url] if redis else []
            for _ in range(3):
                self.nodes.append(Node(server, more + list(options), self.log))
            self.front = f"127.0.0.1:{free_port()}"
            environment = dict(os.environ, PILSUN_FRONT=self.front)
            for tag, node in zip("ABC", self.nodes):
                environment[f"PILSUN_NODE_{tag}"] = node.address
            self.balancer = subprocess.Popen(
                ["haproxy", "-q", "-f", str(HERE / "haproxy.cfg")], env=environment, **QUIET)
            wait_for(self.answers, 20, "HAProxy")
        except BaseException:
            self.stop()
            raise

    def answers(self):
        try:
            return urllib.request.urlopen(f"http://{self.front}/readyz", timeout=2).status == 200
        except OSError:
            return False

    def stop(self):
        """Ends everything; answers the nodes' exit codes."""
        codes = []
        if self.balancer:
            self.balancer.terminate()
            self.balancer.wait(20)
        for node in self.nodes:
            node.process.terminate()
        for node in self.nodes:
            codes.append(node.process.wait(30))
        if self.redis:
            self.redis.kill()
        self.log.close()
        shutil.rmtree(self.folder)
        return codes


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--no-redis", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    cluster = Cluster(options.server, redis=not options.no_redis)
    try:
        print(f"cluster: ws://{cluster.front}/ws, page http://{cluster.front}/")
        for node in cluster.nodes:
            print(f"node:    http://{node.address}/ process {node.process.pid}")
        if cluster.redis:
            print(f"redis:   {cluster.redis.url} process {cluster.redis.process.pid}", flush=True)
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
