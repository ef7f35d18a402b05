import Access
import Loop
import Sessions
import Synchronization
import Transport
import Wire

/// Sends each request of one loop where it belongs: sessions at `/ws` and `/socket.io/`, pages, characters, health and metrics.
final class Router: RequestHandler {
    private let host: SessionHost
    private let shared: Shared
    private let socketIO: SocketIOServer

    /// What the routers of all loops share.
    final class Shared: Sendable {
        let characters: CharactersRoute
        /// Whose pages may open a WebSocket.
        let origins: OriginPolicy
        let pages: [String: Page]
        private let counters = Mutex<[SessionCounters]>([])
        private let draining = Atomic<Bool>(false)

        init(characters: CharactersRoute, origins: OriginPolicy) {
            self.characters = characters
            self.origins = origins
            pages = Dictionary(uniqueKeysWithValues: Page.all.map { ($0.path, $0) })
        }

        func add(_ loop: SessionCounters) { counters.withLock { $0.append(loop) } }

        var loops: [SessionCounters] { counters.withLock { $0 } }

        /// Whether the server no longer takes new work.
        var isDraining: Bool {
            get { draining.load(ordering: .relaxed) }
            set { draining.store(newValue, ordering: .relaxed) }
        }
    }

    init(host: SessionHost, socketIO: SocketIOServer, shared: Shared) {
        self.host = host
        self.socketIO = socketIO
        self.shared = shared
        shared.add(host.counters)
    }

    func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        if request.path == "/ws" { return openSession(request, exchange) }
        if request.path == "/socket.io/" || request.path == "/socket.io" { return socketIO.handle(request, exchange) }
        if request.path.hasPrefix(ClassRoute.prefix), request.method == .get || request.method == .head {
            return ClassRoute.answer(request, host) { exchange.respond(Page.safe($0)) }
        }
        exchange.respond(Page.safe(answer(to: request)))
    }

    /// Lets a client in that is no page of somebody else's, and whose token, if it brings one, is valid.
    private func openSession(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        guard !shared.isDraining else {
            var response = HTTPResponse(.serviceUnavailable, text: "This server stops. Come again in a moment.\n")
            response.headers.append("retry-after", "1")
            return exchange.respond(response)
        }
        guard shared.origins.verdict(on: request) != .refused else {
            return exchange.respond(
                HTTPResponse(.forbidden, text: "Pages of this origin may not use this server (allow-origin).\n"))
        }
        do throws(TokenFailure) {
            let grant = try host.service.access.grant(of: request, at: WallClock.seconds())
            exchange.acceptWebSocket(
                subprotocol: Self.subprotocol(of: request), delegate: SessionLink(host: host, grant: grant))
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

    private func answer(to request: HTTPRequest) -> HTTPResponse {
        let methods = ("allow", "GET, HEAD, OPTIONS")
        if request.path == "*" { return HTTPResponse(.noContent, headers: HTTPHeaders([methods])) }
        guard let response = response(to: request) else {
            return HTTPResponse(.notFound, text: "There is nothing here.\n")
        }
        switch request.method {
        case .get, .head: return response()
        case .options: return HTTPResponse(.noContent, headers: HTTPHeaders([methods]))
        default:
            var refusal = HTTPResponse(.methodNotAllowed, text: "Only GET, HEAD and OPTIONS work here.\n")
            refusal.headers.append(methods.0, methods.1)
            return refusal
        }
    }

    func drain(overMilliseconds milliseconds: Int) {
        shared.isDraining = true
        host.drain(overMilliseconds: milliseconds)
        socketIO.drain(overMilliseconds: milliseconds)
    }

    func finish() { host.flushAllLogs() }

    func stop() { host.stop() }

    /// How a path is answered, nil where there is nothing.
    private func response(to request: HTTPRequest) -> (() -> HTTPResponse)? {
        if let page = shared.pages[request.path] { return { page.response(to: request) } }
        if request.path.hasPrefix(CharactersRoute.prefix) {
            return { [shared] in shared.characters.response(to: request) }
        }
        if request.path.hasPrefix(ClassRoute.prefix) {
            // What reads it was answered by the route itself.
            return { HTTPResponse(.methodNotAllowed) }
        }
        switch request.path {
        case "/healthz": return { HTTPResponse(.ok, text: "ok\n") }
        case "/readyz":
            return { [shared, host] in
                if shared.isDraining { return HTTPResponse(.serviceUnavailable, text: "draining\n") }
                let troubles = host.service.troubles.map { $0 + "\n" }.joined()
                let isReady = troubles.isEmpty || !host.service.configuration.requiresLogs
                return HTTPResponse(
                    isReady ? .ok : .serviceUnavailable, text: (isReady ? "ready\n" : "not ready\n") + troubles)
            }
        case "/metrics":
            return { [shared, host] in
                HTTPResponse(
                    .ok,
                    text: Metrics.page(
                        shared.loops, sessions: host.service.store.count, limits: host.service.limits,
                        lostRecordings: host.service.recorder?.lostSessions ?? 0),
                    contentType: "text/plain; version=0.0.4; charset=utf-8")
            }
        default: return nil
        }
    }
}
