"""What `pilsun check` says of recordings: the answers that a live client must get."""

import json
import subprocess


class Checked:
    """A line of `pilsun check`; its events as the texts that stand there."""

    def __init__(self, line):
        self.line = json.loads(line)
        self.events = _elements(line, line.rindex('"events":[') + len('"events":'))

    @property
    def outputs(self):
        return [event for event in self.events if not event.startswith('["analysis:result"')]

    @property
    def analyses(self):
        """The last one of each character."""
        return {json.loads(event)[1]["character"]: event for event in self.events if event.startswith('["analysis:result"')}

    def early_faults(self):
        """Strokes whose fault was told before the pen was lifted, and by which feedback."""
        words = {"order": "order.wrong", "reversed": "direction.reversed"}
        return {stroke["index"]: words[stroke["status"]] for stroke in self.line["strokes"]
                if stroke["decidedAt"] < 1 and stroke["status"] in words}


def check(executable, recordings):
    """The answers by the recordings' names."""
    lines = "".join(json.dumps(recording, ensure_ascii=False) + "\n" for recording in recordings)
    run = subprocess.run([executable, "check", "-"], input=lines, capture_output=True, text=True, check=True, timeout=120)
    return {checked.line["id"]: checked for checked in map(Checked, run.stdout.splitlines())}


def _elements(text, start):
    """The texts of an array's elements."""
    decoder, elements, position = json.JSONDecoder(), [], start + 1
    while text[position] != "]":
        _, end = decoder.raw_decode(text, position)
        elements.append(text[position:end])
        position = end + (text[end] == ",")
    return elements
