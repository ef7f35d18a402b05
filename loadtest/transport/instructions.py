#!/usr/bin/env python3
"""What a message costs in instructions and allocations, and in which functions: valgrind's count, which no noise touches.

    loadtest/transport/instructions.py [--most N] [--size BYTES] [--callers FUNCTION] [echo] [ink-json] [ink-binary]

Each server answers a short run of `loadtest echo` and a longer one; the difference of the two, for each message that the
longer one had more, leaves out the start, the connections and the end. `echo` is conformance-server's, `ink-json` and
`ink-binary` are the whole way of a `stroke:move` of four points through `pilsun serve`: read, fit, check, answer and
acknowledge. System calls count as the instruction that makes them.
"""
import argparse
import collections
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

from load import OwnLoad
from servers import RELEASE, Cores, Server

CONNECTIONS = 20
# Seconds of the two runs, on a server that is some fifty times slower than it is.
SHORT, LONG = 2, 12
ALLOCATING = {"malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc", "memalign"}


class Profile:
    """One run: instructions of each function by itself, who called whom how often, and how many messages there were."""

    def __init__(self, path, messages):
        self.messages = messages
        self.instructions = collections.Counter()
        self.calls = collections.Counter()
        self._read(path)

    def _read(self, path):
        """Callgrind's format: `fn=` begins a function; a line of two numbers is its own cost, but for the one behind `calls=`,
        which is that of the function called."""
        function = called = None
        is_inclusive = False
        for line in path.open():
            if line.startswith("fn="):
                function = line[3:].strip()
            elif line.startswith("cfn="):
                called = line[4:].strip().split("'")[0]
            elif line.startswith("calls="):
                is_inclusive = True
                self.calls[function, called] += int(line[6:].split()[0])
            elif re.match(r"[0-9+*-]", line):
                if not is_inclusive:
                    self.instructions[function] += int(line.split()[1])
                is_inclusive = False

    def __sub__(self, other):
        """What a message costs, by function."""
        count = self.messages - other.messages
        return [
            collections.Counter({name: (more[name] - less[name]) / count for name in more})
            for more, less in ((self.instructions, other.instructions), (self.calls, other.calls))]


def run(command, load, seconds, folder):
    found = folder / "callgrind.out"
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={found}", "--compress-strings=no", "--compress-pos=no"]
    cores = Cores()
    with Server([*valgrind, *command], cores.server) as server:
        _, report = OwnLoad(cores.load).measure(server, False, seconds, "--connections", CONNECTIONS, *load)
        server.end(signal.SIGTERM)
    return Profile(found, report["counts"]["events_received"])


def measure(kind, size, folder):
    echo = kind == "echo"
    program = folder / ("conformance-server" if echo else "pilsun")
    if not program.exists():
        # Without what debuggers want, which valgrind would read for minutes; the functions' names stay.
        subprocess.run(["objcopy", "--strip-debug", RELEASE / program.name, program], check=True)
    arguments = ["--no-deflate"] if echo else ["serve", "--loops", "1", "--log-level", "error"]
    command = [str(program), *arguments, "--port", "{port}"]
    load = ["--size", str(size)] if echo else ["--ink", "--transport", {"ink-json": "ws", "ink-binary": "ws-binary"}[kind]]
    short, long = (run(command, load, seconds, folder) for seconds in (SHORT, LONG))
    return long - short, long.messages - short.messages


def readable(names):
    """Swift's names as people write them."""
    if not shutil.which("swift") or not names:
        return {name: name for name in names}
    plain = subprocess.run(
        ["swift", "demangle", "--simplified", "--compact"], input="\n".join(names), capture_output=True, text=True)
    return dict(zip(names, plain.stdout.splitlines()))


def tell(kind, costs, messages, options):
    instructions, calls = costs
    allocations = collections.Counter()
    asked = collections.Counter()
    for (caller, called), count in calls.items():
        if called in ALLOCATING:
            allocations[caller] += count
        if called == options.callers:
            asked[caller] += count
    print(f"\n{kind}: {sum(instructions.values()):.0f} instructions, {sum(allocations.values()):.3f} allocations a message"
          f" ({messages} messages)")
    tables = [("", instructions, 0), ("allocations by ", allocations, 3), (f"calls of {options.callers} by ", asked, 3)]
    for title, table, digits in tables:
        rows = [(name, count) for name, count in table.most_common(options.most) if round(count, digits) > 0]
        words = readable([name for name, _ in rows])
        for name, count in rows:
            print(f"{count:>9.{digits}f}  {title}{words[name][:110]}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="A message's instructions and allocations")
    parser.add_argument("kinds", nargs="*", metavar="echo|ink-json|ink-binary")
    parser.add_argument("--most", type=int, default=12, help="functions that are named")
    parser.add_argument("--callers", metavar="FUNCTION", help="who calls this one, by its name in the program")
    parser.add_argument("--size", type=int, default=128, help="bytes of an echoed message")
    options = parser.parse_args()
    known = ["echo", "ink-json", "ink-binary"]
    for kind in options.kinds:
        if kind not in known:
            parser.error(f"{kind} is none of {', '.join(known)}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds or known:
            tell(kind, *measure(kind, options.size, pathlib.Path(folder)), options)


if __name__ == "__main__":
    main()
