import Testing
import Wire

@Suite("HTTP responses, read by a client")
struct HTTPResponseReaderTests {
    /// All responses in these pieces, and the failure that ended them.
    private func read(_ pieces: [[UInt8]], answersHead: Bool = false) -> ([HTTPResponse], String?) {
        var reader = HTTPResponseReader()
        reader.answersHead = answersHead
        var responses: [HTTPResponse] = []
        for piece in pieces {
            var cursor = 0
            while cursor < piece.count {
                switch reader.next(piece.span.bytes, &cursor) {
                case .needsMore: break
                case .response(let response): responses.append(response)
                case .failure(let why): return (responses, why)
                }
            }
        }
        if let last = reader.end() { responses.append(last) }
        return (responses, nil)
    }

    @Test("What the server's encoder writes is read back, however it is cut")
    func roundTrip() {
        let responses = [
            HTTPResponse(.ok, text: "ok\n"), HTTPResponse(.noContent), HTTPResponse(.notFound, text: ""),
            HTTPResponse(.ok, text: String(repeating: "x", count: 5000)),
        ]
        for pieces in Cuts(responses.flatMap { $0.encoded() }) {
            let (read, failure) = read(pieces)
            #expect(failure == nil)
            #expect(read.map(\.body) == responses.map(\.body) && read.map(\.status.code) == [200, 204, 404, 200])
        }
    }

    @Test(
        "Bodies end with their length, their last chunk, or the connection",
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello"),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n",
                "hello"
            ),
            ("HTTP/1.1 200 OK\r\n\r\nhello", "hello"), ("HTTP/1.0 200 OK\nContent-Length: 1\n\nh", "h"),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", "ab"),
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", ""),
        ])
    func bodies(_ text: String, _ body: String) {
        for pieces in Cuts(Array(text.utf8)) {
            let (responses, failure) = read(pieces)
            #expect(failure == nil && responses.map { String(decoding: $0.body, as: UTF8.self) } == [body])
        }
    }

    @Test("The answer to HEAD has no body")
    func head() {
        let (responses, _) = read([Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".utf8)], answersHead: true)
        #expect(responses.count == 1 && responses[0].body.isEmpty)
    }

    @Test("What follows an answer is left to whoever comes next")
    func rest() {
        let bytes = Array("HTTP/1.1 101 Switching Protocols\r\n\r\nframes".utf8)
        var reader = HTTPResponseReader(), cursor = 0
        guard case .response(let response) = reader.next(bytes.span.bytes, &cursor) else {
            return #expect(Bool(false), "an answer")
        }
        #expect(response.status.code == 101 && bytes[cursor...].elementsEqual("frames".utf8))
    }

    @Test(
        "What is no response is refused, and nothing is read behind it",
        arguments: [
            "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        ])
    func refused(_ text: String) {
        let (responses, failure) = read([Array(text.utf8)])
        #expect(responses.isEmpty && failure != nil)
    }

    @Test("Heads and bodies have bounds")
    func bounds() {
        let head = Array(String(repeating: "x", count: 20_000).utf8)
        #expect(read([head]).1 != nil)
        let body = [UInt8](repeating: 0x78, count: 1_100_000)
        for framing in ["Content-Length: 99999999", "Date: now"] {
            #expect(read([Array("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n".utf8), body]).1 != nil)
        }
    }
}
