#!/usr/bin/env python3
"""Pens write through a cluster whose parts are killed, paused, restarted and emptied; every session must be told what check says.

    chaos.py [--seed N] [--seconds S] [--pens P] [--without-redis-from SHARE] [--server PATH] [--loadtest PATH]

Every five seconds a node is killed (kill -9) and started again. Once each, at moments of their own, Redis is paused for three
seconds, restarted with its data, and restarted empty; with --without-redis-from 0.5 it is killed in the middle instead, and
comes back with its data for the last ten seconds. The seed decides on all of it, and on what the pens do.

The last line: chaos: compared N differing 0 lost 0 duplicates 0 kills K resume_p50_ms A resume_p99_ms B seed S. Exit code 1 where one of
the three is not 0, or N or K is.
"""

import argparse
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

from nodes import ROOT, Cluster

SAMPLES = ["omniglot-korean.ndjson.gz"]


def samples(target):
    """Real people's writing, where there is some, unpacked into a folder."""
    folder = pathlib.Path(os.environ.get("PILSUN_DATA", ROOT / "../shared/data")) / "samples"
    paths = []
    for name in SAMPLES:
        if (folder / name).exists():
            paths.append(str(target / name.removesuffix(".gz")))
            with gzip.open(folder / name) as packed, open(paths[-1], "wb") as plain:
                shutil.copyfileobj(packed, plain)
    return paths


def plan(options, chance):
    """What happens when, in seconds from the beginning: (moment, what)."""
    events = []
    moment = 5.0
    while moment < options.seconds - 2:
        events.append((moment, "kill"))
        moment += 5
    if options.without_redis_from is not None:
        events.append((options.seconds * options.without_redis_from, "stop redis"))
        events.append((options.seconds + 1, "start redis"))
    else:
        # A second after a kill, each in a third of the run.
        for part, what in enumerate(chance.sample(["pause redis", "restart redis", "empty redis"], 3)):
            first = options.seconds * part / 3
            kills = [at for at, _ in events if first <= at < first + options.seconds / 3 - 4]
            at = (chance.choice(kills) if kills else first + 1) + 0.8
            events.append((at, what))
            if what == "pause redis":
                events.append((at + 3, "go on redis"))
    return sorted(events)


def play(cluster, events, chance, pens, say):
    """Does what is planned, as long as the pens write; answers how many nodes were killed."""
    kills, start = 0, time.monotonic()
    actions = {
        "pause redis": lambda: cluster.redis.pause(),
        "go on redis": lambda: cluster.redis.go_on(),
        "restart redis": lambda: cluster.redis.restart(empty=False),
        "empty redis": lambda: cluster.redis.restart(empty=True),
        "stop redis": lambda: cluster.redis.kill(),
        "start redis": lambda: cluster.redis.start(),
    }
    for moment, what in events:
        while time.monotonic() - start < moment:
            if pens.poll() is not None:
                return kills
            time.sleep(0.02)
        if what == "kill":
            node = chance.randrange(3)
            say(f"{moment:6.1f} s  node {'abc'[node]} is killed")
            cluster.nodes[node].restart()
            kills += 1
        else:
            say(f"{moment:6.1f} s  {what}")
            actions[what]()
    return kills


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SEED") or random.randrange(1_000_000)))
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pens", type=int, default=300)
    parser.add_argument("--without-redis-from", type=float)
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--loadtest", default=str(ROOT / ".build/release/loadtest"))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    events = plan(options, chance)
    cluster = Cluster(options.server)
    try:
        files = samples(cluster.folder)
        print(f"chaos: seed {options.seed}, {options.pens} pens, {options.seconds:g} s, "
              + ("recordings of real people" if files else "the project's own recordings"), flush=True)
        # Without Redis nothing is acknowledged: long sessions are written meanwhile, and wait for its return at their end.
        outage = 0 if options.without_redis_from is None else options.seconds * (1 - options.without_redis_from)
        pens = subprocess.Popen(
            [options.loadtest, "replay", f"ws://{cluster.front}/ws", *files, "--pens", str(options.pens),
             "--rounds", "0", "--seconds", str(options.seconds + 12), "--ramp", "3", "--verify",
             "--pilsun", options.server, "--characters-per-session", "12" if outage else "3", "--variations", "0",
             "--settle", str(round(outage + 15) if outage else 5),
             "--seed", str(options.seed), "--json"], stdout=subprocess.PIPE, text=True)
        kills = play(cluster, events, chance, pens, lambda text: print(text, flush=True))
        output, _ = pens.communicate(timeout=options.seconds + 120)
        if not output.strip():
            raise SystemExit(f"the pens ended with {pens.returncode} and without a report")
        report = json.loads(output.strip().splitlines()[-1])
        state = [node.readiness().strip() for node in cluster.nodes]
    finally:
        codes = cluster.stop()
    return conclude(options, report, kills, state, codes)


def conclude(options, report, kills, state, codes):
    counts = report["counts"]
    lost = sum(counts[key] for key in ("outputs_missing", "ink_lost", "unanswered", "sessions_lost"))
    resume = report["latencies"].get("resume", {})
    for trouble, count in sorted(report.get("troubles", {}).items(), key=lambda item: -item[1])[:8]:
        print(f"  {count:6}  {trouble}")
    if report.get("verification", {}).get("first_difference"):
        print(report["verification"]["first_difference"])
    if any(state) and any(text != "ready" for text in state):
        print(f"  nodes at the end: {state}")
    if any(codes):
        print(f"  the nodes ended with {codes}")
    compared, differing = counts["sessions_compared"], counts["sessions_different"]
    print(f"chaos: compared {compared} differing {differing} lost {lost} duplicates {counts['duplicates']} kills {kills} "
          f"resume_p50_ms {resume.get('p50', 0):.0f} resume_p99_ms {resume.get('p99', 0):.0f} seed {options.seed}")
    is_right = differing == 0 and lost == 0 and counts["duplicates"] == 0
    return 0 if is_right and compared > 0 and kills > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
