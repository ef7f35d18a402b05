"""Recordings to stream: other people's where they lie beside the checkout, and always some of a synthetic writer's."""

import gzip
import json
import math
import os
import pathlib
import random
import urllib.parse
import urllib.request

# Of every layout class, with doubled letters and clusters.
SYLLABLES = "가노과거두빵닭쥐옹의"
MISTAKES = ["as_written", "swapped", "reversed", "dropped", "extra"]
FRAME = {"w": 300, "h": 300}


def shared_samples():
    """Hangul letters by ten people, or None where the data is not there."""
    root = pathlib.Path(os.environ.get("PILSUN_DATA") or pathlib.Path(__file__).resolve().parents[2] / "../shared/data")
    path = root / "samples/omniglot-korean.ndjson.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def synthetic(server_url, seed):
    """Each of the syllables as it should be and with each mistake, written by a hand that moves as hands do."""
    path = f"/characters/{urllib.parse.quote(SYLLABLES)}"
    with urllib.request.urlopen(server_url + path, timeout=10) as response:
        characters = json.load(response)["characters"]
    rng = random.Random(seed)
    recordings = []
    for character in characters:
        for mistake in MISTAKES:
            model = [list(map(tuple, stroke)) for stroke in character["strokes"]]
            recordings.append({
                "id": f"synthetic/{character['text']}/{mistake}", "text": character["text"], "frame": FRAME,
                "strokes": _written(_mistaken(model, mistake, rng), rng)})
    return recordings


def _mistaken(model, mistake, rng):
    if mistake == "swapped" and len(model) > 1:
        first = rng.randrange(len(model) - 1)
        model[first], model[first + 1] = model[first + 1], model[first]
    elif mistake == "reversed":
        stroke = rng.randrange(len(model))
        model[stroke] = model[stroke][::-1]
    elif mistake == "dropped" and len(model) > 1:
        del model[rng.randrange(len(model))]
    elif mistake == "extra":
        model.insert(rng.randrange(len(model) + 1), [(0.1, 0.1), (0.4, 0.6), (0.1, 0.9)])
    return model


def _written(model, rng):
    """Strokes at 120 Hz: minimum-jerk speed, a drift instead of noise, pressure that rises and falls."""
    strokes, clock = [], 0.0
    for line in model:
        duration = max(0.15, _length(line) * rng.uniform(0.5, 0.9))
        count = max(4, int(duration * 120))
        drift = [rng.uniform(-0.012, 0.012) for _ in range(4)]
        stroke = []
        for index in range(count):
            u = index / (count - 1)
            x, y = _at(line, u * u * u * (10 + u * (6 * u - 15)))
            x += drift[0] * math.sin(3 * u) + drift[1] * u
            y += drift[2] * math.sin(3 * u) + drift[3] * u
            stroke.append([round(x * FRAME["w"], 3), round(y * FRAME["h"], 3), round(clock + u * duration * 1000, 1),
                           round(0.15 + 2.4 * u * (1 - u), 3)])
        strokes.append(stroke)
        clock += duration * 1000 + rng.uniform(120, 300)
    return strokes


def _length(line):
    return sum(math.dist(a, b) for a, b in zip(line, line[1:]))


def _at(line, share):
    rest = share * _length(line)
    for a, b in zip(line, line[1:]):
        length = math.dist(a, b)
        if rest <= length and length > 0:
            return a[0] + (b[0] - a[0]) * rest / length, a[1] + (b[1] - a[1]) * rest / length
        rest -= length
    return line[-1]
