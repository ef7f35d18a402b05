"""The binary vectors are what the specification says: by a codec written from it in Python. (`pilsun.js` is held to them in Tests/Browser.)"""

import json
import unittest
from pathlib import Path

import ink_v1

VECTORS = Path(__file__).resolve().parents[2] / "protocol/vectors/binary-ink.json"


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


if __name__ == "__main__":
    unittest.main()
