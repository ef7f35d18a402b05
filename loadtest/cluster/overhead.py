#!/usr/bin/env python3
"""What sharing sessions costs: the same pens at a node with Redis and at one without, in turn.

    overhead.py [--pens N] [--runs R] [--seconds S] [--server PATH] [--loadtest PATH]

Prints the latency of feedback in every run, the ratio of the medians, and what Redis had to do: commands in a second, processor time,
memory. The last line: overhead: pens N p50_ratio A p99_ratio B commands_per_s C redis_cpu D pens_per_redis E late L.
`pens_per_redis` is what one processor core of Redis would carry, from its processor time at this load.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from nodes import ROOT, Node, Redis, wait_for
from processes import cpu_seconds  # noqa: E402


def info(redis):
    """What Redis says of itself, as a dictionary of texts."""
    run = subprocess.run(["redis-cli", "-p", str(redis.port), "INFO", "all"], capture_output=True, text=True, check=True)
    return dict(line.strip().split(":", 1) for line in run.stdout.splitlines() if ":" in line)


def processor_seconds(state):
    return float(state["used_cpu_user"]) + float(state["used_cpu_sys"])


def calls(state):
    """Commands by their name; what scripts call counts as theirs."""
    return {name.removeprefix("cmdstat_"): int(text.split(",")[0].removeprefix("calls="))
            for name, text in state.items() if name.startswith("cmdstat_")}


def run(options, redis, log):
    """One run; its report and, with Redis, what that one did in the meantime."""
    node = Node(options.server, ["--redis", redis.url] if redis else [], log)
    try:
        wait_for(lambda: node.readiness() == "ready\n", 20, "the node")
        before, since, used = info(redis) if redis else {}, time.monotonic(), cpu_seconds(node.process.pid)
        pens = subprocess.run(
            [options.loadtest, "replay", f"ws://{node.address}/ws", "--pens", str(options.pens), "--rounds", "0", "--seconds",
             str(options.seconds), "--ramp", "2", "--json", "--pid", str(node.process.pid)],
            capture_output=True, text=True, timeout=options.seconds + 60)
        report = json.loads(pens.stdout.strip().splitlines()[-1])
        seconds = time.monotonic() - since
        report["node_cpu"] = (cpu_seconds(node.process.pid) - used) / seconds
        if not redis:
            return report, None
        after = info(redis)
        counted = {name: (count - calls(before).get(name, 0)) / seconds for name, count in calls(after).items()}
        return report, {
            "processor": (processor_seconds(after) - processor_seconds(before)) / seconds,
            "processed": (int(after["total_commands_processed"]) - int(before["total_commands_processed"])) / seconds,
            "calls": counted, "memory": int(after["used_memory"]) / 2**20}
    finally:
        node.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pens", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--server", default=str(ROOT / ".build/release/pilsun"))
    parser.add_argument("--loadtest", default=str(ROOT / ".build/release/loadtest"))
    options = parser.parse_args()
    figures, uses, late = {True: [], False: []}, [], []
    with tempfile.TemporaryDirectory() as folder:
        redis = Redis(folder)
        try:
            with open(pathlib.Path(folder, "nodes.log"), "w") as log:
                for _ in range(options.runs):
                    for shared in (False, True):
                        report, use = run(options, redis if shared else None, log)
                        feedback = report["latencies"]["feedback"]
                        figures[shared].append((feedback["p50"], feedback["p99"]))
                        late.append(report.get("late_share", 0))
                        if use:
                            uses.append(use)
                        print(f"{'with Redis   ' if shared else 'without Redis'}  feedback p50 {feedback['p50']:.3f} "
                              f"p99 {feedback['p99']:.3f} ms  node {100 * report['node_cpu']:.0f} % of a core, "
                              f"late {100 * report.get('late_share', 0):.2f} %", flush=True)
        finally:
            redis.kill()
    ratios = [statistics.median(run[place] for run in figures[True]) / statistics.median(run[place] for run in figures[False])
              for place in (0, 1)]
    processor = statistics.median(use["processor"] for use in uses)
    for name, rate in sorted(uses[-1]["calls"].items(), key=lambda item: -item[1])[:6]:
        print(f"  {rate:8.0f}/s {name}")
    print(f"  {uses[-1]['memory']:.1f} MiB in Redis at the end")
    print(f"overhead: pens {options.pens} p50_ratio {ratios[0]:.2f} p99_ratio {ratios[1]:.2f} "
          f"commands_per_s {statistics.median(use['processed'] for use in uses):.0f} redis_cpu {processor:.3f} "
          f"pens_per_redis {options.pens / processor:.0f} late {max(late):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
