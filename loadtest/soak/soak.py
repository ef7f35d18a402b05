#!/usr/bin/env python3
"""Pens that write among clients that do not behave: nobody who behaves gets an error, and memory does not grow.

    soak.py [--minutes M] [--pens N] [--misfits PER_SECOND] [--seed S] [--server PATH] [--loadtest PATH]

`loadtest soak --verify` holds everything that the pens are told against `pilsun check`. Beside them come misfits (misfits.py): garbage, connections
that say nothing or dribble, sessions that are left in the middle of a stroke or sleep, readers that do not read. The server's memory
is read every second; the first third of the time is for getting warm, then the medians of the two other thirds are compared.
The last line: soak: minutes M pens N errors E lost L different D misfits K stayed S resident_mb A then_mb B descriptors F then G seed X. Exit code 1
where a pen was told an error, lost ink or was told something else, where a misfit was still there after a minute, or where memory
grew by more than a twentieth or descriptors are left over.
"""

import argparse
import asyncio
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "cluster"))
from nodes import ROOT, Node  # noqa: E402
from processes import resident_bytes  # noqa: E402
from misfits import Mischief  # noqa: E402

# What is left behind is over before the run is: a session that nobody takes up again, a client that answers no ping.
SERVER = ["--session-ttl", "10", "--ping-seconds", "5", "--idle-seconds", "20", "--max-queued-bytes", "65536"]


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


async def follow(pid, rows, seconds):
    """The server's resident megabytes, every second."""
    begin = time.monotonic()
    while (passed := time.monotonic() - begin) < seconds:
        rows.append((passed, resident_bytes(pid) / 2**20))
        if len(rows) % 30 == 0:
            print(f"{passed:5.0f} s  {rows[-1][1]:6.1f} MB  {descriptors(pid)} descriptors", flush=True)
        await asyncio.sleep(1)


async def soak(options, node, rng):
    seconds, rows = options.minutes * 60, []
    mischief = Mischief(node.port, rng, options.misfits)
    pens = await asyncio.create_subprocess_exec(
        options.loadtest, "soak", f"ws://{node.address}", "--pens", str(options.pens), "--minutes", str(options.minutes), "--verify",
        "--json", "--seed", str(options.seed), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, limit=1 << 24)
    before = descriptors(node.process.pid)
    _, _, (said, _) = await asyncio.gather(
        mischief.go_on(seconds), follow(node.process.pid, rows, seconds), asyncio.wait_for(pens.communicate(), seconds + 60))
    deadline = time.monotonic() + 30
    while descriptors(node.process.pid) > before and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    return json.loads(said.splitlines()[-1]), mischief, rows, (before, descriptors(node.process.pid))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pens", type=int, default=100)
    parser.add_argument("--misfits", type=float, default=10, help="a second")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--loadtest", default=str(ROOT / ".build/release/loadtest"))
    options = parser.parse_args()
    with tempfile.TemporaryFile("w") as log:
        node = Node(options.server, SERVER, log)
        try:
            report, mischief, rows, (before, after) = asyncio.run(soak(options, node, random.Random(options.seed)))
            ended = node.process.poll()
        finally:
            node.kill()
    if ended is not None:
        print(f"the server has ended with {ended}")
        return 1
    for kind in mischief.ended:
        print(f"  {kind}: {mischief.ended[kind]} got rid of, {mischief.stayed[kind]} still there after a minute")
    counts, total = report["counts"], options.minutes * 60
    early, late = (statistics.median(size for at, size in rows if total * a <= at < total * (a + 1 / 3)) for a in (1 / 3, 2 / 3))
    errors = counts["errors"] + sum(report["troubles"].values())
    different = report["verification"]["sessions_different"]
    misfits, stayed = sum(mischief.ended.values()), sum(mischief.stayed.values())
    print(f"  pens: {counts['characters_finished']} characters, {report['verification']['sessions_compared']} sessions compared, "
          f"p99 {report['p99_ms']:.2f} ms")
    print(f"soak: minutes {options.minutes:g} pens {options.pens} errors {errors} lost {counts['ink_lost']} different {different} misfits {misfits} "
          f"stayed {stayed} resident_mb {early:.1f} then_mb {late:.1f} descriptors {before} then {after} seed {options.seed}")
    return int(errors + counts["ink_lost"] + different + stayed + mischief.refused > 0 or late > early * 1.05 or after > before
               or not misfits or not counts["characters_finished"])


if __name__ == "__main__":
    sys.exit(main())
