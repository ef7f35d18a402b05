"""The teacher's page in Chromium: learners write over WebSockets of their own, and the class is seen as it writes.

    python3 Tests/Browser/watch_test.py [--server PATH | --url URL] [unittest arguments]
"""

from learner import Learner
from page import PageTest, main


class WatchTest(PageTest):
    def learner(self, *about):
        learner = Learner(self.url, *about)
        self.addCleanup(learner.close)
        return learner

    def tile(self, name):
        return f"[...document.querySelectorAll('.tile')].find((tile) => tile.textContent.includes('{name}'))"

    def test_a_class_is_seen_as_it_writes_and_others_are_not(self):
        first = self.learner("민준", "한글")
        first.write_all(0)
        self.learner("다른 반", "가", "4-1")
        self.browser.open(f"{self.url}/watch#3-2")
        self.browser.wait(f"{self.tile('민준')}?.textContent.includes('쓰는 중')")
        self.browser.wait(f"{self.tile('민준')}.textContent.includes('잘 썼어요')")  # said before the teacher came
        second = self.learner("서연", "나비")
        self.browser.wait(self.tile("서연"))
        self.assertFalse(self.browser.evaluate(f"Boolean({self.tile('다른 반')})"))
        second.write(0, 0)
        second.write(0, 2, share=0.8)
        self.browser.wait(f"{self.tile('서연')}.querySelector('.last').dataset.tone === 'error'")
        self.browser.wait("((canvas) => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                          " return data.some((value, index) => index % 4 === 0 && value > data[index + 1] + 60); })("
                          f"{self.tile('서연')}.querySelectorAll('canvas')[1])")
        second.close()
        self.browser.wait(f"{self.tile('서연')}.dataset.presence === 'away'")
        self.browser.evaluate(f"{self.tile('민준')}.click()")
        self.browser.wait("document.getElementById('large').open && document.querySelectorAll('#history li').length === 1")
        first.write(1, 0)
        self.browser.wait("document.querySelector('#feed li').textContent.startsWith('글')")

    def test_whoever_makes_mistakes_in_a_row_is_pointed_out(self):
        learner = self.learner("도윤", "가", "5-5")
        self.browser.open(f"{self.url}/watch#5-5")
        self.browser.wait(self.tile("도윤"))
        for _ in range(3):
            learner.write(0, 1, backwards=True)
        self.browser.wait(f"{self.tile('도윤')}.classList.contains('stuck')")

    def test_a_learner_is_opened_and_closed_with_the_keyboard_alone(self):
        self.learner("수아", "가", "7-7").write(0, 0)
        self.browser.open(f"{self.url}/watch#7-7")
        self.browser.wait(f"{self.tile('수아')}?.textContent.includes('좋아요')")
        self.assertEqual(self.heard("heading", "textbox", "list", "button"), [
            ("heading", "교실"), ("textbox", "반 이름"), ("button", "들어가기"), ("list", "쓰는 사람들"), ("button", "수아 쓰는 중 가 좋아요.")])
        self.assertEqual(self.tabbed(4)[:2], ["language", "class"])
        self.press_enter()
        self.browser.wait("document.getElementById('large').open")
        self.assertEqual(self.heard("dialog", "button"), [("dialog", "수아 · 가"), ("button", "다시 보기"), ("button", "닫기")])
        self.browser.key("Escape")
        self.browser.wait("document.activeElement.className.includes('tile')")

    def test_a_stroke_is_seen_as_far_as_the_pen_is(self):
        learner = self.learner("지우", "이", "6-1")
        self.browser.open(f"{self.url}/watch#6-1")
        self.browser.wait(self.tile("지우"))
        share = ("((canvas) => { const { width, height } = canvas, { data } = canvas.getContext('2d').getImageData(0, 0, width, height);"
                 " let last = 0; data.forEach((value, index) => { if (index % 4 === 3 && value > 128) last = Math.floor(index / 4 / width); });"
                 " return last / height; })(" + self.tile("지우") + ".querySelectorAll('canvas')[1])")
        self.browser.wait(self.tile("지우") + ".querySelectorAll('canvas')[1].width")
        for part, lowest, highest in [(0.88, 0.3, 0.55), (0.97, 0.6, 0.85)]:
            learner.write(0, 1, share=part)  # the bar to its middle, then nearly to its end; the pen stays down
            self.browser.wait(f"{lowest} < {share} && {share} < {highest}")
        self.browser.send("Page.reload")  # somebody who comes in the middle of the stroke
        self.browser.wait(f"document.readyState === 'complete' && {self.tile('지우')}")
        self.browser.wait(f"{lowest} < {share} && {share} < {highest}")

    def test_a_name_without_a_place_to_break_keeps_to_its_tile(self):
        name = "x" * 120
        self.learner(name, "가나다라", "8-8").write(0, 0)
        self.browser.open(f"{self.url}/watch#8-8")
        self.browser.wait(self.tile(name))
        self.assertTrue(self.browser.evaluate(
            f"(({{ scrollWidth, clientWidth }}) => scrollWidth <= clientWidth)({self.tile(name)})"
            " && document.documentElement.scrollWidth <= innerWidth"))

    def test_an_empty_class_says_so(self):
        self.browser.open(f"{self.url}/watch#9-9")
        self.browser.wait("document.getElementById('says').textContent === '이 반에서 쓰는 사람이 아직 없습니다.'")


if __name__ == "__main__":
    main(__doc__)
