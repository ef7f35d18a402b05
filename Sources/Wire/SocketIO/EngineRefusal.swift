/// Why an Engine.IO request is refused: the codes and messages that clients of the reference implementation know.
public enum EngineRefusal: Int, Error, CaseIterable, Sendable {
    /// `transport` is neither `polling` nor `websocket`.
    case unknownTransport
    /// There is no such session, or there no longer is.
    case unknownSession
    /// A session begins with GET.
    case badHandshakeMethod
    /// The request does not fit the session: a second poll, a poll after the upgrade, a payload that is none.
    case badRequest
    /// The page's origin may not talk to this server.
    case forbidden
    /// `EIO` is not 4.
    case unsupportedVersion

    /// The words of the reference implementation.
    public var message: String {
        switch self {
        case .unknownTransport: "Transport unknown"
        case .unknownSession: "Session ID unknown"
        case .badHandshakeMethod: "Bad handshake method"
        case .badRequest: "Bad request"
        case .forbidden: "Forbidden"
        case .unsupportedVersion: "Unsupported protocol version"
        }
    }

    /// The answer: 400, or 403 where it is forbidden.
    public var response: HTTPResponse {
        var json = JSONWriter()
        json.raw("{\"code\":")
        json.integer(rawValue)
        json.raw(",\"message\":")
        json.string(message)
        json.raw("}")
        return HTTPResponse(self == .forbidden ? .forbidden : .badRequest, json: json)
    }
}
