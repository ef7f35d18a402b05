"""The binary vectors are what the specification says: by its encoder in JavaScript, and by a codec written from it in Python."""

import json
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import ink_v1

PROTOCOL = Path(__file__).resolve().parents[2] / "protocol"
VECTORS = PROTOCOL / "vectors/binary-ink.json"

WRITE_ALL = """
import { InkWriter } from "./writer.mjs";
import { readFileSync } from "node:fs";
const rows = [];
for (const { side, messages } of JSON.parse(readFileSync(process.argv[2])).streams) {
  const writer = new InkWriter(side);
  for (const { event, points, seq, anchor } of messages) {
    if (anchor) writer.anchor();
    rows.push(Buffer.from(writer.message(event, points.map(({ x, y, t, pressure }) => [x, y, t, pressure]), seq)).toString("hex"));
  }
}
console.log(JSON.stringify(rows));
"""


class InkV1Test(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vectors = json.loads(VECTORS.read_text())

    def test_streams_in_python(self):
        for stream in self.vectors["streams"]:
            step = ink_v1.step_of({"width": stream["side"], "height": 1e-9})
            encoder, decoder = ink_v1.Encoder(step), ink_v1.Decoder(step)
            for row in stream["messages"]:
                points = [(point["x"], point["y"], point["t"], point["pressure"]) for point in row["points"]]
                if "anchor" in row:
                    encoder.anchor()
                self.assertEqual(encoder.message(row["event"], points, row["seq"]).hex(), row["message"])
                self.assertEqual(decoder.message(bytes.fromhex(row["message"])), (row["event"], row["seq"], points))

    def test_errors_in_python(self):
        for row in self.vectors["errors"]:
            decoder = ink_v1.Decoder(ink_v1.step_of({"width": row["side"], "height": 1e-9}))
            for message in [*row["before"], row["message"]]:
                try:
                    decoder.message(bytes.fromhex(message))
                    refused = False
                except ValueError:
                    refused = True
            self.assertTrue(refused, row)

    def test_the_encoder_that_the_specification_shows(self):
        if not shutil.which("node"):
            print("SKIPPED: the specification's encoder in JavaScript (there is no Node)")
            return
        code = re.search(r"^```js\n(.*?)^```$", (PROTOCOL / "ink-v1.md").read_text(), re.MULTILINE | re.DOTALL)[1]
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "writer.mjs").write_text(code)
            (Path(folder) / "all.mjs").write_text(WRITE_ALL)
            run = subprocess.run(["node", Path(folder) / "all.mjs", VECTORS], capture_output=True, text=True, check=True)
        expected = [row["message"] for stream in self.vectors["streams"] for row in stream["messages"]]
        self.assertEqual(json.loads(run.stdout), expected)


if __name__ == "__main__":
    unittest.main()
