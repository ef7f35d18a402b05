/// What an Engine.IO 4 packet is for; the raw value is the digit that it begins with on the wire.
public enum EnginePacketType: UInt8, CaseIterable, Sendable {
    /// The server's first packet: the session's id and settings.
    case open = 0x30
    /// The session ends.
    case close = 0x31
    /// The server asks whether the client is there; with `probe` the client asks whether a WebSocket works.
    case ping = 0x32
    /// The answer to a ping, with the same payload.
    case pong = 0x33
    /// Something for the layer above.
    case message = 0x34
    /// The client goes on over the WebSocket.
    case upgrade = 0x35
    /// Nothing; ends a poll.
    case noop = 0x36

    /// The digit as a packet of its own.
    var packet: [UInt8] { [rawValue] }
}
