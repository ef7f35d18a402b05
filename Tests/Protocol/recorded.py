"""Recorded ink of real writers, where it lies beside the checkout."""

import gzip
import json
import os
import pathlib
import subprocess
import tempfile

import fixture

DATA = pathlib.Path(os.environ.get("PILSUN_DATA") or pathlib.Path(__file__).resolve().parents[2] / "../shared/data")
CASES, KANJI = DATA / "cases/order.ndjson.gz", DATA / "libraries/kanjivg.xml.gz"
IS_HERE = CASES.exists() and KANJI.exists()


def with_library(judge):
    """Has all labelled cases judged, as lines of recordings, with the options that name a library of their characters."""
    with tempfile.TemporaryDirectory() as folder, gzip.open(KANJI) as drawings:
        library = os.path.join(folder, "kanji.lib")
        subprocess.run([fixture.EXECUTABLE, "characters", "import", "kanjivg", "-", "-o", library],
                       input=drawings.read(), capture_output=True, check=True, timeout=300)
        with gzip.open(CASES, "rt", encoding="utf-8") as lines:
            cases = [json.loads(line) for line in lines]
        # What the library does not know is no case.
        texts = "".join(json.dumps({key: case[key] for key in ("id", "text", "frame", "strokes")}, ensure_ascii=False) + "\n"
                        for case in cases if case["script"] != "hanzi")
        return judge(texts.encode(), "--characters", library)
