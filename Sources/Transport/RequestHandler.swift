public import Wire

/// Answers the requests that arrive on one loop. Made once for each loop and confined to it.
public protocol RequestHandler: AnyObject {
    /// The head of a request has arrived. The handler says through the exchange what it wants of the body, and answers there: at once,
    /// or later on the same loop.
    func handle(_ head: HTTPRequest, _ exchange: any HTTPExchange)

    /// The server stops, and no new connections will come: answer what waits, and close channels with 1012, each at a moment of
    /// its own within the time, so that not all clients go to the next server at once.
    func drain(overMilliseconds milliseconds: Int)

    /// The connections have gone: what must not be lost is written now, and a moment later the loop ends.
    func finish()

    /// The loop ends: connections of the handler's own are closed.
    func stop()
}

extension RequestHandler {
    /// Nothing waits here.
    public func drain(overMilliseconds milliseconds: Int) {}

    /// Nothing is left.
    public func finish() {}

    /// Nothing is open.
    public func stop() {}
}
