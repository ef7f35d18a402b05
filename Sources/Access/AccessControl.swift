import Synchronization
package import Wire

/// Who may come in and what for: everybody where the operator named no keys, otherwise whoever shows a token.
///
/// Any thread may ask. The keys can be changed while the server runs; what was granted before stays until it ends.
package final class AccessControl: Sendable {
    /// In front of a token among the subprotocols: browsers cannot send `Authorization` with a WebSocket.
    package static let subprotocolPrefix = "pilsun.bearer."

    /// Reads the tokens of this server's own accounts; nil for a token of somebody else's.
    package typealias OwnTokens = @Sendable (_ token: String, _ now: Double) throws(TokenFailure) -> Grant?

    private let keys: Mutex<TokenKeys?>
    private let own: OwnTokens?

    /// - Parameter own: nil where the server has no accounts.
    package init(_ keys: TokenKeys?, own: OwnTokens? = nil) {
        self.keys = Mutex(keys)
        self.own = own
    }

    /// Whether everybody may do everything.
    package var isOpen: Bool { keys.withLock { $0 == nil } }

    /// From now on tokens are held against these keys. A server that is open stays so, and one that is not stays closed.
    package func replace(_ new: TokenKeys) { keys.withLock { if $0 != nil { $0 = new } } }

    /// What the token allows at this time, in seconds since 1970; nil where nobody here knows tokens.
    package func grant(for token: String, at now: Double) throws(TokenFailure) -> Grant? {
        if let own, let grant = try own(token, now) { return grant }
        if let grant = try foreignGrant(for: token, at: now) { return grant }
        guard own == nil else {
            throw TokenFailure(code: .tokenInvalid, message: "No key of this server has signed this token.")
        }
        return nil
    }

    /// What a token of the operator's own issuer allows; nil where there are no keys for such tokens.
    package func foreignGrant(for token: String, at now: Double) throws(TokenFailure) -> Grant? {
        guard let keys = keys.withLock({ $0 }) else { return nil }
        return try keys.grant(for: token, at: now)
    }

    /// What the token that came with a request allows; nil where there is none.
    package func grant(of request: HTTPRequest, at now: Double) throws(TokenFailure) -> Grant? {
        guard let token = Self.token(of: request) else { return nil }
        return try grant(for: token, at: now)
    }

    /// A token in `Authorization: Bearer` or, behind its prefix, among the subprotocols. Never one in the query: that ends up in
    /// the logs of every proxy on the way.
    static func token(of request: HTTPRequest) -> String? {
        if let words = request.headers["authorization"]?.split(separator: " ", omittingEmptySubsequences: true),
            words.count == 2, words[0].lowercased() == "bearer"
        {
            return String(words[1])
        }
        return request.headers.elements("sec-websocket-protocol").first { $0.hasPrefix(subprotocolPrefix) }
            .map { String($0.dropFirst(subprotocolPrefix.count)) }
    }

    /// What a client is told over HTTP whose token is missing or not taken (RFC 6750, section 3).
    package static func refusal(_ failure: TokenFailure?) -> HTTPResponse {
        var response = HTTPResponse(.unauthorized, text: (failure?.message ?? "A token is needed here.") + "\n")
        response.headers.append(
            "www-authenticate",
            failure == nil ? #"Bearer realm="pilsun""# : #"Bearer realm="pilsun", error="invalid_token""#)
        return response
    }
}
