package import Records

/// What somebody gets who has signed in, or has refreshed.
package struct SignedIn: Sendable {
    /// Who it is.
    package let user: User
    /// Where.
    package let device: RecordID
    /// For fifteen minutes.
    package let accessToken: String
    /// For the next one.
    package let refreshToken: String
}
