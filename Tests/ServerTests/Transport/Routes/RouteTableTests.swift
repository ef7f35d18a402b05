import Loop
import Testing
import Wire

@testable import Transport

/// What a table of routes makes of requests.
struct RouteTableTests {
    /// Answers with its own name and what stands for its parameters.
    private static func route(
        _ methods: [HTTPMethod]?, _ pattern: String, origins: Route.Origins = .readable, body: Route.Body = .none,
        gate: Route.Gate? = nil
    ) -> Route {
        Route(methods, pattern, origins: origins, body: body, gate: gate) { routed, exchange in
            let values = routed.parameters.map { "\($0.name)=\(routed[$0.name] ?? "?")" }
            exchange.respond(HTTPResponse(.ok, text: ([pattern] + values).joined(separator: " ")))
        }
    }

    private let table = RouteTable(
        [
            route([.get], "/"), route([.get], "/things"), route([.post], "/things", body: .collected(upTo: 10)),
            route([.get, .delete], "/things/{id}"), route([.get], "/things/new"), route([.get], "/things/{id}/parts"),
            route([.get], "/texts/{text...}"), route(nil, "/all", origins: .handlers),
            route([.post], "/own", origins: .named),
            route([.get], "/shut", gate: { _ in HTTPResponse(.unauthorized, text: "who?") }),
        ], origins: OriginPolicy(origins: ["https://app.example"]))

    private func answer(
        _ method: HTTPMethod, _ path: String, _ headers: [(String, String)] = []
    ) throws -> HTTPResponse {
        let request = HTTPRequest(method: method, path: path, headers: HTTPHeaders(headers))
        let exchange = StubExchange(request)
        table.handle(request, exchange)
        return try #require(exchange.answer)
    }

    @Test(
        arguments: [
            ("/", "/"), ("/things", "/things"), ("/things/7", "/things/{id} id=7"), ("/things/new", "/things/new"),
            ("/things/7/parts", "/things/{id}/parts id=7"), ("/things/%EA%B0%80", "/things/{id} id=가"),
            ("/things/%zz", "/things/{id} id=?"), ("/texts/", "/texts/{text...} text="),
            ("/texts/a/b//c", "/texts/{text...} text=a/b//c"),
        ])
    func `a path leads to the nearest pattern, with its parts decoded`(path: String, expected: String) throws {
        let found = try answer(.get, path)
        #expect(found.status == .ok)
        #expect(String(decoding: found.body, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "/nothing", "/things/", "/things/7/", "/things/7/parts/8", "/things/new/parts", "//", "/texts", "/Things",
    ])
    func `where no pattern leads there is nothing`(path: String) throws {
        #expect(try answer(.get, path).status == .notFound)
        #expect(try answer(.options, path).status == .notFound)
    }

    @Test(
        arguments: [
            ("/", "GET, HEAD, OPTIONS"), ("/things", "GET, HEAD, POST, OPTIONS"),
            ("/things/7", "GET, HEAD, DELETE, OPTIONS"), ("/own", "POST, OPTIONS"),
            ("/all", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
        ])
    func `other methods are refused with those that there are, and OPTIONS tells them`(path: String, allow: String)
        throws
    {
        if path != "/all" {
            let refused = try answer(.put, path)
            #expect(refused.status == .methodNotAllowed)
            #expect(refused.headers["allow"] == allow)
            let told = try answer(.options, path)
            #expect(told.status == .noContent)
            #expect(told.headers["allow"] == allow)
        } else {
            #expect(try answer(.put, path).status == .ok)
            #expect(try answer(.options, path).status == .ok)
        }
    }

    @Test
    func `a page that is named may read every answer, one that is not is refused where its visitor's rights count`()
        throws
    {
        let named = [("origin", "https://app.example")], other = [("origin", "https://other.example")]
        for path in ["/things", "/things/new", "/shut"] {
            #expect(try answer(.get, path, named).headers["access-control-allow-origin"] == "https://app.example")
            let unnamed = try answer(.get, path, other)
            #expect(unnamed.status != .forbidden)
            #expect(unnamed.headers["access-control-allow-origin"] == nil)
        }
        #expect(try answer(.post, "/own", named).status == .ok)
        #expect(try answer(.post, "/own", other).status == .forbidden)
        #expect(try answer(.options, "/own", other).status == .forbidden)
    }

    @Test func `a browser that asks first is told what may be sent`() throws {
        let asking = [
            ("origin", "https://app.example"), ("access-control-request-method", "POST"),
            ("access-control-request-headers", "if-match"),
        ]
        let told = try answer(.options, "/own", asking)
        #expect(told.status == .noContent)
        #expect(told.headers["access-control-allow-methods"] == "POST, OPTIONS")
        #expect(told.headers["access-control-allow-headers"] == "if-match")
        let refused = try answer(.options, "/things", [("origin", "https://no.example")] + asking.dropFirst())
        #expect(refused.headers["access-control-allow-methods"] == nil)
    }

    @Test func `a gate is asked before the body, a body is asked for up to the route's limit`() throws {
        #expect(try answer(.get, "/shut").status == .unauthorized)
        let exchange = StubExchange(HTTPRequest(method: .post, path: "/things"))
        table.handle(HTTPRequest(method: .post, path: "/things"), exchange)
        #expect(exchange.collectedUpTo == 10)
        #expect(exchange.answer?.status == .ok)
    }
}
