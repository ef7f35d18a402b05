/// A request's head while it is read: request line and field lines, checked line by line.
///
/// Every rule that two implementations have ever read differently (and that requests were smuggled through) is read
/// the strictest way here: RFC 9112, sections 3, 5 and 6.
struct HTTPRequestHead {
    /// How the end of the body is found.
    enum Framing: Equatable {
        case length(Int)
        case chunked
    }

    private(set) var method = HTTPMethod.get
    private(set) var path = ""
    private(set) var query: String?
    private(set) var minorVersion = 1
    /// The host of a target in absolute form.
    private var authority: String?
    private(set) var headers = HTTPHeaders()

    /// Takes the request line, without its CRLF.
    mutating func readRequestLine(_ line: ArraySlice<UInt8>) throws(HTTPFailure) {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw HTTPFailure(.badRequest, "The request line is not method, target, version with single spaces.")
        }
        guard parts[0].allSatisfy(HTTPSyntax.isToken) else {
            throw HTTPFailure(.badRequest, "The method is not a token.")
        }
        try readVersion(parts[2])
        method = HTTPMethod(rawValue: String(decoding: parts[0], as: UTF8.self))
        guard HTTPMethod.known.contains(method) else {
            throw HTTPFailure(.notImplemented, "No resource here knows this method.")
        }
        try readTarget(parts[1])
    }

    private mutating func readVersion(_ bytes: ArraySlice<UInt8>) throws(HTTPFailure) {
        let version = Array(bytes)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard version.count == 8, version.starts(with: "HTTP/".utf8), version[6] == UInt8(ascii: "."),
            digits.contains(version[5]), digits.contains(version[7])
        else {
            throw HTTPFailure(.badRequest, "The version is not HTTP/1.1.")
        }
        guard version[5] == UInt8(ascii: "1") else {
            throw HTTPFailure(.versionNotSupported, "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
        }
        minorVersion = version[7] == UInt8(ascii: "0") ? 0 : 1
    }

    private mutating func readTarget(_ bytes: ArraySlice<UInt8>) throws(HTTPFailure) {
        guard bytes.allSatisfy(HTTPSyntax.isTarget) else {
            throw HTTPFailure(.badRequest, "The target holds a character that must be percent-encoded.")
        }
        var target = Substring(decoding: bytes, as: UTF8.self)
        if target == "*" && method == .options {
            path = "*"
            return
        }
        for scheme in ["http://", "https://"] where target.lowercased().hasPrefix(scheme) {
            target = try readAuthority(target.dropFirst(scheme.count))
        }
        guard target.first == "/" else {
            throw HTTPFailure(.badRequest, "The target does not begin with a slash.")
        }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts[0])
        query = parts.count > 1 ? String(parts[1]) : nil
    }

    /// The absolute form, as proxies send it: the path begins behind the authority, which stands above the Host field
    /// (RFC 9112, section 3.2.2). Answers the path.
    private mutating func readAuthority(_ rest: Substring) throws(HTTPFailure) -> Substring {
        let path = rest.drop { $0 != "/" && $0 != "?" }
        let host = rest[..<path.startIndex]
        guard !host.isEmpty, host.utf8.allSatisfy(HTTPSyntax.isHost) else {
            throw HTTPFailure(.badRequest, "The target names no valid host.")
        }
        authority = String(host)
        return path.first == "/" ? path : "/" + path
    }

    /// Takes a field line, without its CRLF.
    mutating func readField(_ line: ArraySlice<UInt8>) throws(HTTPFailure) {
        if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
            throw HTTPFailure(.badRequest, "A header line begins with white space (obs-fold).")
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
            throw HTTPFailure(.badRequest, "A header line has no name.")
        }
        guard line[..<colon].allSatisfy(HTTPSyntax.isToken) else {
            throw HTTPFailure(.badRequest, "A header name is not a token, or there is white space before its colon.")
        }
        guard line[(colon + 1)...].allSatisfy(HTTPSyntax.isValue) else {
            throw HTTPFailure(.badRequest, "A header value holds a control character.")
        }
        headers.append(
            String(decoding: line[..<colon], as: UTF8.self),
            Substring(decoding: line[(colon + 1)...], as: UTF8.self).trimmingOptionalWhitespace())
    }

    /// Checks what only the whole head shows, and says how the body ends.
    func framing() throws(HTTPFailure) -> Framing {
        let hosts = headers.values("host")
        guard hosts.count == 1 || hosts.isEmpty && minorVersion == 0,
            (hosts.first ?? "").utf8.allSatisfy(HTTPSyntax.isHost)
        else {
            throw HTTPFailure(.badRequest, "HTTP/1.1 wants exactly one valid Host.")
        }
        if let expectation = headers["expect"], expectation.lowercased() != "100-continue" {
            throw HTTPFailure(.expectationFailed, "The only expectation that is met here is 100-continue.")
        }
        let lengths = headers.values("content-length")
        let codings = headers.values("transfer-encoding")
        if codings.isEmpty { return .length(try contentLength(lengths)) }
        guard lengths.isEmpty else {
            throw HTTPFailure(.badRequest, "Content-Length and Transfer-Encoding exclude each other.")
        }
        guard minorVersion > 0 else {
            throw HTTPFailure(.badRequest, "HTTP/1.0 knows no Transfer-Encoding.")
        }
        try checkCodings()
        return .chunked
    }

    /// Chunked must be there once and last, otherwise nobody knows where the body ends (RFC 9112, section 6.3).
    private func checkCodings() throws(HTTPFailure) {
        let codings = headers.elements("transfer-encoding").map { $0.lowercased() }
        let places = codings.indices.filter { codings[$0] == "chunked" }
        guard places.count <= 1, places.isEmpty || places[0] == codings.count - 1, !codings.isEmpty else {
            throw HTTPFailure(.badRequest, "Transfer-Encoding must name chunked once, and last.")
        }
        guard codings == ["chunked"] else {
            throw HTTPFailure(.notImplemented, "The only transfer coding that is known here is chunked.")
        }
    }

    private func contentLength(_ values: [String]) throws(HTTPFailure) -> Int {
        guard let value = values.first else { return 0 }
        guard values.count == 1, !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw HTTPFailure(.badRequest, "Content-Length is not one number.")
        }
        guard let length = Int(value) else {
            throw HTTPFailure(.contentTooLarge, "Nobody takes a body of so many bytes.", limit: .body)
        }
        return length
    }

    /// The request, with its body still to come.
    func request() -> HTTPRequest {
        var headers = headers
        if let authority { headers.replace("host", authority) }
        return HTTPRequest(method: method, path: path, query: query, minorVersion: minorVersion, headers: headers)
    }
}
