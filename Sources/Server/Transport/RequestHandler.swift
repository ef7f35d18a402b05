public import Wire

/// Answers the requests that arrive on one loop. Made once for each loop and confined to it.
public protocol RequestHandler: AnyObject {
    /// A whole request has arrived. The handler answers through the exchange: at once, or later on the same loop.
    func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange)

    /// The server stops: answer what waits, close channels with 1001 or 1012. No new connections will come.
    func drain()
}

extension RequestHandler {
    /// Nothing waits here.
    public func drain() {}
}
