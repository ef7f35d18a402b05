import Testing
import Wire

@Suite struct WebSocketUpgradeTests {
    private func request(_ changes: [(String, String?)] = [], method: HTTPMethod = .get, minor: Int = 1) -> HTTPRequest
    {
        var fields = [
            ("host", "h"), ("upgrade", "WebSocket"), ("connection", "keep-alive, Upgrade"),
            ("sec-websocket-version", "13"), ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ]
        for (name, value) in changes {
            fields.removeAll { $0.0 == name }
            if let value { fields.append((name, value)) }
        }
        return HTTPRequest(method: method, path: "/", minorVersion: minor, headers: HTTPHeaders(fields))
    }

    private func status(_ request: HTTPRequest) -> Int {
        do throws(HTTPResponseError) {
            return try WebSocketUpgrade(request).response().status.code
        } catch {
            return error.response.status.code
        }
    }

    @Test func `the key of RFC 6455 gets the accept value of RFC 6455`() throws {
        let upgrade = try WebSocketUpgrade(request([("sec-websocket-protocol", "a, b")]))
        #expect(upgrade.subprotocols == ["a", "b"])
        let response = upgrade.response(subprotocol: "b")
        #expect(response.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(response.headers["sec-websocket-protocol"] == "b")
        let text = String(decoding: response.encoded(), as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"))
        #expect(!text.contains("content-length"))
    }

    @Test func `what is no upgrade is told why`() {
        #expect(status(request()) == 101)
        #expect(status(request(method: .post)) == 405)
        #expect(status(request(minor: 0)) == 400)
        #expect(status(request([("upgrade", nil)])) == 426)
        #expect(status(request([("connection", "close")])) == 426)
        #expect(status(request([("sec-websocket-version", "8")])) == 426)
        #expect(status(request([("sec-websocket-key", nil)])) == 400)
        #expect(status(request([("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=")])) == 400)
        #expect(status(request([("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZ!==")])) == 400)
    }

    static let offers: [(String, String?)] = [
        ("permessage-deflate", "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits", "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits=8", "permessage-deflate; client_max_window_bits=8"),
        ("permessage-deflate; server_max_window_bits=\"9\"", "permessage-deflate; server_max_window_bits=9"),
        (
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        ),
        ("permessage-deflate; server_max_window_bits=8", nil),
        ("permessage-deflate; server_max_window_bits", nil),
        ("permessage-deflate; server_max_window_bits=16", nil),
        ("permessage-deflate; server_max_window_bits=09", nil),
        ("permessage-deflate; client_no_context_takeover=1", nil),
        ("permessage-deflate; client_max_window_bits; client_max_window_bits", nil),
        ("permessage-deflate; unknown", nil),
        ("permessage-deflate; unknown, permessage-deflate", "permessage-deflate"),
        ("x-webkit-deflate-frame", nil),
    ]

    @Test(arguments: offers)
    func `the first offer that can be met is accepted`(offer: String, answer: String?) throws {
        let upgrade = try WebSocketUpgrade(request([("sec-websocket-extensions", offer)]))
        #expect(DeflateAgreement(offers: upgrade.extensions, WebSocketDeflate())?.header == answer)
    }

    @Test func `windows that are kept cost memory, and may be given up after the offer`() throws {
        let offer = ["permessage-deflate; server_max_window_bits=10; client_max_window_bits=11"]
        let agreement = try #require(DeflateAgreement(offers: offer, WebSocketDeflate()))
        #expect(agreement.keptBytes > 1 << 17)
        #expect(agreement.keptBytes < 1 << 18)
        #expect(agreement.keepingNothing.keptBytes == 0)
        #expect(
            agreement.keepingNothing.header
                == "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                + "server_max_window_bits=10; client_max_window_bits=11")
    }
}
