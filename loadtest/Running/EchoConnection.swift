import Loop
import Wire

/// One connection of a closed loop: sends a message, waits until it comes back, sends the next.
final class EchoConnection {
    private let loop: EventLoop
    private var transport: WebSocketTransport?
    private let message: [UInt8]
    private let payloadBytes: Int
    private var sentAt: UInt64 = 0
    /// Called with the time of each round trip, in nanoseconds.
    private let cameBack: (UInt64) -> Void
    private let ended: (TransportEnd) -> Void

    /// Connects, and begins.
    init(
        _ loop: EventLoop, to endpoint: Endpoint, from source: SocketAddress?, options: TransportOptions,
        payload: [UInt8],
        nonce: (UInt64, UInt64), cameBack: @escaping (UInt64) -> Void, ended: @escaping (TransportEnd) -> Void
    ) {
        self.loop = loop
        self.cameBack = cameBack
        self.ended = ended
        payloadBytes = payload.count
        message = WireForm.frame(.binary, payload)
        transport = WebSocketTransport(
            loop, to: endpoint, path: endpoint.path.isEmpty ? "/" : endpoint.path, from: source, wire: .webSocketText,
            nonce: nonce, options: options, delegate: self)
    }

    /// Ends it.
    func close() {
        transport?.close()
        transport = nil
    }

    private func send() {
        sentAt = MonotonicClock.nanoseconds()
        message.withUnsafeBytes { transport?.send($0) }
    }
}

extension EchoConnection: PenTransportDelegate {
    func transportOpened() { send() }

    func transport(received event: RawSpan) {
        guard event.byteCount == payloadBytes else { return }
        cameBack(MonotonicClock.nanoseconds() - sentAt)
        send()
    }

    func transportClosed(_ end: TransportEnd) {
        transport = nil
        ended(end)
    }
}
