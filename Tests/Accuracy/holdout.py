#!/usr/bin/env python3
"""Holds `pilsun check` against labelled cases, for writers it was developed with and for others, and draws what fails.

  holdout.py CASES.ndjson[.gz] [--sheets DIR] [--held SHARE] [--half-strokes] -- pilsun check [--characters LIB]… -

A case is a recording with `kind`, `script`, `writer` and `truth`: for each written stroke `ref`, the reference strokes that it stands for
(none for one too many, two for joined ones), and `dir`, 1 or -1. `missing` names strokes that nobody wrote, `capture` whether a pen was
recorded or a polyline drawn. The command is given no label.

Writers are divided by their names, so that a writer is always on the same side: development or held out. Where a script has fewer than
four writers, its characters are divided instead. Each figure comes with its Wilson interval of 95 %. DIR gets a contact sheet for each
script and kind that has failures: the ink with numbered strokes, what was written, what was judged, and the reason. The sheets show other
people's ink: keep them to yourself.

With --half-strokes each stroke of each character that was recorded as it should be is cut once, at half its length, and its first half kept:
how often is the character still right, how often is no word said of the stroke (it is taken for a whole one), and of how many whole strokes is
it said that they are too short or too long.
"""
import argparse
import collections
import gzip
import hashlib
import html
import json
import math
import pathlib
import subprocess
import sys

COLOURS = ["#c00", "#06c", "#080", "#b60", "#808", "#088", "#e37", "#542", "#44e", "#770"]
FEWEST_WRITERS = 4
FEWEST_SAMPLES = 4
# Two strokes from this one on may be written in one movement: that is an accepted way of writing the letter.
ACCEPTED_JOINS = {"ㄷ": (0,), "ㄸ": (0, 2), "ㄹ": (0, 1), "ㅁ": (0, 1), "ㅈ": (0,), "ㅉ": (0, 2, 3), "ㅊ": (1,), "ㅌ": (1,)}


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judge(cases, command):
    """The verdict of each case, by its id."""
    fields = ("id", "text", "writer", "frame", "strokes")
    ink = "".join(json.dumps({f: c[f] for f in fields if f in c}, ensure_ascii=False) + "\n" for c in cases)
    run = subprocess.run(command, input=ink.encode(), stdout=subprocess.PIPE, check=True)
    return {v["id"]: v for v in map(json.loads, run.stdout.decode().splitlines())}


def wilson(hits, total, z=1.96):
    """Bounds of a share (Wilson 1927)."""
    share, square = hits / total, z * z / total
    middle, reach = share + square / 2, z * math.sqrt(share * (1 - share) / total + square / total / 4)
    return (middle - reach) / (1 + square), (middle + reach) / (1 + square)


def is_held_out(name, share):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") < share * 2**32


def sides(cases, share):
    """For each case whether it is held out."""
    writers = collections.defaultdict(set)
    for case in cases:
        writers[case["script"], case.get("capture")].add(case["writer"])
    for case in cases:
        many = len(writers[case["script"], case.get("capture")]) >= FEWEST_WRITERS
        yield is_held_out(case["writer"] if many else case["text"], share)


def as_labelled(stroke, truth):
    if not truth["ref"]:
        return stroke["reference"] is None
    return stroke["reference"] in truth["ref"] and (stroke["direction"] == "reverse") == (truth.get("dir") == -1)


