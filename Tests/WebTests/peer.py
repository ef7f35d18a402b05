"""A web server and a mail server of Python's own, for the tests of requests to other servers. Prints both ports;
ends when nobody is left to read that."""

import http.server
import select
import socketserver
import sys
import threading
import time

letters = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            whole = b""
            while size := int(self.rfile.readline(), 16):
                whole += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return whole
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def do(self):
        body, path = self.body(), self.path
        if path == "/echo":
            self.answer(200, body, X_Method=self.command, X_Peer=str(self.client_address[1]), X_Said=self.headers.get("X-Said") or "")
        elif path.startswith("/status/"):
            self.answer(int(path[8:]), b"")
        elif path.startswith("/bytes/"):
            self.answer(200, b"x" * int(path[7:]))
        elif path == "/letters":
            self.answer(200, b"".join(letters))
        elif path == "/silent":
            time.sleep(2)
        elif path == "/broken":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            self.close_connection = True
        elif path == "/drip":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for number in range(5):
                self.wfile.write(b"2\r\n%d\n\r\n" % number)
                time.sleep(0.02)
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.answer(404, b"")

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do

    def log_message(self, *_):
        pass


class Letters(socketserver.StreamRequestHandler):
    """As much of SMTP as a letter needs; refuses a recipient named nobody."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = []
                while (text := self.rfile.readline()) != b".\r\n":
                    letter.append(text)
                letters.append(b"".join(letter))
                self.wfile.write(b"250 taken\r\n")
            elif b"nobody" in line:
                self.wfile.write(b"550 not here\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 well\r\n")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 256


web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
web.request_queue_size = 256
mail = Server(("127.0.0.1", 0), Letters)
for server in (web, mail):
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(web.server_address[1], mail.server_address[1], flush=True)
gone = select.poll()
gone.register(sys.stdout.fileno(), select.POLLERR)
gone.poll()
