import Loop
import Wire

/// The beginning of a connection that comes through a trusted load balancer: the PROXY header, and nothing before it.
///
/// Behind the header the connection goes on as if the client had made it, TLS included.
final class ProxyPreface {
    private let connection: TCPConnection
    private let context: TransportContext
    private let goOn: (TCPConnection, UnsafeMutableRawBufferPointer) -> Void
    private var parser = ProxyHeaderParser()
    private var timer = TimerToken.none

    /// Waits for the header; `goOn` takes the connection and the bytes behind it.
    init(
        _ connection: TCPConnection, _ context: TransportContext,
        goOn: @escaping (TCPConnection, UnsafeMutableRawBufferPointer) -> Void
    ) {
        self.connection = connection
        self.context = context
        self.goOn = goOn
        let milliseconds = context.limits.handshakeMilliseconds
        if milliseconds > 0 { timer = context.loop.startTimer(afterMilliseconds: milliseconds, self) }
    }

    private func finish(_ header: ProxyHeader, _ rest: UnsafeMutableRawBufferPointer) {
        context.loop.cancelTimer(timer)
        if case .client(let address, let port) = header {
            guard connection.came(from: SocketAddress(high: address.high, low: address.low, port: port)) else {
                return refuse()
            }
        }
        goOn(connection, rest)
    }

    /// Too many from there. Inside TLS nothing can be said yet.
    private func refuse() {
        context.counters.note(.connectionsPerAddress)
        if !context.isSecure {
            context.encode(TransportServer.refusal(.addressFull)).withUnsafeBytes(connection.write)
        }
        connection.close(withinMilliseconds: context.limits.closeMilliseconds)
    }
}

extension ProxyPreface: TCPConnectionDelegate {
    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        var cursor = 0
        switch parser.next(UnsafeRawBufferPointer(bytes).bytes, &cursor) {
        case .needsMore: break
        case .header(let header): finish(header, UnsafeMutableRawBufferPointer(rebasing: bytes[cursor...]))
        // A balancer that is not set up for this; nothing can be said to it in its own language, but its operator can be told.
        case .failure(let sentence):
            context.tell("A connection of \(connection.remoteAddress) was cut. \(sentence)")
            connection.abort()
        }
    }

    func connectionReachedEnd(_ connection: TCPConnection) { connection.abort() }

    func connectionCongested(_ connection: TCPConnection) {}

    func connectionDrained(_ connection: TCPConnection) {}

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) { context.loop.cancelTimer(timer) }
}

extension ProxyPreface: TimerTarget {
    /// The header did not arrive in time.
    func timerFired(_ kind: Int) {
        context.counters.note(.handshakeTime)
        connection.abort()
    }
}
