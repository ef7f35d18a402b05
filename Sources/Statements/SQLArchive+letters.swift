package import Records

extension Letter {
    static let columns = "digest, user_id, purpose, email, expires_at"

    init(_ row: inout Row) throws(ArchiveError) {
        let digest = try row.bytes(), user = try row.id()
        guard let purpose = Purpose(rawValue: try row.text()) else { throw .damaged("a letter without a purpose") }
        let email = EmailAddress(kept: try row.text())
        self.init(digest: digest, user: user, purpose: purpose, email: email, expiresAt: try row.time())
    }
}

extension Invite {
    static let columns = "code, role, uses, expires_at, created_by, created_at"

    init(_ row: inout Row) throws(ArchiveError) {
        let code = try row.text(), role = Role(rawValue: try row.text()) ?? .learner, uses = try row.integer()
        let expiresAt = try row.time(), createdBy = try row.optionalID()
        self.init(
            code: code, role: role, uses: uses, expiresAt: expiresAt, createdBy: createdBy, createdAt: try row.time())
    }
}

extension SQLArchive {
    package func add(_ letter: Letter) async throws(ArchiveError) {
        try await run(
            .change(
                of: letter.user,
                Self.exists(letter.user),
                Statement(
                    "DELETE FROM letters WHERE user_id = $1 AND purpose = $2", .id(letter.user),
                    .text(letter.purpose.rawValue)),
                Statement(
                    "INSERT INTO letters (\(Letter.columns)) VALUES ($1, $2, $3, $4, $5)", .bytes(letter.digest),
                    .id(letter.user), .text(letter.purpose.rawValue), .text(letter.email.text), .time(letter.expiresAt))
            ))
    }

    package func redeem(
        _ digest: [UInt8], for purpose: Letter.Purpose, at: Timestamp
    ) async throws(ArchiveError) -> Letter? {
        try await run(
            Transaction(
                .write(of: nil),
                [
                    Statement(
                        """
                        DELETE FROM letters WHERE digest = $1 AND purpose = $2 AND expires_at > $3
                        RETURNING \(Letter.columns)
                        """, .bytes(digest), .text(purpose.rawValue), .time(at))
                ]
            ) { rows throws(ArchiveError) in try rows[0].first(Letter.init) })
    }

    package func add(_ invite: Invite) async throws(ArchiveError) {
        try await run(
            .change(
                of: invite.createdBy,
                Statement(
                    """
                    INSERT INTO invites (\(Invite.columns)) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT DO NOTHING RETURNING code
                    """, .text(invite.code), .text(invite.role.rawValue), .integer(invite.uses),
                    .time(invite.expiresAt), .id(invite.createdBy), .time(invite.createdAt), otherwise: .taken(.code))))
    }

    package func invites(at: Timestamp) async throws(ArchiveError) -> [Invite] {
        try await run(
            .list(
                of: nil,
                Statement(
                    """
                    SELECT \(Invite.columns) FROM invites WHERE expires_at > $1 AND uses > 0
                    ORDER BY created_at DESC, code
                    """, .time(at)), item: Invite.init))
    }

    package func removeInvite(_ code: String) async throws(ArchiveError) {
        try await run(
            .change(
                of: nil,
                Statement("DELETE FROM invites WHERE code = $1 RETURNING code", .text(code), otherwise: .missing)))
    }
}
