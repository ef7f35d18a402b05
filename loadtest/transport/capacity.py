#!/usr/bin/env python3
"""How many pens a core carries, beside what it carries where ink costs nothing: echo servers under the same load.

    [PEER_ECHO=COMMAND] loadtest/transport/capacity.py [--rounds N] [--start PENS] [--servers NAME=COMMAND …] [--json FILE]

`loadtest capacity` raises the pens of `pilsun serve` until answers take longer than 20 ms, and with --echo those of
conformance-server and, where PEER_ECHO is set as for bench.py, of another server's echo: the same bytes at the same times.
The servers have one core, the load another; they take turns, so that what the machine does meanwhile meets all of them.

A move's processor time is read at the number of pens to begin with, which is the same for all. `--servers` adds further
commands that are offered ink, with `{port}` in them: an earlier state of this project, say.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

from servers import PILSUN, RELEASE, Cores, Server, echo_commands

# Both sides go before what else the machine does; where that is not allowed, nice says so and runs them all the same.
FIRST = ["nice", "-n", "-15"]


def read_arguments():
    parser = argparse.ArgumentParser(description="Pens a core, beside echo servers under the same load")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--start", type=int, default=300, help="pens to begin with")
    parser.add_argument("--servers", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--json", type=pathlib.Path, help="where all figures are written")
    return parser.parse_args()


def candidates(options):
    """Name, command, and whether it is an echo."""
    found = [("pilsun serve", PILSUN, False)]
    for added in options.servers:
        name, _, command = added.partition("=")
        found.append((name, command.split(), False))
    echoes = echo_commands(False, ("", ""))
    found.append(("own echo", echoes["ours"], True))
    if echoes["peer"]:
        found.append(("peer's echo", echoes["peer"], True))
    return found


def move_us(level, cores):
    """Microseconds of processor time a move at a number of pens."""
    return level[cores] / level["moves_per_s"] * 1e6


def measure(command, is_echo, cores, start, seed):
    """What `loadtest capacity` finds of a server that is started for it."""
    with Server([*FIRST, *command], cores.server) as server:
        load = [*FIRST, "taskset", "-c", cores.load, RELEASE / "loadtest", "capacity", f"ws://127.0.0.1:{server.port}",
                "--spin", "--seed", seed, "--start", start, "--pid", server.pid, "--json", *(["--echo"] if is_echo else [])]
        done = subprocess.run(list(map(str, load)), capture_output=True, text=True)
    # 2: the run cannot be trusted, which its figures say as well.
    if done.returncode not in (0, 2):
        raise SystemExit(f"{' '.join(map(str, load))}: {done.stderr}")
    report = json.loads(done.stdout.splitlines()[-1])
    levels = report["levels"]
    first = levels[0]
    if not first["moves_per_s"]:
        raise SystemExit(f"{' '.join(map(str, load))}: {'; '.join(report['invalid_because'])}")
    best = next((level for level in reversed(levels) if level["pens"] == report["pens"]), first)
    beyond = [level for level in levels if level["pens"] > report["pens"]]
    # What decided: the last measurement of the smallest number that was too many.
    decisive = min(reversed(beyond), key=lambda level: level["pens"], default=None)
    return {
        "pens": report["pens"], "valid": report["valid"], "p99_ms": report["p99_ms"], "cores": best["server_cores"],
        "move_us": move_us(first, "server_cores"), "load_us": move_us(best, "own_cores"),
        "load_was_late": decisive is not None and not decisive["is_valid"],
    }


def main():
    options, cores = read_arguments(), Cores()
    servers = candidates(options)
    found = {name: [] for name, _, _ in servers}
    for number in range(options.rounds):
        for name, command, is_echo in servers if number % 2 == 0 else reversed(servers):
            run = measure(command, is_echo, cores, options.start, number + 1)
            found[name].append(run)
            print(f"  round {number + 1}, {name}: {run['pens']} pens", file=sys.stderr, flush=True)
    print(f"{'':>14} {'pens within 20 ms':>24} {'p99 ms':>7} {'cores':>6} {f'µs a move at {options.start}':>18} {'its ratio':>9}")
    for name, runs in found.items():
        pens = ", ".join(f"{run['pens']}{'' if run['valid'] else ' (not valid)'}{'+' if run['load_was_late'] else ''}" for run in runs)
        cost = statistics.median(run["move_us"] for run in runs)
        ratio = statistics.median(run["move_us"] / ours["move_us"] for run, ours in zip(runs, found["pilsun serve"]))
        print(f"{name:>14} {pens:>24} {statistics.median(run['p99_ms'] for run in runs):>7.1f}"
              f" {statistics.median(run['cores'] for run in runs):>6.2f} {cost:>18.1f} {ratio:>9.2f}")
    load = statistics.median(run["load_us"] for runs in found.values() for run in runs)
    print(f"+: with more pens the load did not keep its times, so that more is possible. It needs {load:.1f} µs a move itself.")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
