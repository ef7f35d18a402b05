internal import COpenSSL

/// Why a connection could not be secured, or a certificate not be used.
public struct TLSFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs.
    public enum Kind: Hashable, Sendable {
        /// A file of certificates or a key can't be used. Nothing has been changed.
        case files
        /// The two sides found no way to talk, or one of them broke the protocol.
        case handshake
        /// The peer's certificate is not trusted, or is another's.
        case certificate
        /// The handshake took too long.
        case timeout
        /// The connection ended without the peer's goodbye: what was received may not be all that was sent.
        case truncated
        /// Something broke the protocol after the handshake.
        case broken
    }

    /// What went wrong, for programs.
    public let kind: Kind
    /// What went wrong, for people.
    public let description: String

    /// A failure with its sentence.
    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    /// What OpenSSL says in this thread's queue of errors, which is emptied.
    ///
    /// - Parameter action: what was tried.
    init(_ kind: Kind, openSSL action: String) {
        var reasons: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            // System errors have no text of this kind; the calls that make them add one that has.
            if let reason = ERR_reason_error_string(code) { reasons.append(String(cString: reason)) }
        }
        self.init(kind, action + ": " + (reasons.isEmpty ? "no reason given" : reasons.joined(separator: ", ")))
    }
}
