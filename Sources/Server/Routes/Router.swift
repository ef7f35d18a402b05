import API
import Access
import Loop
import Sessions
import Synchronization
import Transport
import Wire

/// What one loop answers: sessions at `/ws` and `/socket.io/`, pages, characters, classes, health and metrics, all in one table.
final class Router: RequestHandler {
    private let host: SessionHost
    private let shared: Shared
    private let socketIO: SocketIOServer
    private let api: [Route]
    private lazy var table = RouteTable(routes + api, origins: shared.origins) { refusal, request in
        let response = RouteTable.response(to: refusal)
        return API.owns(request.path) ? API.problem(for: response, to: request) : Page.safe(response)
    }

    /// What the routers of all loops share.
    final class Shared: Sendable {
        let characters: CharactersRoute
        /// Whose pages may open a WebSocket.
        let origins: OriginPolicy
        private let counters = Mutex<[SessionCounters]>([])
        private let draining = Atomic<Bool>(false)

        init(characters: CharactersRoute, origins: OriginPolicy) {
            self.characters = characters
            self.origins = origins
        }

        func add(_ loop: SessionCounters) { counters.withLock { $0.append(loop) } }

        var loops: [SessionCounters] { counters.withLock { $0 } }

        /// Whether the server no longer takes new work.
        var isDraining: Bool {
            get { draining.load(ordering: .relaxed) }
            set { draining.store(newValue, ordering: .relaxed) }
        }
    }

    init(host: SessionHost, socketIO: SocketIOServer, shared: Shared, api: [Route]) {
        self.api = api
        self.host = host
        self.socketIO = socketIO
        self.shared = shared
        shared.add(host.counters)
    }

    func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) { table.handle(request, exchange) }

    func drain(overMilliseconds milliseconds: Int) {
        shared.isDraining = true
        host.drain(overMilliseconds: milliseconds)
        socketIO.drain(overMilliseconds: milliseconds)
    }

    func finish() { host.flushAllLogs() }

    func stop() { host.stop() }
}

// The table. Its entries hold what they need, and not the router, which holds them.
extension Router {
    private var routes: [Route] { sessionRoutes + Page.all.map(\.route) + readingRoutes }

    private var sessionRoutes: [Route] {
        let socketIO = socketIO
        return [
            Route([.get], "/ws", origins: .named, body: .handlers) { [host, shared] in
                Self.openSession($0.request, $1, host, isDraining: shared.isDraining)
            }
        ]
            + ["/socket.io/", "/socket.io"].map { path in
                Route(nil, path, origins: .handlers, body: .handlers) { socketIO.handle($0.request, $1) }
            }
    }

    private var readingRoutes: [Route] {
        let shared = shared, host = host
        return [
            Route([.get], "/classes/{name...}") { routed, exchange in
                ClassRoute.answer(routed["name"], routed.request, host) { exchange.respond(Page.safe($0)) }
            },
            Route(safePage: "/characters/{text...}") { shared.characters.response(to: $0["text"]) },
            Route(safePage: "/healthz") { _ in HTTPResponse(.ok, text: "ok\n") },
            Route(safePage: "/readyz") { _ in Self.readiness(host.service, isDraining: shared.isDraining) },
            Route(safePage: "/metrics") { _ in
                HTTPResponse(
                    .ok,
                    text: Metrics.page(
                        shared.loops, sessions: host.service.store.count, limits: host.service.limits,
                        lostRecordings: host.service.recorder?.lostSessions ?? 0),
                    contentType: "text/plain; version=0.0.4; charset=utf-8")
            },
        ]
    }

    private static func readiness(_ service: SessionService, isDraining: Bool) -> HTTPResponse {
        if isDraining { return HTTPResponse(.serviceUnavailable, text: "draining\n") }
        let troubles = service.troubles.map { $0 + "\n" }.joined()
        let isReady = troubles.isEmpty || !service.configuration.requiresLogs
        return HTTPResponse(
            isReady ? .ok : .serviceUnavailable, text: (isReady ? "ready\n" : "not ready\n") + troubles)
    }

    /// Lets a client in whose token, if it brings one, is valid.
    private static func openSession(
        _ request: HTTPRequest, _ exchange: any HTTPExchange, _ host: SessionHost, isDraining: Bool
    ) {
        guard !isDraining else {
            var response = HTTPResponse(.serviceUnavailable, text: "This server stops. Come again in a moment.\n")
            response.headers.append("retry-after", "1")
            return exchange.respond(response)
        }
        do throws(TokenFailure) {
            let grant = try host.service.access.grant(of: request, at: WallClock.seconds())
            exchange.acceptWebSocket(
                subprotocol: subprotocol(of: request), delegate: SessionLink(host: host, grant: grant))
        } catch {
            exchange.respond(AccessControl.refusal(error))
        }
    }

    /// Binary ink where it is offered. A browser that offers nothing but its token wants one of its offers chosen all the same.
    private static func subprotocol(of request: HTTPRequest) -> String? {
        let offers = request.headers.elements("sec-websocket-protocol")
        return offers.first { $0 == BinaryInk.subprotocol }
            ?? offers.first { $0.hasPrefix(AccessControl.subprotocolPrefix) }
    }
}

extension Page {
    /// The entry of the table that gives the page.
    var route: Route { Route(safePage: path) { response(to: $0.request) } }
}

extension Route {
    /// A page with what it may do in a browser.
    fileprivate init(safePage pattern: String, _ answer: @escaping (RoutedRequest) -> HTTPResponse) {
        self.init(page: pattern) { Page.safe(answer($0)) }
    }
}
