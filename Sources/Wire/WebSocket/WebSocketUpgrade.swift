internal import Crypto

/// A request that asks for a WebSocket, and the answer (RFC 6455, section 4.2).
public struct WebSocketUpgrade: Hashable, Sendable {
    /// The client's key.
    private let key: String
    /// The subprotocols that the client offers, the preferred one first.
    public let subprotocols: [String]
    /// The extensions that the client offers, with their parameters.
    public let extensions: [String]

    /// Whether the request means to become a WebSocket at all, rightly or wrongly.
    public static func isAsked(by request: HTTPRequest) -> Bool {
        request.headers.list("upgrade", contains: "websocket")
    }

    /// Reads the request, or throws the response that says what is wrong with it.
    public init(_ request: HTTPRequest) throws(HTTPResponseError) {
        guard request.method == .get else {
            throw HTTPResponseError(.methodNotAllowed, "A WebSocket begins with GET.", ("allow", "GET"))
        }
        guard Self.isAsked(by: request), request.headers.list("connection", contains: "upgrade") else {
            throw HTTPResponseError(.upgradeRequired, "This is a WebSocket.", ("upgrade", "websocket"))
        }
        guard request.minorVersion >= 1 else {
            throw HTTPResponseError(.badRequest, "A WebSocket begins with HTTP/1.1.")
        }
        guard request.headers.values("sec-websocket-version") == ["13"] else {
            throw HTTPResponseError(
                .upgradeRequired, "Version 13 of the protocol is spoken here.", ("sec-websocket-version", "13"))
        }
        let keys = request.headers.values("sec-websocket-key")
        guard keys.count == 1, Self.isKey(keys[0]) else {
            throw HTTPResponseError(.badRequest, "Sec-WebSocket-Key is not 16 bytes in base64.")
        }
        guard request.body.isEmpty else {
            throw HTTPResponseError(.badRequest, "The request has a body.")
        }
        key = keys[0]
        subprotocols = request.headers.elements("sec-websocket-protocol")
        extensions = request.headers.elements("sec-websocket-extensions")
    }

    /// The response that accepts.
    public func response(subprotocol: String? = nil, extensions: String? = nil) -> HTTPResponse {
        var headers = HTTPHeaders([
            ("upgrade", "websocket"), ("connection", "Upgrade"), ("sec-websocket-accept", Self.accept(key)),
        ])
        if let subprotocol { headers.append("sec-websocket-protocol", subprotocol) }
        if let extensions { headers.append("sec-websocket-extensions", extensions) }
        return HTTPResponse(.switchingProtocols, headers: headers)
    }

    /// What proves to the client that its key was understood.
    public static func accept(_ key: String) -> String {
        let digest = Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        return Base64.encode(Array(digest))
    }

    private static func isKey(_ key: String) -> Bool {
        let bytes = Array(key.utf8)
        return bytes.count == 24 && bytes.suffix(2).elementsEqual("==".utf8)
            && bytes.dropLast(2).allSatisfy(Base64.isDigit)
    }
}
