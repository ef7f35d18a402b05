"""A learner of a class, who writes over a WebSocket of its own."""

import json
import urllib.parse
import urllib.request

from websockets.sync.client import connect

SIDE = 300


class Learner:
    """Writes the model's strokes in a class, or parts of them."""

    def __init__(self, url, name, text, class_name="3-2", token=None):
        self._pen = connect(f"{url.replace('http', 'ws')}/ws")
        with urllib.request.urlopen(f"{url}/characters/{urllib.parse.quote(text)}") as answer:
            self.model = [character["strokes"] for character in json.load(answer)["characters"]]
        self._time = 0
        self._send("session:start", text=text, frame={"x": 0, "y": 0, "width": SIDE, "height": SIDE}, locale="ko",
                   **{"class": class_name, "name": name}, **({"token": token} if token else {}))

    def _send(self, event, **data):
        self._pen.send(json.dumps([event, data]))

    def write(self, character, stroke, share=1.0, backwards=False):
        corners = [((x + character) * SIDE, y * SIDE) for x, y in self.model[character][stroke]]
        corners = corners[::-1] if backwards else corners
        points = [(x0 + (x1 - x0) * k / 6, y0 + (y1 - y0) * k / 6) for (x0, y0), (x1, y1) in zip(corners, corners[1:]) for k in range(6)]
        points = (points + corners[-1:])[:max(2, round(share * len(points)))] if share < 1 else points + corners[-1:]
        self._send("stroke:start", x=points[0][0], y=points[0][1], t=self._time)
        for x, y in points[1:]:
            self._time += 8
            self._send("stroke:move", points=[[x, y, self._time]])
        if share == 1:
            self._send("stroke:end")
        self._time += 300

    def write_all(self, character):
        for stroke in range(len(self.model[character])):
            self.write(character, stroke)
        self._send("character:next")

    def close(self):
        self._pen.close()
