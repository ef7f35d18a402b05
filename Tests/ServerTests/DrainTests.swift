import Loop
import Server
import Testing
import Transport

/// How a server comes to its end.
@Suite struct DrainTests {
    @Test func `clients are sent elsewhere one by one, health checks see it, and then it is over`() throws {
        let live = try LiveServer { $0.transport.loops = 2 }
        let check = RawClient(live.address)
        check.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(check.readText { $0.hasSuffix("ready\n") }?.hasPrefix("HTTP/1.1 200 ") == true)
        let clients = (0..<16).map { _ in LiveClient(live.address) }
        let server = live.server
        let start = ContinuousClock.now
        let drained = try LoopThread(name: "drain") { server.drain(withinMilliseconds: 3000) }
        // The check's own connection may be the first one to be let go.
        let isSeen = eventually {
            check.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n")
            let answer = check.readText { $0.hasSuffix("ready\n") || $0.hasSuffix("draining\n") }
            return answer == "" || answer?.hasPrefix("HTTP/1.1 503 ") == true
        }
        #expect(isSeen)
        var moments: [Duration] = []
        for client in clients {
            #expect(client.wait(for: "error")?.contains(#""code":"going_away""#) == true)
            #expect(client.waitForClose() == 1012)
            moments.append(ContinuousClock.now - start)
            client.close()
        }
        drained.join()
        #expect(
            ContinuousClock.now - start < .seconds(5), "it does not outlive its time by more than a busy machine adds")
        #expect(try #require(moments.max()) > .milliseconds(300), "spread over the first half of the time")
    }

    @Test func `nobody is listened to any more`() throws {
        let live = try LiveServer()
        live.stop()
        #expect(RawClient.connects(to: live.address) == false)
    }
}
