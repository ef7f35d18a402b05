/// Reads HTTP/1.1 responses from a stream of bytes on the client's side, however it is cut; does no I/O and knows no time.
///
/// For load tests and tests. Lenient where servers may differ, bounded by the same limits as requests. A body has its length, comes in
/// chunks, or goes on to the end of the connection, which the caller tells by ``end()``.
public struct HTTPResponseReader {
    /// What a step has led to.
    public enum Event: Equatable {
        /// Everything is consumed and no response is complete.
        case needsMore
        /// A response is complete; what follows it begins at the cursor. After `101` that is another protocol.
        case response(HTTPResponse)
        /// This is no response; the sentence says why. Nothing more is read.
        case failure(String)
    }

    private enum State {
        case statusLine, fields
        case content(remaining: Int), untilEnd
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd, trailers
        case failed(String)
    }

    private struct Failure: Error { let message: String }

    private let limits: HTTPLimits
    private var state = State.statusLine
    private var line: [UInt8] = []
    private var headBytes = 0
    private var response = HTTPResponse(.ok)
    /// Whether the answer has no body whatever its head says, because the request was HEAD.
    public var answersHead = false

    /// A reader at the start of a connection.
    public init(limits: HTTPLimits = HTTPLimits()) { self.limits = limits }

    /// Consumes bytes from the cursor on until something is to be told.
    public mutating func next(_ bytes: RawSpan, _ cursor: inout Int) -> Event {
        do throws(Failure) {
            while true {
                if let event = try step(bytes, &cursor) { return event }
            }
        } catch {
            state = .failed(error.message)
            return .failure(error.message)
        }
    }

    /// The connection has ended: the response that went on until then, nil where it was cut short or none had begun.
    public mutating func end() -> HTTPResponse? {
        guard case .untilEnd = state else { return nil }
        return finish()
    }

    private mutating func step(_ bytes: RawSpan, _ cursor: inout Int) throws(Failure) -> Event? {
        switch state {
        case .failed(let message):
            throw Failure(message: message)
        case .content(let remaining):
            let left = try take(remaining, bytes, &cursor)
            state = .content(remaining: left)
            return left == 0 ? .response(finish()) : .needsMore
        case .untilEnd:
            _ = try take(.max, bytes, &cursor)
            return .needsMore
        case .chunk(let remaining):
            let left = try take(remaining, bytes, &cursor)
            state = left == 0 ? .chunkEnd : .chunk(remaining: left)
            return left == 0 ? nil : .needsMore
        case .statusLine, .fields, .chunkSize, .chunkEnd, .trailers:
            guard try collectLine(bytes, &cursor) else { return .needsMore }
            defer { line.removeAll(keepingCapacity: true) }
            return try readLine().map { .response($0) }
        }
    }

    private mutating func take(_ count: Int, _ bytes: RawSpan, _ cursor: inout Int) throws(Failure) -> Int {
        let taken = min(count, bytes.byteCount - cursor)
        guard response.body.count + taken <= limits.bodyBytes else {
            throw Failure(message: "The answer has more than \(limits.bodyBytes) bytes.")
        }
        bytes.extracting(cursor..<cursor + taken).withUnsafeBytes { response.body.append(contentsOf: $0) }
        cursor += taken
        return count - taken
    }

    private mutating func finish() -> HTTPResponse {
        let finished = response
        self = HTTPResponseReader(limits: limits)
        return finished
    }
}

extension HTTPResponseReader {
    /// Collects a line up to its LF; the CR before it is taken off. False when the bytes end before it does.
    private mutating func collectLine(_ bytes: RawSpan, _ cursor: inout Int) throws(Failure) -> Bool {
        while cursor < bytes.byteCount {
            let byte = bytes.unsafeLoad(fromByteOffset: cursor, as: UInt8.self)
            cursor += 1
            if byte == UInt8(ascii: "\n") {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return true
            }
            headBytes += 1
            guard headBytes <= limits.headBytes else {
                throw Failure(message: "The answer's head is larger than \(limits.headBytes) bytes.")
            }
            line.append(byte)
        }
        return false
    }

    private mutating func readLine() throws(Failure) -> HTTPResponse? {
        switch state {
        case .statusLine: try readStatus()
        case .fields: return line.isEmpty ? try finishHead() : try readField()
        case .chunkSize: try readChunkSize()
        case .chunkEnd: state = .chunkSize
        case .trailers: return line.isEmpty ? finish() : nil
        case .content, .untilEnd, .chunk, .failed: preconditionFailure("no lines in this state")
        }
        return nil
    }

    private mutating func readStatus() throws(Failure) {
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let code = Int(parts[1]), (100...999).contains(code)
        else {
            throw Failure(message: "The answer is not HTTP/1.1.")
        }
        response.status = HTTPStatus(code, parts.count > 2 ? String(parts[2]) : "")
        state = .fields
    }

    private mutating func readField() throws(Failure) -> HTTPResponse? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), response.headers.fields.count < limits.headerCount
        else {
            throw Failure(message: "A header line of the answer has no colon, or there are too many.")
        }
        let value = Substring(decoding: line[(colon + 1)...], as: UTF8.self).trimmingOptionalWhitespace()
        response.headers.append(String(decoding: line[..<colon], as: UTF8.self), value)
        return nil
    }

    /// RFC 9112, section 6.3: how long the body is.
    private mutating func finishHead() throws(Failure) -> HTTPResponse? {
        headBytes = 0
        let code = response.status.code
        if (100..<200).contains(code), code != HTTPStatus.switchingProtocols.code {
            // An interim answer: the real one follows.
            response = HTTPResponse(.ok)
            state = .statusLine
            return nil
        }
        if !response.status.allowsBody || answersHead { return finish() }
        if response.headers.list("transfer-encoding", contains: "chunked") {
            state = .chunkSize
            return nil
        }
        guard let length = response.headers["content-length"] else {
            state = .untilEnd
            return nil
        }
        guard let count = Int(length), count >= 0 else { throw Failure(message: "The answer's length is no number.") }
        state = .content(remaining: count)
        return count == 0 ? finish() : nil
    }

    private mutating func readChunkSize() throws(Failure) {
        headBytes = 0
        let digits = line.prefix { HTTPSyntax.hexadecimal($0) != nil }
        guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw Failure(message: "The size of a chunk of the answer is no number.")
        }
        state = size == 0 ? .trailers : .chunk(remaining: size)
    }
}
