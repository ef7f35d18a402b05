import Loop
import Wire

/// The way back of a request from a page of another origin: tells the browser that the page may read the answer (CORS).
final class CrossOriginExchange: HTTPExchange {
    private let exchange: any HTTPExchange
    private let origin: String

    init(_ exchange: any HTTPExchange, origin: String) {
        self.exchange = exchange
        self.origin = origin
    }

    var remoteAddress: SocketAddress { exchange.remoteAddress }

    var onAbort: (() -> Void)? {
        get { exchange.onAbort }
        set { exchange.onAbort = newValue }
    }

    func respond(_ response: HTTPResponse) {
        var response = response
        response.headers.append("access-control-allow-origin", origin)
        // Cookies may come along: load balancers keep a client in its place with them.
        response.headers.append("access-control-allow-credentials", "true")
        response.headers.append("vary", "Origin")
        exchange.respond(response)
    }

    /// Answers a browser that asks before it sends a request.
    func respondToPreflight(_ request: HTTPRequest) {
        var headers = HTTPHeaders([("access-control-allow-methods", "GET, POST"), ("access-control-max-age", "600")])
        if let asked = request.headers["access-control-request-headers"] {
            headers.append("access-control-allow-headers", asked)
        }
        respond(HTTPResponse(.noContent, headers: headers))
    }

    func acceptWebSocket(_ terms: WebSocketTerms, delegate: any MessageChannelDelegate) -> Bool {
        exchange.acceptWebSocket(terms, delegate: delegate)
    }

    func move(toLoop index: Int) -> Bool { exchange.move(toLoop: index) }
}
