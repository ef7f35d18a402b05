/// Which pages in browsers may talk to the server: those that it served itself, and those of origins that are named.
///
/// Browsers send `Origin` with every request that a page makes elsewhere and with every WebSocket, and leave it to the server to
/// refuse the latter. Other clients send none and are let through.
public struct OriginPolicy: Hashable, Sendable {
    /// What a request's origin means.
    public enum Verdict: Equatable, Sendable {
        /// No page of another origin asks.
        case own
        /// A page of this origin asks, and may.
        case allowed(String)
        /// A page asks that may not.
        case refused
    }

    /// The origins that may, as browsers write them: `https://example.org`, with the port where it is not the scheme's.
    public var origins: Set<String>
    /// Whether every origin may.
    public var allowsAll = false

    /// A policy that lets these origins in besides the server's own.
    public init(origins: Set<String> = []) { self.origins = origins }

    /// What the request's origin means.
    public func verdict(on request: HTTPRequest) -> Verdict {
        let given = request.headers.values("origin")
        guard let origin = given.first else { return .own }
        guard given.count == 1, !origin.isEmpty else { return .refused }
        if allowsAll || origins.contains(origin) { return .allowed(origin) }
        // The scheme is not compared: where TLS ends before the server, it does not know its own.
        guard let host = request.headers["host"], let end = origin.firstRange(of: "://")?.upperBound,
            origin[end...].lowercased() == host.lowercased()
        else { return .refused }
        return .own
    }

    /// Whether the text is an origin: a scheme, a host, perhaps a port, nothing behind.
    public static func isOrigin(_ text: String) -> Bool {
        guard let end = text.firstRange(of: "://")?.upperBound, end < text.endIndex, text.first?.isLetter == true else {
            return false
        }
        return text[end...].utf8.allSatisfy { HTTPSyntax.isHost($0) } && text == text.lowercased()
    }
}
