package import Records

extension User {
    static let columns = """
        id, issuer, subject, email, username, level, locale, role, verified_at, created_at, updated_at, version
        """

    init(_ row: inout Row) throws(ArchiveError) {
        let id = try row.id(), issuer = try row.text(), subject = try row.text(), email = try row.optionalText()
        let username = try row.optionalText(), level = try row.optionalText(), locale = try row.optionalText()
        let role = Role(rawValue: try row.text()) ?? .learner
        let verifiedAt = try row.optionalTime()
        self.init(
            id: id, issuer: issuer, subject: subject, email: email.map(EmailAddress.init(kept:)), username: username,
            level: level, locale: locale, role: role, verifiedAt: verifiedAt, createdAt: try row.time())
        updatedAt = try row.time()
        version = try row.integer()
    }
}

extension Credentials {
    static let columns = User.columns + ", password_hash"

    init(_ row: inout Row) throws(ArchiveError) {
        let user = try User(&row)
        self.init(user: user, passwordHash: try row.optionalText())
    }

    /// Keeps the account; gives no row where something that is nobody else's is somebody's already.
    func statement(otherwise: ArchiveError?) -> Statement {
        Statement(
            """
            INSERT INTO users (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            .id(user.id), .text(user.issuer), .text(user.subject), .text(user.email?.text), .text(user.username),
            .text(user.level), .text(user.locale), .text(user.role.rawValue), .time(user.verifiedAt),
            .time(user.createdAt), .time(user.updatedAt), .integer(user.version), .text(passwordHash),
            otherwise: otherwise)
    }
}

extension SQLArchive {
    package func add(
        _ account: Credentials, device: Device?, invite: String?, once: Once?
    ) async throws(ArchiveError) {
        var statements: [Statement] = []
        if let invite {
            statements.append(
                Statement(
                    """
                    UPDATE invites SET uses = uses - 1 WHERE code = $1 AND uses > 0 AND expires_at > $2 RETURNING code
                    """, .text(invite), .time(account.user.createdAt), otherwise: .inviteInvalid))
        }
        statements.append(account.statement(otherwise: .taken(.email)))
        if let device { statements.append(device.statement) }
        try await run(Transaction<Void>(.write(of: account.user.id), statements) { _ in }, once: once)
    }

    package func userOrNew(_ user: User) async throws(ArchiveError) -> User {
        let question = Statement(
            "SELECT \(User.columns) FROM users WHERE issuer = $1 AND subject = $2", .text(user.issuer),
            .text(user.subject))
        if let known = try await run(.first(of: nil, question, item: User.init)) { return known }
        return try await run(
            Transaction(
                .write(of: user.id),
                [Credentials(user: user, passwordHash: nil).statement(otherwise: nil), question]
            ) { rows throws(ArchiveError) in
                guard let user = try rows[1].first(User.init) else { throw ArchiveError.taken(.id) }
                return user
            })
    }

    package func user(_ id: RecordID) async throws(ArchiveError) -> User? {
        try await run(
            .first(of: id, Statement("SELECT \(User.columns) FROM users WHERE id = $1", .id(id)), item: User.init))
    }

    package func credentials(_ id: RecordID) async throws(ArchiveError) -> Credentials? {
        try await run(
            .first(
                of: id, Statement("SELECT \(Credentials.columns) FROM users WHERE id = $1", .id(id)),
                item: Credentials.init))
    }

    package func credentials(of email: EmailAddress) async throws(ArchiveError) -> Credentials? {
        try await run(
            .first(
                of: nil,
                Statement("SELECT \(Credentials.columns) FROM users WHERE email = $1", .text(email.text)),
                item: Credentials.init))
    }

    package func users(after: RecordID?, limit: Int) async throws(ArchiveError) -> Page<User> {
        let users = try await run(
            .list(
                of: nil,
                Statement(
                    "SELECT \(User.columns) FROM users WHERE (id > $1 OR $1 IS NULL) ORDER BY id LIMIT $2", .id(after),
                    .integer(Int64(limit) + 1)), item: User.init))
        return Page(users, limit: limit, id: \.id)
    }

    package func change(
        _ user: RecordID, _ change: UserChange, ifVersion version: Int64?, at: Timestamp
    ) async throws(ArchiveError) -> User {
        let isFree = Statement(
            "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users WHERE email = $1 AND id <> $2)", .text(change.email?.text),
            .id(user), otherwise: .taken(.email))
        // An address that is not theirs for certain is not verified by the one before.
        let update = Statement(
            """
            UPDATE users SET username = CASE WHEN $2 = '' THEN NULL ELSE COALESCE($2, username) END,
                level = CASE WHEN $3 = '' THEN NULL ELSE COALESCE($3, level) END,
                locale = CASE WHEN $4 = '' THEN NULL ELSE COALESCE($4, locale) END,
                verified_at = COALESCE($8, CASE WHEN $5 = email OR $5 IS NULL THEN verified_at END),
                email = COALESCE($5, email), role = COALESCE($6, role), password_hash = COALESCE($7, password_hash),
                updated_at = $9, version = version + 1
            WHERE id = $1 AND (version = $10 OR $10 IS NULL) RETURNING \(User.columns)
            """,
            .id(user), .text(change.username), .text(change.level), .text(change.locale), .text(change.email?.text),
            .text(change.role?.rawValue), .text(change.passwordHash), .time(change.verifiedAt), .time(at),
            .integer(version))
        return try await run(
            Transaction(.write(of: user), [Self.exists(user), isFree, update]) { rows throws(ArchiveError) in
                guard let changed = try rows[2].first(User.init) else { throw ArchiveError.changed }
                return changed
            })
    }

    /// Gives no row, and so fails, where there is no such user.
    static func exists(_ user: RecordID) -> Statement {
        Statement("SELECT 1 FROM users WHERE id = $1", .id(user), otherwise: .missing)
    }

    package func remove(_ user: RecordID) async throws(ArchiveError) {
        try await run(
            .change(
                of: user,
                Statement("DELETE FROM replies WHERE owner = $1", .text("\(user)")),
                Statement("DELETE FROM users WHERE id = $1 RETURNING id", .id(user), otherwise: .missing)))
    }

    package func settings(of user: RecordID) async throws(ArchiveError) -> Settings {
        try await run(
            Transaction(
                .read(of: user),
                [
                    Statement(
                        """
                        SELECT COALESCE(s.document, '{}'), COALESCE(s.updated_at, u.created_at), COALESCE(s.version, 0)
                        FROM users u LEFT JOIN settings s ON s.user_id = u.id WHERE u.id = $1
                        """, .id(user), otherwise: .missing)
                ]
            ) { rows throws(ArchiveError) in try rows[0].settings() })
    }

    package func set(
        _ document: String, of user: RecordID, ifVersion version: Int64?, at: Timestamp
    ) async throws(ArchiveError) -> Settings {
        try await run(
            Transaction(
                .write(of: user),
                [
                    Self.exists(user),
                    Statement(
                        """
                        INSERT INTO settings (user_id, document, updated_at, version) VALUES ($1, '{}', $2, 0)
                        ON CONFLICT (user_id) DO NOTHING
                        """, .id(user), .time(at)),
                    Statement(
                        """
                        UPDATE settings SET document = $2, updated_at = $3, version = version + 1
                        WHERE user_id = $1 AND (version = $4 OR $4 IS NULL) RETURNING document, updated_at, version
                        """, .id(user), .text(document), .time(at), .integer(version), otherwise: .changed),
                ]
            ) { rows throws(ArchiveError) in try rows[2].settings() })
    }
}

extension [Row] {
    fileprivate func settings() throws(ArchiveError) -> Settings {
        let settings = try first { row throws(ArchiveError) in
            Settings(document: try row.text(), updatedAt: try row.time(), version: try row.integer())
        }
        guard let settings else { throw .missing }
        return settings
    }
}
