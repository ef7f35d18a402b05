import Glibc
import Loop
import Testing

/// Connections between two ends on one loop, over real sockets on 127.0.0.1.
@Suite struct TCPConnectionTests {
    /// Notes everything it is told; what it does is given by closures.
    private final class End: TCPConnectingDelegate {
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

    /// A loop with a listener, a client and the server's end of its connection.
    private final class Pair {
        let loop: EventLoop
        let listener: TCPListener
        let server = End()
        let client = End()
        let budget = ConnectionBudget(limit: 10)

        init() throws {
            let loop = try EventLoop(receiveBytes: 64 * 1024)
            let socket = try ListeningSocket(SocketAddress(127, 0, 0, 1, port: 0))
            let server = server
            listener = try TCPListener(loop, socket, budget: budget, refusal: []) { connection in
                server.connection = connection
                server.onOpen(server)
                return server
            }
            client.connection = try TCPConnection.connect(loop, to: socket.address, delegate: client)
            self.loop = loop
        }

        /// Runs until stopped, or for five seconds, which is a failure.
        func run() {
            let watchdog = Watchdog(loop)
            let timer = loop.startTimer(afterMilliseconds: 5000, watchdog)
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

    private final class Watchdog: TimerTarget {
        let loop: EventLoop
        var barked = false

        init(_ loop: EventLoop) { self.loop = loop }

        func timerFired(_ kind: Int) {
            barked = true
            loop.stop()
        }
    }

    @Test func `bytes come back, and both ends close cleanly`() throws {
        let pair = try Pair()
        pair.stopWhenBothAreClosed()
        pair.client.write(Array("written before the connection stood".utf8))
        pair.server.onReceive = { $0.write($0.received) }
        pair.client.onReceive = { $0.connection?.close() }
        pair.run()
        #expect(String(decoding: pair.client.received, as: UTF8.self) == "written before the connection stood")
        #expect(pair.client.log == ["opened", "closed"])
        #expect(pair.server.log == ["end", "closed"])
        #expect(pair.budget.count == 0)
    }

    @Test func `what the socket does not take is kept in order, and its end is told`() throws {
        let pair = try Pair()
        pair.stopWhenBothAreClosed()
        let pattern = (0..<12_000_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8 ^ $0 >> 16) }
        pair.server.onOpen = { server in
            server.connection?.congestionBytes = 8_000_000
            // Of many sizes, so that copied and direct writes follow each other.
            var start = 0
            var size = 1
            while start < pattern.count {
                let end = min(pattern.count, start + size)
                server.write(Array(pattern[start..<end]))
                start = end
                size = size * 3 % 900_001 + 1
            }
        }
        pair.client.onOpen = { client in
            client.connection?.pauseReading()
            pair.loop.atEndOfTurn { client.connection?.resumeReading() }
        }
        pair.server.onDrained = { $0.connection?.close() }
        pair.run()
        #expect(pair.client.received == pattern)
        #expect(pair.server.log.prefix(2) == ["congested", "drained"])
    }

    @Test func `a reader that never reads is cut off at twice the bound`() throws {
        let pair = try Pair()
        pair.client.onOpen = { $0.connection?.pauseReading() }
        pair.server.onOpen = { server in
            server.connection?.congestionBytes = 100_000
            server.write([UInt8](repeating: 1, count: 20_000_000))
        }
        pair.server.onClosed = { _ in pair.loop.stop() }
        pair.run()
        #expect(pair.server.reason == .overflow)
    }

    @Test func `a paused socket delivers nothing until it is resumed`() throws {
        let pair = try Pair()
        pair.server.onOpen = { $0.connection?.pauseReading() }
        pair.client.onOpen = { $0.write([1, 2, 3]) }
        let resume = Later { pair.server.connection?.resumeReading() }
        _ = pair.loop.startTimer(afterMilliseconds: 50, resume)
        pair.server.onReceive = { _ in
            #expect(resume.ran)
            pair.loop.stop()
        }
        pair.run()
        #expect(pair.server.received == [1, 2, 3])
    }

    private final class Later: TimerTarget {
        let work: () -> Void
        var ran = false

