import Loop
import Testing
import Web

/// Bodies that come and go piece by piece, and letters.
@Suite struct WebStreamTests {
    private let peer = Peer.shared

    private final class Reader: WebReceiver, TimerTarget {
        let loop: EventLoop
        let done: () -> Void
        var pieces: [[UInt8]] = []
        var status = 0
        var holdsAt: Int?
        var count = 0
        var wasHeld = false
        var drained: () -> Void = {}
        var ended: WebError??
        weak var transfer: WebTransfer?

        init(_ loop: EventLoop, done: @escaping () -> Void) {
            self.loop = loop
            self.done = done
        }

        func transfer(_ transfer: WebTransfer, receivedHead status: Int, headers: [(name: String, value: String)]) {
            self.status = status
        }

        func transfer(_ transfer: WebTransfer, received bytes: UnsafeRawBufferPointer) -> Bool {
            #expect(status != 0)
            pieces.append(Array(bytes))
            count += bytes.count
            guard let holdsAt, count >= holdsAt, !wasHeld else { return true }
            wasHeld = true
            self.transfer = transfer
            _ = loop.startTimer(afterMilliseconds: 50, self)
            return false
        }

        func timerFired(_ kind: Int) {
            #expect(ended == nil, "it went on although nobody took it")
            transfer?.resume()
        }

        func transferDrained(_ transfer: WebTransfer) { drained() }

        func transfer(_ transfer: WebTransfer, ended error: WebError?) {
            ended = .some(error)
            done()
        }
    }

    @Test func `an answer comes as it is sent`() throws {
        var reader: Reader?
        try withClient { client, loop, done in
            reader = Reader(loop, done: done)
            client.send(WebRequest("GET", peer.web + "/drip"), to: reader!)
        }
        #expect(reader?.ended == .some(nil))
        #expect(reader?.pieces.joined().map(Int.init) == Array("0\n1\n2\n3\n4\n".utf8).map(Int.init))
        #expect((reader?.pieces.count ?? 0) > 1)
    }

    @Test func `an answer waits for a reader that has enough for now`() throws {
        var reader: Reader?
        try withClient { client, loop, done in
            reader = Reader(loop, done: done)
            reader?.holdsAt = 100_000
            client.send(WebRequest("GET", peer.web + "/bytes/3000000"), to: reader!)
        }
        #expect(reader?.ended == .some(nil))
        #expect(reader?.count == 3_000_000 && reader?.wasHeld == true)
    }

    @Test(arguments: [nil, 2_000_000])
    func `a body is sent as it is written, and its writer is told when to wait`(length: Int?) throws {
        var reader: Reader?, waits = 0
        try withClient { client, loop, done in
            reader = Reader(loop, done: done)
            var request = WebRequest("POST", peer.web + "/echo")
            request.body = .stream(length: length)
            let transfer = client.send(request, to: reader!)
            var left = 2_000_000
            func fill() {
                while left > 0 {
                    let count = min(left, 100_000)
                    left -= count
                    guard transfer?.write(repeatElement(UInt8(ascii: "y"), count: count)) == false else { continue }
                    waits += 1
                    if left > 0 { return }
                }
                transfer?.finish()
            }
            reader?.drained = { if left > 0 { fill() } }
            // In a later turn: curl has asked for bytes already, and was told to wait.
            loop.atEndOfTurn { loop.atEndOfTurn { fill() } }
        }
        #expect(reader?.ended == .some(nil))
        #expect(reader?.count == 2_000_000 && waits > 0)
    }

    @Test func `a letter reaches the mail server`() throws {
        var results: [Result<WebResponse, WebError>] = [], letters = ""
        try withClient { client, _, done in
            let mail = Mail(
                sender: "pilsun@school.test", recipients: ["min@home.test"],
                text: Array("Subject: 안녕\r\n\r\n.A dot first.\r\n".utf8))
            client.send(mail, through: peer.mail, requiresTLS: false) {
                results.append($0)
                client.send(WebRequest("GET", peer.web + "/letters"), upTo: 1_000) {
                    letters = String(decoding: (try? $0.get())?.body ?? [], as: UTF8.self)
                    done()
                }
            }
        }
        #expect(results.count == 1 && results[0].failure == nil)
        #expect(letters.contains("Subject: 안녕") && letters.contains("..A dot first."))
    }

    @Test(arguments: ["nobody@home.test", "a@home.test>\r\nRCPT TO:<b@home.test", ""])
    func `a letter that cannot be sent says so`(recipient: String) throws {
        var failure: WebError?
        try withClient { client, _, done in
            let mail = Mail(sender: "pilsun@school.test", recipients: [recipient], text: Array("\r\n".utf8))
            client.send(mail, through: peer.mail, requiresTLS: false) {
                failure = $0.failure
                done()
            }
        }
        #expect(failure != nil)
    }

    @Test func `a letter that must be sealed stays where TLS is not offered`() throws {
        var failure: WebError?
        try withClient { client, _, done in
            let mail = Mail(sender: "a@b.test", recipients: ["c@d.test"], text: Array("\r\n".utf8))
            client.send(mail, through: peer.mail, requiresTLS: true) {
                failure = $0.failure
                done()
            }
        }
        guard case .unreachable = failure else {
            Issue.record("it was sent: \(String(describing: failure))")
            return
        }
    }
}
