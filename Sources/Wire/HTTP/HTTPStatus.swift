/// A response status code (RFC 9110, section 15) with its reason phrase.
public struct HTTPStatus: Hashable, Sendable {
    /// The three digits.
    public let code: Int
    /// The phrase behind them, for people.
    public let reason: String

    /// A status with its phrase.
    public init(_ code: Int, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// 101
    public static let switchingProtocols = HTTPStatus(101, "Switching Protocols")
    /// 200
    public static let ok = HTTPStatus(200, "OK")
    /// 201: the response says where it is in `Location`.
    public static let created = HTTPStatus(201, "Created")
    /// 202: it was taken, and is done later.
    public static let accepted = HTTPStatus(202, "Accepted")
    /// 204: no body, and no length either.
    public static let noContent = HTTPStatus(204, "No Content")
    /// 302
    public static let found = HTTPStatus(302, "Found")
    /// 304: no body, and no length either.
    public static let notModified = HTTPStatus(304, "Not Modified")
    /// 400
    public static let badRequest = HTTPStatus(400, "Bad Request")
    /// 401
    public static let unauthorized = HTTPStatus(401, "Unauthorized")
    /// 403
    public static let forbidden = HTTPStatus(403, "Forbidden")
    /// 404
    public static let notFound = HTTPStatus(404, "Not Found")
    /// 405: the response names the allowed methods in `Allow`.
    public static let methodNotAllowed = HTTPStatus(405, "Method Not Allowed")
    /// 408: the request did not arrive in time.
    public static let requestTimeout = HTTPStatus(408, "Request Timeout")
    /// 409
    public static let conflict = HTTPStatus(409, "Conflict")
    /// 412: it is no longer what `If-Match` names.
    public static let preconditionFailed = HTTPStatus(412, "Precondition Failed")
    /// 413
    public static let contentTooLarge = HTTPStatus(413, "Content Too Large")
    /// 414
    public static let uriTooLong = HTTPStatus(414, "URI Too Long")
    /// 415
    public static let unsupportedMediaType = HTTPStatus(415, "Unsupported Media Type")
    /// 417: an expectation other than `100-continue`.
    public static let expectationFailed = HTTPStatus(417, "Expectation Failed")
    /// 422: the form is right, and what it says cannot be done.
    public static let unprocessableContent = HTTPStatus(422, "Unprocessable Content")
    /// 426: the response names the protocol in `Upgrade`.
    public static let upgradeRequired = HTTPStatus(426, "Upgrade Required")
    /// 429
    public static let tooManyRequests = HTTPStatus(429, "Too Many Requests")
    /// 431
    public static let headerFieldsTooLarge = HTTPStatus(431, "Request Header Fields Too Large")
    /// 500
    public static let internalServerError = HTTPStatus(500, "Internal Server Error")
    /// 501: a method or a transfer coding that no resource here knows.
    public static let notImplemented = HTTPStatus(501, "Not Implemented")
    /// 503
    public static let serviceUnavailable = HTTPStatus(503, "Service Unavailable")
    /// 505
    public static let versionNotSupported = HTTPStatus(505, "HTTP Version Not Supported")

    /// Whether a response of this status can have a body at all (RFC 9110, section 6.4.1).
    public var allowsBody: Bool {
        code >= 200 && code != 204 && code != 304
    }
}
