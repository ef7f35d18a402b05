"""The practice page in Chromium against a live server: real pointer events in, what a learner sees out.

    python3 Tests/Browser/practice_test.py [--server PATH | --url URL] [unittest arguments]

--server is the executable to start on a free port (default: .build/release/pilsun, else .build/debug/pilsun); --url names a server
that runs already (the tests that kill the server are then skipped). Needs Chromium and PyPI `websockets`.
"""

import json
import random
import time
import unittest
import urllib.parse
import urllib.request

from chromium import Chromium
from page import PageTest, Pen, arguments, main
from server import PilsunServer


class PracticeTest(PageTest):
    def test_right_strokes_stay_black_and_end_in_a_score(self):
        pen = self.open("가")
        for stroke in range(len(pen.model[0])):
            path = pen.write(0, stroke)
            self.wait_for_colour("ink", path[len(path) // 2])
        score = self.wait_for_score()
        self.assertGreaterEqual(score, 80)
        parts = self.browser.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.part')].map((p) => [p.querySelector('.name').textContent, p.querySelector('b').textContent]))")
        self.assertEqual(parts["획순"], "100")
        self.assertEqual(parts["방향"], "100")
        self.assertNotEqual(self.browser.evaluate("document.getElementById('says').dataset.tone"), "error")

    def test_a_stroke_out_of_order_turns_red_while_the_pen_is_down(self):
        pen = self.open("가")
        right = pen.write(0, 0)
        path = pen.write(0, 2, share=0.9, lift=False)
        self.wait_for_tone("error")
        self.wait_for_colour("seal", path[1])
        self.assertEqual(self.colour_at(*right[len(right) // 2]), "ink")
        self.assertTrue(self.sentence)
        self.browser.mouse("mouseReleased", *path[-1])

    def test_a_stroke_the_wrong_way_round_turns_red_while_the_pen_is_down(self):
        pen = self.open("가")
        pen.write(0, 0)
        path = pen.write(0, 1, backwards=True, share=0.7, lift=False)
        self.wait_for_tone("error")
        x, y = path[len(path) // 2]
        self.wait_for_colour("seal", (x - 7, y))  # beside the correction, whose rim of paper lies on the stroke's middle
        self.browser.mouse("mouseReleased", *path[-1])

    def test_a_wrong_stroke_is_taken_back_with_the_keyboard_and_written_right(self):
        pen = self.open("가")
        pen.write(0, 0)
        path = pen.write(0, 2)
        self.wait_for_tone("error")
        self.browser.key("z", code="KeyZ", modifiers=2)
        self.wait_for_colour(None, path[len(path) // 2])
        for stroke in (1, 2):
            path = pen.write(0, stroke)
            self.wait_for_colour("ink", path[len(path) // 2])
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_a_text_is_written_box_by_box(self):
        pen = self.open("한글")
        for character in (0, 1):
            for stroke in range(len(pen.model[character])):
                pen.write(character, stroke)
            self.assertGreaterEqual(self.wait_for_score(character), 80)
        self.assertEqual(self.browser.evaluate("document.getElementById('next').textContent"), "다시 쓰기")

    def test_sentences_come_in_the_language_that_is_chosen(self):
        pen = self.open("가")
        sentences = set()
        for language in ["ko", "en", "ja", "zh"]:
            self.change_language(language)
            self.wait_for_state("ready")
            self.assertEqual(self.browser.evaluate("document.documentElement.lang"), language)
            pen.write(0, 2)
            self.wait_for_tone("error")
            sentences.add(self.sentence)
            self.browser.click("#clear")
            self.wait_for_tone("plain")
        self.assertEqual(len(sentences), 4, sentences)

    def test_a_text_that_nobody_knows_gets_a_sentence(self):
        self.browser.open(f"{self.url}/#{urllib.parse.quote('가☃')}")
        self.wait_for_tone("error")
        self.wait_for_state("refused")
        self.assertIn("☃", self.sentence)

    def test_an_address_that_was_cut_off_opens_the_text_of_a_first_visit(self):
        self.browser.open(f"{self.url}/#%ED%95")
        self.wait_for_state("ready")
        self.assertEqual(self.browser.evaluate("document.getElementById('text').textContent"), "한글")

    def test_a_typed_text_is_written_and_goes_into_the_address(self):
        self.open("가")
        self.browser.click("#choose")
        self.browser.wait("document.getElementById('chooser').open")
        self.browser.send("Input.insertText", text="나비")
        self.press_enter()
        self.browser.wait("document.getElementById('text').textContent === '나비'")
        self.assertEqual(urllib.parse.unquote(self.browser.evaluate("location.hash")), "#나비")
        self.wait_for_state("ready")

    def test_a_stroke_goes_on_when_the_server_has_been_killed_and_started_again(self):
        if not self.server:
            self.skipTest("the server at --url belongs to somebody else and is not killed")
        self.expected_faults += ("WebSocket connection to", "ERR_CONNECTION_REFUSED", "Failed to load resource")
        pen = self.open("가")
        pen.write(0, 0)

        def lose_server():
            self.server.kill()
            self.wait_for_state("waiting")

        path = pen.write_around(0, 1, lose_server)
        self.server.start()
        self.browser.mouse("mouseReleased", *path[-1])
        self.wait_for_state("ready")
        pen.write(0, 2)
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_what_was_written_without_a_server_is_judged_when_it_is_back_even_by_another_page(self):
        if not self.server:
            self.skipTest("the server at --url belongs to somebody else and is not killed")
        self.expected_faults += ("WebSocket connection to", "ERR_CONNECTION_REFUSED", "Failed to load resource")
        pen = self.open("가나")
        self.browser.wait("navigator.serviceWorker.controller")
        self.browser.wait("caches.open('pilsun-models').then((cache) => cache.match('/characters/가나')).then(Boolean)")
        pen.write(0, 0)
        self.server.kill()
        self.wait_for_state("waiting")
        self.browser.send("Page.reload")
        self.browser.wait("document.readyState === 'complete' && document.querySelectorAll('.box').length === 2")
        self.wait_for_state("waiting")
        first = pen.path(0, 0)
        self.wait_for_colour("ink", first[len(first) // 2])
        for stroke in (1, 2):
            pen.write(0, stroke)
        self.browser.click("#next")
        path = pen.write(1, 2)  # the bar of ㅏ before all others
        self.browser.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")  # what was written is in the browser's storage
        self.browser.send("Page.reload")
        self.browser.wait("document.readyState === 'complete' && document.querySelectorAll('.box').length === 2")
        self.server.start()
        self.wait_for_state("ready")
        self.assertGreaterEqual(self.wait_for_score(0), 80)
        self.wait_for_tone("error")
        self.wait_for_colour("seal", path[len(path) // 2])

    def test_a_page_that_is_loaded_anew_in_the_middle_of_a_stroke_shows_what_is_judged(self):
        pen = self.open("한")
        pen.write(0, 0)
        second = pen.write(0, 1)

        def leave():
            # More of the stroke is at the server than what was stored at its beginning.
            self.browser.send("Page.reload")
            self.browser.wait("document.readyState === 'complete' && document.querySelectorAll('.box').length === 1")
            self.wait_for_state("ready")

        pen.write_around(0, 2, leave)
        self.browser.mouse("mouseReleased", *pen.path(0, 2)[-1])
        self.browser.click("#undo")
        for stroke in range(2, 6):
            pen.write(0, stroke)
        self.assertGreaterEqual(self.wait_for_score(), 90)
        self.wait_for_colour("ink", second[len(second) // 2])

    def test_the_address_decides_in_which_class_a_kept_text_is_written(self):
        def written(address):
            self.browser.open(f"{self.url}/{address}#{urllib.parse.quote('나')}")
            self.wait_for_state("ready")
            with urllib.request.urlopen(f"{self.url}/classes/{name}") as answer:
                return [one.get("name") for one in json.load(answer)["sessions"]]

        name = f"kept-{random.randrange(1 << 30)}"
        self.assertEqual(written(""), [])
        self.assertEqual(written(f"?class={name}&name=Nari"), ["Nari"])
        self.assertEqual(written(f"?class={name}&name=Bom"), ["Nari", "Bom"])

    def slow_storage_down(self):
        """What pages that are opened from now on have kept takes three seconds to find."""
        self.browser.send("Page.addScriptToEvaluateOnNewDocument", source="""
            const { request } = LockManager.prototype;
            LockManager.prototype.request = async function (...about) {
              await new Promise((resolve) => setTimeout(resolve, 3000));
              return request.apply(this, about);
            };""")

    def test_the_first_stroke_does_not_wait_for_the_storage(self):
        self.slow_storage_down()
        self.browser.open(f"{self.url}/#{urllib.parse.quote('가')}")
        self.browser.wait("document.querySelectorAll('.box').length")
        pen = Pen(self.browser, self.url, "가")
        path = pen.write(0, 0)
        self.wait_for_colour("ink", path[len(path) // 2])
        self.assertNotEqual(self.browser.evaluate("document.getElementById('connection').dataset.state"), "ready")
        self.wait_for_state("ready")
        for stroke in (1, 2):
            pen.write(0, stroke)
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_a_stroke_that_does_not_wait_follows_what_an_earlier_page_left(self):
        pen = self.open("가")
        pen.write(0, 0)
        self.browser.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")  # what was written is in the browser's storage
        self.slow_storage_down()
        self.browser.send("Page.reload")
        self.browser.wait("document.readyState === 'complete' && document.querySelectorAll('.box').length")
        pen.write(0, 1)
        self.assertNotEqual(self.browser.evaluate("document.getElementById('connection').dataset.state"), "ready")
        self.wait_for_state("ready")
        pen.write(0, 2)
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_a_character_is_played_again_with_what_was_said_of_it(self):
        pen = self.open("가")
        pen.write(0, 0)
        wrong = pen.write(0, 2)
        self.wait_for_tone("error")
        told = self.sentence
        self.wait_for_colour("seal", wrong[len(wrong) // 2])
        self.browser.evaluate("document.getElementById('says').textContent = ''")
        self.browser.click("#replay")
        self.wait_for_colour(None, wrong[len(wrong) // 2])
        self.wait_for_colour("seal", wrong[1])
        self.browser.wait(f"document.getElementById('says').textContent === {json.dumps(told)}")
        self.browser.wait("document.getElementById('replay').getAttribute('aria-pressed') === 'false'")
        self.wait_for_colour("seal", wrong[len(wrong) // 2])

    def test_a_pen_draws_as_broad_as_it_presses(self):
        pen = self.open("이")
        path = pen.path(0, 1)
        middle = path[len(path) // 2]
        breadths = []
        for force in (0.15, 0.9):
            for kind, places in [("mousePressed", path[:1]), ("mouseMoved", path[1:]), ("mouseReleased", path[-1:])]:
                for x, y in places:
                    self.browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1, force=force,
                                      buttons=0 if kind == "mouseReleased" else 1, pointerType="pen")
            self.browser.wait("!document.getElementById('undo').disabled")
            self.wait_until_drawn(middle)
            breadths.append(sum(self.colour_at(middle[0] + offset, middle[1]) is not None for offset in range(-60, 61)))
            self.browser.click("#clear")
            self.wait_for_colour(None, middle)
        self.assertGreater(breadths[1], 1.5 * breadths[0], breadths)

    def wait_until_drawn(self, place, limit_seconds=5):
        deadline = time.monotonic() + limit_seconds
        while self.colour_at(*place) is None:
            self.assertLess(time.monotonic(), deadline, f"nothing is drawn at {place}")
            time.sleep(0.02)

    def test_the_time_from_pen_to_screen_is_shown_when_asked_for(self):
        pen = self.open("가")
        self.browser.evaluate("document.getElementById('sheet').focus()")
        self.browser.key("l", code="KeyL")
        for stroke in range(3):
            pen.write(0, stroke)
        self.wait_for_score()
        self.browser.wait("/\\d\\.\\d ms/.test(document.getElementById('latency').textContent)")
        print(self.browser.evaluate("document.getElementById('latency').textContent"))  # a figure to read, not to hold
        self.browser.key("l", code="KeyL")
        self.assertTrue(self.browser.evaluate("document.getElementById('latency').hidden"))

    def test_the_whole_page_is_small(self):
        """Under 60 KB as it travels, with everything that it loads of itself."""
        self.open("가")
        sizes = self.browser.evaluate(
            "performance.getEntries().filter((e) => e.transferSize && !e.name.includes('/characters/'))"
            ".map((e) => [e.name, e.transferSize])")
        self.assertGreater(len(sizes), 10)
        self.assertLess(sum(size for _, size in sizes), 60_000, sizes)

    def test_a_screen_reader_meets_everything_with_its_role_and_name_in_the_order_of_the_page(self):
        pen = self.open("가나")
        for stroke in (0, 1):
            pen.write(0, stroke)
        pen.write(0, 2, backwards=True)
        self.browser.click("#next")
        self.wait_for_score()
        met = self.heard("banner", "heading", "main", "list", "region", "button", "combobox", "application", "image")
        self.assertEqual(met[:7], [
            ("banner", ""), ("heading", "필순"), ("combobox", "언어"), ("main", ""), ("list", "쓸 글자"), ("button", "글자 고르기"),
            ("application", "2자 가운데 2번째, ‘나’ 쓰는 칸")])
        self.assertRegex(met[7][1], "^가 점수 [0-9]+점$")
        self.assertEqual((met[7][0], met[8]), ("image", ("region", "점수")))
        self.assertIn("방향", [name.split()[0] for role, name in met if role == "button"])
        self.assertEqual([name for _, name in met[-5:]], ["되돌리기", "지우기", "본보기", "다시 보기", "다 썼어요"])
        self.assertEqual([name for role, name in self.heard("button", "combobox", "application") if not name], [])

    def test_the_keyboard_reaches_everything_in_the_order_of_the_page(self):
        self.open("한글")
        self.assertEqual(self.tabbed(7), ["language", "choose", "sheet", "undo", "clear", "ghost", "next"])

    def test_a_text_is_chosen_with_the_keyboard_alone(self):
        self.open("가")
        self.tabbed(2)
        self.press_enter()
        self.browser.wait("document.getElementById('chooser').open && document.activeElement.id === 'typed'")
        self.assertEqual(self.heard("dialog", "textbox"), [("dialog", "글자 고르기"), ("textbox", "쓰고 싶은 글자")])
        self.browser.key("Escape")
        self.browser.wait("document.activeElement.id === 'choose'")
        self.press_enter()
        self.browser.wait("document.activeElement.id === 'typed'")
        self.tabbed(3)  # 쓰기, 가나다, 서리
        self.press_enter()
        self.browser.wait("document.getElementById('text').textContent === '서리'")


class DarkPracticeTest(unittest.TestCase):
    """Nothing but the looks differs in the dark: the contrast of all texts holds in both."""

    def test_texts_stand_out_from_their_ground(self):
        server = None if arguments.url else PilsunServer(arguments.server)
        if server:
            self.addCleanup(server.stop)
        for dark in (False, True):
            with self.subTest(dark=dark), Chromium(dark=dark) as browser:
                browser.open(arguments.url or server.url)
                colours = browser.evaluate(
                    "Object.fromEntries(['desk', 'paper', 'ink', 'faint', 'hint', 'seal', 'on-seal'].map((name) => {"
                    " const e = document.createElement('i'); document.body.append(e); e.style.color = `var(--${name})`;"
                    " return [name, getComputedStyle(e).color.match(/\\d+/g).map(Number)]; }))")
                for text, ground in [("ink", "paper"), ("ink", "desk"), ("faint", "desk"), ("faint", "paper"), ("hint", "desk"),
                                     ("seal", "desk"), ("on-seal", "seal")]:
                    self.assertGreaterEqual(contrast(colours[text], colours[ground]), 4.5, f"{text} on {ground}")


def contrast(one, other):
    """The contrast ratio of WCAG 2.2, success criterion 1.4.3."""
    def luminance(colour):
        parts = [channel / 255 for channel in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


if __name__ == "__main__":
    main(__doc__)