def fault(case, verdict):
    """Why a verdict is not what the label says; None where it is."""
    if "strokes" not in verdict:
        return verdict.get("error", {}).get("code", "no verdict")
    strokes, truth, kind = verdict["strokes"], case["truth"], case["kind"]
    wrong = verdict["verdict"] == "wrong"
    if kind == "as_written":
        said = [f"{s['index']} is {s['status']}" for s in strokes if s["status"] != "ok"]
        return None if not wrong else "false alarm: " + ", ".join(said + [f"{m} is missing" for m in verdict["missing"]])
    if kind == "dropped":
        found = sorted(verdict["missing"])
        return None if wrong and found == sorted(case["missing"]) else f"missing {found}, not {sorted(case['missing'])}"
    if len(strokes) != len(truth):
        return f"{len(strokes)} strokes, not {len(truth)}"
    pairs = list(zip(strokes, truth))
    if kind == "natural":
        off = [s["index"] for s, t in pairs if not as_labelled(s, t)]
        return f"strokes {off} taken for others" if off else None
    if kind == "swapped":
        found = wrong and any(s["status"] == "order" and t["ref"] == [s["reference"]] for s, t in pairs)
        return None if found else "order not seen" if wrong else "taken for right: an accepted order?"
    wanted = {"reversed": lambda t: t.get("dir") == -1, "extra": lambda t: not t["ref"], "joined": lambda t: len(t["ref"]) > 1}[kind]
    word = {"reversed": "reversed", "extra": "extra", "joined": "merged"}[kind]
    stroke = next((s for s, t in pairs if wanted(t)), None)
    if stroke is None:
        return "the label names no such stroke"
    if wrong and (stroke["status"] == word or kind == "extra" and stroke["reference"] is None):
        return None
    if kind == "joined" and not wrong:
        first = min(next(t["ref"] for t in truth if wanted(t)))
        return None if first in ACCEPTED_JOINS.get(case["text"], ()) else "taken for right"
    return f"stroke {stroke['index']} is {stroke['status']} as {stroke['reference']}, not {word}"


def half(stroke):
    """The first half of a stroke's length; None for what is hardly more than a dot."""
    lengths = [math.dist(a[:2], b[:2]) for a, b in zip(stroke, stroke[1:])]
    rest = sum(lengths) / 2
    if len(stroke) < FEWEST_SAMPLES or rest <= 0:
        return None
    cut = [stroke[0]]
    for begin, end, length in zip(stroke, stroke[1:], lengths):
        if length > rest:
            place = [a + (b - a) * rest / length for a, b in zip(begin[:2], end[:2])]
            return cut + [place + list(begin[2:])] if rest > 0 else cut
        rest -= length
        cut.append(end)
    return cut


def halved(cases):
    """For each stroke of each case the case with that stroke cut in the middle; `cut` is its place."""
    for case in cases:
        for place, stroke in enumerate(case["strokes"]):
            beginning = half(stroke)
            if beginning:
                strokes = case["strokes"][:place] + [beginning] + case["strokes"][place + 1:]
                yield {**case, "id": f"{case['id']}/half/{place}", "strokes": strokes, "cut": place}


def says_length(verdict, stroke):
    """Whether anything was said of a stroke's length, a hint or an error."""
    told = (fields for event, fields in verdict["events"] if event == "feedback:live")
    return any(t["type"] == "length.off" and t["stroke"] == stroke for t in told)


def is_taken_for_whole(case, verdict):
    stroke = verdict["strokes"][case["cut"]]
    return stroke["status"] == "ok" and stroke["reference"] is not None and not says_length(verdict, case["cut"])


def half_strokes(cases, share, command):
    """The figures of half strokes, by script and side."""
    whole = [case for case in cases if case["kind"] == "as_written" and case.get("capture", "pen") == "pen"]
    held = {case["id"]: side for case, side in zip(cases, sides(cases, share))}
    cut = [(case, held[case["id"].rsplit("/half/", 1)[0]]) for case in halved(whole)]
    verdicts = judge([case for case, _ in cut] + whole, command)
    groups = collections.defaultdict(lambda: collections.defaultdict(list))
    for case, side in cut + [(case, held[case["id"]]) for case in whole]:
        verdict = verdicts[case["id"]]
        if "strokes" not in verdict:
            continue
        for name in (case["script"], "over all"):
            group = groups[name, side]
            if "cut" in case:
                group["still right"].append(verdict["verdict"] == "correct")
                group["no word"].append(is_taken_for_whole(case, verdict))
            else:
                group["whole, word"] += [says_length(verdict, s["index"]) for s in verdict["strokes"]]
    for name, side in sorted(groups, key=lambda group: (group[0] == "over all", group)):
        print(f"half strokes, {name}, {'held out' if side else 'development'}")
        for title, hits in groups[name, side].items():
            print(row(title, sum(hits), len(hits)))


def row(title, hits, total):
    low, high = wilson(hits, total)
    return f"  {title:12}{hits:6} / {total:<6}{100 * hits / total:7.2f} %   {100 * low:5.1f} … {100 * high:5.1f} %"


