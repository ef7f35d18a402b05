import Testing
import Wire

@Suite("The client's side of an upgrade")
struct WebSocketHandshakeTests {
    private struct NoRequest: Error {}

    private func request(_ handshake: WebSocketHandshake) throws -> HTTPRequest {
        var parser = HTTPRequestParser(), cursor = 0
        guard case .head(let request) = parser.next(handshake.request.span.bytes, &cursor) else {
            throw NoRequest()
        }
        return request
    }

    @Test("The server's side takes the request, and the client takes its answer", arguments: [nil, "pilsun.ink.v1"])
    func roundTrip(_ subprotocol: String?) throws {
        let handshake = WebSocketHandshake(
            host: "127.0.0.1:8080", path: "/ws", subprotocols: ["pilsun.ink.v1", "other"], nonce: (1, 2))
        let request = try request(handshake)
        #expect(request.path == "/ws" && request.headers["host"] == "127.0.0.1:8080")
        let upgrade = try WebSocketUpgrade(request)
        #expect(upgrade.subprotocols == ["pilsun.ink.v1", "other"])
        #expect(try handshake.accept(upgrade.response(subprotocol: subprotocol)) == subprotocol)
    }

    @Test("Answers that open no WebSocket are refused, in words")
    func refused() throws {
        let handshake = WebSocketHandshake(host: "h", path: "/", nonce: (1, 2))
        let other = WebSocketHandshake(host: "h", path: "/", nonce: (3, 4))
        let upgrade = try WebSocketUpgrade(try request(other))
        let own = try WebSocketUpgrade(try request(handshake))
        let answers = [
            HTTPResponse(.notFound, text: "There is nothing here.\n"), upgrade.response(),
            own.response(extensions: "permessage-deflate"), own.response(subprotocol: "chat"),
        ]
        for answer in answers {
            #expect(throws: WebSocketHandshake.Refusal.self) { try handshake.accept(answer) }
        }
        do throws(WebSocketHandshake.Refusal) {
            _ = try handshake.accept(answers[0])
        } catch {
            #expect(error.status == 404 && error.message == "404 Not Found: There is nothing here.")
        }
    }
}
