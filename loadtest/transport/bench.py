#!/usr/bin/env python3
"""What an echoed message and an idle connection cost, beside another server's on the same machine in the same run.

    [PEER_ECHO=COMMAND] [PEER_LOAD=PATH] [PEER_ECHO_TLS=COMMAND] loadtest/transport/bench.py [--rounds N] [--seconds S]
        [--cases 20x10,128x200,1024x200,16384x50] [--only echo|ink|idle] [--tls] [--idle N] [--json FILE]

The servers have one core, the load another; they take turns, so that what the machine does meanwhile meets both. Printed are
the medians of the rounds and of each round's ratio.

PEER_ECHO is the other server's echo, a command that is given a port: in place of `{port}`, or behind its words. PEER_ECHO_TLS
is given a key and a certificate as well (`{key}`, `{cert}`). PEER_LOAD is uWebSockets' load_test, which keeps one message
under way on each connection; without it the load is that of `loadtest echo`.
"""
import argparse
import json
import os
import pathlib
import sys
import tempfile

from load import IdleCrowd, InkLoad, OwnLoad, PeerLoad
from servers import PILSUN, Cores, Server, echo_commands, make_certificate
from table import print_costs, print_idle, print_ink

CASES = "20x10,128x200,1024x200,16384x50"


def read_arguments():
    parser = argparse.ArgumentParser(description="The transport's costs, beside another server's")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="measured for each figure")
    parser.add_argument("--cases", default=CASES, help="bytes x connections")
    parser.add_argument("--only", choices=["echo", "ink", "idle"])
    parser.add_argument("--tls", action="store_true", help="over TLS alone; otherwise both where $PEER_ECHO_TLS is given")
    parser.add_argument("--idle", type=int, default=10_000, help="idle connections")
    parser.add_argument("--json", type=pathlib.Path, help="where all figures are written")
    return parser.parse_args()


def measure_echo(options, servers, cores, is_secure):
    """Rows of costs: for each case and server, what every round found."""
    program = os.environ.get("PEER_LOAD")
    found = []
    for case in options.cases.split(","):
        size, connections = map(int, case.split("x"))
        load = PeerLoad(program, cores.load) if program else OwnLoad(cores.load)
        row = {"size": size, "connections": connections, "ours": [], "peer": []}
        for number in range(options.rounds):
            names = [name for name in ("ours", "peer") if servers[name]]
            for name in names if number % 2 == 0 else reversed(names):
                with Server(servers[name], cores.server) as server:
                    row[name].append(load.run(server, size, connections, options.seconds, is_secure))
        found.append(row)
        print(f"  {size} B, {connections} connections: done", file=sys.stderr, flush=True)
    return found


def measure_ink(options, echo, cores):
    """The whole way of a pen's moves, and an echo of messages of the same size, in turns."""
    found = []
    for form in ("json", "binary"):
        row = {"form": form, "echo": [], "ink": []}
        load = InkLoad(cores.load, form)
        for _ in range(options.rounds):
            with Server(PILSUN, cores.server) as server:
                row["ink"].append(load.run(server, 100, options.seconds))
            with Server(echo, cores.server) as server:
                row["echo"].append(OwnLoad(cores.load).run(server, load.size, 100, options.seconds, False))
        row["size"] = load.size
        found.append(row)
    return found


def measure_idle(options, servers, cores, is_secure):
    """Resident bytes for each of many idle connections."""
    found = {}
    for name, command in servers.items():
        if command:
            with Server(command, cores.server) as server:
                found[name] = IdleCrowd(cores.load, options.idle).hold(server, is_secure)
    return found


def main():
    options = read_arguments()
    cores, results = Cores(), {}
    with tempfile.TemporaryDirectory() as folder:
        certificate = make_certificate(pathlib.Path(folder))
        kinds = [True] if options.tls else [False, True] if os.environ.get("PEER_ECHO_TLS") else [False]
        for is_secure in kinds:
            servers, label = echo_commands(is_secure, certificate), "TLS 1.3" if is_secure else "plain"
            if options.only in (None, "echo"):
                results[f"echo, {label}"] = rows = measure_echo(options, servers, cores, is_secure)
                print_costs(f"Echo, {label}", rows)
            if options.only in (None, "idle"):
                results[f"idle, {label}"] = idle = measure_idle(options, servers, cores, is_secure)
                print_idle(f"Idle connections, {label}: {options.idle}", idle)
            if options.only in (None, "ink") and not is_secure:
                results["ink"] = rows = measure_ink(options, servers["ours"], cores)
                print_ink("stroke:move of four points, one ink:ack each, and an echo of the same size", rows)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