        init(_ work: @escaping () -> Void) { self.work = work }

        func timerFired(_ kind: Int) {
            ran = true
            work()
        }
    }

    @Test func `a peer that has ended its side still gets its answer`() throws {
        let pair = try Pair()
        pair.stopWhenBothAreClosed()
        pair.client.onOpen = {
            $0.write([1])
            $0.connection?.close()
        }
        pair.server.onEnd = {
            $0.write([UInt8](repeating: 2, count: 500_000))
            $0.connection?.close()
        }
        pair.run()
        #expect(pair.server.log == ["end", "closed"])
        #expect(pair.server.reason == .closedHere)
    }

    static let moments = ["open", "receive", "end", "closed", "timer"]

    @Test(arguments: moments, [true, false])
    func `a connection may be closed at any moment`(moment: String, abruptly: Bool) throws {
        let pair = try Pair()
        pair.stopWhenBothAreClosed()
        let close = { (end: End) in
            end.write([9])
            if abruptly { end.connection?.abort() } else { end.connection?.close() }
            end.connection?.close()
            end.connection?.abort()
            end.write([9])
        }
        pair.client.onOpen = { $0.write([1]) }
        pair.client.onReceive = { $0.connection?.close() }
        switch moment {
        case "open": pair.server.onOpen = { server in pair.loop.atEndOfTurn { close(server) } }
        case "receive": pair.server.onReceive = close
        case "end":
            pair.client.onOpen = { $0.connection?.close() }
            pair.server.onEnd = close
        case "closed":
            pair.server.onReceive = { $0.connection?.abort() }
            let stop = pair.server.onClosed
            pair.server.onClosed = {
                close($0)
                stop($0)
            }
        default: _ = pair.loop.startTimer(afterMilliseconds: 20, Later { close(pair.server) })
        }
        pair.run()
        #expect(pair.budget.count == 0)
        #expect(pair.server.hadConnection)
        #expect(pair.server.latest == nil, "nobody holds a connection that is closed")
        #expect(pair.client.latest == nil)
    }

    @Test func `nobody listens there`() throws {
        let socket = try ListeningSocket(SocketAddress(127, 0, 0, 1, port: 0))
        socket.close()
        let loop = try EventLoop(receiveBytes: 4096)
        let client = End()
        client.onClosed = { _ in loop.stop() }
        client.connection = try TCPConnection.connect(loop, to: socket.address, delegate: client)
        loop.run()
        #expect(client.reason == .refused(ECONNREFUSED))
    }

    @Test func `whoever is one too many is refused, and the next one gets the freed place`() throws {
        let loop = try EventLoop(receiveBytes: 4096)
        let socket = try ListeningSocket(SocketAddress(127, 0, 0, 1, port: 0))
        let ends = [End(), End(), End()]
        var accepted = 0
        let listener = try TCPListener(
            loop, socket, budget: ConnectionBudget(limit: 1), refusal: Array("full".utf8)
        ) { _ in
            accepted += 1
            return End()
        }
        ends[1].onEnd = { _ in
            ends[1].connection?.abort()
            ends[0].connection?.abort()
        }
        ends[0].onOpen = { _ in
            ends[1].connection = try? TCPConnection.connect(loop, to: socket.address, delegate: ends[1])
        }
        ends[0].onClosed = { _ in loop.stop() }
        ends[0].connection = try TCPConnection.connect(loop, to: socket.address, delegate: ends[0])
        loop.run()
        #expect(String(decoding: ends[1].received, as: UTF8.self) == "full")
        #expect(accepted == 1)
        #expect(listener.refusedCount == 1)
    }

    @Test func `a loop that stops cuts its connections off and lets everything go`() throws {
        weak var loop: EventLoop?
        weak var connection: TCPConnection?
        do {
            let pair = try Pair()
            loop = pair.loop
            pair.server.onOpen = { _ in pair.loop.stop() }
            connection = pair.client.connection
            pair.run()
            #expect(pair.server.log == ["closed"])
            pair.server.onOpen = { _ in }
        }
        #expect(connection == nil)
        #expect(loop == nil)
    }
}
