"""Recordings as a Socket.IO client streams them, and what it is told, in the form that `pilsun check` is compared in."""

import json


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
        "frame": {"x": 0, "y": 0, "width": frame["w"], "height": frame["h"]},
    }


class Answers:
    """What a server said of a recording, in the form in which two tellings can be compared."""

    @classmethod
    def checked(cls, checked):
        """Those of a line of `pilsun check`."""
        return cls(map(json.loads, checked.events))

    OUTPUTS = ("feedback:live", "correction:suggest", "stroke:fit")

    def __init__(self, events=()):
        self._numbered, self.analysis = {}, None
        for name, body in events:
            self.add(name, body)

    def add(self, name, body):
        """Takes an event, in whatever order a client's threads hand events on, and as often as a server sends it."""
        if name in self.OUTPUTS:
            output = (name, {key: value for key, value in body.items() if key != "seq"})
            number = body.get("seq", len(self._numbered) + 1)
            if self._numbered.setdefault(number, output) != output:
                raise AssertionError(f"output {number} came again as {output}, not as {self._numbered[number]}")
        elif name == "analysis:result":
            self.analysis = {key: value for key, value in body.items() if key != "session"}

    @property
    def last(self):
        """Number of the last output up to which none is missing."""
        number = 0
        while number + 1 in self._numbered:
            number += 1
        return number

    @property
    def outputs(self):
        """The outputs in the order of their numbers, as far as none is missing."""
        return [self._numbered[number] for number in range(1, self.last + 1)]

    def __eq__(self, other):
        return (self.outputs, self.analysis) == (other.outputs, other.analysis)

    def __repr__(self):
        return f"{len(self.outputs)} outputs {self.outputs}\nand {self.analysis}"
