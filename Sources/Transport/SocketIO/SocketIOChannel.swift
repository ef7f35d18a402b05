public import Loop
public import Wire

/// A client's stay in one namespace. Confined to its loop.
public final class SocketIOChannel {
    /// What it writes to grant a place: the channel's id, and the secret that it can be recovered with.
    public struct Recovery: Sendable {
        /// The id that the client knows the channel by.
        public let id: String
        /// The secret, nil where channels can't be recovered.
        public let secret: String?

        /// A recovery from its parts.
        public init(id: String, secret: String?) {
            self.id = id
            self.secret = secret
        }
    }

    /// The namespace's name.
    public let namespace: String
    let index: Int
    private(set) var isPaused = false
    private weak var connection: SocketIOConnection?
    private(set) var delegate: (any SocketIOChannelDelegate)?

    init(_ connection: SocketIOConnection, index: Int, name: String) {
        self.connection = connection
        self.index = index
        namespace = name
    }

    func connect(auth: RawSpan) {
        let delegate = connection?.server.namespaces[index].makeDelegate()
        self.delegate = delegate
        delegate?.channelConnects(self, auth: auth)
    }

    func take(_ packet: SocketIOPacket, _ payload: RawSpan, attachments: [[UInt8]]) {
        switch packet.type {
        case .event, .binaryEvent:
            delegate?.channel(self, received: payload, attachments: attachments, id: packet.id)
        case .acknowledgement, .binaryAcknowledgement:
            guard let id = packet.id else { return }
            delegate?.channel(self, acknowledged: id, payload, attachments: attachments)
        case .connect, .disconnect, .connectError: break
        }
    }

    func tellClosed(_ code: CloseCode) {
        let delegate = delegate
        self.delegate = nil
        delegate?.channelClosed(self, code: code)
    }

    /// Lets the client in. Without a recovery it gets an id of its own.
    public func accept(recovery: Recovery? = nil) {
        guard let connection, delegate != nil else { return }
        connection.granted(self)
        var json = JSONWriter()
        json.raw("{\"sid\":")
        json.string(recovery?.id ?? Self.newID())
        if let secret = recovery?.secret {
            json.raw(",\"pid\":")
            json.string(secret)
        }
        json.raw("}")
        connection.send(.connect, namespace) { $0 += json.bytes }
    }

    /// Does not let the client in: it is told why, in words and, where there is `data`, in JSON.
    public func refuse(_ message: String, data: [UInt8]? = nil) {
        guard let connection, delegate != nil else { return }
        connection.refuse(namespace, message: message, data: data)
        connection.refused(self)
    }

    /// Sends an event. The payload is a JSON array of its name and its arguments.
    public func emit(_ event: RawSpan, attachments: [[UInt8]] = [], id: UInt64? = nil) {
        emit(attachments: attachments, id: id) { bytes in event.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    }

    /// Sends an event whose payload is appended by `write`.
    public func emit(attachments: [[UInt8]] = [], id: UInt64? = nil, _ write: (inout [UInt8]) -> Void) {
        guard delegate != nil else { return }
        connection?.send(.event, namespace, id: id, attachments: attachments, write)
    }

    /// Answers an event that came with this id. The payload is a JSON array.
    public func acknowledge(_ id: UInt64, _ arguments: RawSpan, attachments: [[UInt8]] = []) {
        guard delegate != nil else { return }
        connection?.send(.acknowledgement, namespace, id: id, attachments: attachments) { bytes in
            arguments.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
    }

    /// Ends the client's stay in the namespace. Clients do not come back by themselves after that.
    public func disconnect(_ code: CloseCode = .normal) {
        guard delegate != nil else { return }
        connection?.send(.disconnect, namespace)
        connection?.expelled(self, code)
    }

    /// Closes the client's connection, for all namespaces. Clients try to come back after that.
    public func closeConnection(_ code: CloseCode, reason: String) {
        connection?.engine?.close(code, reason: reason)
    }

    /// As ``MessageChannel/pauseReading()``, for the client's whole connection.
    public func pauseReading() {
        isPaused = true
        connection?.updateReading()
    }

    /// As ``MessageChannel/resumeReading()``; the connection is read again when no channel of it is paused.
    public func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        connection?.updateReading()
    }

    /// Bytes that were sent but not yet taken by the operating system or a poll.
    public var queuedBytes: Int { connection?.engine?.queuedBytes ?? 0 }

    /// Where the client is.
    public var remoteAddress: SocketAddress? { connection?.engine?.remoteAddress }

    private static func newID() -> String {
        EngineSessionID.make(
            random: (0..<EngineSessionID.randomBytes).map { _ in UInt8.random(in: .min ... .max) }, loop: 0, node: nil)
    }
}

@available(*, unavailable)
extension SocketIOChannel: Sendable {}
