/// Puts packets together: a packet's text, and the binary messages that it announces.
public struct SocketIOReader: Sendable {
    /// A packet whose attachments are all there.
    public struct Assembled: Equatable, Sendable {
        /// Its head; the payload is a range of `text`.
        public let packet: SocketIOPacket
        /// Its text.
        public let text: [UInt8]
        /// The attachments, in the order of their placeholders' numbers.
        public fileprivate(set) var attachments: [[UInt8]]
    }

    private let limits: SocketIOLimits
    private var open: Assembled?
    private var openBytes = 0

    /// A reader before the first packet.
    public init(limits: SocketIOLimits) { self.limits = limits }

    /// Takes a text message: a packet whose payload is a range of it, or nil where attachments are to follow.
    @inline(__always)
    public mutating func read(_ text: RawSpan) throws(SocketIOViolation) -> SocketIOPacket? {
        guard open == nil else { throw SocketIOViolation("a packet's attachments are not all there yet") }
        let packet = try SocketIOPacket(text, limits: limits)
        guard packet.attachments > 0 else { return packet }
        open = Assembled(packet: packet, text: text.withUnsafeBytes { Array($0) }, attachments: [])
        openBytes = 0
        return nil
    }

    /// Takes a binary message: the packet that it completes, or nil where more are to follow.
    public mutating func read(binary data: RawSpan) throws(SocketIOViolation) -> Assembled? {
        guard var assembled = open else { throw SocketIOViolation("no packet has announced this attachment") }
        openBytes += data.byteCount
        guard openBytes <= limits.attachmentBytes else {
            throw SocketIOViolation("a packet's attachments have at most \(limits.attachmentBytes) bytes")
        }
        open = nil
        assembled.attachments.append(data.withUnsafeBytes { Array($0) })
        if assembled.attachments.count == assembled.packet.attachments { return assembled }
        open = assembled
        return nil
    }
}
