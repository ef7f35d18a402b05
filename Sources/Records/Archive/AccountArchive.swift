/// Users, how they sign in, and where they are signed in.
public protocol AccountArchive: Sendable {
    /// Keeps a new account, with the device that it was made on. An invite counts as used by it.
    ///
    /// - Throws: ``ArchiveError/taken(_:)`` where the address is another account's, ``ArchiveError/inviteInvalid``.
    func add(_ account: Credentials, device: Device?, invite: String?, once: Once?) async throws(ArchiveError)

    /// The user of an issuer's subject; made from the given one where there is none yet.
    func userOrNew(_ user: User) async throws(ArchiveError) -> User

    /// A user by id; nil where there is none.
    func user(_ id: RecordID) async throws(ArchiveError) -> User?

    /// A user with what their password is held against, by id.
    func credentials(_ id: RecordID) async throws(ArchiveError) -> Credentials?

    /// A user with what their password is held against, by address.
    func credentials(of email: EmailAddress) async throws(ArchiveError) -> Credentials?

    /// All users in the order in which they were made.
    func users(after: RecordID?, limit: Int) async throws(ArchiveError) -> Page<User>

    /// Changes a user, and answers with what they are then.
    ///
    /// - Parameter version: the version that is to be changed; nil for whichever.
    /// - Throws: ``ArchiveError/missing``, ``ArchiveError/changed``, ``ArchiveError/taken(_:)`` for the address.
    func change(
        _ user: RecordID, _ change: UserChange, ifVersion version: Int64?, at: Timestamp
    ) async throws(ArchiveError) -> User

    /// Removes a user and everything of theirs that is kept here.
    ///
    /// - Throws: ``ArchiveError/missing``.
    func remove(_ user: RecordID) async throws(ArchiveError)

    /// What a user has set.
    ///
    /// - Throws: ``ArchiveError/missing`` where there is no such user.
    func settings(of user: RecordID) async throws(ArchiveError) -> Settings

    /// Sets a user's settings, and answers with them.
    ///
    /// - Throws: ``ArchiveError/missing``, ``ArchiveError/changed``.
    func set(
        _ document: String, of user: RecordID, ifVersion version: Int64?, at: Timestamp
    ) async throws(ArchiveError) -> Settings

    /// Keeps a device that was signed in.
    ///
    /// - Throws: ``ArchiveError/missing`` where its user is gone.
    func add(_ device: Device) async throws(ArchiveError)

    /// A device, also one that has ended; nil where there is none.
    func device(_ id: RecordID) async throws(ArchiveError) -> Device?

    /// The devices on which a user is signed in, the newest first.
    func devices(of user: RecordID) async throws(ArchiveError) -> [Device]

    /// What a refresh token with this number leads to. Of two that ask at once one is given the next number, the other the same one again.
    func rotate(_ device: RecordID, shown counter: Int64, at: Timestamp) async throws(ArchiveError) -> Rotation

    /// Signs a user's devices out: one, or all but one, or all. Answers which ones were signed in before.
    func end(
        devicesOf user: RecordID, only: RecordID?, except: RecordID?, at: Timestamp
    ) async throws(ArchiveError) -> [RecordID]

    /// Keeps the digest of a secret that was sent; the same purpose's earlier ones of that user are worth nothing any more.
    func add(_ letter: Letter) async throws(ArchiveError)

    /// Takes a secret that was sent, once; nil where it is none, or no longer one.
    func redeem(_ digest: [UInt8], for purpose: Letter.Purpose, at: Timestamp) async throws(ArchiveError) -> Letter?

    /// Keeps an invite.
    func add(_ invite: Invite) async throws(ArchiveError)

    /// Invites that can still be used, the newest first.
    func invites(at: Timestamp) async throws(ArchiveError) -> [Invite]

    /// Takes an invite back.
    ///
    /// - Throws: ``ArchiveError/missing``.
    func removeInvite(_ code: String) async throws(ArchiveError)
}
