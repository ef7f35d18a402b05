/// A Socket.IO packet's head, and where its payload lies in the text:
/// `<type>[<attachments>-][/<namespace>,][<id>][<payload>]`.
public struct SocketIOPacket: Equatable, Sendable {
    /// What it is for.
    public let type: SocketIOPacketType
    /// Number of attachments that follow.
    public let attachments: Int
    /// The namespace, `/` where none is written.
    public let namespace: String
    /// What the answer is to refer to, or refers to.
    public let id: UInt64?
    /// The payload; empty where there is none.
    public let payload: Range<Int>

    /// Reads a packet.
    ///
    /// Of an event's payload only the outside is looked at, an array that is not empty: whoever takes the event reads the rest.
    public init(_ text: RawSpan, limits: SocketIOLimits) throws(SocketIOViolation) {
        var cursor = Cursor(text: text)
        guard let type = cursor.next().flatMap({ SocketIOPacketType(rawValue: $0) }) else {
            throw SocketIOViolation("no packet has this type")
        }
        self.type = type
        attachments = type.isBinary ? try cursor.attachments(limit: limits.attachments) : 0
        namespace = try cursor.namespace(limit: limits.namespaceBytes)
        id = try cursor.number()
        payload = cursor.position..<text.byteCount
        try Self.check(type, text.extracting(payload))
    }

    private static func check(_ type: SocketIOPacketType, _ payload: RawSpan) throws(SocketIOViolation) {
        switch type {
        case .connect:
            guard payload.isEmpty || isJSON(payload, opening: UInt8(ascii: "{")) else {
                throw SocketIOViolation("what a client sends with its CONNECT is an object")
            }
        case .disconnect:
            guard payload.isEmpty else { throw SocketIOViolation("DISCONNECT has no payload") }
        case .event, .binaryEvent:
            guard isArray(payload), let first = firstByte(payload, after: 1), first != UInt8(ascii: "]") else {
                throw SocketIOViolation("an event is an array of its name and its arguments")
            }
        case .acknowledgement, .binaryAcknowledgement:
            guard isArray(payload) else { throw SocketIOViolation("an acknowledgement is an array") }
        case .connectError: throw SocketIOViolation("only a server refuses namespaces")
        }
    }

    private static func isArray(_ payload: RawSpan) -> Bool {
        payload.byteCount >= 2 && byte(payload, 0) == UInt8(ascii: "[")
            && byte(payload, payload.byteCount - 1) == UInt8(ascii: "]")
    }

    /// Whether all of it is JSON that opens with this bracket.
    private static func isJSON(_ payload: RawSpan, opening bracket: UInt8) -> Bool {
        guard byte(payload, 0) == bracket else { return false }
        var cursor = JSONCursor(payload)
        do throws(EventError) {
            try cursor.skipValue()
            try cursor.expectEnd()
            return true
        } catch {
            return false
        }
    }

    private static func firstByte(_ payload: RawSpan, after start: Int) -> UInt8? {
        for place in start..<payload.byteCount where byte(payload, place) > 0x20 { return byte(payload, place) }
        return nil
    }

    private static func byte(_ bytes: RawSpan, _ place: Int) -> UInt8 {
        bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }
}

extension SocketIOPacket {
    /// A place in a packet's head.
    private struct Cursor: ~Escapable {
        private static let largestNumber = EventLimits.largestNumber

        let text: RawSpan
        var position = 0

        @_lifetime(copy text)
        init(text: RawSpan) { self.text = text }

        /// The next byte, nil at the end. (`unsafeLoad` checks the bounds; every bit pattern is a byte.)
        var current: UInt8? {
            position < text.byteCount ? text.unsafeLoad(fromByteOffset: position, as: UInt8.self) : nil
        }

        mutating func next() -> UInt8? {
            defer { position += 1 }
            return current
        }

        /// Digits, if there are any.
        mutating func number() throws(SocketIOViolation) -> UInt64? {
            let start = position
            var value: UInt64 = 0
            while let byte = current, byte &- 0x30 < 10 {
                value = value * 10 + UInt64(byte - 0x30)
                guard value <= Self.largestNumber else { throw SocketIOViolation("a packet's number is too large") }
                position += 1
            }
            return position > start ? value : nil
        }

        mutating func attachments(limit: Int) throws(SocketIOViolation) -> Int {
            guard let count = try number(), next() == UInt8(ascii: "-") else {
                throw SocketIOViolation("a binary packet says how many attachments follow")
            }
            guard count <= UInt64(limit) else { throw SocketIOViolation("a packet has at most \(limit) attachments") }
            return Int(count)
        }

        mutating func namespace(limit: Int) throws(SocketIOViolation) -> String {
            guard current == UInt8(ascii: "/") else { return "/" }
            let start = position
            while let byte = current, byte != UInt8(ascii: ",") {
                guard position - start < limit else { throw SocketIOViolation("the namespace's name is too long") }
                guard byte > 0x20 else { throw SocketIOViolation("the namespace's name holds a control character") }
                position += 1
            }
            let name = text.extracting(start..<position).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            position = min(position + 1, text.byteCount)
            return name
        }
    }
}
