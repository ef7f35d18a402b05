import Loop
import Testing

/// RFC 9110 and RFC 9112, as far as a client can see from outside, against the whole server over a real socket.
@Suite struct HTTPConformanceTests {
    /// What is said, which statuses come back in order, and what the last response holds besides. Every connection must end.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let request: String
        let statuses: [Int]
        let holds: [String]

        init(_ name: String, _ request: String, _ statuses: Int..., holds: [String] = []) {
            self.name = name
            self.request = request
            self.statuses = statuses
            self.holds = holds
        }

        var testDescription: String { name }
    }

    /// A path that takes bodies.
    private static let post = "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n"
    private static let close = "Host: h\r\nConnection: close\r\n\r\n"

    static let cases: [Case] = [
        Case("GET", "GET /healthz HTTP/1.1\r\n\(close)", 200, holds: ["content-length: 3\r\n", "\r\n\r\nok\n"]),
        Case("HTTP/1.0 closes by itself", "GET /healthz HTTP/1.0\r\n\r\n", 200, holds: ["connection: close"]),
        Case(
            "HTTP/1.0 keep-alive",
            "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /readyz HTTP/1.0\r\n\r\n", 200, 200),
        Case("absolute form", "GET http://h/healthz HTTP/1.1\r\n\(close)", 200),
        Case("empty line before", "\r\nGET /healthz HTTP/1.1\r\n\(close)", 200),
        Case("higher minor version", "GET /healthz HTTP/1.7\r\n\(close)", 200),
        Case(
            "OPTIONS *", "OPTIONS * HTTP/1.1\r\n\(close)", 204,
            holds: ["allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]),
        Case("OPTIONS of a page", "OPTIONS / HTTP/1.1\r\n\(close)", 204, holds: ["allow: GET, HEAD, OPTIONS"]),
        Case("nothing there", "GET /nowhere HTTP/1.1\r\n\(close)", 404),
        Case("nothing there for POST", "POST /nowhere HTTP/1.1\r\nContent-Length: 2\r\n\(close)ab", 404),
        Case("POST to a page", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\(close)ab", 405, holds: ["allow: GET, HEAD"]),
        Case("DELETE of a page", "DELETE /healthz HTTP/1.1\r\n\(close)", 405, holds: ["allow: GET, HEAD"]),
        Case("POST to a WebSocket", "POST /ws HTTP/1.1\r\n\(close)", 405, holds: ["allow: GET"]),
        Case(
            "no upgrade", "GET /ws HTTP/1.1\r\n\(close)", 426,
            holds: ["upgrade: websocket", "connection: close, Upgrade"]),
        Case(
            "version of the WebSocket",
            "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
                + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", 426,
            holds: ["sec-websocket-version: 13"]),
        Case("unknown method", "BREW / HTTP/1.1\r\n\(close)", 501),
        Case("CONNECT", "CONNECT h:80 HTTP/1.1\r\n\(close)", 501),
        Case("TRACE", "TRACE / HTTP/1.1\r\n\(close)", 405, holds: ["allow: GET, HEAD, OPTIONS"]),
        Case("method in small letters", "get / HTTP/1.1\r\n\(close)", 501),
        Case("a method that never ends", String(repeating: "M", count: 9000), 501),
        Case("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        Case("HTTP/0.9", "GET /\r\n", 400),
        Case("no Host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        Case("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        Case("asterisk without OPTIONS", "GET * HTTP/1.1\r\n\(close)", 400),
        Case("fragment in the target", "GET /#a HTTP/1.1\r\n\(close)", 400),
        Case(
            "long target", "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n", 414,
            holds: ["max-request-line-bytes"]),
        Case(
            "large head", "GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "a", count: 17_000))\r\n\r\n", 431,
            holds: ["max-header-bytes"]),
        Case(
            "many headers", "GET / HTTP/1.1\r\nHost: h\r\n\(String(repeating: "X: y\r\n", count: 101))\r\n", 431,
            holds: ["max-headers"]),
        Case(
            "announced body", "\(post)Host: h\r\nContent-Length: 1048577\r\n\r\n", 413,
            holds: ["max-body-bytes"]),
        Case(
            "announced body, waiting for 100",
            "\(post)Host: h\r\nExpect: 100-continue\r\n"
                + "Content-Length: 1048577\r\n\r\n", 413),
        Case(
            "chunked body", "\(post)Host: h\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n", 413,
            holds: ["max-body-bytes"]),
        Case(
            "100-continue", "\(post)Expect: 100-continue\r\nContent-Length: 1\r\n\(close)x", 100, 400),
        Case(
            "100-continue where no body is wanted",
            "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx", 405,
            holds: ["connection: close"]),
        Case("100-continue of HTTP/1.0", "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx", 405),
        Case("another expectation", "GET / HTTP/1.1\r\nExpect: cake\r\n\(close)", 417),
        Case(
            "pipelining",
            "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: h\r\n\r\nHEAD / HTTP/1.1\r\nHost: h\r\n\r\n"
                + "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET /healthz HTTP/1.1\r\n\(close)GET /",
            200, 404, 200, 405, 200),
        // Smuggling: what a proxy and this server could read as different requests ends the connection.
        Case("two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        Case("a list of lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1,1\r\n\r\nab", 400),
        Case("a signed length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\nab", 400),
        Case(
            "length and chunked",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        Case(
            "chunked and length",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n", 400),
        Case(
            "chunked twice", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400),
        Case(
            "chunked not last", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400),
        Case(
            "coding that is not known",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            501),
        Case("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        Case("white space before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400),
        Case("obs-fold", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400),
        Case("bare LF", "GET / HTTP/1.1\nHost: h\n\n", 400),
        Case("bare CR", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400),
        Case("NUL", "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", 400),
        Case(
            "chunk longer than its size",
            "\(post)Host: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400),
        Case(
            "chunk size with 0x",
            "\(post)Host: h\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n", 400),
    ]

    @Test(arguments: cases)
    func `every request gets its status, and a broken one ends the connection`(test: Case) throws {
        let server = try LiveServer()
        defer { server.stop() }
        let answer = try #require(server.answer(to: test.request), "the connection must end")
        let statuses = answer.split(separator: "HTTP/1.1 ").compactMap { Int($0.prefix(3)) }
        #expect(statuses == test.statuses)
        for part in test.holds { #expect(answer.contains(part)) }
        #expect(statuses.last == 100 || answer.contains("\r\ndate: "), "a response has a date")
    }

    @Test(arguments: ["/", "/practice.js", "/characters/%ED%95%9C", "/healthz", "/nowhere"])
    func `HEAD says what GET says, without the body, and pages are as safe`(path: String) throws {
        let server = try LiveServer()
        defer { server.stop() }
        func head(_ method: String) throws -> (fields: [Substring], body: Substring) {
            let answer = try #require(server.answer(to: "\(method) \(path) HTTP/1.1\r\n\(Self.close)"))
            let end = try #require(answer.firstRange(of: "\r\n\r\n"))
            return (answer[..<end.lowerBound].split(separator: "\r\n"), answer[end.upperBound...])
        }
        let get = try head("GET"), headOnly = try head("HEAD")
        #expect(headOnly.body.isEmpty)
        #expect(!get.body.isEmpty)
        #expect(get.fields.filter { !$0.hasPrefix("date:") } == headOnly.fields.filter { !$0.hasPrefix("date:") })
        let policy = headOnly.fields.first { $0.hasPrefix("content-security-policy:") }
        #expect(policy?.contains("default-src 'none'") == true)
        #expect(policy?.contains("unsafe-inline") == false)
        #expect(headOnly.fields.contains("x-content-type-options: nosniff"))
    }

    @Test func `the answer to a broken HEAD has no body either`() throws {
        let server = try LiveServer()
        defer { server.stop() }
        let answer = try #require(server.answer(to: "HEAD / HTTP/1.1\r\nHost: h\r\n fold\r\n\r\n"))
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }
}
