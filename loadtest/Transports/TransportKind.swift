import Loop

/// How pens talk to the server.
enum TransportKind: String, Sendable, CaseIterable {
    /// WebSocket, events in JSON.
    case ws
    /// WebSocket, ink in binary messages.
    case wsBinary = "ws-binary"
    /// Socket.IO over a WebSocket.
    case socketio
    /// Socket.IO over HTTP long-polling.
    case polling

    /// The form of its messages.
    var form: WireForm {
        switch self {
        case .ws: .webSocketText
        case .wsBinary: .webSocketBinary
        case .socketio: .socketIO
        case .polling: .polling
        }
    }

    /// The path where a server of this project offers it.
    var path: String {
        switch self {
        case .ws, .wsBinary: "/ws"
        case .socketio: "/socket.io/?EIO=4&transport=websocket"
        case .polling: "/socket.io/?EIO=4&transport=polling"
        }
    }

    /// Connections that a pen needs.
    var connectionsPerPen: Int { self == .polling ? 2 : 1 }

    /// Begins to connect.
    func connect(
        _ loop: EventLoop, to endpoint: Endpoint, from source: SocketAddress?, nonce: (UInt64, UInt64),
        options: TransportOptions, delegate: any PenTransportDelegate
    ) -> any PenTransport {
        let path = endpoint.path.isEmpty ? path : endpoint.path
        switch self {
        case .ws, .wsBinary, .socketio:
            return WebSocketTransport(
                loop, to: endpoint, path: path, from: source, wire: form, nonce: nonce, options: options,
                delegate: delegate)
        case .polling:
            return PollingTransport(loop, to: endpoint, path: path, from: source, options: options, delegate: delegate)
        }
    }
}
