package import Records

/// Who shows an access token of this server, from where, and until when.
package struct Identity: Hashable, Sendable {
    /// Whose account it is.
    package let user: RecordID
    /// The device that they are signed in on.
    package let device: RecordID
    /// What they might do when it was issued.
    package let role: Role
    /// Until when.
    package let expiresAt: Timestamp
}
