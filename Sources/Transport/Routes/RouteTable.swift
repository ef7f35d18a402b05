public import Wire

/// All that a server answers on one loop, as a table: it says who gets a request, and answers by itself what nobody gets.
///
/// Where there is nothing it is 404, where there is something else for other methods 405 with `Allow`; `OPTIONS` says what may be asked for,
/// to browsers also whether a page of another origin may. Confined to its loop.
public final class RouteTable {
    /// Why the table answers by itself.
    public enum Refusal: Sendable {
        /// There is nothing at this path.
        case notFound
        /// There is, but not for this method; those are.
        case methodNotAllowed([HTTPMethod])
        /// The server itself refuses: the body is too long, or comes too late.
        case server(HTTPResponse)
        /// A page of an origin asks that is not named.
        case origin
    }

    private let tree: RouteTree
    private let origins: OriginPolicy
    private let refuse: (Refusal, HTTPRequest) -> HTTPResponse
    private let methods: [HTTPMethod]

    /// A table of these routes.
    ///
    /// - Parameters:
    ///   - origins: whose pages may use the server besides its own.
    ///   - refuse: words a refusal; the status and `Allow` are what ``response(to:)`` says.
    public init(
        _ routes: [Route], origins: OriginPolicy,
        refuse: @escaping (Refusal, HTTPRequest) -> HTTPResponse = { refusal, _ in RouteTable.response(to: refusal) }
    ) {
        tree = RouteTree(routes)
        self.origins = origins
        self.refuse = refuse
        methods = RouteTree.Resource(routes: routes).methods
    }

    /// Gives a request to whom it belongs.
    public func handle(_ head: HTTPRequest, _ exchange: any HTTPExchange) {
        if head.path == "*" { return exchange.respond(Self.allowing(methods)) }
        guard let found = tree.find(head.path) else { return exchange.respond(refuse(.notFound, head)) }
        let resource = found.resource
        guard admits(head, resource.origins, exchange) else { return exchange.respond(refuse(.origin, head)) }
        guard let route = resource.route(for: head.method) else {
            guard head.method == .options else {
                return exchange.respond(refuse(.methodNotAllowed(resource.methods), head))
            }
            return exchange.respond(options(head, resource))
        }
        let routed = RoutedRequest(request: head, client: exchange.remoteAddress, parameters: found.parameters)
        if let refusal = route.gate?(routed) { return exchange.respond(refusal) }
        guard case .collected(let bytes) = route.body else { return route.handler(routed, exchange) }
        exchange.word { [refuse] in refuse(.server($0), head) }
        exchange.collect(upTo: bytes) { request in
            var whole = routed
            whole.request = request
            route.handler(whole, exchange)
        }
    }

    /// Whether the page that asks may, if it is one; tells its browser so.
    private func admits(_ head: HTTPRequest, _ rule: Route.Origins, _ exchange: any HTTPExchange) -> Bool {
        if case .handlers = rule { return true }
        switch origins.verdict(on: head) {
        case .own: return true
        case .allowed(let origin):
            exchange.allow(origin, exposing: Self.exposed)
            return true
        case .refused: if case .named = rule { return false } else { return true }
        }
    }

    /// Fields that pages of other origins may read besides the few that they always may.
    private static let exposed = "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"

    private func options(_ head: HTTPRequest, _ resource: RouteTree.Resource) -> HTTPResponse {
        guard head.headers["access-control-request-method"] != nil, case .allowed = origins.verdict(on: head) else {
            return Self.allowing(resource.methods)
        }
        return .preflight(head, methods: resource.methods)
    }

    private static func allowing(_ methods: [HTTPMethod]) -> HTTPResponse {
        HTTPResponse(.noContent, headers: HTTPHeaders([("allow", list(methods))]))
    }

    private static func list(_ methods: [HTTPMethod]) -> String { methods.map(\.rawValue).joined(separator: ", ") }

    /// A refusal in plain words.
    public static func response(to refusal: Refusal) -> HTTPResponse {
        switch refusal {
        case .notFound: return HTTPResponse(.notFound, text: "There is nothing here.\n")
        case .methodNotAllowed(let methods):
            var response = HTTPResponse(
                .methodNotAllowed, text: "Only \(words(methods.map(\.rawValue))) work here.\n")
            response.headers.append("allow", list(methods))
            return response
        case .server(let response): return response
        case .origin:
            return HTTPResponse(.forbidden, text: "Pages of this origin may not use this server (allow-origin).\n")
        }
    }

    /// `GET, HEAD and OPTIONS`.
    private static func words(_ methods: [String]) -> String {
        methods.dropLast().joined(separator: ", ") + (methods.count > 1 ? " and " : "") + (methods.last ?? "")
    }
}

@available(*, unavailable)
extension RouteTable: Sendable {}
