/// The client's side of an upgrade (RFC 6455, section 4.1): the request, and what its answer must say.
public struct WebSocketHandshake: Hashable, Sendable {
    /// Why a server's answer opens no WebSocket, as a sentence.
    public struct Refusal: Error, Hashable, Sendable {
        /// The answer's status.
        public let status: Int
        /// What is wrong.
        public let message: String
    }

    private let key: String
    private let host: String
    private let path: String
    private let subprotocols: [String]

    /// A handshake that offers these subprotocols, the preferred one first.
    ///
    /// - Parameters:
    ///   - host: what the `Host` field says: the name or address, with its port.
    ///   - path: the path with its query, beginning with a slash.
    ///   - nonce: two random numbers, the 16 bytes of the key.
    public init(host: String, path: String, subprotocols: [String] = [], nonce: (UInt64, UInt64)) {
        key = withUnsafeBytes(of: nonce) { Base64.encode(Array($0)) }
        self.host = host
        self.path = path
        self.subprotocols = subprotocols
    }

    /// The bytes to send.
    public var request: [UInt8] {
        var text = "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        text += "Sec-WebSocket-Key: \(key)\r\nSec-WebSocket-Version: 13\r\n"
        if !subprotocols.isEmpty { text += "Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// Checks the answer, and says which subprotocol the server chose.
    public func accept(_ response: HTTPResponse) throws(Refusal) -> String? {
        let status = response.status.code
        guard status == HTTPStatus.switchingProtocols.code else {
            let body = String(decoding: response.body.prefix(200), as: UTF8.self).split(separator: "\n").first
            throw Refusal(
                status: status, message: "\(status) \(response.status.reason)" + (body.map { ": \($0)" } ?? ""))
        }
        guard response.headers.list("upgrade", contains: "websocket"),
            response.headers.list("connection", contains: "upgrade"),
            response.headers["sec-websocket-accept"] == WebSocketUpgrade.accept(key)
        else { throw Refusal(status: status, message: "the server switched to something that is not this WebSocket") }
        guard response.headers["sec-websocket-extensions"] == nil else {
            throw Refusal(status: status, message: "the server uses an extension that was not offered")
        }
        let chosen = response.headers["sec-websocket-protocol"]
        guard chosen.map(subprotocols.contains) ?? true else {
            throw Refusal(status: status, message: "the server chose a subprotocol that was not offered")
        }
        return chosen
    }
}
