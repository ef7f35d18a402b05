#!/usr/bin/env python3
"""One of three nodes dies under thousands of pens: how fast do they come to the other two?

    reconnect.py [--pens N] [--server PATH] [--loadtest PATH]

Pens write slowly through HAProxy; one node is killed, and the others' accepts are counted every tenth of a second. The fair rate is
that of pens which spread evenly over one second and over the nodes that are left. The last line: reconnect: pens N lost L first_second F
later_per_s M fair_per_s R. Exit code 1 where, after the first second, a node sees more than twice the fair rate, or not all come back.
"""

import argparse
import subprocess
import sys
import time
import urllib.request

from nodes import ROOT, Cluster


def counter(node, name):
    with urllib.request.urlopen(f"http://{node.address}/metrics", timeout=5) as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith(name + " "):
                return int(float(line.split()[1]))
    raise SystemExit(f"no {name} in the metrics")


def sample(nodes, seconds):
    """Accepted WebSockets of each node, every tenth of a second: (moment, counts)."""
    start, rows = time.monotonic(), []
    while time.monotonic() - start < seconds:
        rows.append((time.monotonic() - start, [counter(node, "pilsun_connections_opened_total") for node in nodes]))
        time.sleep(0.1)
    return rows


def largest_rate(rows, first, last):
    """The most that one node accepted within a second that lies between the two moments."""
    most = 0
    for index, (moment, counts) in enumerate(rows):
        if not first <= moment <= last:
            continue
        for later, others in rows[index:]:
            if later <= min(moment + 1.05, last):
                most = max(most, max(b - a for a, b in zip(counts, others)))
    return most


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pens", type=int, default=3_000)
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--loadtest", default=str(ROOT / ".build/release/loadtest"))
    options = parser.parse_args()
    cluster = Cluster(options.server)
    try:
        ramp = options.pens / 300
        pens = subprocess.Popen(
            [options.loadtest, "replay", f"ws://{cluster.front}/ws", "--pens", str(options.pens), "--moves-per-second", "2",
             "--characters-per-session", "40", "--rounds", "0", "--seconds", str(ramp + 20), "--ramp", str(ramp), "--json"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(ramp + 5)
        held = [counter(node, "pilsun_connections") for node in cluster.nodes]
        victim, others = cluster.nodes[0], cluster.nodes[1:]
        before = [counter(node, "pilsun_connections_opened_total") for node in others]
        victim.kill()
        rows = [(0.0, before), *sample(others, 10)]
        victim.start()
        pens.terminate()
        pens.wait(30)
    finally:
        cluster.stop()
    lost, came = held[0], sum(rows[-1][1]) - sum(rows[0][1])
    fair = lost / 2
    first, later = largest_rate(rows, 0, 1), largest_rate(rows, 1, 10)
    print(f"  the nodes held {held}; {came} came to the other two within ten seconds")
    print(f"reconnect: pens {options.pens} lost {lost} first_second {first} later_per_s {later} fair_per_s {fair:.0f}")
    return 0 if later <= 2 * fair and came >= 0.98 * lost > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
