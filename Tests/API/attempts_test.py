"""What a signed-in learner writes is in the records: once, whole, and before the client lets go of its ink."""

import json
import signal
import sqlite3
import time
import unittest
import urllib.parse

import requests
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from client import EXECUTABLE, PASSWORD, Client, served
from served import Served, eventually


def dense(line):
    """The line with a point at least every hundredth, as a pen reports them."""
    points = [line[0]]
    for (x, y), (to_x, to_y) in zip(line, line[1:]):
        steps = max(1, int(max(abs(to_x - x), abs(to_y - y)) * 100))
        points += [(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(1, steps + 1)]
    return points


class Pen:
    """Writes characters as their models have them, over a WebSocket."""

    def __init__(self, url, token=None, text="가나", **start):
        self.url, self.text, self.number = url, text, 0
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.socket = connect(url.replace("http", "ws") + "/ws", additional_headers=headers)
        self.send("session:start", text=text, frame={"x": 0, "y": 0, "width": 300, "height": 300}, **start)
        self.models = requests.get(f"{url}/characters/{urllib.parse.quote(text)}", timeout=10).json()["characters"]
        self.said = []

    def send(self, name, **fields):
        self.socket.send(json.dumps([name, fields], ensure_ascii=False))

    def ink(self, name, **fields):
        self.number += 1
        self.send(name, seq=self.number, **fields)

    def write(self, place, reverse=False):
        """Writes a character and ends it; the pen's times go on."""
        for index, stroke in enumerate(self.models[place]["strokes"]):
            points = [{"x": 300 * place + 300 * x, "y": 300 * y, "t": 1000 * index + 10 * step}
                      for step, (x, y) in enumerate(dense(stroke[::-1] if reverse else stroke))]
            self.ink("stroke:start", **points[0])
            self.ink("stroke:move", points=points[1:])
            self.ink("stroke:end")
        self.ink("character:next")

    def hear(self, condition, seconds=10):
        """Reads until something satisfies the condition."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            event = json.loads(self.socket.recv(timeout=max(0.01, deadline - time.monotonic())))
            self.said.append(event)
            if condition(*event):
                return event
        raise TimeoutError

    def covered(self, seconds=10):
        """Waits until all ink may be let go of."""
        return self.hear(lambda name, body: name == "ink:ack" and body["ink"] >= self.number, seconds)

    def results(self):
        return [body for name, body in self.said if name == "analysis:result"]


class AttemptsTest(unittest.TestCase):
    def history(self, learner):
        return learner.ask("GET", "/feedback/history", expected=200).json()["items"]

    def test_what_was_written_is_there_when_its_ink_is_acknowledged(self):
        with served() as server:
            learner = Client.registered(server.url)
            pen = Pen(server.url, learner.token, lesson="hangul.letters-1", help="ghost", level="beginner")
            pen.write(0)
            pen.write(1, reverse=True)
            pen.covered()
            told = {result["character"]: result for result in pen.results()}
            items = self.history(learner)
            self.assertEqual([(item["character"], item["place"]) for item in items], [("나", 1), ("가", 0)])
            for item in items:
                self.assertEqual(item["score"], told[item["place"]]["score"])
                self.assertEqual((item["text"], item["lesson"], item["help"], item["level"]), ("가나", "hangul.letters-1", "ghost", "beginner"))
            self.assertEqual([item["verdict"] for item in items], ["wrong", "correct"])
            whole = learner.ask("GET", f"/feedback/history/{items[1]['id']}", expected=200).json()
            live = [[name, {key: value for key, value in body.items() if key not in ("session", "seq")}]
                    for name, body in pen.said if body.get("character") == 0 and name in ("feedback:live", "correction:suggest", "stroke:fit", "analysis:result")]
            self.assertEqual(whole["events"], live)

    def test_guests_and_servers_without_records_keep_nothing(self):
        with served() as server:
            learner = Client.registered(server.url)
            pen = Pen(server.url)
            pen.write(0)
            pen.covered()
            self.assertEqual(self.history(learner), [])

    def test_a_locked_database_keeps_the_ink_with_its_client_and_nothing_waits(self):
        with served() as server:
            learner = Client.registered(server.url)
            lock = sqlite3.connect(f"{server.data}/pilsun.sqlite", isolation_level=None, timeout=10)
            lock.execute("BEGIN IMMEDIATE")
            pen = Pen(server.url, learner.token)
            pen.write(0)
            pen.hear(lambda name, body: name == "analysis:result")
            with self.assertRaises(TimeoutError):
                pen.covered(1)
            lock.execute("ROLLBACK")
            pen.covered(20)
            self.assertEqual(len(self.history(learner)), 1)

    def test_signing_out_closes_what_the_device_has_open(self):
        with served() as server:
            learner = Client.registered(server.url)
            other = learner.signed_in_elsewhere()
            pen, own = Pen(server.url, other.token), Pen(server.url, learner.token)
            first, second = other.refresh_token, None
            second = Client(server.url).ask("POST", "/auth/refresh", {"refresh_token": first}, expected=200).json()["refresh_token"]
            Client(server.url).ask("POST", "/auth/refresh", {"refresh_token": second}, expected=200)
            began = time.monotonic()
            Client(server.url).ask("POST", "/auth/refresh", {"refresh_token": first}, expected=401)
            with self.assertRaises(ConnectionClosed) as closed:
                pen.hear(lambda *_: False)
            self.assertEqual(closed.exception.rcvd.code, 4401)
            self.assertLess(time.monotonic() - began, 1)
            with self.assertRaises(Exception):
                Pen(server.url, other.token).hear(lambda name, _: name == "session:ready")
            own.write(0)
            own.covered()

    def test_a_token_that_does_not_hold_opens_nothing(self):
        with served() as server:
            learner = Client.registered(server.url)
            for token in (learner.refresh_token, learner.token[:-8] + "AAAAAAAA", "x"):
                answer = requests.get(server.url + "/ws", timeout=10, headers={
                    "Authorization": f"Bearer {token}", "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
                    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="})
                self.assertEqual(answer.status_code, 401)

    def test_records_survive_a_kill(self):
        first = served()
        first.__enter__()
        learner = Client.registered(first.url)
        for _ in range(3):
            pen = Pen(first.url, learner.token)
            pen.write(0)
            pen.covered()
        first.kill()
        with served("--data", first.data) as again:
            learner.url = again.url
            learner.ask("POST", "/auth/login", {"email": learner.email, "password": PASSWORD}, expected=200)
            self.assertEqual(len(self.history(learner)), 3)
            check = sqlite3.connect(f"{first.data}/pilsun.sqlite").execute("PRAGMA integrity_check").fetchone()
            self.assertEqual(check, ("ok",))
        first.__exit__()

    def test_what_is_kept_comes_out_the_same_when_it_is_folded_anew(self):
        import subprocess
        with served() as server:
            learner = Client.registered(server.url)
            for start in ({}, {"level": "beginner"}):
                pen = Pen(server.url, learner.token, text="한글", **start)
                pen.write(0)
                pen.write(1, reverse=True)
                pen.covered()
            check = subprocess.run([EXECUTABLE, "db", "check", "--data", server.data], capture_output=True, text=True)
            self.assertIn("4 same, 0 different", check.stdout)
            self.assertEqual(check.returncode, 0, check.stdout + check.stderr)

    def test_with_redis_and_no_shared_database_the_doors_say_so(self):
        with Served(EXECUTABLE, "--loops", "1", "--redis", "redis://127.0.0.1:1") as server:
            client = Client(server.url)
            self.assertEqual(client.code("POST", "/auth/login", {"email": "a@b.c", "password": "x"}), (503, "records_unavailable"))
            self.assertEqual(server.log().count("--database"), 1)
            client.ask("GET", "/openapi.json", expected=200)

    def test_a_database_that_cannot_be_used_leaves_the_strokes_alone(self):
        import pathlib
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "pilsun.sqlite").write_bytes(b"this is no database at all, whatever it is called" * 100)
            with Served(EXECUTABLE, "--loops", "1", "--data", folder) as server:
                self.assertEqual(Client(server.url).code("GET", "/users/profile", token=False), (401, "token_missing"))
                self.assertEqual(Client(server.url).code("POST", "/auth/login", {"email": "a@b.c", "password": "x"}), (503, "records_unavailable"))
                pen = Pen(server.url)
                pen.write(0)
                pen.covered()
                self.assertIn("the records cannot be opened", server.log())

    def test_a_hundred_requests_a_minute_and_no_more(self):
        with Served(EXECUTABLE, "--loops", "2") as server:
            client = Client(server.url)
            answers = [client.ask("GET", "/users/profile") for _ in range(102)]
            self.assertEqual([answer.status_code for answer in answers], [401] * 100 + [429] * 2)
            self.assertRegex(answers[0].headers["RateLimit"], r'^"default";r=99;t=\d+$')
            self.assertEqual(answers[0].headers["RateLimit-Policy"], '"default";q=100;w=60')
            self.assertTrue(0 < int(answers[-1].headers["Retry-After"]) <= 60)

    def test_guessing_a_password_is_stopped_for_the_account_and_not_for_the_school(self):
        with Served(EXECUTABLE, "--loops", "2", "--rate-limit", "1000") as server:
            learner, other = Client.registered(server.url), Client.registered(server.url)
            wrong = {"email": learner.email, "password": "not this one"}
            codes = [learner.ask("POST", "/auth/login", wrong, token=False).status_code for _ in range(12)]
            self.assertEqual(codes, [401] * 10 + [429] * 2)
            other.ask("POST", "/auth/login", {"email": other.email, "password": PASSWORD}, token=False, expected=200)
