import Loop

/// A blocking HTTP client for tests: one request after the other on one connection.
final class RequestClient {
    struct Answer: Equatable {
        let status: Int
        let head: String
        let body: String
    }

    private let raw: RawClient
    private let path: String

    /// A client whose requests go to this path; what differs is the query.
    init(_ address: SocketAddress, path: String) {
        raw = RawClient(address)
        self.path = path
    }

    /// Sends a request without waiting for its answer.
    func send(_ method: String = "GET", _ query: String, body: String = "", headers: String = "") {
        raw.send(
            "\(method) \(path)?\(query) HTTP/1.1\r\nHost: h\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        )
    }

    /// The next answer; nil where none comes.
    func answer() -> Answer? {
        var head = ""
        while !head.hasSuffix("\r\n\r\n") {
            guard let byte = raw.receive(atMost: 1)?.first else { return nil }
            head.unicodeScalars.append(UnicodeScalar(byte))
        }
        let lines = head.split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
        var body: [UInt8] = []
        while body.count < length {
            guard let more = raw.receive(atMost: length - body.count), !more.isEmpty else { return nil }
            body += more
        }
        let status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        return Answer(status: status, head: head, body: String(decoding: body, as: UTF8.self))
    }

    /// Sends a request and waits for its answer.
    func ask(_ method: String = "GET", _ query: String, body: String = "", headers: String = "") -> Answer? {
        send(method, query, body: body, headers: headers)
        return answer()
    }

    /// Leaves.
    func end() { raw.end() }
}
