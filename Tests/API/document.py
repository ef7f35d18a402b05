#!/usr/bin/env python3
"""protocol/openapi.yaml as JSON, as the server gives it: `document.py --write` writes it where the server is built from."""

import json
import pathlib
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "protocol/openapi.yaml"
BUILT = ROOT / "Sources/API/openapi.json"


def load():
    return yaml.safe_load(SOURCE.read_text())


def text():
    return json.dumps(load(), ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        BUILT.write_text(text())
    elif BUILT.read_text() != text():
        sys.exit("Sources/API/openapi.json is not what protocol/openapi.yaml says: make openapi")
