/// What a server tells its clients at the beginning of an Engine.IO session, and its other limits. Times in milliseconds.
public struct EngineSettings: Hashable, Sendable {
    /// From the opening, or from a pong, to the next ping.
    public var pingIntervalMilliseconds = 25_000
    /// From a ping to the end of a session whose client does not answer it.
    public var pingTimeoutMilliseconds = 20_000
    /// Bytes of a request's body or of a WebSocket's message.
    public var payloadBytes = 1_000_000
    /// From the opening of a WebSocket to its taking over from long-polling, before it is closed.
    public var upgradeMilliseconds = 10_000
    /// How long a session that was ended here waits for the poll that will tell its client so.
    public var farewellMilliseconds = 5_000

    /// The defaults, which are those of the reference implementation.
    public init() {}

    /// The open packet.
    public func openPacket(session: String, canUpgrade: Bool) -> [UInt8] {
        var json = JSONWriter()
        json.byte(EnginePacketType.open.rawValue)
        json.raw("{\"sid\":")
        json.string(session)
        json.raw(",\"upgrades\":[")
        if canUpgrade { json.raw("\"websocket\"") }
        json.raw("],\"pingInterval\":")
        json.integer(pingIntervalMilliseconds)
        json.raw(",\"pingTimeout\":")
        json.integer(pingTimeoutMilliseconds)
        json.raw(",\"maxPayload\":")
        json.integer(payloadBytes)
        json.raw("}")
        return json.bytes
    }
}
