public import Loop
public import Wire

/// One request's way back, on the loop of its connection: what is wanted of its body, and exactly one answer, given at once or later.
///
/// A handler is given the request's head and one of these. It says ``collect(upTo:_:)`` or ``stream(upTo:to:)``, or answers at once,
/// which rejects the body. A client that waits for `100 Continue` gets it with the first two only.
public protocol HTTPExchange: AnyObject {
    /// Where the client is.
    var remoteAddress: SocketAddress { get }

    /// Waits for the body, and hands over the whole request, if the body has at most so many bytes; otherwise the client is
    /// answered 413 and the handler hears ``onAbort``. Nil stands for the server's limit.
    func collect(upTo bytes: Int?, _ handle: @escaping (HTTPRequest) -> Void)

    /// Has the body handed over as it comes, if it has at most so many bytes.
    func stream(upTo bytes: Int, to receiver: any HTTPBodyReceiver)

    /// Stops a streamed body, or has it go on: what the client sends meanwhile waits in its own system.
    func pauseBody(_ isPaused: Bool)

    /// Sends the response. What comes after the first answer is ignored, as is an answer to a client that has left.
    func respond(_ response: HTTPResponse)

    /// Begins an answer whose body is written piece by piece; its length is nil where it is not known.
    func begin(_ head: HTTPResponse, length: Int?)

    /// Writes a piece of the answer's body.
    ///
    /// - Returns: false where no more is to be written until ``onDrained``, because the client reads slowly or has left.
    func write(_ bytes: [UInt8]) -> Bool

    /// The answer is complete.
    func finish()

    /// The answer that has begun cannot be completed: the connection is cut, so that nobody takes it for whole.
    func fail()

    /// All that was written has left.
    var onDrained: (() -> Void)? { get set }

    /// The answer is held back until something happens that may never do (long-polling): there is no deadline for it, and a client
    /// that ends its side has left.
    func wait()

    /// Fields that every answer of this exchange gets, besides its own.
    func add(_ fields: HTTPHeaders)

    /// Has what the server itself refuses before the answer (too long a body, one that comes too late) told in another form.
    func word(refusals: @escaping (HTTPResponse) -> HTTPResponse)

    /// Accepts the WebSocket that the request asks for.
    /// A request that is no valid upgrade is answered with what RFC 6455 wants (400, 405, 426), and the answer is false.
    @discardableResult
    func acceptWebSocket(_ terms: WebSocketTerms, delegate: any MessageChannelDelegate) -> Bool

    /// Before anything was said about the body: moves the connection to another loop of the server, where the request is handled anew,
    /// and all that follow it. False where there is no such loop; then the request is still to be answered.
    func move(toLoop index: Int) -> Bool

    /// Runs when nobody waits for the answer any more: the client has left, or was answered in the handler's place.
    var onAbort: (() -> Void)? { get set }
}

extension HTTPExchange {
    /// Waits for the body, and hands over the whole request, if the body is within the server's limit.
    public func collect(_ handle: @escaping (HTTPRequest) -> Void) { collect(upTo: nil, handle) }

    /// Accepts the WebSocket that the request asks for, with one of the subprotocols that it offers or none.
    @discardableResult
    public func acceptWebSocket(subprotocol: String?, delegate: any MessageChannelDelegate) -> Bool {
        acceptWebSocket(WebSocketTerms(subprotocol: subprotocol), delegate: delegate)
    }
}

/// Takes the body of a request as it comes.
public protocol HTTPBodyReceiver: AnyObject {
    /// The next piece.
    func exchange(received bytes: [UInt8])

    /// The body is complete.
    func exchangeBodyEnded()
}
