/// A request method (RFC 9110, section 9), case-sensitive as on the wire.
public struct HTTPMethod: RawRepresentable, Hashable, Sendable {
    /// The token as it was sent.
    public let rawValue: String

    /// A method with the given token.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Transfer a representation of the resource.
    public static let get = HTTPMethod(rawValue: "GET")
    /// The same as ``get``, without the body.
    public static let head = HTTPMethod(rawValue: "HEAD")
    /// Let the resource process the body.
    public static let post = HTTPMethod(rawValue: "POST")
    /// Replace the resource by the body.
    public static let put = HTTPMethod(rawValue: "PUT")
    /// Change parts of the resource (RFC 5789).
    public static let patch = HTTPMethod(rawValue: "PATCH")
    /// Remove the resource.
    public static let delete = HTTPMethod(rawValue: "DELETE")
    /// Ask what the resource allows; browsers send it before requests of other origins.
    public static let options = HTTPMethod(rawValue: "OPTIONS")

    /// Send back what arrived: nothing here does, for it would show what others must not see.
    public static let trace = HTTPMethod(rawValue: "TRACE")

    /// Ask with a body, safely (draft-ietf-httpbis-safe-method-w-body): nothing here takes it yet.
    public static let query = HTTPMethod(rawValue: "QUERY")

    /// The methods that a server may be asked for; every other token is answered with 501.
    public static let known: [HTTPMethod] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .query]
}
