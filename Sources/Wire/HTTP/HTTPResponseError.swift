/// A response that stands for an error.
public struct HTTPResponseError: Error, Hashable, Sendable {
    /// What to answer.
    public let response: HTTPResponse

    init(_ status: HTTPStatus, _ message: String, _ headers: (String, String)...) {
        var response = HTTPResponse(status, text: message + "\n")
        for (name, value) in headers { response.headers.append(name, value) }
        if status == .upgradeRequired && response.headers["upgrade"] == nil {
            response.headers.append("upgrade", "websocket")
        }
        self.response = response
    }
}
