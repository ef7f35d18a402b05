"""Both pages against a server that wants tokens: one that is right, one that is not, one that ends in the middle of a stroke.

    python3 Tests/Browser/token_test.py [--server PATH] [unittest arguments]
"""

import pathlib
import subprocess
import tempfile
import unittest
import urllib.parse

from learner import Learner
from page import PageTest, Pen, arguments, main

#: Seconds: long enough for a page to open and a stroke to begin, short enough to wait for.
SHORT_LIFE = 4


class TokenPageTest(PageTest):
    """Serves with a key of its own, with which it issues tokens."""

    @classmethod
    def setUpClass(cls):
        if arguments.url:
            raise unittest.SkipTest("the server at --url has a key that is not known here")
        folder = tempfile.TemporaryDirectory(prefix="pilsun-key-")
        cls.addClassCleanup(folder.cleanup)
        cls.key = pathlib.Path(folder.name, "key")
        cls.key.write_text("a secret of these tests, forty bytes long")
        cls.server_options = ("--jwt-key", str(cls.key))
        super().setUpClass()

    def setUp(self):
        super().setUp()
        self.expected_faults += ("the server responded with a status of 401", "the server responded with a status of 403")

    def token(self, *about):
        command = [arguments.server, "token", "--jwt-key", str(self.key), "--subject", "somebody", *about]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def wait_for_question(self, about):
        """Waits for the form that asks for a token, and for the sentence that says why."""
        self.browser.wait("document.getElementById('token-dialog')?.open")
        self.browser.wait(f"document.getElementById('token-reason').textContent.includes('{about}')")
        self.assertEqual(self.browser.evaluate("document.activeElement.id"), "token")

    def give(self, token):
        self.browser.send("Input.insertText", text=token)
        self.browser.click("#token-dialog .first")

    @property
    def is_asked(self):
        return self.browser.evaluate("Boolean(document.getElementById('token-dialog')?.open)")

    @property
    def address(self):
        return urllib.parse.unquote(self.browser.evaluate("location.href"))


