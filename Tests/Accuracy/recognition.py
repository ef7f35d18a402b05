#!/usr/bin/env python3
"""Holds `pilsun recognise` against recordings whose character is known.

  recognition.py SAMPLES.ndjson[.gz]… [--script NAME] [--scrambled] [--zinnia MODEL] [--seed N] -- pilsun recognise [--characters LIB]… -

Prints how often the character that was written comes first, is among the first five, and among the ten; of the slowest, median and
hundredth slowest answer, one recording being asked after the other. --script keeps recordings of one `script`; --scrambled writes the strokes in a
random order (told by the seed); --limit N keeps every so manieth that N remain. With --zinnia the same ink is given to Debian's Zinnia
(packages zinnia-utils and tegaki-zinnia-japanese), in the same run, and its figures stand beside.
"""
import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def line(sample, scrambled, seed):
    strokes = list(sample["strokes"])
    if scrambled:
        random.Random(f"{seed} {sample['id']}").shuffle(strokes)
    return {"id": sample["id"], "frame": sample["frame"], "strokes": strokes}


def ours(lines, command):
    """The candidates of each recording, and the seconds each answer took."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    answers, seconds = [], []
    for recording in lines[:1] + lines:  # the first question makes the index
        process.stdin.write(json.dumps(recording) + "\n")
        begin = time.perf_counter()
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        seconds.append(time.perf_counter() - begin)
        answers.append([c["text"] for c in answer.get("candidates", [])])
    process.stdin.close()
    process.wait()
    return answers[1:], seconds[1:]


def zinnia(lines, model):
    """The same of Zinnia, which reads S-expressions."""
    with tempfile.NamedTemporaryFile("w", suffix=".s") as file:
        for recording in lines:
            strokes = " ".join("(" + " ".join(f"({int(p[0])} {int(p[1])})" for p in s) + ")" for s in recording["strokes"])
            size = recording["frame"]
            file.write(f"(character (value x) (width {int(size['w'])}) (height {int(size['h'])}) (strokes {strokes}))\n")
        file.flush()
        begin = time.perf_counter()
        out = subprocess.run(["zinnia", "--nbest=10", f"--model={model}", file.name], stdout=subprocess.PIPE, check=True)
        seconds = (time.perf_counter() - begin) / len(lines)
    answers, current = [], None
    for row in out.stdout.decode().splitlines():
        fields = row.split()
        if fields[:1] in (["Query"], ["x"]) or not fields:
            if fields:
                answers.append([])
            continue
        if answers:
            answers[-1].append(fields[0])
    return answers, [seconds]


def report(name, truths, answers, seconds):
    hits = lambda n: 100 * sum(t in a[:n] for t, a in zip(truths, answers)) / len(truths)
    seconds = sorted(seconds)
    slow = seconds[min(len(seconds) - 1, int(0.99 * len(seconds)))]
    print(
        f"{name:8} of {len(truths)}: first {hits(1):.1f} %, five {hits(5):.1f} %, ten {hits(10):.1f} %;"
        f" median {1e3 * seconds[len(seconds) // 2]:.1f} ms, p99 {1e3 * slow:.1f} ms")


def main():
    at = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", nargs="+")
    parser.add_argument("--script")
    parser.add_argument("--scrambled", action="store_true")
    parser.add_argument("--zinnia", metavar="MODEL")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="list what did not come first")
    options = parser.parse_args(sys.argv[1:at])
    command = sys.argv[at + 1:]
    if not command:
        parser.error("the command comes after --")
    samples = [s for path in options.samples for s in read(path) if options.script in (None, s.get("script"))]
    if options.limit:
        samples = samples[:: max(1, len(samples) // options.limit)]
    lines = [line(s, options.scrambled, options.seed) for s in samples]
    truths = [s["text"] for s in samples]
    answers, seconds = ours(lines, command)
    report("pilsun", truths, answers, seconds)
    if options.wrong:
        for sample, truth, answer in zip(samples, truths, answers):
            if answer[:1] != [truth]:
                print(sample["id"], truth, "".join(answer))
    if options.zinnia:
        report("zinnia", truths, *zinnia(lines, options.zinnia))


main()
