"""Schemas, AsyncAPI document, prose, vectors and what a live server says agree with one another."""

import json
import random
import re
import unittest
import urllib.parse
import urllib.request

import yaml
from jsonschema import Draft202012Validator

import fixture
import recordings
from checks import check
from pen import Pen
from schemas import FOLDER, PROTOCOL, faults, load
from stream_test import write

SEED = 11
EVENTS = ["session-start", "session-resume", "session-watch", "session-token", "stroke-start", "stroke-move", "stroke-end", "stroke-undo",
          "character-clear", "character-next", "session-ready", "feedback-live", "correction-suggest", "stroke-fit", "stroke-ink",
          "analysis-result", "ink-ack", "token-taken", "error"]
# Refused for what a schema cannot count: characters of a text, boxes of characters, brackets.
COUNTED = ["text_invalid", "frame_invalid", "json_invalid"]


def vectors(name):
    return json.loads((PROTOCOL / "vectors" / name).read_text())


class SchemaTest(unittest.TestCase):
    def assert_holds(self, schema, value):
        self.assertEqual(faults(schema, value), [], json.dumps(value, ensure_ascii=False)[:300])

    def test_every_schema_is_one(self):
        names = sorted(path.name for path in FOLDER.glob("*.json"))
        self.assertLessEqual({event + ".json" for event in EVENTS}, set(names))
        for name in names:
            with self.subTest(name):
                Draft202012Validator.check_schema(load(name))
                for reference in references(load(name)):
                    file, _, pointer = reference.partition("#")
                    self.assertIsNotNone(resolve(load(file or name), pointer), reference)

    def test_the_asyncapi_document_names_every_event_and_its_examples_hold(self):
        document = yaml.safe_load((PROTOCOL / "asyncapi.yaml").read_text())
        self.assertEqual(document["asyncapi"], "3.0.0")
        files = set()
        for reference in references(document):
            if reference.startswith("#"):
                self.assertIsNotNone(resolve(document, reference[1:]), reference)
            else:
                self.assertTrue((PROTOCOL / reference).exists(), reference)
                files.add(reference)
        self.assertEqual(files, {f"schemas/{event}.json" for event in EVENTS})
        examples = 0
        for message in document["components"]["messages"].values():
            if "schema" not in message["payload"]:
                continue
            schema = message["payload"]["schema"]["$ref"].removeprefix("schemas/")
            self.assertEqual(message["name"], load(schema)["title"])
            for example in message.get("examples", []):
                self.assert_holds(schema, example["payload"])
                examples += 1
        self.assertGreaterEqual(examples, 15)

    def test_the_prose_names_every_code_type_and_event(self):
        prose = (PROTOCOL / "README.md").read_text()
        table = re.findall(r"^\| `([a-z_0-9]+)` \| .* \| (\d*) ?\|$", prose[prose.index("## Bad input"):], re.MULTILINE)
        self.assertEqual(sorted(code for code, _ in table), sorted(load("common.json")["$defs"]["errorCode"]["enum"]))
        feedback = load("feedback-live.json")["$defs"]["event"]["prefixItems"][1]["properties"]["type"]["enum"]
        # A type may have a row for each severity.
        rows = re.findall(r"^\| `([a-z]+\.[a-z]+)` \| (?:info|hint|error) \|", prose, re.MULTILINE)
        self.assertEqual(list(dict.fromkeys(rows)), feedback)
        for event in EVENTS:
            self.assertIn(f"`{load(event + '.json')['title']}`", prose)
        for example in re.findall(r"^(?:→|←) (\[.*\])$", prose, re.MULTILINE):
            self.assert_holds("client-event.json" if '["s' in example and "ready" not in example else "server-event.json",
                              json.loads(example))

    def test_the_vectors_hold(self):
        taken = refused = 0
        for row in vectors("client-events.json")["ink"] + vectors("client-events.json")["session"]:
            try:
                value = json.loads(row["in"], parse_constant=lambda word: self.fail(word) if "event" in row else word)
            except ValueError:
                self.assertIn("error", row)
                continue
            with self.subTest(row["in"]):
                if "event" in row and row.get("protocol", 1) == 1:
                    self.assert_holds("client-event.json", value)
                    taken += 1
                elif row.get("error") not in COUNTED:
                    self.assertNotEqual(faults("client-event.json", value), [])
                    refused += 1
        self.assertGreater(taken, 25)
        self.assertGreater(refused, 30)
        for row in vectors("server-events.json")["events"]:
            self.assert_holds("server-event.json", json.loads(row["in"]))
            self.assert_holds("server-event.json", json.loads(row["out"]))
        for stream in vectors("binary-ink.json")["streams"]:
            for message in stream["messages"]:
                self.assert_holds("client-event.json", json.loads(message["text"]))

    def test_what_a_live_server_says_holds(self):
        rng, told, lines = random.Random(SEED), set(), recordings.synthetic(fixture.server().url, SEED)
        for recording in rng.sample(lines, 10):
            with Pen(fixture.server().url) as pen:
                pen.start(recording["text"], recording["frame"], locale=rng.choice(["ko", "en", "ja", "zh"]))
                write(pen, recording["strokes"], rng)
                pen.send_text("nonsense")
                pen.ink("stroke:undo")
                pen.ink("character:next")
                pen.wait_for_answers()
                pen.wait(lambda: pen.analyses() and pen.errors())
                for text in pen.told:
                    self.assert_holds("server-event.json", json.loads(text))
                    told.add(json.loads(text)[0])
        server = EVENTS[EVENTS.index("session-ready"):]
        server.remove("token-taken")  # said only where the operator asks for tokens
        server.remove("stroke-ink")  # said only to those who watch
        self.assertEqual(told, {load(event + ".json")["title"] for event in server})

    def test_recordings_and_the_answers_of_check_hold(self):
        lines = recordings.synthetic(fixture.server().url, SEED)[::5] + (recordings.shared_samples() or [])[::40]
        for recording in lines:
            self.assert_holds("recording.json", recording)
        unknown = {"id": "unknown", "text": "𓀀", "frame": {"w": 1, "h": 1}, "strokes": []}
        for checked in check(fixture.EXECUTABLE, lines + [unknown]).values():
            self.assert_holds("check-line.json", checked.line)
        self.assertEqual(checked.line["error"]["code"], "character_unknown")

    def test_a_session_log_holds_and_is_judged_as_its_session_was(self):
        recording = recordings.synthetic(fixture.server().url, SEED)[1]
        log = session_log(recording)
        for line in log:
            self.assert_holds("session-log-line.json", line)
        checked = check(fixture.EXECUTABLE, [*log, recording])
        self.assertEqual(checked["live/0"].events, checked[recording["id"]].events)

    def test_the_answer_about_reference_characters_holds(self):
        url = fixture.server().url + "/characters/" + urllib.parse.quote("한 글𓀀")
        with urllib.request.urlopen(url, timeout=10) as response:
            answer = json.load(response)
        self.assert_holds("characters.json", answer)
        self.assertEqual([bool(character["strokes"]) for character in answer["characters"]], [True, True, False])