class PracticeTokenTest(TokenPageTest):
    def open_unasked(self, text):
        self.browser.open(f"{self.url}/#{urllib.parse.quote(text, safe='&=')}")
        self.browser.wait("document.querySelectorAll('.box').length")

    def test_a_server_that_wants_a_token_asks_for_it_and_the_tab_keeps_it(self):
        self.open_unasked("가")
        self.wait_for_question("토큰이 필요합니다")
        self.give(self.token())
        self.wait_for_state("ready")
        self.assertFalse(self.is_asked)
        pen = Pen(self.browser, self.url, "가")
        for stroke in range(3):
            pen.write(0, stroke)
        self.assertGreaterEqual(self.wait_for_score(), 80)
        self.browser.send("Page.reload")
        self.browser.wait("document.readyState === 'complete'")
        self.wait_for_state("ready")
        self.assertFalse(self.is_asked)
        self.assertNotIn("token", self.browser.evaluate("JSON.stringify({ ...localStorage })"))

    def test_it_asks_in_the_language_of_the_page(self):
        self.open_unasked("가")
        self.wait_for_question("")
        told = set()
        for language in ["ko", "en", "ja", "zh"]:
            self.browser.click("#token-dialog .plain")
            self.change_language(language)
            self.wait_for_question("")
            told.add(self.browser.evaluate("document.getElementById('token-dialog').textContent"))
        self.assertEqual(len(told), 4, told)
        self.assertFalse([words for words in told if "token_" in words or "tokens." in words])

    def test_a_token_in_the_address_is_taken_out_of_it(self):
        self.open_unasked("가&token=" + self.token())
        self.wait_for_state("ready")
        self.assertEqual(self.address, f"{self.url}/#가")
        self.assertEqual(self.browser.evaluate("document.getElementById('text').textContent"), "가")
        # Another one behind the present address, as from a link in the same tab: the page shows it to the server.
        self.browser.evaluate("location.hash = '#token=abc.def.ghi'")
        self.wait_for_question("이 서버의 토큰이 아닙니다")
        self.assertEqual(self.address, f"{self.url}/")

    def test_a_token_that_is_none_is_asked_for_again(self):
        self.open_unasked("가&token=abc.def.ghi")
        self.wait_for_question("이 서버의 토큰이 아닙니다")
        self.give(self.token()[:-4])
        self.wait_for_state("connecting")
        self.wait_for_question("이 서버의 토큰이 아닙니다")
        self.give(self.token())
        self.wait_for_state("ready")

    def test_a_token_for_watching_does_not_write(self):
        self.open_unasked(f"가&token={self.token('--watch')}")
        self.wait_for_question("쓸 수 있는 토큰이 아닙니다")

    def test_whoever_puts_it_off_can_write_and_come_back_to_it(self):
        self.open_unasked("가")
        self.wait_for_question("토큰이 필요합니다")
        self.browser.click("#token-dialog .plain")
        pen = Pen(self.browser, self.url, "가")
        path = pen.write(0, 0)
        self.wait_for_colour("ink", path[len(path) // 2])
        self.assertFalse(self.is_asked)
        self.browser.click("#token-again")
        self.wait_for_question("토큰이 필요합니다")
        self.give(self.token())
        self.wait_for_state("ready")
        self.assertFalse(self.browser.evaluate("document.getElementById('token-again').checkVisibility()"))
        for stroke in (1, 2):
            pen.write(0, stroke)
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_a_token_that_ends_in_the_middle_of_a_stroke_costs_no_ink(self):
        self.open_unasked("가&token=" + self.token("--seconds", str(SHORT_LIFE)))
        self.wait_for_state("ready")
        pen = Pen(self.browser, self.url, "가")
        pen.write(0, 0)
        path = pen.write_around(0, 1, lambda: self.wait_for_state("unauthorized"))
        self.wait_for_colour("ink", path[-(len(path) // 2) // 2])
        self.assertFalse(self.is_asked, "nobody is asked for anything while the pen is down")
        self.browser.mouse("mouseReleased", *path[-1])
        self.wait_for_question("기한이 지났습니다")
        self.give(self.token())
        self.wait_for_state("ready")
        pen.write(0, 2)
        self.assertGreaterEqual(self.wait_for_score(), 80)


class ClassTokenTest(TokenPageTest):
    def learner(self, name):
        learner = Learner(self.url, name, "가", token=self.token())
        self.addCleanup(learner.close)
        return learner

    def wait_for_tile(self, name, condition="true"):
        self.browser.wait(f"((tile) => tile && {condition})([...document.querySelectorAll('.tile')]"
                          f".find((tile) => tile.textContent.includes('{name}')))")

    def test_a_class_is_shown_to_whoever_may_watch_it(self):
        learner = self.learner("민준")
        self.browser.open(f"{self.url}/watch#3-2")
        self.wait_for_question("토큰이 필요합니다")
        self.give(self.token())  # may write alone
        self.wait_for_question("쓸 수 있는 토큰이 아닙니다")
        self.give(self.token("--watch", "--class", "3-3"))
        self.wait_for_question("쓸 수 있는 토큰이 아닙니다")
        self.give("abc.def.ghi")
        self.wait_for_question("이 서버의 토큰이 아닙니다")
        self.give(self.token("--watch", "--class", "3-2"))
        self.wait_for_tile("민준")
        self.wait_for_state("ready")
        learner.write(0, 0)
        learner.write(0, 2)
        self.wait_for_tile("민준", "tile.querySelector('.last').dataset.tone === 'error'")

    def test_a_token_in_the_address_is_taken_out_of_it(self):
        self.learner("서연")
        self.browser.open(f"{self.url}/watch#3-2&token={self.token('--watch')}")
        self.wait_for_tile("서연")
        self.assertEqual(self.address, f"{self.url}/watch#3-2")

    def test_who_is_seen_already_goes_on_writing_when_the_token_ends(self):
        learner = self.learner("도윤")
        self.browser.open(f"{self.url}/watch#3-2&token={self.token('--watch', '--seconds', str(SHORT_LIFE))}")
        self.wait_for_tile("도윤")
        learner.write(0, 0, share=0.5)
        self.wait_for_question("기한이 지났습니다")
        learner.write(0, 0)
        learner.write(0, 2)
        self.wait_for_tile("도윤", "tile.querySelector('.last').dataset.tone === 'error'")
        self.learner("하은")
        self.give(self.token("--watch"))
        self.wait_for_tile("하은")
        self.wait_for_state("ready")


if __name__ == "__main__":
    main(__doc__)
