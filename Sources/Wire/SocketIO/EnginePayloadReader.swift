/// Reads the packets of a long-polling request's body: separated by U+001E, binary ones as `b` and base64.
///
/// The body is checked as a whole before its first packet is handed out, so that a payload is taken whole or not at all.
public struct EnginePayloadReader: Equatable, Sendable {
    private static let separator: UInt8 = 0x1E
    private static let binary = UInt8(ascii: "b")

    /// The body.
    public let bytes: [UInt8]
    private var position = 0

    /// A reader at the first packet; nil where the body is not UTF-8, or a packet is empty, of no known type or no base64.
    public init?(_ body: [UInt8]) {
        bytes = body
        guard body.withUnsafeBytes(UTF8Validator.isValid) else { return nil }
        var check = self
        repeat {
            guard check.read() != nil else { return nil }
        } while check.position <= body.count
    }

    /// Whether all packets have been handed out.
    public var isAtEnd: Bool { position > bytes.count }

    /// The next packet, nil at the end.
    public mutating func next() -> EnginePacket? { isAtEnd ? nil : read() }

    /// The data of a packet of text.
    public func withData<Result>(_ range: Range<Int>, _ body: (RawSpan) -> Result) -> Result {
        body(bytes.span.bytes.extracting(range))
    }

    private mutating func read() -> EnginePacket? {
        let end = bytes[position...].firstIndex(of: Self.separator) ?? bytes.count
        let packet = position..<end
        position = end + 1
        guard let first = packet.first else { return nil }
        let data = first + 1..<end
        if bytes[first] == Self.binary { return Base64.decode(bytes.span.bytes.extracting(data)).map { .binary($0) } }
        return EnginePacketType(rawValue: bytes[first]).map { .text($0, data) }
    }
}
