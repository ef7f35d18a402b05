import Glibc
import Loop
import Testing

/// Connections between two ends on one loop, over real sockets on 127.0.0.1.
@Suite struct TCPConnectionTests {
    @Test(arguments: Security.allCases)
    func `bytes come back, and both ends close cleanly`(security: Security) throws {
        let pair = try ConnectionPair(security)
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

    private static let pattern = (0..<12_000_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8 ^ $0 >> 16) }

    @Test(arguments: Security.allCases)
    func `what the socket does not take is kept in order, and its end is told`(security: Security) throws {
        let pattern = Self.pattern
        let pair = try ConnectionPair(security)
        pair.stopWhenBothAreClosed()
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
        // Compared outside: a difference of millions of bytes takes minutes to describe.
        let isSame = pair.client.received == pattern
        #expect(isSame)
        #expect(pair.server.log.prefix(2) == ["congested", "drained"])
    }

    @Test(arguments: Security.allCases)
    func `a reader that never reads is told of once, however much there is, and cut off when as much again follows`(
        security: Security
    ) throws {
        let pair = try ConnectionPair(security)
        pair.client.onOpen = { $0.connection?.pauseReading() }
        pair.server.onOpen = { server in
            server.connection?.congestionBytes = 100_000
            server.write([UInt8](repeating: 1, count: 20_000_000))
        }
        let more = Later {
            #expect(pair.server.log == ["congested"])
            pair.server.write([UInt8](repeating: 1, count: 100_001))
        }
        _ = pair.loop.startTimer(afterMilliseconds: 300, more)
        pair.server.onClosed = { _ in pair.loop.stop() }
        pair.run()
        #expect(pair.server.reason == .overflow)
        #expect(pair.server.log == ["congested", "closed"])
    }

    @Test(arguments: Security.allCases)
    func `an echo to somebody who never reads is cut off as well`(security: Security) throws {
        let pair = try ConnectionPair(security)
        pair.client.onOpen = { client in
            client.connection?.pauseReading()
            client.connection?.congestionBytes = .max / 2
            client.write([UInt8](repeating: 1, count: 40_000_000))
        }
        pair.server.onReceive = { server in
            server.connection?.congestionBytes = 100_000
            server.write(server.received)
            server.received = []
        }
        pair.server.onClosed = { _ in pair.loop.stop() }
        pair.run()
        #expect(pair.server.reason == .overflow)
        #expect(pair.server.log == ["congested", "closed"])
    }

    @Test(arguments: Security.allCases)
    func `a paused socket delivers nothing until it is resumed`(security: Security) throws {
        let pair = try ConnectionPair(security)
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

    @Test(arguments: Security.allCases)
    func `a peer that has ended its side still gets its answer`(security: Security) throws {
        let pair = try ConnectionPair(security)
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

    @Test(arguments: moments.flatMap { moment in [true, false].map { (moment, $0) } }, Security.allCases)
    func `a connection may be closed at any moment`(moment: (String, Bool), security: Security) throws {
        let (moment, abruptly) = moment
        let pair = try ConnectionPair(security)
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

    @Test func `a port on which somebody listens is not shared with another server`() throws {
        let first = try ListeningSocket.shared(SocketAddress(127, 0, 0, 1, port: 0), count: 2)
        #expect(first[0].address == first[1].address)
        #expect(throws: SystemError.self) { try ListeningSocket.shared(first[0].address, count: 2) }
        for socket in first { socket.close() }
        for socket in try ListeningSocket.shared(first[0].address, count: 2) { socket.close() }
    }

    @Test func `whoever is one too many is refused, and the next one gets the freed place`() throws {
        let loop = try EventLoop(receiveBytes: 4096)
        let socket = try ListeningSocket(SocketAddress(127, 0, 0, 1, port: 0))
        let ends = [End(), End(), End()]
        var accepted = 0
        let budget = ConnectionBudget(.init(connections: 1))
        let listener = try TCPListener(
            loop, socket, budget: budget, refusal: { $0 == .full ? Array("full".utf8) : [] }
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
        #expect(budget.refusedCount(.full) == 1)
        listener.close()
    }

    @Test(arguments: Security.allCases)
    func `a loop that stops cuts its connections off and lets everything go`(security: Security) throws {
        weak var loop: EventLoop?
        weak var connection: TCPConnection?
        do {
            let pair = try ConnectionPair(security)
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
