/// Reads HTTP/1.1 requests from a stream of bytes, however it is cut; does no I/O and knows no time.
///
/// The caller hands over what arrived and a cursor into it, and calls ``next(_:_:)`` until everything is consumed:
/// requests may be pipelined. Lines are collected up to their LF, so a bare LF or a NUL is refused where it stands, and
/// memory is bounded by the limits. After a failure the parser is spent.
public struct HTTPRequestParser {
    /// What a step has led to.
    public enum Event: Equatable {
        /// Everything is consumed and no request is complete.
        case needsMore
        /// The head is complete, and the client waits for `100 Continue`.
        case expectsContinue
        /// A request is complete; the next one begins at the cursor.
        case request(HTTPRequest)
        /// The request is refused; answer and close.
        case failure(HTTPFailure)
    }

    /// How far the request has come; the caller's time limits depend on it.
    public enum Phase: Equatable, Sendable {
        /// Nothing of a request has arrived.
        case idle
        /// Request line and headers.
        case head
        /// Content, chunks or trailers.
        case body
    }

    private enum State {
        case requestLine, fields
        case content(remaining: Int)
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd, trailers
        case failed(HTTPFailure)
    }

    private let limits: HTTPLimits
    private var state = State.requestLine
    private var line: [UInt8] = []
    private var head = HTTPRequestHead()
    private var headBytes = 0
    private var fieldCount = 0
    private var body: [UInt8] = []
    private var skippedEmptyLine = false

    /// A parser at the start of a connection.
    public init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    /// How far the request has come.
    public var phase: Phase {
        switch state {
        case .requestLine: line.isEmpty ? .idle : .head
        case .fields: .head
        case .content, .chunkSize, .chunk, .chunkEnd, .trailers: .body
        case .failed: .head
        }
    }

    /// The method of the request that is being read; GET until its line is complete.
    public var method: HTTPMethod { head.method }

    /// Consumes bytes from the cursor on until something is to be told.
    public mutating func next(_ bytes: RawSpan, _ cursor: inout Int) -> Event {
        do throws(HTTPFailure) {
            while true {
                if let event = try step(bytes, &cursor) { return event }
            }
        } catch {
            state = .failed(error)
            return .failure(error)
        }
    }

    private mutating func step(_ bytes: RawSpan, _ cursor: inout Int) throws(HTTPFailure) -> Event? {
        switch state {
        case .failed(let failure):
            throw failure
        case .content(let remaining):
            let left = take(remaining, bytes, &cursor)
            state = .content(remaining: left)
            return left == 0 ? finish() : .needsMore
        case .chunk(let remaining):
            let left = take(remaining, bytes, &cursor)
            state = left == 0 ? .chunkEnd : .chunk(remaining: left)
            return left == 0 ? nil : .needsMore
        case .requestLine, .fields, .chunkSize, .chunkEnd, .trailers:
            guard try collectLine(bytes, &cursor) else { return .needsMore }
            defer { line.removeAll(keepingCapacity: true) }
            return try readLine()
        }
    }

    /// Moves up to `count` bytes of the body, answers how many are still missing.
    private mutating func take(_ count: Int, _ bytes: RawSpan, _ cursor: inout Int) -> Int {
        let taken = min(count, bytes.byteCount - cursor)
        if taken > 0 {
            bytes.extracting(cursor..<cursor + taken).withUnsafeBytes { body.append(contentsOf: $0) }
            cursor += taken
        }
        return count - taken
    }

    private mutating func finish() -> Event {
        let request = head.request(body: body)
        self = HTTPRequestParser(limits: limits)
        return .request(request)
    }
}

