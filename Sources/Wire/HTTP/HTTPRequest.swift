/// A request: its head and, once that has arrived, its body.
public struct HTTPRequest: Hashable, Sendable {
    /// What is asked for.
    public let method: HTTPMethod
    /// The path of the target as it was sent, still percent-encoded; begins with `/`, or is `*` for `OPTIONS *`.
    public let path: String
    /// What follows the first `?` of the target, still percent-encoded; nil without a `?`. May hold secrets: never log it.
    public let query: String?
    /// 1 for HTTP/1.1, 0 for HTTP/1.0.
    public let minorVersion: Int
    /// The header fields; names in lower case.
    public let headers: HTTPHeaders
    /// The body with the transfer coding taken off.
    public var body: [UInt8]

    /// A request as the parser makes it, or a test.
    public init(
        method: HTTPMethod, path: String, query: String? = nil, minorVersion: Int = 1,
        headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.minorVersion = minorVersion
        self.headers = headers
        self.body = body
    }

    /// Whether the connection stays open after the response (RFC 9112, section 9.3).
    public var keepsAlive: Bool {
        if headers.list("connection", contains: "close") { return false }
        return minorVersion >= 1 || headers.list("connection", contains: "keep-alive")
    }

    /// Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 can't (RFC 9110, section 10.1.1).
    public var expectsContinue: Bool { minorVersion > 0 && headers["expect"] != nil }
}
