package import Records

extension Accounts {
    /// Makes an account whose address needs no proof: for the command line.
    package func add(
        email: String, password: String, username: String?, role: Role
    ) async throws(AccountFailure) -> User {
        guard let address = EmailAddress(email) else { throw .emailInvalid }
        let hash = try await desk.hash(try Password(password), knowing: [address.text, username ?? ""])
        let now = now
        let user = User(
            id: newID(now), email: address, username: username, role: role, verifiedAt: now, createdAt: now)
        try await archived {
            try await $0.add(Credentials(user: user, passwordHash: hash), device: nil, invite: nil, once: nil)
        }
        return user
    }

    /// Makes an invite.
    package func invite(
        _ role: Role, uses: Int64, seconds: Int64, by user: RecordID?
    ) async throws(AccountFailure) -> Invite {
        // Without what is taken for one another: 32 signs, 60 bits.
        let signs = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        let code = String((0..<12).map { _ in signs[Int.random(in: signs.indices)] })
        let now = now
        let invite = Invite(
            code: code, role: role, uses: uses, expiresAt: now.adding(seconds: seconds), createdBy: user, createdAt: now
        )
        try await archived { try await $0.add(invite) }
        return invite
    }

    /// Gives another role, which its devices have with their next token.
    package func give(_ role: Role, to user: RecordID) async throws(AccountFailure) -> User {
        var change = UserChange()
        change.role = role
        let kept = change, now = now
        return try await archived { try await $0.change(user, kept, ifVersion: nil, at: now) }
    }
}
