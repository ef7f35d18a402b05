/// Why a request is refused before any handler sees it. The connection is closed after the response: behind a
/// broken request nobody knows where the next one starts.
public struct HTTPFailure: Error, Hashable, Sendable {
    /// What the response says.
    public let status: HTTPStatus
    /// A sentence for the person who debugs the client.
    public let message: String

    init(_ status: HTTPStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The response to send before the connection is closed.
    public var response: HTTPResponse {
        HTTPResponse(status, text: message + "\n")
    }
}
