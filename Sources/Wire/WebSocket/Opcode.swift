/// What a frame carries (RFC 6455, section 5.2).
public enum Opcode: UInt8, Sendable {
    /// The next part of a message.
    case continuation = 0x0
    /// A text message or its first part.
    case text = 0x1
    /// A binary message or its first part.
    case binary = 0x2
    /// The end of the connection.
    case close = 0x8
    /// Is anybody there?
    case ping = 0x9
    /// The answer to a ping.
    case pong = 0xA

    /// Whether this is a control frame: short, never in parts, allowed between the parts of a message.
    var isControl: Bool { rawValue & 0x8 != 0 }
}
