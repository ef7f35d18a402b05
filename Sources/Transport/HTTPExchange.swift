public import Loop
public import Wire

/// One request's way back: exactly one answer, given at once or later, on the loop of the connection.
public protocol HTTPExchange: AnyObject {
    /// Where the client is.
    var remoteAddress: SocketAddress { get }

    /// Sends the response. What comes after the first answer is ignored, as is an answer to a client that has left.
    func respond(_ response: HTTPResponse)

    /// Accepts the WebSocket that the request asks for.
    /// A request that is no valid upgrade is answered with what RFC 6455 wants (400, 405, 426), and the answer is false.
    @discardableResult
    func acceptWebSocket(_ terms: WebSocketTerms, delegate: any MessageChannelDelegate) -> Bool

    /// Moves the connection to another loop of the server, where the request is handled anew, and all that follow it. False where
    /// there is no such loop; then the request is still to be answered.
    func move(toLoop index: Int) -> Bool

    /// Runs when the client leaves before it was answered, so that a held answer (long-polling) can be let go.
    var onAbort: (() -> Void)? { get set }
}

extension HTTPExchange {
    /// Accepts the WebSocket that the request asks for, with one of the subprotocols that it offers or none.
    @discardableResult
    public func acceptWebSocket(subprotocol: String?, delegate: any MessageChannelDelegate) -> Bool {
        acceptWebSocket(WebSocketTerms(subprotocol: subprotocol), delegate: delegate)
    }
}
