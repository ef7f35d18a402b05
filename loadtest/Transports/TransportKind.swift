import Loop

/// How pens talk to the server.
enum TransportKind: String, Sendable, CaseIterable {
    /// WebSocket, events in JSON.
    case ws

    /// The form of its messages.
    var form: WireForm {
        switch self {
        case .ws: .webSocketText
        }
    }

    /// The path where a server of this project offers it.
    var path: String {
        switch self {
        case .ws: "/ws"
        }
    }

    /// Begins to connect.
    func connect(
        _ loop: EventLoop, to endpoint: Endpoint, from source: SocketAddress?, nonce: (UInt64, UInt64),
        options: TransportOptions, delegate: any PenTransportDelegate
    ) -> any PenTransport {
        let path = endpoint.path.isEmpty ? path : endpoint.path
        switch self {
        case .ws:
            return WebSocketTransport(
                loop, to: endpoint, path: path, from: source, wire: form, nonce: nonce, options: options,
                delegate: delegate)
        }
    }
}
