"""What becomes of ink and of the page itself when storage, network, tabs and pages come and go.

    python3 Tests/Browser/keeping_test.py [--server PATH | --url URL] [unittest arguments]
"""

import hashlib
import http.server
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from page import PageTest, Pen, main

LOGIN = b"<!doctype html><title>Hotel</title><h1>Please log in</h1>"


class Network(http.server.ThreadingHTTPServer):
    """What lies between browser and server: passes everything on, answers with a login page of its own, or changes a file as a new version would.

    It takes no WebSocket: pages behind it keep their ink and wait.
    """

    def __init__(self, url):
        super().__init__(("127.0.0.1", 0), NetworkHandler)
        self.server = url
        self.is_portal = False
        #: What is put before /practice.js and /words.js: a new version has both.
        self.addition = ""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def body(self, path):
        with urllib.request.urlopen(self.server + path) as answer:
            body, content_type = answer.read(), answer.headers["content-type"]
        if path in ("/practice.js", "/words.js"):
            body = self.addition.encode() + body
        if path == "/offline.js":
            for changed in ("/practice.js", "/words.js") if self.addition else ():
                digest = hashlib.sha256(self.body(changed)[0]).hexdigest()
                body = re.sub(rf'"{changed}":"\w+"'.encode(), f'"{changed}":"{digest}"'.encode(), body)
            body = body.replace(b'version = "', b'version = "' + self.addition.encode().hex().encode())
        return body, content_type


class NetworkHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            body, content_type = (LOGIN, "text/html") if self.server.is_portal else self.server.body(self.path)
        except urllib.error.HTTPError as error:
            self.send_error(error.code)
            return
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body)))
        self.send_header("cache-control", "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *about):
        pass


class KeepingTest(PageTest):
    def reload(self, boxes=1):
        self.browser.send("Page.reload")
        self.browser.wait(f"document.readyState === 'complete' && document.querySelectorAll('.box').length === {boxes}")

    def rest(self, seconds=0.3):
        self.browser.evaluate(f"new Promise((resolve) => setTimeout(resolve, {seconds * 1000}))")

    def assert_shown(self, path):
        self.wait_for_colour("ink", path[len(path) // 2])


class InkTest(KeepingTest):
    def expect_broken_connections(self):
        self.expected_faults += ("WebSocket connection to", "ERR_CONNECTION_REFUSED", "ERR_INTERNET_DISCONNECTED", "Failed to load resource")

    def test_a_transaction_that_fails_once_loses_nothing(self):
        self.browser.send("Page.addScriptToEvaluateOnNewDocument", source="""
            const { transaction } = IDBDatabase.prototype;
            let number = 0;
            IDBDatabase.prototype.transaction = function (names, mode) {
              const made = transaction.call(this, names, mode);
              if (mode === "readwrite" && ++number === 2) setTimeout(() => { try { made.abort(); } catch {} });
              if (mode === "readwrite" && number === 3) throw new DOMException("of one's own", "UnknownError");
              return made;
            };""")
        pen = self.open("가")
        paths = [pen.write(0, stroke) for stroke in (0, 1)]
        self.rest(2)
        self.reload()
        self.wait_for_state("ready")
        for path in paths:
            self.assert_shown(path)
        pen.write(0, 2)
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_a_storage_that_is_cleared_under_the_page_is_made_anew(self):
        pen = self.open("가")
        pen.write(0, 0)
        self.rest()
        self.browser.evaluate("new Promise((done) => (indexedDB.deleteDatabase('pilsun').onsuccess = done)).then(() => 0)")
        path = pen.write(0, 1)
        self.rest()
        self.reload()
        self.wait_for_state("ready")
        self.assert_shown(path)

    def test_a_storage_that_is_gone_is_told_quietly_and_writing_goes_on(self):
        self.browser.send("Page.addScriptToEvaluateOnNewDocument", source="""
            IDBDatabase.prototype.transaction = () => { throw new DOMException("gone", "UnknownError"); };""")
        pen = self.open("가")
        for stroke in range(3):
            pen.write(0, stroke)
        self.assertGreaterEqual(self.wait_for_score(), 80)
        self.browser.wait("document.getElementById('connection-words').textContent === '연결됨 · 이 기기에 보관하지 못함'")
        self.assertNotEqual(self.browser.evaluate("document.getElementById('says').dataset.tone"), "error")

    def test_every_tab_keeps_what_it_has_written(self):
        self.expect_broken_connections()
        pen = self.open("가")
        first = pen.write(0, 0)
        tab = self.browser.another_tab()
        tab.resize(1280, 800)
        tab.open(f"{self.url}/#{urllib.parse.quote('가')}")
        tab.wait("document.getElementById('connection').dataset.state === 'ready' && document.querySelectorAll('.box').length")
        other = Pen(tab, self.url, "가")
        second = other.write(0, 1)
        tab.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
        self.browser.become(tab)
        self.reload()
        self.wait_for_state("ready")
        self.wait_for_colour("seal", second[len(second) // 2])
        self.assertIsNone(self.colour_at(*first[len(first) // 4]))

    def test_a_page_that_is_loaded_anew_in_mid_stroke_has_all_of_the_stroke(self):
        pen = self.open("이")
        path = pen.write(0, 1, share=0.8, lift=False)
        self.reload()
        self.wait_for_state("ready")
        self.browser.mouse("mouseReleased", *path[-1])
        for place in (path[len(path) // 2], path[-4]):
            self.wait_for_colour("seal", place)  # the bar comes second

    def test_a_stroke_that_had_hardly_begun_leaves_no_dot(self):
        pen = self.open("가")
        first = pen.write(0, 0)
        x, y = pen.path(0, 1)[0]
        self.browser.mouse("mousePressed", x, y)
        self.rest(0.1)
        self.reload()
        self.wait_for_state("ready")
        self.browser.mouse("mouseReleased", x, y)
        self.assert_shown(first)
        self.assertIsNone(self.colour_at(x, y))

    def test_back_and_forward_show_everything_once(self):
        self.expected_faults += ("Page entered Back-Forward Cache",)
        pen = self.open("가")
        path = pen.write(0, 0)
        self.rest()
        for _ in range(2):
            self.browser.open(f"{self.url}/watch")
            self.browser.evaluate("history.back()")
            self.browser.wait("document.querySelectorAll('.box').length === 1")
            self.wait_for_state("ready")
            self.assert_shown(path)
        for stroke in (1, 2):
            pen.write(0, stroke)
        self.assertGreaterEqual(self.wait_for_score(), 80)

    def test_without_a_network_a_stroke_is_not_taken_for_judged(self):
        self.expect_broken_connections()
        pen = self.open("가")
        pen.write(0, 0)
        self.browser.wait("document.getElementById('says').textContent === '좋아요.'")
        self.browser.send("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.wait_for_state("waiting", 2)
        path = pen.write(0, 1, backwards=True)
        self.browser.wait("document.getElementById('says').textContent.startsWith('아직 확인하지 못했어요')", 1)
        self.browser.send("Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        self.wait_for_tone("error")
        self.wait_for_colour("seal", (path[len(path) // 2][0] - 7, path[len(path) // 2][1]))


class NetworkTest(KeepingTest):
    """The page behind a network that has ideas of its own."""

    def setUp(self):
        super().setUp()
        self.network = Network(self.url)
        self.addCleanup(self.network.server_close)
        self.addCleanup(self.network.shutdown)
        # The network takes no WebSockets.
        self.expected_faults += ("WebSocket connection to", "Failed to load resource", "net::ERR_FAILED", "SSL certificate", "fetching the script",
                                 "unsupported MIME type")

    def visit(self):
        self.browser.open(f"{self.network.url}/#{urllib.parse.quote('가')}")
        self.browser.wait("document.querySelectorAll('.box').length === 1")
        self.browser.wait("navigator.serviceWorker.controller && navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')")
        self.browser.wait("caches.open('pilsun-models').then((cache) => cache.match('/characters/가')).then(Boolean)")

    #: The first words of everything that is kept.
    KEPT = """(async () => {
        const kept = {};
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const { url } of await cache.keys()) {
            const found = await cache.match(url);  // not there where the cache is just being made anew
            if (found) kept[new URL(url).pathname] = (await found.text()).slice(0, 200);
          }
        }
        return kept;
    })()"""

    def test_a_login_page_is_never_kept_as_the_app(self):
        self.visit()
        self.network.is_portal = True
        self.reload()
        self.assertEqual(self.browser.evaluate("document.title"), "필순")
        self.browser.evaluate(f"fetch('/characters/{urllib.parse.quote('나')}').then(() => 0, () => 1)")
        kept = self.browser.evaluate(self.KEPT)
        self.assertEqual([path for path, text in kept.items() if "Please log in" in text], [])
        pen = Pen(self.browser, self.url, "가")
        path = pen.write(0, 0)
        self.assert_shown(path)
        self.network.is_portal = False
        self.reload()
        self.assertEqual(self.browser.evaluate(self.KEPT)["/"][:15], "<!doctype html>")

    def test_a_cache_that_was_broken_is_mended_by_the_next_visit(self):
        self.visit()
        self.browser.evaluate("""(async () => {
            for (const name of await caches.keys()) {
              const cache = await caches.open(name);
              for (const { url } of await cache.keys()) {
                const { pathname } = new URL(url);
                if (pathname === "/") await cache.put(url, new Response("<h1>Please log in</h1>", { headers: { "content-type": "text/html" } }));
                if (pathname === "/paper.js") await cache.put(url, new Response("export const side = 3;", { headers: { "content-type": "text/javascript" } }));
                if (pathname === "/words.js") await cache.delete(url);
              }
            }
        })()""")
        self.reload()
        self.assert_shown(Pen(self.browser, self.url, "가").write(0, 0))
        self.browser.wait("caches.match('/words.js').then(Boolean)")
        kept = self.browser.evaluate(self.KEPT)
        self.assertNotIn("Please log in", kept["/"])
        self.assertIn("sheet of paper", kept["/paper.js"])
        self.assertIn("/words.js", kept)

    def test_a_new_version_comes_whole_or_not_at_all(self):
        self.visit()
        self.network.addition = "(globalThis.versions ??= []).push('new');\n"
        self.browser.send("Page.reload")
        versions = "JSON.stringify(globalThis.versions ?? [])"
        self.browser.wait(f"document.querySelectorAll('.box').length === 1 && ['[]', '[\"new\",\"new\"]'].includes({versions})")
        self.browser.wait(f"{versions} === '[\"new\",\"new\"]'", 20)  # nobody has written on it yet: it takes over
        self.browser.wait("caches.keys().then((names) => names.filter((name) => name !== 'pilsun-models').length === 1)")
        self.network.addition = "(globalThis.versions ??= []).push('newer');\n"
        self.browser.send("Page.reload")
        self.browser.wait("document.querySelectorAll('.box').length === 1 && document.readyState === 'complete'")
        path = Pen(self.browser, self.url, "가").write(0, 0)
        self.rest(4)
        self.assertEqual(self.browser.evaluate(versions), '["new","new"]', "nobody is interrupted")
        self.assert_shown(path)
        self.browser.evaluate("import('/replay.js').then(() => 0)")
        self.browser.open("about:blank")
        self.visit()
        self.browser.wait(f"{versions} === '[\"newer\",\"newer\"]'", 90)  # the worker before has to come to rest


if __name__ == "__main__":
    main(__doc__)
