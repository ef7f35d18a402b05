/// Reads HTTP/1.1 requests from a stream of bytes, however it is cut; does no I/O and knows no time.
///
/// The caller hands over what arrived and a cursor into it, and calls ``next(_:_:)`` until everything is consumed:
/// requests may be pipelined. A request is told as its head, then pieces of its body, then its end; behind the head the caller
/// says with ``limitBody(to:)`` how much of a body it takes. Lines are collected up to their LF, so a bare LF or a NUL is refused
/// where it stands, and memory is bounded by the limits. After a failure the parser is spent.
public struct HTTPRequestParser: Sendable {
    /// What a step has led to.
    public enum Event: Equatable {
        /// Everything is consumed and there is nothing to tell.
        case needsMore
        /// The head is complete. The request has no body yet.
        case head(HTTPRequest)
        /// Bytes of the body, by their places in what was handed over.
        case body(Range<Int>)
        /// The request is complete; the next one begins at the cursor.
        case end
        /// The request is refused; answer and close.
        case failure(HTTPFailure)
    }

    /// How far the request has come; the caller's time limits depend on it.
    public enum Phase: Equatable, Sendable {
        /// Nothing of a request has arrived.
        case idle
        /// Request line and headers.
        case head
        /// Content, chunks or trailers, and the end behind them.
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
    private var bodyBytes = 0
    private var bodyLimit: Int
    private var skippedEmptyLine = false

    /// A parser at the start of a connection.
    public init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
        bodyLimit = limits.bodyBytes
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

    /// Behind a head: how many bytes of the body are still to come, nil where the client does not say (chunked).
    public var missingBytes: Int? {
        if case .content(let remaining) = state { remaining } else { nil }
    }

    /// Behind a head: refuses a body of more bytes than these, at once where the client has said how many come.
    public mutating func limitBody(to bytes: Int) throws(HTTPFailure) {
        bodyLimit = bytes
        guard let missingBytes, missingBytes > bytes else { return }
        let failure = HTTPFailure.tooLong(bytes)
        state = .failed(failure)
        throw failure
    }

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
            if remaining == 0 { return finish() }
            guard let taken = take(remaining, bytes, &cursor) else { return .needsMore }
            state = .content(remaining: remaining - taken.count)
            return .body(taken)
        case .chunk(let remaining):
            guard let taken = take(remaining, bytes, &cursor) else { return .needsMore }
            state = remaining == taken.count ? .chunkEnd : .chunk(remaining: remaining - taken.count)
            return .body(taken)
        case .requestLine, .fields, .chunkSize, .chunkEnd, .trailers:
            guard try collectLine(bytes, &cursor) else { return .needsMore }
            defer { line.removeAll(keepingCapacity: true) }
            return try readLine()
        }
    }

    /// Up to `count` bytes of the body; nil where there are none.
    private mutating func take(_ count: Int, _ bytes: RawSpan, _ cursor: inout Int) -> Range<Int>? {
        let taken = cursor..<cursor + min(count, bytes.byteCount - cursor)
        cursor = taken.upperBound
        bodyBytes += taken.count
        return taken.isEmpty ? nil : taken
    }

    private mutating func finish() -> Event {
        self = HTTPRequestParser(limits: limits)
        return .end
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
        switch try head.framing() {
        case .length(let length): state = .content(remaining: length)
        case .chunked: state = .chunkSize
        }
        return .head(head.request())
    }

    private mutating func readChunkSize() throws(HTTPFailure) {
        var size = 0
        var digits = 0
        for byte in line {
            guard let digit = HTTPSyntax.hexadecimal(byte) else { break }
            size = size << 4 | digit
            digits += 1
            guard bodyBytes + size <= bodyLimit else { throw HTTPFailure.tooLong(bodyLimit) }
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