extension HTTPRequestParser {
    /// Collects a line up to its CRLF, which is taken off. False when the bytes end before it does.
    private mutating func collectLine(_ bytes: RawSpan, _ cursor: inout Int) throws(HTTPFailure) -> Bool {
        while cursor < bytes.byteCount {
            let byte = bytes.unsafeLoad(fromByteOffset: cursor, as: UInt8.self)
            cursor += 1
            try count(byte)
            if line.last == UInt8(ascii: "\r") {
                guard byte == UInt8(ascii: "\n") else { throw HTTPFailure(.badRequest, "A CR without its LF.") }
                line.removeLast()
                return true
            }
            guard byte != UInt8(ascii: "\n") else { throw HTTPFailure(.badRequest, "A line ends with a bare LF.") }
            guard byte != 0 else { throw HTTPFailure(.badRequest, "A NUL in the head.") }
            line.append(byte)
        }
        return false
    }

    private mutating func count(_ byte: UInt8) throws(HTTPFailure) {
        switch state {
        case .requestLine:
            headBytes += 1
            guard line.count < limits.requestLineBytes else {
                // Without a space it is all method, and longer than any that is known (RFC 9112, section 3).
                guard line.contains(UInt8(ascii: " ")) else {
                    throw HTTPFailure(.notImplemented, "No resource here knows this method.")
                }
                throw HTTPFailure(
                    .uriTooLong, "The request line is longer than \(limits.requestLineBytes) bytes.",
                    limit: .requestLine)
            }
        case .fields, .trailers:
            headBytes += 1
            guard headBytes <= limits.headBytes else {
                throw HTTPFailure(
                    .headerFieldsTooLarge, "The head is larger than \(limits.headBytes) bytes.", limit: .head)
            }
        default:
            // A chunk's size with its extensions, or the line end behind a chunk.
            guard line.count < 256 else { throw HTTPFailure(.badRequest, "A chunk's size line is too long.") }
        }
    }

    private mutating func readLine() throws(HTTPFailure) -> Event? {
        switch state {
        case .requestLine:
            // One empty line before a request is forgiven (RFC 9112, section 2.2).
            if line.isEmpty && !skippedEmptyLine {
                skippedEmptyLine = true
                return nil
            }
            try head.readRequestLine(line[...])
            state = .fields
            return nil
        case .fields:
            if line.isEmpty { return try finishHead() }
            try countField()
            try head.readField(line[...])
            return nil
        case .chunkSize:
            try readChunkSize()
            return nil
        case .chunkEnd:
            guard line.isEmpty else { throw HTTPFailure(.badRequest, "A chunk is longer than its size.") }
            state = .chunkSize
            return nil
        case .trailers:
            if line.isEmpty { return finish() }
            try countField()
            // Trailers are checked like headers and dropped: nothing here has a use for them.
            var trailers = HTTPRequestHead()
            try trailers.readField(line[...])
            return nil
        case .content, .chunk, .failed:
            preconditionFailure("no lines in this state")
        }
    }

    private mutating func countField() throws(HTTPFailure) {
        fieldCount += 1
        guard fieldCount <= limits.headerCount else {
            throw HTTPFailure(
                .headerFieldsTooLarge, "More than \(limits.headerCount) header lines.", limit: .headers)
        }
    }

    private mutating func finishHead() throws(HTTPFailure) -> Event? {
        switch try head.framing(limit: limits.bodyBytes) {
        case .length(0): return finish()
        case .length(let length): state = .content(remaining: length)
        case .chunked: state = .chunkSize
        }
        return head.expectsContinue ? .expectsContinue : nil
    }

    private mutating func readChunkSize() throws(HTTPFailure) {
        var size = 0
        var digits = 0
        for byte in line {
            guard let digit = HTTPSyntax.hexadecimal(byte) else { break }
            size = size << 4 | digit
            digits += 1
            guard body.count + size <= limits.bodyBytes else {
                throw HTTPFailure(
                    .contentTooLarge, "The body is larger than \(limits.bodyBytes) bytes.", limit: .body)
            }
        }
        let rest = line[digits...]
        guard digits > 0, digits <= 15, rest.isEmpty || rest.first == UInt8(ascii: ";"),
            rest.allSatisfy(HTTPSyntax.isValue)
        else {
            throw HTTPFailure(.badRequest, "A chunk's size is not a hexadecimal number.")
        }
        state = size == 0 ? .trailers : .chunk(remaining: size)
    }
}
