#!/usr/bin/env python3
"""A TLS client with Python's ssl module, for the tests of TLS: does one thing, prints what it saw.

    python3 peer.py SCENARIO PORT DIRECTORY
"""
import shutil
import socket
import ssl
import sys
import time

SCENARIO, PORT, DIRECTORY = sys.argv[1], int(sys.argv[2]), sys.argv[3]


def context(client=None, version=None):
    made = ssl.create_default_context(cafile=f"{DIRECTORY}/authority.pem")
    if client:
        made.load_cert_chain(f"{DIRECTORY}/{client}.pem", f"{DIRECTORY}/{client}-key.pem")
    if version:
        made.minimum_version = made.maximum_version = version
    return made


def connect():
    raw = socket.create_connection(("127.0.0.1", PORT))
    raw.settimeout(10)
    return raw


def echo(connection, size=20):
    """Sends a pattern and reads it back."""
    pattern = bytes(index * 31 % 251 for index in range(size))
    connection.sendall(pattern)
    back = b""
    while len(back) < size:
        more = connection.recv(65536)
        if not more:
            return f"ended after {len(back)}"
        back += more
    return "echoed" if back == pattern else "spoilt"


def secure(made=None, name="localhost", **options):
    return (made or context()).wrap_socket(connect(), server_hostname=name, **options)


def end(raw):
    """How the server ends a connection."""
    try:
        return "end" if raw.recv(1) == b"" else "data"
    except ConnectionResetError:
        return "reset"


def scenario_echo(version=None):
    connection = secure(context(version=version))
    print(connection.version(), echo(connection), echo(connection, 300_000))
    connection.unwrap().close()


def scenario_old():
    scenario_echo(ssl.TLSVersion.TLSv1_2)


def scenario_ancient():
    made = context(version=ssl.TLSVersion.TLSv1_1)
    made.set_ciphers("ALL:@SECLEVEL=0")
    secure(made)


def scenario_alpn():
    for offer in (["http/1.1"], ["h2", "http/1.1"], []):
        made = context()
        if offer:
            made.set_alpn_protocols(offer)
        with secure(made) as connection:
            print(connection.selected_alpn_protocol(), end=" ")
    made = context()
    made.set_alpn_protocols(["h2"])
    secure(made)


def scenario_names():
    for name in ("localhost", "a.pilsun.test", "b.pilsun.test"):
        with secure(name=name) as connection:
            names = [value for _, value in connection.getpeercert()["subjectAltName"]]
            print(names[0], end=" ")
    print()
    # A name that nobody has gets the first certificate, which the client refuses.
    secure(name="elsewhere.test")


def scenario_resume():
    """Six connections with one ticket after another: which loop answers is chance."""
    made = context()
    session, seen = None, []
    for _ in range(6):
        with secure(made, session=session) as connection:
            echo(connection)  # the tickets come with it
            seen.append(connection.session_reused)
            session = connection.session
    print(*seen)


def scenario_mutual():
    with secure(context(client="client")) as connection:
        print(echo(connection))
    with secure(context(client="client")) as connection:
        print(echo(connection))
    with secure(context(client="stranger")) as connection:
        try:
            echo(connection)
        except ssl.SSLError as error:
            print(error.reason)
    with secure() as connection:
        echo(connection)


def scenario_bytewise():
    """Every byte by itself in a packet of its own: the handshake, a message, the goodbye."""
    raw = connect()
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    side = context().wrap_bio(incoming, outgoing, server_hostname="localhost")

    def patiently(step):
        while True:
            try:
                result = step()
                wanted = False
            except ssl.SSLWantReadError:
                wanted = True
            for byte in outgoing.read():
                raw.send(bytes([byte]))
            if not wanted:
                return result
            incoming.write(raw.recv(1))

    patiently(side.do_handshake)
    patiently(lambda: side.write(b"drop by drop"))
    print(patiently(lambda: side.read(100)).decode())
    patiently(side.unwrap)
    print(end(raw))


def scenario_truncate():
    connection = secure()
    echo(connection)
    raw = socket.socket(fileno=connection.detach())
    raw.shutdown(socket.SHUT_WR)
    raw.settimeout(10)
    print(end(raw))


def scenario_vanish():
    raw = connect()
    raw.send(b"\x16\x03\x01\x02\x00")
    raw.shutdown(socket.SHUT_WR)
    print(end(raw))


def scenario_silent():
    start = time.monotonic()
    raw = connect()
    print(end(raw), "in time" if time.monotonic() - start < 5 else "late")


def scenario_garbage():
    import random
    dice = random.Random(20260801)
    for _ in range(50):
        raw = connect()
        raw.sendall(dice.randbytes(dice.randint(1, 2000)))
        raw.shutdown(socket.SHUT_WR)
        while True:
            try:
                if not raw.recv(4096):
                    break
            except ConnectionResetError:
                break
    # Garbage behind a good handshake.
    connection = secure()
    echo(connection)
    raw = socket.socket(fileno=connection.detach())
    raw.settimeout(10)
    raw.sendall(b"\x17\x03\x03\x00\x20" + bytes(32))
    alert = raw.recv(4096)
    while alert and raw.recv(4096):
        pass
    print("alert" if alert[:1] in (b"\x15", b"\x17") else alert)


def scenario_plain():
    raw = connect()
    raw.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    answer = b""
    while more := raw.recv(4096):
        answer += more
    print(answer.split(b"\r\n")[0].decode())


def scenario_prefix():
    raw = connect()
    raw.sendall(b"!")
    time.sleep(0.05)
    with context().wrap_socket(raw, server_hostname="localhost") as connection:
        print(echo(connection))


def scenario_glued():
    """What comes before TLS, and the client's first words, in one packet."""
    raw = connect()
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    side = context().wrap_bio(incoming, outgoing, server_hostname="localhost")
    prefix = b"!"
    while True:
        try:
            side.do_handshake()
            break
        except ssl.SSLWantReadError:
            raw.sendall(prefix + outgoing.read())
            prefix = b""
            incoming.write(raw.recv(65536))
    side.write(b"glued")
    raw.sendall(outgoing.read())
    while True:
        incoming.write(raw.recv(65536))
        try:
            print(side.read(100).decode())
            return
        except ssl.SSLWantReadError:
            pass


def scenario_reload():
    """Stands while the server gets another certificate, and then files that are none."""

    def name(connection):
        return dict(entry[0] for entry in connection.getpeercert()["subject"])["commonName"]

    def ask(connection):
        connection.sendall(b"reload")
        return connection.recv(1000).decode().split(":")[0]

    def replace(source):
        for suffix in (".pem", "-key.pem"):
            shutil.copy(f"{DIRECTORY}/{source}{suffix}", f"{DIRECTORY}/live{suffix}")

    made = context()
    made.check_hostname = False
    before = secure(made)
    replace("client")
    print(name(before), ask(before), end=" ")
    after = secure(made)
    with open(f"{DIRECTORY}/live-key.pem", "w") as key:
        key.write("no key")
    print(name(after), ask(after), name(secure(made)), echo(before), echo(after))


try:
    globals()["scenario_" + SCENARIO]()
except ssl.SSLCertVerificationError as error:
    print("refused:", error.verify_message)
except ssl.SSLError as error:
    print("failed:", error.reason)
except OSError as error:
    print("failed:", error)
