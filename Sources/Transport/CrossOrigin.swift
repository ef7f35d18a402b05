import Wire

extension HTTPExchange {
    /// Tells the browser that the page of this origin may read the answer (CORS), and these fields of its head.
    func allow(_ origin: String, exposing exposed: String? = nil) {
        if let exposed { add(HTTPHeaders([("access-control-expose-headers", exposed)])) }
        add(
            HTTPHeaders([
                ("access-control-allow-origin", origin),
                // Cookies may come along: load balancers keep a client in its place with them.
                ("access-control-allow-credentials", "true"), ("vary", "Origin"),
            ]))
    }
}

extension HTTPResponse {
    /// The answer to a browser that asks before it sends a request for a page of another origin.
    static func preflight(_ request: HTTPRequest, methods: [HTTPMethod]) -> HTTPResponse {
        var headers = HTTPHeaders([
            ("access-control-allow-methods", methods.map(\.rawValue).joined(separator: ", ")),
            ("access-control-max-age", "600"),
        ])
        if let asked = request.headers["access-control-request-headers"] {
            headers.append("access-control-allow-headers", asked)
        }
        return HTTPResponse(.noContent, headers: headers)
    }
}
