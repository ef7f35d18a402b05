import Glibc
import Loop
import Testing
import Wire

@testable import Transport

/// Routes whose answers are waited for, over real sockets.
@Suite(.serialized) struct AwaitedAnswerTests {
    private final class Handler: RequestHandler {
        private let table: RouteTable

        init(_ loop: EventLoop, _ pool: WorkerPool) {
            let executor = LoopExecutor(loop)
            table = RouteTable(
                [
                    Route([.get], "/where", on: executor) { _ in
                        let before = pthread_self()
                        let elsewhere = try? await pool.value { pthread_self() }
                        let isBack = pthread_self() == before && elsewhere != before
                        return HTTPResponse(.ok, text: isBack ? "back" : "lost")
                    },
                    Route([.get], "/slow", on: executor) { _ in
                        _ = try? await pool.value { usleep(300_000) }
                        return HTTPResponse(.ok, text: "slow")
                    },
                    Route(page: "/quick") { _ in HTTPResponse(.ok, text: "quick") },
                ], origins: OriginPolicy())
        }

        func handle(_ head: HTTPRequest, _ exchange: any HTTPExchange) { table.handle(head, exchange) }
    }

    private func serving(_ body: (SocketAddress) throws -> Void) throws {
        var configuration = TransportConfiguration()
        configuration.port = 0
        let pool = WorkerPool(name: "elsewhere", threads: 2, queue: 16)
        let server = try TransportServer(configuration) { Handler($0, pool) }
        defer {
            server.drain(withinMilliseconds: 500)
            pool.stop()
        }
        try body(server.address)
    }

    private func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nhost: test\r\n\r\n" }

    @Test func `a task that has waited goes on on its loop's thread`() throws {
        try serving { address in
            let client = RawClient(address)
            for _ in 0..<20 {
                client.send(get("/where"))
                let said = try #require(client.readText { $0.hasSuffix("back") || $0.hasSuffix("lost") })
                #expect(said.hasSuffix("back"))
            }
        }
    }

    @Test func `what one answer waits for holds nobody else up, and answers keep their order`() throws {
        try serving { address in
            let slow = RawClient(address), quick = RawClient(address)
            slow.send(get("/slow") + get("/quick"))
            quick.send(get("/quick"))
            let began = MonotonicClock.nanoseconds()
            let said = try #require(quick.readText { $0.hasSuffix("quick") })
            #expect(said.hasSuffix("quick"))
            #expect(MonotonicClock.nanoseconds() - began < 250_000_000)
            let both = try #require(slow.readText { $0.hasSuffix("quick") })
            #expect(both.contains("slow"))
        }
    }

    @Test func `a client that leaves while its answer is waited for does no harm`() throws {
        try serving { address in
            do { RawClient(address).send(get("/slow")) }
            usleep(400_000)
            let client = RawClient(address)
            client.send(get("/quick"))
            let said = try #require(client.readText { $0.hasSuffix("quick") })
            #expect(said.hasSuffix("quick"))
        }
    }
}
