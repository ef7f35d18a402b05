import Loop
import Testing

/// Notes everything it is told; what it does is given by closures.
final class End: TCPConnectingDelegate {
    var connection: TCPConnection? {
        didSet {
            guard let connection else { return }
            latest = connection
            hadConnection = true
        }
    }
    /// Nil again as soon as nobody else holds the connection.
    weak var latest: TCPConnection?
    var hadConnection = false
    var received: [UInt8] = []
    var log: [String] = []
    var onOpen: (End) -> Void = { _ in }
    var onReceive: (End) -> Void = { _ in }
    var onEnd: (End) -> Void = { $0.connection?.close() }
    var onDrained: (End) -> Void = { _ in }
    var onClosed: (End) -> Void = { _ in }
    var reason: TCPCloseReason?

    func connectionOpened(_ connection: TCPConnection) {
        log.append("opened")
        onOpen(self)
    }

    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        received.append(contentsOf: UnsafeRawBufferPointer(bytes))
        onReceive(self)
    }

    func connectionReachedEnd(_ connection: TCPConnection) {
        log.append("end")
        onEnd(self)
    }

    func connectionCongested(_ connection: TCPConnection) { log.append("congested") }

    func connectionDrained(_ connection: TCPConnection) {
        log.append("drained")
        onDrained(self)
    }

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        log.append("closed")
        #expect(self.reason == nil, "closed is told once")
        self.reason = reason
        self.connection = nil
        onClosed(self)
    }

    func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { connection?.write($0) }
    }
}
