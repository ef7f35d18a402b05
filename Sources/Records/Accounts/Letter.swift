/// A secret that was sent to an address, to be shown once. What is kept is its digest.
public struct Letter: Hashable, Sendable {
    /// What the secret allows.
    public enum Purpose: String, Sendable {
        /// Says that the address is theirs.
        case verify
        /// Sets another password.
        case reset
    }

    /// SHA-256 of the secret.
    public let digest: [UInt8]
    /// Whose account it is for.
    public let user: RecordID
    /// What it allows.
    public let purpose: Purpose
    /// The address that it was sent to: an account that has another one since is not the one that was meant.
    public let email: EmailAddress
    /// From when on it is worth nothing.
    public let expiresAt: Timestamp

    /// A letter from its fields.
    public init(digest: [UInt8], user: RecordID, purpose: Purpose, email: EmailAddress, expiresAt: Timestamp) {
        self.digest = digest
        self.user = user
        self.purpose = purpose
        self.email = email
        self.expiresAt = expiresAt
    }
}
