/// A response and its form on the wire.
public struct HTTPResponse: Hashable, Sendable {
    /// The outcome.
    public var status: HTTPStatus
    /// Header fields besides those that the encoder adds: `content-length` and `connection`.
    public var headers: HTTPHeaders
    /// The body as it is sent.
    public var body: [UInt8]

    /// A response with bytes as its body.
    public init(_ status: HTTPStatus, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response with text as its body.
    public init(_ status: HTTPStatus, text: String, contentType: String = "text/plain; charset=utf-8") {
        self.init(status, headers: HTTPHeaders([("content-type", contentType)]), body: Array(text.utf8))
    }

    /// A response with JSON as its body.
    public init(_ status: HTTPStatus, json: JSONWriter) {
        self.init(status, headers: HTTPHeaders([("content-type", "application/json")]), body: json.bytes)
    }

    /// The bytes to send. The answer to HEAD has the length of the body, but not the body.
    ///
    /// Field values are written without their control characters, so that a value that came from outside can't
    /// start a header of its own.
    public func encoded(answering method: HTTPMethod = .get, keepAlive: Bool = true) -> [UInt8] {
        var bytes = encodedHead(.length(body.count), keepAlive: keepAlive)
        if status.allowsBody && method != .head { bytes += body }
        return bytes
    }

    /// The bytes up to the empty line, before a body whose end is told like that.
    func encodedHead(_ form: HTTPAnswerForm, keepAlive: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + body.count)
        bytes += "HTTP/1.1 \(status.code) \(status.reason)\r\n".utf8
        for field in headers.fields {
            bytes += field.name.utf8
            bytes += ": ".utf8
            bytes += field.value.utf8.lazy.filter { $0 >= 0x20 && $0 != 0x7F }
            bytes += "\r\n".utf8
        }
        if status.allowsBody {
            switch form {
            case .length(let count): bytes += "content-length: \(count)\r\n".utf8
            case .chunked: bytes += "transfer-encoding: chunked\r\n".utf8
            case .untilEnd, .none: break
            }
        }
        if status.code != HTTPStatus.switchingProtocols.code {
            // An Upgrade field is named by Connection (RFC 9110, section 7.8).
            let upgrade = headers["upgrade"] == nil ? "" : ", Upgrade"
            bytes += "connection: \(keepAlive ? "keep-alive" : "close")\(upgrade)\r\n".utf8
        }
        bytes += "\r\n".utf8
        return bytes
    }
}