def session_log(recording):
    """The log of a session in which the recording was written, with a stroke that was taken back."""
    box = {"x": 0, "y": 0, "width": recording["frame"]["w"], "height": recording["frame"]["h"]}
    log = [["session:log", {"session": "live", "protocol": 1}],
           ["session:start", {"text": recording["text"], "frame": box, "protocol": 1, "at": 0}],
           ["stroke:start", {"x": 5, "y": 5, "at": 3.5}], ["stroke:undo", {"at": 4}]]
    for stroke in recording["strokes"]:
        x, y, t, pressure = stroke[0]
        log.append(["stroke:start", {"x": x, "y": y, "t": t, "pressure": pressure, "at": t + 5}])
        log.append(["stroke:move", {"points": stroke[1:], "at": stroke[-1][2] + 5}])
        log.append(["stroke:end", {"at": stroke[-1][2] + 6}])
    return log + [["character:next", {"at": 60_000}]]


def references(value):
    """All values of `$ref` in a document."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    for part in value if isinstance(value, list) else []:
        yield from references(part)


def resolve(document, pointer):
    """What a JSON pointer points to, None where there is nothing."""
    for key in pointer.split("/")[1:]:
        document = document.get(key) if isinstance(document, dict) else document[int(key)]
        if document is None:
            return None
    return document


if __name__ == "__main__":
    unittest.main()
