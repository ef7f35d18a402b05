/// A user with what their password is held against.
public struct Credentials: Hashable, Sendable {
    /// Who it is.
    public var user: User
    /// The password's hash in the encoded form of Argon2, nil for whoever cannot sign in by password.
    public var passwordHash: String?

    /// Credentials from their parts.
    public init(user: User, passwordHash: String?) {
        self.user = user
        self.passwordHash = passwordHash
    }
}
