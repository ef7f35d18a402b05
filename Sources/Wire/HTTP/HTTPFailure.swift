/// Why a request is refused before any handler sees it. The connection is closed after the response: behind a
/// broken request nobody knows where the next one starts.
public struct HTTPFailure: Error, Hashable, Sendable {
    /// What the response says.
    public let status: HTTPStatus
    /// A sentence for the person who debugs the client.
    public let message: String
    /// The limit that the request ran into, nil where it broke another rule.
    public let limit: HTTPLimits.Kind?

    init(_ status: HTTPStatus, _ message: String, limit: HTTPLimits.Kind? = nil) {
        self.status = status
        self.message = message
        self.limit = limit
    }

    /// A body of more bytes than are taken.
    static func tooLong(_ bytes: Int) -> HTTPFailure {
        HTTPFailure(.contentTooLarge, "The body is larger than \(bytes) bytes.", limit: .body)
    }
}
