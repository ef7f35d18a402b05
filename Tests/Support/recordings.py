"""Recordings as a client streams them, and what `pilsun check` says of them: the same for every transport."""

import gzip
import json
import os
import pathlib
import subprocess
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("PILSUN_DATA", ROOT.parent / "shared/data"))
TEXTS = "가나다라마바사아자차카타파하거너더러머버"


def recordings(count, url):
    """So many recordings: written by people where such are at hand, otherwise traced from the server's own characters."""
    samples = DATA / "samples/omniglot-korean.ndjson.gz"
    if not samples.exists():
        return [traced(TEXTS[index % len(TEXTS)], url) for index in range(count)]
    with gzip.open(samples, "rt") as lines:
        everything = [json.loads(line) for line in lines]
    return everything[:: len(everything) // count][:count]


def traced(text, url):
    """A recording of a pen that follows the reference, a point every 8 ms."""
    with urllib.request.urlopen(f"{url}/characters/{urllib.parse.quote(text)}") as answer:
        character = json.load(answer)["characters"][0]
    strokes, time = [], 0
    for stroke in character["strokes"]:
        points = []
        for (x, y), (x2, y2) in zip(stroke, stroke[1:]):
            for step in range(8):
                points.append([round(300 * (x + (x2 - x) * step / 8), 2), round(300 * (y + (y2 - y) * step / 8), 2), time])
                time += 8
        points.append([round(300 * stroke[-1][0], 2), round(300 * stroke[-1][1], 2), time])
        strokes.append(points)
        time += 200
    return {"id": text, "text": text, "frame": {"w": 300, "h": 300}, "strokes": strokes}


def events(recording, group=5):
    """The ink events of a recording, numbered, its points in groups."""
    body = []
    for stroke in recording["strokes"]:
        x, y, t, *pressure = stroke[0]
        body.append(("stroke:start", {"x": x, "y": y, "t": t, **({"pressure": pressure[0]} if pressure else {})}))
        for first in range(1, len(stroke), group):
            body.append(("stroke:move", {"points": stroke[first:first + group]}))
        body.append(("stroke:end", {}))
    body.append(("character:next", {}))
    return [(name, {**fields, "seq": number}) for number, (name, fields) in enumerate(body, 1)]


def start(recording):
    """The body of `session:start`."""
    frame = recording["frame"]
    return {
        "text": recording["text"],
        "frame": {"x": 0, "y": 0, "width": frame.get("width", frame.get("w")), "height": frame.get("height", frame.get("h"))},
    }


def check(executable, recordings):
    """What `pilsun check` says, by the recordings' ids: the outputs in order, and the last `analysis:result`."""
    lines = "\n".join(json.dumps(recording) for recording in recordings)
    done = subprocess.run([executable, "check", "-"], input=lines, capture_output=True, text=True, check=True)
    return {line["id"]: Answers(map(tuple, line["events"])) for line in map(json.loads, done.stdout.splitlines())}


class Answers:
    """What a server said of a recording, in the form in which two tellings can be compared."""

    OUTPUTS = ("feedback:live", "correction:suggest", "stroke:fit")

    def __init__(self, events=()):
        self.outputs, self.analysis, self.last = [], None, 0
        for name, body in events:
            self.add(name, body)

    def add(self, name, body):
        """Takes an event; what was there before (its number says so) is not taken twice."""
        if name in self.OUTPUTS:
            number = body.get("seq", self.last + 1)
            if number <= self.last:
                return
            if number != self.last + 1:
                raise AssertionError(f"output {number} came after {self.last}")
            self.last = number
            self.outputs.append((name, {key: value for key, value in body.items() if key != "seq"}))
        elif name == "analysis:result":
            self.analysis = {key: value for key, value in body.items() if key != "session"}

    def __eq__(self, other):
        return (self.outputs, self.analysis) == (other.outputs, other.analysis)

    def __repr__(self):
        return f"{len(self.outputs)} outputs {self.outputs}\nand {self.analysis}"
