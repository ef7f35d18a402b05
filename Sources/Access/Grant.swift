package import Wire

/// What a client that has shown a valid token may do, and until when.
package struct Grant: Hashable, Sendable {
    /// Who it is, for the log.
    package let subject: String?
    /// Who vouches for them: `iss`, nil where the token does not say.
    package let issuer: String?
    /// Where they are signed in, in this server's own tokens.
    package let device: String?
    /// The second since 1970 at which it ends.
    package let expiresAt: Double
    private let mayWrite: Bool
    private let mayWatch: Bool
    /// The only session that it is for, nil for any.
    private let session: String?
    /// The only class that it is for, nil for any.
    package let className: String?

    /// What the claims of a verified token allow. A token that says nothing of scopes is for writing.
    package init(_ claims: TokenClaims, expiresAt: Double) {
        let scope = claims.scope ?? ["write"]
        subject = claims.subject
        issuer = claims.issuer
        device = claims.device
        self.expiresAt = expiresAt
        mayWrite = scope.contains("write") || scope.contains("pilsun:write")
        mayWatch = scope.contains("watch") || scope.contains("pilsun:watch")
        session = claims.session
        className = claims.className
    }

    /// Whether a session may be begun, in this class or in none.
    package func allowsStart(inClass className: String?) -> Bool {
        mayWrite && session == nil && (self.className == nil || className == self.className)
    }

    /// Whether this session, which the client has the secret of, may be written in.
    package func allowsWriting(in session: String) -> Bool {
        mayWrite && (self.session == nil || self.session == session)
    }

    /// Whether this session, which belongs to this class, may be watched without its secret.
    package func allowsWatching(_ session: String, ofClass className: String?) -> Bool {
        mayWatch && (self.session == nil || self.session == session)
            && (self.className == nil || self.className == className)
    }

    /// Whether the sessions of this class may be listed.
    package func allowsListing(_ className: String) -> Bool {
        mayWatch && session == nil && (self.className == nil || self.className == className)
    }
}
