import Loop
import Testing
import Wire

@testable import Transport

/// What pages of other origins get from the polling transport, over real sockets.
@Suite(.serialized) struct CrossOriginTests {
    private final class Silent: MessageChannelDelegate {
        func channelOpened(_ channel: any MessageChannel) {}
        func channel(_ channel: any MessageChannel, receivedText text: RawSpan) { channel.send(text: text) }
        func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {}
        func channelClosed(_ channel: any MessageChannel, code: CloseCode) {}
    }

    private final class Handler: RequestHandler {
        let hub: EngineHub

        init(_ loop: EventLoop) {
            var configuration = EngineConfiguration()
            configuration.origins.origins = ["https://app.example"]
            configuration.sessionsPerLoop = 2
            hub = EngineHub(loop: loop, configuration: configuration) { Silent() }
        }

        func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) { hub.handle(request, exchange) }
        func drain(overMilliseconds milliseconds: Int) { hub.drain(overMilliseconds: milliseconds) }
    }

    private func serving(_ body: (RequestClient) throws -> Void) throws {
        var configuration = TransportConfiguration()
        configuration.port = 0
        let server = try TransportServer(configuration) { Handler($0) }
        defer { server.drain(withinMilliseconds: 500) }
        try body(RequestClient(server.address, path: "/engine.io/"))
    }

    private static let fresh = "EIO=4&transport=polling"

    @Test func `a named origin may read every answer, refusals too`() throws {
        try serving { client in
            let origin = "Origin: https://app.example\r\n"
            let preflight = try #require(
                client.ask("OPTIONS", Self.fresh, headers: origin + "Access-Control-Request-Headers: x-a\r\n"))
            #expect(preflight.status == 204)
            #expect(preflight.head.contains("access-control-allow-methods: GET, POST\r\n"))
            #expect(preflight.head.contains("access-control-allow-headers: x-a\r\n"))
            for query in [Self.fresh, "EIO=3"] {
                let answer = try #require(client.ask("GET", query, headers: origin))
                #expect(answer.status == (query == Self.fresh ? 200 : 400))
                #expect(answer.head.contains("access-control-allow-origin: https://app.example\r\n"))
                #expect(answer.head.contains("access-control-allow-credentials: true\r\n"))
                #expect(answer.head.contains("vary: Origin\r\n"))
            }
        }
    }

    @Test func `a page that is not named is refused, before a session begins`() throws {
        try serving { client in
            let answer = try #require(client.ask("GET", Self.fresh, headers: "Origin: https://other.example\r\n"))
            #expect(answer.status == 403)
            #expect(answer.body == #"{"code":4,"message":"Forbidden"}"#)
            #expect(!answer.head.contains("access-control"))
            let upgrade = "Origin: https://other.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            #expect(client.ask("GET", Self.fresh)?.status == 200)
            #expect(client.ask("GET", "EIO=4&transport=websocket", headers: upgrade)?.status == 403)
            #expect(client.ask("GET", Self.fresh) == nil, "a refused upgrade is the connection's end")
        }
    }

    @Test func `a server that holds as many sessions as it may says so`() throws {
        try serving { client in
            #expect(client.ask("GET", Self.fresh)?.status == 200)
            #expect(client.ask("GET", Self.fresh)?.status == 200)
            let answer = try #require(client.ask("GET", Self.fresh))
            #expect(answer.status == 503 && answer.head.contains("retry-after: 5\r\n"))
        }
    }
}
