/// A WebSocket close code (RFC 6455, section 7.4, and the IANA registry).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt16

    /// Any number; see ``isAllowedOnTheWire``.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// 1000: the purpose is fulfilled.
    public static let normal = CloseCode(rawValue: 1000)
    /// 1001: the server goes down, or the page was left.
    public static let goingAway = CloseCode(rawValue: 1001)
    /// 1002: the other side broke the protocol.
    public static let protocolError = CloseCode(rawValue: 1002)
    /// 1003: a kind of data that is not accepted here.
    public static let unsupportedData = CloseCode(rawValue: 1003)
    /// 1005, never sent: the close frame held no code.
    public static let noStatus = CloseCode(rawValue: 1005)
    /// 1006, never sent: the connection broke without a close frame.
    public static let abnormal = CloseCode(rawValue: 1006)
    /// 1007: text that is not UTF-8, or compressed data that can't be inflated.
    public static let invalidPayload = CloseCode(rawValue: 1007)
    /// 1008: a rule of the server was broken, and no other code fits.
    public static let policyViolation = CloseCode(rawValue: 1008)
    /// 1009: a message beyond the size limit.
    public static let messageTooBig = CloseCode(rawValue: 1009)
    /// 1011: the server failed.
    public static let internalError = CloseCode(rawValue: 1011)
    /// 1012: the server restarts; reconnect after a while.
    public static let serviceRestart = CloseCode(rawValue: 1012)
    /// 1013: overloaded, or the client reads too slowly; try again later.
    public static let tryAgainLater = CloseCode(rawValue: 1013)
    /// 4401: the client's token is missing, wrong or over, as 401 is in HTTP.
    public static let unauthorized = CloseCode(rawValue: 4401)

    /// Whether a close frame may hold this code: 1000 to 1014 without the three that only describe, and 3000 to 4999
    /// for libraries and applications.
    public var isAllowedOnTheWire: Bool {
        switch rawValue {
        case 1004, 1005, 1006: false
        case 1000...1014, 3000...4999: true
        default: false
        }
    }
}
