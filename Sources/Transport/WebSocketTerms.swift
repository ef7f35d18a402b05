/// What a server agrees to when it accepts a WebSocket.
public struct WebSocketTerms: Hashable, Sendable {
    /// One of the subprotocols that the client offers, or none.
    public var subprotocol: String?
    /// Whether messages may be compressed, where the server is set up for it and the client offers it.
    public var compresses = true
    /// Whether the WebSocket itself asks a silent client whether it is there. A protocol above may do that.
    public var pings = true

    /// The terms with this subprotocol.
    public init(subprotocol: String? = nil) { self.subprotocol = subprotocol }
}
