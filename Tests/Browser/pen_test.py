"""Pens, fingers and screens on the practice page: real pointer events in, what is written and where it is drawn out.

    python3 Tests/Browser/pen_test.py [--server PATH | --url URL] [unittest arguments]
"""

import math
import time
import urllib.request

from page import PageTest, main

#: Notes what the page sends: the names of ink events, whatever form they travel in, and the points of a socket in text.
PROBE = """
  globalThis.sent = [];
  globalThis.WebSocket = class extends WebSocket {
    constructor(url) { super(url); } // without the subprotocol of binary ink
    send(message) { sent.push(JSON.parse(message)); super.send(message); }
  };
"""


class PenTest(PageTest):
    def setUp(self):
        super().setUp()
        self.browser.send("Page.addScriptToEvaluateOnNewDocument", source=PROBE)

    @property
    def sent(self):
        """The names of the ink events so far."""
        return [type for type, _ in self.browser.evaluate("sent") if not type.startswith("session:")]

    @property
    def strokes(self):
        """The points [x, y, …] of every stroke that was sent and not taken back, in units of the box."""
        strokes = []
        for type, data in self.browser.evaluate("sent"):
            if type == "stroke:start":
                strokes.append([[data["x"], data["y"], data.get("t"), data.get("pressure")]])
            elif type == "stroke:move":
                strokes[-1] += data["points"]
            elif type == "stroke:undo":
                strokes.pop()
        return strokes

    def follow(self, path, write):
        for place in path:
            write(place)
            time.sleep(0.006)

    def write_with_pen(self, path, force=0.5, button="left"):
        self.browser.pen("mousePressed", *path[0], force=force, button=button)
        self.follow(path[1:], lambda place: self.browser.pen("mouseMoved", *place, force=force, button=button))
        self.browser.pen("mouseReleased", *path[-1], button=button)

    def write_with_finger(self, path):
        self.browser.touch("touchStart", path[0])
        self.follow(path[1:], lambda place: self.browser.touch("touchMove", place))
        self.browser.touch("touchEnd")

    def assert_follows(self, points, path, pen, box=0, within=6.0):
        """Every written point lies on the path, and the ends are the path's."""
        left, top, side = pen.boxes[box]
        expected = [((x - left) / side * 1000, (y - top) / side * 1000) for x, y in path]
        for x, y, *_ in points:
            self.assertLess(min(math.hypot(x - px, y - py) for px, py in expected), within, f"{(x, y)} is not on the path")
        for place, (px, py) in [(0, expected[0]), (-1, expected[-1])]:
            self.assertLess(math.hypot(points[place][0] - px, points[place][1] - py), within + 15)


