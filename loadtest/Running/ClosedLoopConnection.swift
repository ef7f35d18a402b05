import Loop
import Wire

/// One connection of a closed loop: sends a message, waits until it is answered, sends the next.
final class ClosedLoopConnection {
    private let loop: EventLoop
    private var transport: WebSocketTransport?
    /// What it says.
    let traffic: any ClosedLoopTraffic
    /// Whether it is there.
    private(set) var isOpen = false
    private var sentAt: UInt64 = 0
    /// Called with the time of each round trip, in nanoseconds.
    private let cameBack: (UInt64) -> Void
    private let ended: (TransportEnd) -> Void

    /// Connects, and begins.
    init(
        _ loop: EventLoop, to endpoint: Endpoint, from source: SocketAddress?, options: TransportOptions,
        traffic: any ClosedLoopTraffic, nonce: (UInt64, UInt64), cameBack: @escaping (UInt64) -> Void,
        ended: @escaping (TransportEnd) -> Void
    ) {
        self.loop = loop
        self.traffic = traffic
        self.cameBack = cameBack
        self.ended = ended
        transport = WebSocketTransport(
            loop, to: endpoint, path: endpoint.path.isEmpty ? traffic.path : endpoint.path, from: source,
            wire: traffic.wire, nonce: nonce, options: options, delegate: self)
    }

    /// Ends it.
    func close() {
        transport?.close()
        transport = nil
        isOpen = false
    }

    private func send() {
        sentAt = MonotonicClock.nanoseconds()
        traffic.withNext { transport?.send($0) }
    }
}

extension ClosedLoopConnection: PenTransportDelegate {
    func transportOpened() {
        isOpen = true
        send()
    }

    func transport(received event: RawSpan) {
        guard traffic.isAnswer(event) else { return }
        cameBack(MonotonicClock.nanoseconds() - sentAt)
        send()
    }

    func transportClosed(_ end: TransportEnd) {
        transport = nil
        isOpen = false
        ended(end)
    }
}
