"""Profile, settings, history, lessons, reviews and classes."""

import concurrent.futures
import io
import itertools
import json
import subprocess
import threading
import uuid
import zipfile

from client import EXECUTABLE, PASSWORD, Client, ServedTest, new_email

LINES = [[[40, 10, 0], [40, 50, 100], [40, 90, 200]], [[40, 50, 400], [60, 50, 450], [80, 50, 500]]]


def recording(identity, text="ㅏ", **more):
    return {"id": identity, "text": text, "written_at": "2026-11-01T10:00:00Z", "frame": {"w": 100, "h": 100}, "strokes": LINES, **more}


class RecordsTest(ServedTest):
    def teacher(self):
        email = new_email()
        subprocess.run(
            [EXECUTABLE, "user", "add", email, "--role", "teacher", "--data", self.server.data], input=PASSWORD + "\n", text=True,
            check=True, capture_output=True)
        client = Client(self.url)
        return client._signed_in(client.ask("POST", "/auth/login", {"email": email, "password": PASSWORD}, expected=200).json())

    def test_a_change_holds_against_the_version_that_it_was_made_of(self):
        learner = Client.registered(self.url)
        for path, change in [("/users/profile", {"username": "가나"}), ("/users/settings", {"theme": "dark"})]:
            with self.subTest(path):
                before = learner.ask("GET", path, expected=200).headers["ETag"]
                learner.ask("GET", path, headers={"If-None-Match": before}, expected=304)
                after = learner.ask("PATCH", path, change, headers={"If-Match": before}, expected=200).headers["ETag"]
                self.assertNotEqual(before, after)
                self.assertEqual(learner.code("PATCH", path, change, headers={"If-Match": before}), (412, "version_changed"))
                learner.ask("PATCH", path, change, headers={"If-Match": "*"}, expected=200)
                learner.ask("PATCH", path, change, expected=200)

    def test_settings_merge_and_null_takes_away(self):
        learner = Client.registered(self.url)
        learner.ask("PATCH", "/users/settings", {"theme": "dark", "daily_reviews": 20, "sound": False}, expected=200)
        now = learner.ask("PATCH", "/users/settings", {"theme": None, "retention": 0.95}, expected=200).json()
        self.assertEqual(now, {"daily_reviews": 20, "sound": False, "retention": 0.95})
        self.assertEqual(learner.ask("GET", "/users/settings").json(), now)
        for wrong in [{"theme": "pink"}, {"daily_reviews": 0}, {"daily_reviews": 1.5}, {"sound": "yes"}, {"x": 1}]:
            learner.ask("PATCH", "/users/settings", wrong, expected=422)

    def test_two_devices_change_settings_at_once_and_both_changes_stay(self):
        learner = Client.registered(self.url)
        changes = [{"theme": "dark"}, {"sound": True}, {"grid": "rice"}, {"numbers": False}]
        others = [Client(self.url, learner.token) for _ in changes]
        threads = [threading.Thread(target=other.ask, args=("PATCH", "/users/settings", change)) for other, change in zip(others, changes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(learner.ask("GET", "/users/settings").json(), {"theme": "dark", "sound": True, "grid": "rice", "numbers": False})

    def test_a_crowd_that_changes_settings_at_once_is_served(self):
        learner = Client.registered(self.url)

        def change(number):
            client = Client(self.url, learner.token)
            return [client.ask("PATCH", "/users/settings", {"daily_reviews": 10 * number + step + 1}).status_code for step in range(10)]

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            codes = list(itertools.chain(*pool.map(change, range(16))))
        self.assertEqual(set(codes), {200})

    def test_what_a_guest_wrote_is_judged_and_kept_once(self):
        learner = Client.registered(self.url)
        crossed = recording("b", strokes=[LINES[1], LINES[0]], lesson="hangul.letters-1", help="ghost")
        judged = learner.ask("POST", "/feedback/history", {"items": [recording("a"), crossed]}, expected=201).json()["items"]
        self.assertEqual([(item["client_id"], item["verdict"]) for item in judged], [("a", "correct"), ("b", "wrong")])
        self.assertEqual(judged[1]["faults"], {"order.wrong": 1} if "order.wrong" in judged[1]["faults"] else judged[1]["faults"])
        learner.ask("POST", "/feedback/history", {"items": [recording("a"), recording("c")]}, expected=201)
        history = learner.ask("GET", "/feedback/history", expected=200).json()
        self.assertEqual(len(history["items"]), 3)
        self.assertIsNone(history["next"])
        wrong = learner.ask("GET", "/feedback/history?verdict=wrong").json()["items"]
        self.assertEqual([item["lesson"] for item in wrong], ["hangul.letters-1"])
        fault = next(iter(wrong[0]["faults"]))
        self.assertEqual(learner.ask("GET", f"/feedback/history?fault={fault}").json()["items"], wrong)
        self.assertEqual(learner.ask("GET", "/feedback/history?lesson=other").json()["items"], [])
        self.assertEqual(len(learner.ask("GET", "/feedback/history?character=%E3%85%8F").json()["items"]), 3)
        self.assertEqual(learner.ask("GET", "/feedback/history?from=2026-11-02T00:00:00Z").json()["items"], [])

    def test_an_attempt_comes_back_with_its_ink_and_what_was_said(self):
        learner = Client.registered(self.url)
        item = learner.ask("POST", "/feedback/history", {"items": [recording("a")]}).json()["items"][0]
        whole = learner.ask("GET", f"/feedback/history/{item['id']}", expected=200).json()
        self.assertEqual([[point[:3] for point in stroke] for stroke in whole["strokes"]], LINES)
        self.assertEqual(whole["frame"], {"x": 0, "y": 0, "width": 100, "height": 100})
        self.assertIn("feedback:live", [event[0] for event in whole["events"]])
        self.assertEqual(whole["events"][-1][0], "analysis:result")
        self.assertEqual(whole["events"][-1][1]["score"], whole["score"])
        stranger = Client.registered(self.url)
        self.assertEqual(stranger.code("GET", f"/feedback/history/{item['id']}"), (404, "not_found"))
        for nothing in (uuid.uuid4(), "x", "%00"):
            self.assertEqual(learner.code("GET", f"/feedback/history/{nothing}"), (404, "not_found"))

    def test_pages_follow_one_another_without_a_gap(self):
        learner = Client.registered(self.url)
        learner.ask("POST", "/feedback/history", {"items": [recording(f"r{number}") for number in range(25)]}, expected=201)
        seen, cursor = [], None
        while True:
            page = learner.ask("GET", "/feedback/history?limit=10" + (f"&cursor={cursor}" if cursor else ""), expected=200).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
            if not cursor:
                break
        self.assertEqual(len(set(seen)), 25)
        self.assertEqual(seen, sorted(seen, reverse=True))
        for query, code in [("cursor=x", "cursor_invalid"), ("limit=0", "parameter_invalid"), ("limit=x", "parameter_invalid"),
                            ("nothing=1", "parameter_unknown"), ("verdict=maybe", "parameter_invalid"), ("from=yesterday", "parameter_invalid"),
                            ("text=%ff", "query_invalid"), ("limit=5&limit=6", "parameter_invalid")]:
            with self.subTest(query):
                self.assertEqual(learner.code("GET", f"/feedback/history?{query}"), (400, code))

    def test_a_batch_with_a_fault_leaves_nothing_behind(self):
        learner = Client.registered(self.url)
        for wrong, pointer in [
            (recording("x", text="가나"), "/items/1/text"), (recording("x", text="\U0001F600"), "/items/1/text"), (recording("x", strokes=[[]]), "/items/1/strokes/0"),
            (recording("x", strokes=[[[1]]]), "/items/1/strokes/0"), (recording("x", frame={"w": 0, "h": 1}), "/items/1/frame"),
            (recording("x", frame={"w": 1, "h": 1, "d": 1}), "/items/1/frame/d"), (recording("x", strokes=[[[1e10, 1]]]), "/items/1/strokes/0"),
            (recording("x", level="easy"), "/items/1/level"), (recording("x", written_at="now"), "/items/1/written_at"),
        ]:
            with self.subTest(pointer):
                told = learner.ask("POST", "/feedback/history", {"items": [recording("good"), wrong]}, expected=422).json()
                self.assertIn(pointer, [fault["pointer"] for fault in told["errors"]])
        self.assertEqual(learner.ask("GET", "/feedback/history").json()["items"], [])

    def test_strokes_are_recognised_without_an_account(self):
        told = Client(self.url).ask("POST", "/characters/recognise", {"strokes": LINES}, expected=200).json()["candidates"]
        self.assertEqual(told[0]["text"], "ㅏ")
        self.assertLessEqual(sum(candidate["probability"] for candidate in told), 1)
        for wrong in ([], [[]], [[["x", 1]]], "x"):
            Client(self.url).ask("POST", "/characters/recognise", {"strokes": wrong}, expected=422)

    def test_reviews_are_kept_once_and_say_what_is_due(self):
        learner = Client.registered(self.url)
        first, second = (str(uuid.uuid4()) for _ in range(2))
        event = {"id": first, "item": "c:가", "at": "2026-11-01T10:00:00Z", "grade": 3}
        for _ in range(2):
            learner.ask("POST", "/learning/reviews", {"items": [event]}, expected=201)
        due = learner.ask("GET", "/learning/reviews", expected=200).json()["items"]
        self.assertEqual([(card["item"], card["stability"], card["successes"]) for card in due], [("c:가", 2.3065, 1)])
        self.assertEqual(learner.ask("GET", "/learning/progress", expected=200).json()["reviews"], 1)
        learner.ask("POST", "/learning/reviews", {"items": [{"id": second, "item": "c:가", "at": "2026-11-01T10:01:00Z", "undo": first}]}, expected=201)
        self.assertEqual(learner.ask("GET", "/learning/reviews").json()["items"], [])
        for wrong in [{**event, "grade": 5}, {**event, "item": "가"}, {**event, "id": "x"}, {**event, "reset": True}, {"id": first}]:
            learner.ask("POST", "/learning/reviews", {"items": [wrong]}, expected=422)

    def test_lessons_are_listed_by_course_and_script(self):
        learner = Client.registered(self.url)
        everything = learner.ask("GET", "/learning/lessons", expected=200).json()["items"]
        hangul = learner.ask("GET", "/learning/lessons?script=hangul", expected=200).json()["items"]
        self.assertTrue(0 < len(hangul) < len(everything))
        whole = learner.ask("GET", f"/learning/lessons/{hangul[0]['id']}", expected=200).json()
        self.assertTrue(whole["characters"])
        self.assertEqual(learner.code("GET", "/learning/lessons/nothing"), (404, "not_found"))

    def test_the_export_is_a_zip_of_everything(self):
        learner = Client.registered(self.url, username="민지")
        learner.ask("PATCH", "/users/settings", {"theme": "dark"}, expected=200)
        learner.ask("POST", "/feedback/history", {"items": [recording(f"r{number}") for number in range(3)]}, expected=201)
        event = {"id": str(uuid.uuid4()), "item": "c:가", "at": "2026-11-01T10:00:00Z", "grade": 3}
        learner.ask("POST", "/learning/reviews", {"items": [event]}, expected=201)
        answer = learner.ask("GET", "/users/export", expected=200)
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertIsNone(archive.testzip())
            files = {name: archive.read(name).decode() for name in archive.namelist()}
        self.assertEqual(json.loads(files["profile.json"]), learner.ask("GET", "/users/profile").json())
        self.assertEqual(json.loads(files["settings.json"]), {"theme": "dark"})
        attempts = [json.loads(line) for line in files["attempts.ndjson"].splitlines()]
        history = {item["id"]: item for item in learner.ask("GET", "/feedback/history").json()["items"]}
        self.assertEqual({attempt["id"] for attempt in attempts}, set(history))
        for attempt in attempts:
            self.assertLessEqual(history[attempt["id"]].items(), attempt.items())
            self.assertEqual([[point[:3] for point in stroke] for stroke in attempt["strokes"]], LINES)
        self.assertEqual([json.loads(line)["event"] for line in files["reviews.ndjson"].splitlines()], [{"grade": 3}])

    def test_a_class_from_its_making_to_its_end(self):
        teacher, learner, stranger = self.teacher(), Client.registered(self.url, username="민지"), Client.registered(self.url)
        self.assertEqual(learner.code("POST", "/classes", {"name": "1-A"}), (403, "teacher_needed"))
        key = {"Idempotency-Key": str(uuid.uuid4())}
        made = teacher.ask("POST", "/classes", {"name": "1-A"}, headers=key, expected=201)
        again = teacher.ask("POST", "/classes", {"name": "1-A"}, headers=key, expected=201)
        self.assertEqual(made.json(), again.json())
        room = "/classes/" + made.json()["id"]
        self.assertEqual(made.headers["Location"], "/api/v1" + room)
        code = made.json()["code"]
        joined = learner.ask("POST", "/classes/join", {"code": f" {code[:4].lower()}-{code[4:]}"}, expected=200).json()
        self.assertIsNone(joined["code"])
        self.assertEqual(learner.code("POST", "/classes/join", {"code": "22222222"}), (404, "not_found"))
        self.assertEqual([member["username"] for member in teacher.ask("GET", room + "/members", expected=200).json()["items"]], ["민지"])
        task = teacher.ask("POST", room + "/assignments", {"title": "Names", "texts": ["한글"], "until": "2026-12-24T00:00:00Z"}, expected=201).json()
        self.assertEqual(learner.ask("GET", room + "/assignments", expected=200).json()["items"], [task])
        learner.ask("POST", "/feedback/history", {"items": [recording("a")]}, expected=201)
        progress = teacher.ask("GET", room + "/progress", expected=200).json()["items"]
        self.assertEqual([(line["character"], line["attempts"], line["correct"]) for line in progress], [("ㅏ", 1, 1)])
        for path in ("", "/members", "/progress", "/assignments"):
            self.assertEqual(stranger.code("GET", room + path), (404, "not_found"))
        for method, path, body in [("PATCH", "", {"name": "x"}), ("DELETE", "", None), ("GET", "/members", None), ("GET", "/progress", None),
                                   ("POST", "/assignments", {"title": "x", "texts": ["x"]}), ("DELETE", "/assignments/" + task["id"], None)]:
            self.assertEqual(learner.code(method, room + path, body), (404, "not_found"), (method, path))
        renamed = teacher.ask("PATCH", room, {"name": "1-B", "new_code": True}, headers={"If-Match": made.headers["ETag"]}, expected=200).json()
        self.assertEqual(renamed["name"], "1-B")
        self.assertNotEqual(renamed["code"], code)
        teacher.ask("DELETE", room + "/assignments/" + task["id"], expected=204)
        learner.ask("DELETE", f"{room}/members/{learner.user['id']}", expected=204)
        self.assertEqual(learner.code("GET", room), (404, "not_found"))
        teacher.ask("DELETE", room, expected=204)
        self.assertEqual(teacher.ask("GET", "/classes", expected=200).json()["items"], [])
