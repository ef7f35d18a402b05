public import Wire

/// One entry of a server's table: which requests, whose, how much body, and who answers.
public struct Route {
    /// Answers a request, at once or later on the same loop.
    public typealias Handler = (RoutedRequest, any HTTPExchange) -> Void

    /// Says why a request may not go on; nil where it may. Asked before anything of the body is taken.
    public typealias Gate = (RoutedRequest) -> HTTPResponse?

    /// What pages of other origins may do here (``OriginPolicy``).
    public enum Origins: Sendable {
        /// Everybody may ask; pages of the origins that are named may also read the answer.
        case readable
        /// A page that is not named is refused: what it asks for is done with its visitor's rights.
        case named
        /// The handler sees to it, and to `OPTIONS`.
        case handlers
    }

    /// What becomes of the body.
    public enum Body: Sendable {
        /// The answer does not depend on one: it is not waited for.
        case none
        /// It is waited for; a longer one is answered 413.
        case collected(upTo: Int)
        /// The handler says so through the exchange.
        case handlers
    }

    let methods: [HTTPMethod]
    let pattern: RoutePattern
    let origins: Origins
    let body: Body
    let gate: Gate?
    let handler: Handler

    /// An entry for these methods; GET answers HEAD as well.
    ///
    /// - Parameters:
    ///   - methods: nil for every method there is.
    ///   - pattern: a path whose parts may be `{name}`, for one part, or at the end `{name...}`, for all that is left.
    ///   - gate: who may.
    public init(
        _ methods: [HTTPMethod]?, _ pattern: String, origins: Origins = .readable, body: Body = .none,
        gate: Gate? = nil, handler: @escaping Handler
    ) {
        let methods = methods ?? HTTPMethod.known.filter { ![.trace, .query].contains($0) }
        self.methods = methods.contains(.get) && !methods.contains(.head) ? methods + [.head] : methods
        self.pattern = RoutePattern(pattern)
        self.origins = origins
        self.body = body
        self.gate = gate
        self.handler = handler
    }

    /// A page: GET, answered at once from what the head says.
    public init(page pattern: String, _ answer: @escaping (RoutedRequest) -> HTTPResponse) {
        self.init([.get], pattern) { $1.respond(answer($0)) }
    }
}

@available(*, unavailable)
extension Route: Sendable {}