def table(name, judged):
    """The figures of one script on one side; `judged` holds cases with their verdicts and faults."""
    print(name)
    kinds, mapping = collections.defaultdict(lambda: [0, 0]), [0, 0]
    for case, verdict, reason in judged:
        kinds[case["kind"]][0] += reason is None
        kinds[case["kind"]][1] += 1
        strokes = verdict.get("strokes", [])
        if len(strokes) != len(case["truth"]):
            mapping[1] += len(case["truth"])
            continue
        for stroke, truth in zip(strokes, case["truth"]):
            if len(truth["ref"]) == 1:
                mapping[0] += as_labelled(stroke, truth)
                mapping[1] += 1
    for kind, (hits, total) in kinds.items():
        print(row(kind, hits, total))
    if mapping[1]:
        print(row("mapping", *mapping))


def words(case, verdict):
    """What was written and what was judged, in short."""
    written = " ".join(("+".join(map(str, t["ref"])) or "×") + ("←" if t.get("dir") == -1 else "") for t in case["truth"])
    strokes = verdict.get("strokes", [])
    said = " ".join(
        ("×" if s["reference"] is None else str(s["reference"])) + ("" if s["status"] == "ok" else f"({s['status']})") for s in strokes)
    return written + "".join(f" −{m}" for m in case.get("missing") or []), said + "".join(f" −{m}" for m in verdict.get("missing", []))


def drawing(case, verdict, reason, x, y, size):
    """One failure: its words above, its ink below."""
    scale = (size - 24) / max(case["frame"]["w"], case["frame"]["h"])
    written, judged = words(case, verdict)
    lines = [f"{case['text']}  {case['id'].rsplit('/', 2)[-1]}", f"written {written}", f"judged {judged}", reason]
    parts = [f'<g transform="translate({x},{y})"><rect width="{size}" height="{size + 60}" fill="none" stroke="#bbb"/>']
    parts += [f'<text x="5" y="{13 + 13 * i}">{html.escape(line[:44])}</text>' for i, line in enumerate(lines)]
    for index, stroke in enumerate(case["strokes"]):
        colour = COLOURS[index % len(COLOURS)]
        points = " ".join(f"{12 + p[0] * scale:.1f},{66 + p[1] * scale:.1f}" for p in stroke)
        first = [float(v) for v in points.split(" ")[0].split(",")]
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<circle cx="{first[0]}" cy="{first[1]}" r="3" fill="{colour}"/>')
        parts.append(f'<text x="{first[0] + 4}" y="{first[1] - 3}" fill="{colour}">{index}</text>')
    return "".join(parts) + "</g>"


def sheet(path, failures, size=240, columns=5):
    height = (size + 60) * math.ceil(len(failures) / columns)
    body = "".join(
        drawing(*failure, size * (i % columns), (size + 60) * (i // columns), size) for i, failure in enumerate(failures))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size * columns}" height="{height}" font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#fff"/>{body}</svg>\n', encoding="utf-8")


def main():
    arguments = sys.argv[1:]
    if "--" not in arguments:
        sys.exit("The command that judges comes after --, as in: holdout.py CASES -- pilsun check -")
    cut = arguments.index("--")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases")
    parser.add_argument("--sheets", type=pathlib.Path, help="folder for the contact sheets")
    parser.add_argument("--held", type=float, default=0.5, help="share of writers that is held out")
    parser.add_argument("--half-strokes", action="store_true", help="cut each stroke in the middle instead")
    options = parser.parse_args(arguments[:cut])
    cases = read(options.cases)
    if options.half_strokes:
        half_strokes(cases, options.held, arguments[cut + 1:])
        return
    verdicts = judge(cases, arguments[cut + 1:])
    groups, failures = collections.defaultdict(list), collections.defaultdict(list)
    for case, held in zip(cases, sides(cases, options.held)):
        verdict = verdicts.get(case["id"], {})
        reason = fault(case, verdict)
        groups[case["script"], case.get("capture", "pen"), held].append((case, verdict, reason))
        if reason:
            failures[case["script"], case.get("capture", "pen"), case["kind"]].append((case, verdict, reason))
    for (_, capture, held), judged in list(groups.items()):
        groups["over all", capture, held] += judged
    for script, capture, held in sorted(groups, key=lambda group: (group[0] == "over all", group)):
        table(f"{script}, {capture}, {'held out' if held else 'development'}", groups[script, capture, held])
    if options.sheets:
        options.sheets.mkdir(parents=True, exist_ok=True)
        for key, failed in sorted(failures.items()):
            sheet(options.sheets / ("-".join(key) + ".svg"), failed)


if __name__ == "__main__":
    main()
