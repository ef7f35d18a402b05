import Loop
import Testing

/// A loop with a listener, a client and the server's end of its connection.
final class ConnectionPair {
    let loop: EventLoop
    let listener: TCPListener
    let server = End()
    let client = End()
    let budget = ConnectionBudget(.init(connections: 10))

    /// - Parameter client: what the client thinks that it is, where that is something else.
    init(_ security: Security = .plain, client expected: Security? = nil) throws {
        let loop = try EventLoop(receiveBytes: 64 * 1024)
        let socket = try ListeningSocket(SocketAddress(127, 0, 0, 1, port: 0))
        let server = server
        listener = try TCPListener(loop, socket, budget: budget, refusal: { _ in [] }) { connection in
            if let tls = security.server { connection.startTLS(tls) }
            server.connection = connection
            server.onOpen(server)
            return server
        }
        client.connection = try TCPConnection.connect(
            loop, to: socket.address, tls: (expected ?? security).client, delegate: client)
        self.loop = loop
    }

    /// Runs until stopped, or for twenty seconds, which is a failure.
    func run() {
        let watchdog = Watchdog(loop)
        let timer = loop.startTimer(afterMilliseconds: 20_000, watchdog)
        loop.run()
        loop.cancelTimer(timer)
        #expect(!watchdog.barked, "the loop was not stopped in time")
    }

    func stopWhenBothAreClosed() {
        let stop = { [unowned self] (_: End) in
            if server.reason != nil && client.reason != nil { loop.stop() }
        }
        server.onClosed = stop
        client.onClosed = stop
    }
}
