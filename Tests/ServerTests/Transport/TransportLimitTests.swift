import Glibc
import Loop
import Server
import Testing
import Wire

@testable import Transport

/// What a client runs into that uses up more than its share: it is told which limit it was, and the metrics count it.
@Suite struct TransportLimitTests {
    private func count(_ limit: Limit, _ server: LiveServer) -> Int? {
        server.metric("pilsun_limits_total{limit=\"\(limit.rawValue)\"}")
    }

    @Test func `an address holds so many connections, and its neighbour is not made to pay`() throws {
        let server = try LiveServer { $0.transport.limits.connectionsPerAddress = 2 }
        defer { server.stop() }
        var held = (0..<2).map { _ in LiveClient(server.address) }
        let third = RawClient(server.address)
        let refusal = try #require(third.readText())
        #expect(refusal.hasPrefix("HTTP/1.1 429 "))
        #expect(refusal.contains("(max-connections-per-address)"))
        #expect(refusal.contains("retry-after: "))
        let neighbour = RawClient(server.address, from: 2)
        neighbour.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(try #require(neighbour.readText()).hasPrefix("HTTP/1.1 200 "))
        held.removeLast()
        #expect(eventually { count(.connectionsPerAddress, server) != nil }, "there is room again")
        #expect(count(.connectionsPerAddress, server).map { $0 >= 1 } == true)
        withExtendedLifetime(held) {}
    }

    @Test func `without a word an address of this machine may hold any number`() throws {
        let server = try LiveServer()
        defer { server.stop() }
        let clients = (0..<TransportLimits.defaultConnectionsPerAddress + 20).map { _ in RawClient(server.address) }
        clients.last?.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(try #require(clients.last?.readText()).hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `a server that is full says so, and takes clients again when there is room`() throws {
        let server = try LiveServer { $0.transport.limits.connections = 1 }
        defer { server.stop() }
        do {
            let only = LiveClient(server.address)
            let refusal = try #require(RawClient(server.address).readText())
            #expect(refusal.hasPrefix("HTTP/1.1 503 "))
            #expect(refusal.contains("(max-connections)"))
            withExtendedLifetime(only) {}
        }
        #expect(eventually { count(.connections, server) != nil })
        #expect(count(.connections, server).map { $0 >= 1 } == true)
    }

    @Test func `a refused client can read why, though it has spoken already`() throws {
        let server = try LiveServer { $0.transport.limits.connections = 1 }
        defer { server.stop() }
        let only = LiveClient(server.address)
        for _ in 0..<20 {
            let client = RawClient(server.address)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            usleep(5000)
            #expect(client.readText()?.hasPrefix("HTTP/1.1 503 ") == true)
        }
        withExtendedLifetime(only) {}
    }

    @Test func `a second's worth may come at once, and no more`() throws {
        let server = try LiveServer { $0.transport.limits.acceptsPerSecond = 5 }
        defer { server.stop() }
        let clients = (0..<12).map { _ in RawClient(server.address) }
        for client in clients { client.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n") }
        let answers = try clients.map { try #require($0.readText()) }
        let refused = answers.filter { $0.hasPrefix("HTTP/1.1 503 ") && $0.contains("(max-accepts-per-second)") }
        // Five at once, and one more for every fifth of a second that they took to come.
        #expect((1...7).contains(refused.count))
        #expect(answers.filter { $0.hasPrefix("HTTP/1.1 200 ") }.count == 12 - refused.count)
        usleep(1_100_000)
        #expect(count(.acceptsPerSecond, server) == refused.count)
    }

    static let slow: [(String, Limit)] = [
        ("GET / HTTP/1.1", .headTime),
        ("GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 90), .headTime),
        (
            "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n"
                + String(repeating: "b", count: 900), .bodyTime
        ),
        (
            "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "1\r\nb\r\n", count: 90), .bodyTime
        ),
    ]

    @Test(arguments: slow)
    func `who speaks byte by byte is heard no longer than who says nothing`(request: String, limit: Limit) throws {
        let server = try LiveServer {
            $0.transport.limits.headMilliseconds = 300
            $0.transport.limits.bodyMilliseconds = 300
        }
        defer { server.stop() }
        let client = RawClient(server.address)
        let start = ContinuousClock.now
        var bytes = Array(request.utf8)[...]
        // A client that is patient enough to outlive the limit, if every byte were a new beginning.
        let head =
            limit == .bodyTime ? request.firstRange(of: "\r\n\r\n").map { request[..<$0.upperBound].utf8.count } : 0
        client.send(Array(bytes.prefix(head ?? 0)))
        bytes = bytes.dropFirst(head ?? 0)
        while ContinuousClock.now - start < .milliseconds(600), let byte = bytes.popFirst() {
            client.send([byte])
            usleep(10_000)
        }
        let answer = try #require(client.readText())
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
        #expect(answer.contains("(\(limit.rawValue))"))
        #expect(ContinuousClock.now - start < .seconds(4))
        #expect(count(limit, server) == 1)
    }

    @Test func `a message that is too large is named before the close`() throws {
        let server = try LiveServer { $0.transport.limits.webSocket.messageBytes = 1000 }
        defer { server.stop() }
        let client = LiveClient(server.address)
        client.send([[UInt8](repeating: 0x20, count: 1001)])
        let error = try #require(client.wait(for: "error"))
        #expect(error.contains(#""code":"message_too_big""#))
        #expect(error.contains("(max-message-bytes)"))
        #expect(client.waitForClose() == 1009)
        #expect(count(.message, server) == 1)
    }

    @Test func `silence ends a connection, which is told so`() throws {
        let server = try LiveServer {
            $0.transport.limits.pingMilliseconds = 0
            $0.transport.limits.idleMilliseconds = 150
        }
        defer { server.stop() }
        #expect(LiveClient(server.address).waitForClose() == 1001)
        #expect(count(.idle, server) == 1)
    }
}
