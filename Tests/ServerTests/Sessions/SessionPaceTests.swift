import Server
import Sessions
import Testing

@testable import Transport

/// A client that sends or reads at another pace than the server is told so, and loses nothing.
@Suite struct SessionPaceTests {
    private func ink(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func stroke(_ moves: Int, points: Int, from number: Int = 1) -> [[UInt8]] {
        let list = (0..<points).map { "[\($0 % 200),\($0 % 190)]" }.joined(separator: ",")
        let events = (0..<moves).map { ink(#"["stroke:move",{"points":[\#(list)],"seq":\#(number + 1 + $0)}]"#) }
        return [ink(#"["stroke:start",{"x":1,"y":1,"seq":\#(number)}]"#)] + events
    }

    static let paces: [(Limit, Int, Int)] = [(.messagesPerSecond, 119, 1), (.pointsPerSecond, 11, 100)]

    @Test(arguments: paces)
    func `what comes too fast waits, is told once, and is all taken`(limit: Limit, moves: Int, points: Int) throws {
        let server = try LiveServer {
            if limit == .messagesPerSecond {
                $0.sessions.messagesPerSecond = 80
            } else {
                $0.sessions.pointsPerSecond = 700
            }
        }
        defer { server.stop() }
        let client = LiveClient(server.address)
        let start = ContinuousClock.now
        client.send(stroke(moves, points: points))
        #expect(client.wait(for: "ink:ack") { acknowledges($0, moves + 1) } != nil)
        #expect(ContinuousClock.now - start > .milliseconds(400))
        let errors = client.events.filter { $0.hasPrefix("[\"error\"") }
        #expect(errors.count == 1)
        #expect(errors.first?.contains(#""code":"pace_exceeded""#) == true)
        #expect(errors.first?.contains("(\(limit.rawValue))") == true)
        #expect(errors.first?.contains(#""fatal":false"#) == true)
        #expect(server.metric("pilsun_limits_total{limit=\"\(limit.rawValue)\"}").map { $0 > 0 } == true)
    }

    @Test func `this machine's own clients are not slowed unless that was said`() throws {
        let server = try LiveServer()
        defer { server.stop() }
        let client = LiveClient(server.address)
        client.send(stroke(3000, points: 20))
        #expect(client.wait(for: "ink:ack") { acknowledges($0, 3001) } != nil)
        #expect(!client.events.contains { $0.hasPrefix("[\"error\"") })
    }

    @Test(arguments: [0, 1])
    func `who does not read is told so, closed, and goes on later where it was`(lanes: Int) throws {
        let server = try LiveServer {
            $0.sessions.lanes = lanes
            $0.transport.limits.queuedBytes = 32 * 1024
        }
        defer { server.stop() }
        let client = LiveClient(server.address, receiveBuffer: 2048)
        client.send([ink(#"["session:start",{"text":"가"}]"#)])
        let ready = try #require(client.wait(for: "session:ready"))
        // Every wrong event is answered at some length; one in fifty is right, so that they are not too many in a row.
        let wrong = [[UInt8]](repeating: ink(#"["no:event"]"#), count: 49) + [ink(#"["character:clear",{}]"#)]
        var sent = 0
        while sent < 2_000_000, server.metric("pilsun_limits_total{limit=\"max-queued-bytes\"}") == 0 {
            for _ in 0..<20 { client.send(wrong) }
            sent += 1000
        }
        let error = try #require(client.wait(for: "error") { $0.contains("reader_too_slow") })
        #expect(error.contains("(max-queued-bytes)"))
        #expect(client.waitForClose() == 1013)
        let again = LiveClient(server.address)
        again.send([ink(try resume(ready))])
        #expect(again.wait(for: "session:ready") != nil)
    }

    private func resume(_ ready: String) throws -> String {
        func field(_ name: String) throws -> Substring {
            let start = try #require(ready.firstRange(of: "\"\(name)\":\"")?.upperBound)
            return ready[start...].prefix { $0 != "\"" }
        }
        return #"["session:resume",{"session":"\#(try field("session"))","resume":"\#(try field("resume"))"}]"#
    }
}
