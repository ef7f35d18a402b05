/// What a Socket.IO 5 packet is for; the raw value is the digit that it begins with on the wire.
public enum SocketIOPacketType: UInt8, CaseIterable, Sendable {
    /// A client asks for a namespace, the server grants it.
    case connect = 0x30
    /// One side leaves a namespace.
    case disconnect = 0x31
    /// An event: its name and arguments.
    case event = 0x32
    /// The answer to an event that asked for one.
    case acknowledgement = 0x33
    /// The server refuses a namespace.
    case connectError = 0x34
    /// An event with binary attachments, which follow as messages of their own.
    case binaryEvent = 0x35
    /// An answer with binary attachments.
    case binaryAcknowledgement = 0x36

    /// Whether attachments follow.
    var isBinary: Bool { self == .binaryEvent || self == .binaryAcknowledgement }
}
