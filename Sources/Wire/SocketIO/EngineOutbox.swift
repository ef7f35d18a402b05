/// Packets that wait for a poll, or for the WebSocket that a client is about to go on with.
///
/// They are kept as they would be framed: text with its digit, binary messages bare. A payload takes at most sixteen, which is
/// what Python's clients take.
public struct EngineOutbox: Sendable {
    /// The most packets of one payload.
    public static let packetsPerPayload = 16
    /// Memory that an emptied outbox keeps.
    private static let keptBytes = 16 * 1024

    private struct Packet {
        let end: Int
        let isBinary: Bool
    }

    private var bytes: [UInt8] = []
    private var packets: [Packet] = []
    /// The first packet that has not been taken, and where it begins.
    private var first = 0
    private var start = 0

    /// An empty outbox.
    public init() {}

    /// Whether nothing waits.
    public var isEmpty: Bool { first == packets.count }

    /// Bytes that wait.
    public var byteCount: Int { bytes.count - start }

    /// Adds a packet without data.
    public mutating func append(_ type: EnginePacketType) { append(type) { _ in } }

    /// Adds a packet of text; `write` appends its data.
    public mutating func append(_ type: EnginePacketType, _ write: (inout [UInt8]) -> Void) {
        bytes.append(type.rawValue)
        write(&bytes)
        packets.append(Packet(end: bytes.count, isBinary: false))
    }

    /// Adds a binary message.
    public mutating func append(binary data: RawSpan) {
        data.withUnsafeBytes { bytes.append(contentsOf: $0) }
        packets.append(Packet(end: bytes.count, isBinary: true))
    }

    /// Takes as many packets as a payload may have.
    public mutating func takePayload() -> [UInt8] {
        var payload: [UInt8] = []
        payload.reserveCapacity(min(byteCount, 64 * 1024) + Self.packetsPerPayload)
        var count = 0
        take(upTo: Self.packetsPerPayload) { isBinary, packet in
            if count > 0 { payload.append(0x1E) }
            count += 1
            if isBinary {
                payload.append(UInt8(ascii: "b"))
                Base64.append(packet, to: &payload)
            } else {
                packet.withUnsafeBytes { payload.append(contentsOf: $0) }
            }
        }
        return payload
    }

    /// Takes all packets, as frames: whether each is binary, and its bytes.
    public mutating func takeFrames(_ body: (Bool, RawSpan) -> Void) { take(upTo: .max, body) }

    private mutating func take(upTo count: Int, _ body: (Bool, RawSpan) -> Void) {
        let last = packets.count - first > count ? first + count : packets.count
        while first < last {
            let packet = packets[first]
            body(packet.isBinary, bytes.span.bytes.extracting(start..<packet.end))
            start = packet.end
            first += 1
        }
        compact()
    }

    private mutating func compact() {
        if isEmpty {
            let keeps = bytes.capacity <= Self.keptBytes
            bytes.removeAll(keepingCapacity: keeps)
            packets.removeAll(keepingCapacity: keeps)
        } else if start > bytes.count / 2 {
            bytes.removeFirst(start)
            packets = packets[first...].map { Packet(end: $0.end - start, isBinary: $0.isBinary) }
        } else {
            return
        }
        first = 0
        start = 0
    }
}