class HandTest(PenTest):
    def palm(self, pen):
        left, top, side = pen.boxes[0]
        return left + 0.9 * side, top + 0.9 * side

    def test_a_pen_takes_over_from_the_hand_that_came_down_before_it(self):
        pen = self.open("가")
        palm, path = self.palm(pen), pen.path(0, 0)
        self.browser.touch("touchStart", palm)
        time.sleep(0.05)
        self.browser.touch("touchMove", (palm[0] + 4, palm[1]))
        self.write_with_pen(path)
        self.browser.touch("touchEnd")
        self.wait_for_colour("ink", path[len(path) // 2])
        self.assertIsNone(self.colour_at(*palm))
        self.assertEqual(len(self.strokes), 1)
        self.assert_follows(self.strokes[0], path, pen)
        self.browser.wait("document.getElementById('says').textContent === '좋아요.'")

    def test_touches_write_nothing_while_a_pen_is_about_and_do_so_again_later(self):
        pen = self.open("가")
        path = pen.path(0, 0)
        self.write_with_pen(path)
        events = len(self.sent)
        self.write_with_finger(pen.path(0, 1))
        self.assertEqual(len(self.sent), events)
        time.sleep(3.1)
        self.write_with_finger(pen.path(0, 1))
        self.assertEqual(len(self.strokes), 2)

    def test_a_pen_in_the_air_keeps_touches_from_writing(self):
        pen = self.open("가")
        left, top, side = pen.boxes[0]
        self.browser.send("Input.dispatchMouseEvent", type="mouseMoved", x=left + side / 2, y=top + side / 2, pointerType="pen", buttons=0)
        self.write_with_finger(pen.path(0, 0))
        self.assertEqual(self.sent, [])

    def test_a_touch_beside_a_pen_scrolls_and_presses_buttons(self):
        self.browser.resize(390, 500)
        pen = self.open("가")
        self.write_with_pen(pen.path(0, 0))
        left, top, side = pen.boxes[0]
        x, y = left + side / 2, top + side * 0.6
        self.browser.touch("touchStart", (x, y))
        for step in range(1, 9):
            self.browser.touch("touchMove", (x, y - 15 * step))
        self.browser.touch("touchEnd")
        self.assertGreater(self.browser.evaluate("scrollY"), 60)
        place = self.browser.evaluate(
            "(() => { const r = document.getElementById('undo').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        self.browser.touch("touchStart", place)
        self.browser.touch("touchEnd")
        self.browser.wait("document.getElementById('undo').disabled || !sent.length || sent.at(-1)[0] === 'stroke:undo'")
        self.assertEqual(self.strokes, [])

    def test_a_hand_that_moves_under_a_pen_does_not_scroll(self):
        self.browser.resize(390, 500)
        pen = self.open("가")
        path = pen.path(0, 0)
        x, y = self.palm(pen)
        self.browser.touch("touchStart", (x, y))
        self.browser.pen("mousePressed", *path[0])
        for step in range(8):
            self.browser.touch("touchMove", (x, y - 10 * step))
        self.browser.pen("mouseReleased", *path[0])
        self.browser.touch("touchMove", (x, y - 120))
        self.browser.touch("touchEnd")
        self.assertEqual(self.browser.evaluate("scrollY"), 0)

    def test_a_finger_writes_and_a_second_one_makes_it_a_gesture(self):
        pen = self.open("가")
        path = pen.path(0, 0)
        self.browser.touch("touchStart", path[0])
        self.follow(path[1:9], lambda place: self.browser.touch("touchMove", place))
        self.browser.touch("touchStart", path[8], self.palm(pen))
        self.follow(path[9:], lambda place: self.browser.touch("touchMove", place, self.palm(pen)))
        self.browser.touch("touchEnd")
        self.wait_for_colour(None, path[4])
        self.assertEqual(self.sent[-1], "stroke:undo")
        self.assertEqual(self.sent.count("stroke:end"), 0, "what was no stroke is not judged")
        self.write_with_finger(path)
        self.wait_for_colour("ink", path[len(path) // 2])
        self.assertEqual(len(self.strokes), 1)

    def test_a_touch_that_the_system_takes_for_itself_is_taken_back(self):
        pen = self.open("가")
        self.write_with_finger(pen.path(0, 0))
        path = pen.path(0, 2)
        self.browser.touch("touchStart", path[0])
        self.follow(path[1:-2], lambda place: self.browser.touch("touchMove", place))
        self.browser.touch("touchCancel")
        self.wait_for_colour(None, path[len(path) // 2])
        self.assertEqual(len(self.strokes), 1)
        for stroke in (1, 2):
            self.write_with_finger(pen.path(0, stroke))
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_a_touch_that_is_taken_back_leaves_a_complete_character_complete(self):
        pen = self.open("가")
        for stroke in range(3):
            self.write_with_finger(pen.path(0, stroke))
        score = self.wait_for_score()
        self.browser.touch("touchStart", self.palm(pen))
        self.browser.touch("touchMove", (self.palm(pen)[0] - 30, self.palm(pen)[1]))
        self.browser.touch("touchCancel")
        self.assertEqual(self.wait_for_score(), score)
        self.browser.wait("document.getElementById('next').classList.contains('due')")

    def test_the_system_gets_no_touch_of_the_sheet(self):
        pen = self.open("가")
        self.browser.evaluate("""(() => {
            globalThis.prevented = {};
            for (const type of ["touchstart", "touchmove", "contextmenu"])
              addEventListener(type, (event) => (prevented[type] = event.defaultPrevented));
        })()""")
        self.write_with_finger(pen.path(0, 0))
        x, y = pen.path(0, 0)[0]
        for kind in ("mousePressed", "mouseReleased"):
            self.browser.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="right", clickCount=1)
        self.assertEqual(self.browser.evaluate("prevented"), {"touchstart": True, "touchmove": True, "contextmenu": True})

    def test_a_home_screen_gets_an_icon_of_its_own(self):
        with urllib.request.urlopen(f"{self.url}/apple-touch-icon.png") as answer:
            self.assertEqual(answer.headers["content-type"], "image/png")
            picture = answer.read()
        self.assertEqual([int.from_bytes(picture[at:at + 4], "big") for at in (16, 20)], [180, 180])
        self.open("가")
        self.assertEqual(self.browser.evaluate("new URL(document.querySelector('[rel=apple-touch-icon]').href).pathname"), "/apple-touch-icon.png")


class PenEndsTest(PenTest):
    def test_a_pointer_that_cannot_be_captured_writes_all_the_same(self):
        pen = self.open("가")
        self.browser.evaluate("Element.prototype.setPointerCapture = () => { throw new DOMException('gone', 'NotFoundError'); }")
        path = pen.path(0, 0)
        self.write_with_pen(path)
        self.wait_for_colour("ink", path[len(path) // 2])
        self.assert_follows(self.strokes[0], path, pen)

    def test_a_stroke_whose_end_nobody_told_ends_when_the_pen_is_seen_in_the_air(self):
        pen = self.open("가")
        path = pen.path(0, 0)
        self.browser.pen("mousePressed", *path[0])
        self.follow(path[1:], lambda place: self.browser.pen("mouseMoved", *place))
        # The release is swallowed; what comes next hovers.
        self.browser.evaluate("addEventListener('pointerup', (event) => event.stopImmediatePropagation(), { capture: true, once: true })")
        self.browser.pen("mouseReleased", *path[-1])
        self.browser.send("Input.dispatchMouseEvent", type="mouseMoved", x=path[0][0], y=path[0][1] + 90, pointerType="pen", buttons=0)
        self.assertEqual(self.sent[-1], "stroke:end")

    def test_the_barrel_button_takes_back_the_stroke_that_it_touches(self):
        pen = self.open("가")
        paths = [pen.path(0, stroke) for stroke in range(2)]
        for path in paths:
            self.write_with_pen(path)
        x, y = paths[0][len(paths[0]) // 3]
        self.write_with_pen([(x, y + 30), (x, y + 15), (x, y), (x, y - 15)], button="right")
        self.assertEqual(len(self.strokes), 1)
        self.assert_follows(self.strokes[0], paths[1], pen)
        self.assertFalse(self.browser.evaluate("document.getElementById('undo').disabled"))

    def test_the_eraser_takes_back_what_it_touches_and_nothing_beside_it(self):
        pen = self.open("가")
        path = pen.path(0, 0)
        self.write_with_pen(path)
        # DevTools has no eraser.
        erase = """((x, y) => { for (const [type, buttons] of [["pointerdown", 32], ["pointerup", 0]])
            document.getElementById("sheet").dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 77, pointerType: "pen",
              button: 5, buttons, pressure: 0.5, clientX: x, clientY: y })); })"""
        x, y = path[len(path) // 3]
        self.browser.evaluate(f"{erase}({x}, {y - 80})")
        self.assertEqual(len(self.strokes), 1)
        self.browser.evaluate(f"{erase}({x}, {y})")
        self.wait_for_colour(None, (x, y))
        self.assertEqual(self.strokes, [])

    def test_a_pen_that_does_not_know_its_pressure_sends_none(self):
        pen = self.open("가")
        self.write_with_pen(pen.path(0, 0), force=0.5)
        self.write_with_pen(pen.path(0, 1), force=0)
        self.assertEqual({point[3] if len(point) > 3 else None for stroke in self.strokes for point in stroke}, {None})
        self.write_with_pen(pen.path(0, 2), force=0.7)
        self.assertAlmostEqual(self.strokes[-1][-1][3], 0.7, places=2)

    def test_time_stamps_that_jump_leave_an_even_clock(self):
        pen = self.open("가")
        self.browser.evaluate("""(() => {
            const stamp = Object.getOwnPropertyDescriptor(Event.prototype, "timeStamp").get;
            let number = 0;
            Object.defineProperty(PointerEvent.prototype, "timeStamp", { get() {
              number += 1;
              return number % 7 === 3 ? 0 : number % 7 === 5 ? stamp.call(this) + 3_600_000 : stamp.call(this);
            } });
        })()""")
        self.write_with_pen(pen.path(0, 0))
        times = [point[2] for point in self.strokes[0]]
        steps = [after - before for before, after in zip(times, times[1:])]
        self.assertGreaterEqual(min(steps), 0)
        self.assertLess(max(steps), 1000)
        self.assertGreater(times[-1] - times[0], 50)


class ScreenTest(PenTest):
    def density(self, scale, width=1000, height=800):
        self.browser.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)

    def frame(self):
        self.browser.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")

    def test_ink_stays_where_it_was_written_on_a_screen_of_another_density(self):
        self.density(1)
        pen = self.open("가")
        for stroke, scale in enumerate([2, 1.25, 3]):
            self.density(scale)
            path = pen.path(0, stroke)
            self.write_with_pen(path)
            for written in range(stroke + 1):
                path = pen.path(0, written)
                self.wait_for_colour("ink", path[len(path) // 2])
            self.assert_follows(self.strokes[-1], path, pen)
            self.assertEqual(self.browser.evaluate("document.getElementById('ink').width"), round(
                scale * self.browser.evaluate("document.getElementById('sheet').clientWidth")))

    def test_a_window_that_changes_its_size_in_mid_stroke_puts_no_kink_into_it(self):
        self.density(1)
        pen = self.open("가")
        path = pen.path(0, 1)
        self.browser.pen("mousePressed", *path[0])
        half = len(path) // 2
        self.follow(path[1:half], lambda place: self.browser.pen("mouseMoved", *place))
        boxes = "JSON.stringify([...document.querySelectorAll('.box')].map((box) => box.style.cssText))"
        before = self.browser.evaluate(boxes)
        self.density(1, width=700, height=780)
        self.frame()
        self.assertEqual(self.browser.evaluate(boxes), before)
        self.follow(path[half:], lambda place: self.browser.pen("mouseMoved", *place))
        self.browser.pen("mouseReleased", *path[-1])
        self.assert_follows(self.strokes[0], path, pen)
        self.browser.wait(f"{boxes} !== {before!r}")

    def test_ink_is_where_the_pen_is_in_a_page_that_is_scaled_turned_or_zoomed(self):
        for style in ("transform: scale(.8)", "zoom: .8", "transform: rotate(4deg) scale(.9)"):
            with self.subTest(style=style):
                self.browser.open("about:blank")
                pen = self.open("가")
                self.browser.evaluate(f"document.querySelector('main').style.cssText += '; {style}'")
                self.frame()
                # Where the middle line of the box's upper half is on the screen, whatever its frame was put through.
                corners = self.browser.evaluate("""(() => {
                    const box = document.querySelector(".box");
                    const ends = [["0", "50%"], ["100%", "50%"]].map(([left, top]) => {
                      const end = Object.assign(document.createElement("b"), { style: `position: absolute; width: 0; height: 0; left: ${left}; top: ${top}` });
                      box.append(end);
                      return end;
                    });
                    return ends.map((end) => end.getBoundingClientRect()).map(({ x, y }) => [x, y]);
                })()""")
                (x0, y0), (x1, y1) = corners
                self.browser.evaluate("sent.length = 0")
                self.write_with_pen([(x0 + (x1 - x0) * k / 40, y0 + (y1 - y0) * k / 40) for k in range(8, 33)])
                points = self.strokes[0]
                self.assertLess(max(abs(y - 500) for _, y, *_ in points), 4)
                self.assertLess(abs(points[0][0] - 200) + abs(points[-1][0] - 800), 30)


if __name__ == "__main__":
    main(__doc__)
