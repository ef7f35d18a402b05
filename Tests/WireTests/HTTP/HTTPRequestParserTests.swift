import Testing
import Wire

@Suite struct HTTPRequestParserTests {
    /// The requests that are read from these pieces, as heads with their bodies, and the failure that ends them.
    private func events(_ pieces: [[UInt8]], _ limits: HTTPLimits = HTTPLimits()) -> [HTTPRequestParser.Event] {
        var parser = HTTPRequestParser(limits: limits)
        var events: [HTTPRequestParser.Event] = [], request: HTTPRequest?
        for piece in pieces {
            var cursor = 0
            while true {
                switch parser.next(piece.span.bytes, &cursor) {
                case .needsMore: break
                case .head(let head):
                    request = head
                    do throws(HTTPFailure) { try parser.limitBody(to: limits.bodyBytes) } catch {
                        return events + [.failure(error)]
                    }
                    continue
                case .body(let range):
                    request?.body.append(contentsOf: piece[range])
                    continue
                case .end:
                    if let request { events.append(.head(request)) }
                    continue
                case .failure(let failure): return events + [.failure(failure)]
                }
                break
            }
            #expect(cursor == piece.count, "everything is consumed")
        }
        return events
    }

    private func refusal(_ text: String, _ limits: HTTPLimits = HTTPLimits()) -> Set<Int?> {
        Set(
            Cuts(Array(text.utf8)).map { pieces in
                if case .failure(let failure) = events(pieces, limits).last { failure.status.code } else { nil }
            })
    }

    @Test func `a request is read the same however it is cut`() {
        let text = "GET /a%20b?x=1&y HTTP/1.1\r\nHost: localhost:80\r\nAccept:\t text/html , */* \r\n\r\n"
        for pieces in Cuts(Array(text.utf8)) {
            let expected = HTTPRequest(
                method: .get, path: "/a%20b", query: "x=1&y",
                headers: HTTPHeaders([("Host", "localhost:80"), ("accept", "text/html , */*")]))
            #expect(events(pieces) == [.head(expected)])
        }
    }

    @Test func `pipelined requests with bodies come one after the other`() {
        let text =
            "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
            + "\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "2;x=y\r\nde\r\n00a\r\n0123456789\r\n0\r\nT: v\r\n\r\n"
            + "GET http://other/3?q HTTP/1.1\r\nHost: h\r\n\r\nOPTIONS * HTTP/1.0\r\n\r\n"
        for pieces in Cuts(Array(text.utf8)) {
            let requests = events(pieces).map { event -> HTTPRequest? in
                if case .head(let request) = event { request } else { nil }
            }
            #expect(requests.map { $0?.path } == ["/1", "/2", "/3", "*"])
            #expect(
                requests.map { $0.map { String(decoding: $0.body, as: UTF8.self) } } == ["abc", "de0123456789", "", ""])
            #expect(requests.map { $0?.query } == [nil, nil, "q", nil])
            #expect(requests[2]?.headers.values("host") == ["other"], "the target's host stands above the field's")
            #expect(requests.map { $0?.keepsAlive } == [true, true, true, false])
        }
    }

    @Test func `behind the head is known how long the body is, and whether the client waits for a word`() {
        for (fields, missing) in [("Content-Length: 3", 3), ("Transfer-Encoding: chunked", nil), ("X: y", 0)] {
            var parser = HTTPRequestParser(), cursor = 0
            let bytes = Array("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\n\(fields)\r\n\r\n".utf8)
            guard case .head(let head) = parser.next(bytes.span.bytes, &cursor) else {
                Issue.record("no head"); continue
            }
            #expect(head.expectsContinue)
            #expect(parser.missingBytes == missing)
        }
    }

    static let refused: [(String, Int)] = [
        ("GET / HTTP/1.1\nHost: h\n\n", 400),
        ("GET / HTTP/1.1\r\nHost: h\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: h\r\rX: y\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: h\0\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: h\r\n folded: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n: h\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: h\u{1}\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        ("GET  / HTTP/1.1\r\n", 400),
        ("GET /\r\n", 400),
        ("GET / HTTP/1.1 \r\n", 400),
        ("G@T / HTTP/1.1\r\n", 400),
        ("GET x HTTP/1.1\r\n", 400),
        ("GET /\u{7F} HTTP/1.1\r\n", 400),
        ("GET /a#b HTTP/1.1\r\n", 400),
        ("GET / http/1.1\r\n", 400),
        ("GET / HTTP/1.10\r\n", 400),
        ("\r\n\r\nGET / HTTP/1.1\r\n", 400),
        ("GET / HTTP/2.0\r\n", 505),
        ("GET / HTTP/0.9\r\n", 505),
        ("BREW / HTTP/1.1\r\n", 501),
        ("get / HTTP/1.1\r\n", 501),
        ("CONNECT h:80 HTTP/1.1\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: ,\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", 501),
        ("GET http:///x HTTP/1.1\r\n", 400),
        ("GET http://a@b/ HTTP/1.1\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n", 501),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\ng\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1 \r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0000000000000001\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1000000\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n x: y\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\n\r\n", 417),
    ]

    @Test(arguments: refused)
    func `what two parsers might read differently is refused`(text: String, code: Int) {

        #expect(refusal(text) == [code])
    }

    @Test func `every size has its limit`() {
        var limits = HTTPLimits()
        limits.requestLineBytes = 40
        limits.headBytes = 100
        limits.headerCount = 3
        let long = String(repeating: "a", count: 100)
        #expect(refusal("GET /\(long) HTTP/1.1\r\n", limits) == [414])
        #expect(refusal(long, limits) == [501])
        #expect(refusal("GET / HTTP/1.1\r\nHost: h\r\nX: \(long)\r\n\r\n", limits) == [431])
        #expect(refusal("GET / HTTP/1.1\r\nHost: h\r\nA: a\r\nB: b\r\nC: c\r\n\r\n", limits) == [431])
        #expect(refusal("GET / HTTP/1.1\r\nHost: h\r\nA: a\r\nB: b\r\n\r\n", limits) == [nil])
    }

    @Test func `the phase tells which clock runs`() {
        var parser = HTTPRequestParser()
        func feed(_ text: String) -> HTTPRequestParser.Phase {
            var cursor = 0
            let bytes = Array(text.utf8)
            while parser.next(bytes.span.bytes, &cursor) != .needsMore {}
            return parser.phase
        }
        #expect(parser.phase == .idle)
        #expect(feed("G") == .head)
        #expect(feed("ET / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n") == .body)
        #expect(feed("ab") == .idle)
    }
}
