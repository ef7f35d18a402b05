internal import Loop
package import Records

extension Accounts {
    /// What registering leads to.
    package enum Registered: Sendable {
        /// They are signed in.
        case signedIn(SignedIn)
        /// A letter is on its way, to whoever has the address.
        case letterSent
    }

    /// Makes an account, on a new device.
    ///
    /// - Parameter once: makes the idempotency key of what is answered; it is asked when the answer is known. With a post there is none.
    package func register(
        _ registration: Registration, once: @Sendable (SignedIn) -> Once? = { _ in nil }
    ) async throws(AccountFailure) -> Registered {
        switch policy {
        case .open: break
        case .invite: if registration.invite == nil { throw .inviteNeeded }
        case .closed: throw .registrationClosed
        }
        guard let email = EmailAddress(registration.email) else { throw .emailInvalid }
        let hash = try await desk.hash(
            try Password(registration.password), knowing: [email.text, registration.username ?? ""])
        let now = now, id = newID(now)
        let user = User(
            id: id, email: email, username: registration.username, locale: registration.locale,
            role: try await role(of: registration.invite), createdAt: now)
        let account = Credentials(user: user, passwordHash: hash), invite = policy == .open ? nil : registration.invite
        if let post {
            try await register(account, invite: invite, by: post)
            return .letterSent
        }
        let device = Device(id: newID(now), user: id, name: Self.deviceName(registration.device), createdAt: now)
        let signedIn = signedIn(user, device, now), kept = once(signedIn)
        try await archived { try await $0.add(account, device: device, invite: invite, once: kept) }
        return .signedIn(signedIn)
    }

    /// An invite gives its role; without one everybody learns.
    private func role(of invite: String?) async throws(AccountFailure) -> Role {
        guard policy == .invite, let invite else { return .learner }
        let now = now
        let invites = try await archived { try await $0.invites(at: now) }
        guard let found = invites.first(where: { $0.code == invite }) else { throw .inviteInvalid }
        return found.role
    }

    /// Whoever has the address reads what became of it. An account that was never verified is whose letter is read: it gets the newest password.
    private func register(_ account: Credentials, invite: String?, by post: any Post) async throws(AccountFailure) {
        guard let email = account.user.email else { throw .emailInvalid }
        do throws(AccountFailure) {
            try await archived { try await $0.add(account, device: nil, invite: invite, once: nil) }
            try await sendVerification(to: account.user, email, by: post)
        } catch .emailTaken {
            guard let known = try await archived({ try await $0.credentials(of: email) }) else { throw .busy }
            guard known.user.verifiedAt == nil else {
                post.send(.known, to: email, locale: known.user.locale)
                return
            }
            var change = UserChange()
            change.passwordHash = account.passwordHash
            change.username = account.user.username
            let now = now
            _ = try await archived { try await $0.change(known.user.id, change, ifVersion: nil, at: now) }
            try await sendVerification(to: known.user, email, by: post)
        }
    }

    private func sendVerification(
        to user: User, _ email: EmailAddress, by post: any Post
    ) async throws(AccountFailure) {
        let (secret, letter) = newLetter(.verify, for: user.id, email, seconds: 24 * 3_600)
        try await archived { try await $0.add(letter) }
        post.send(.verify(secret: secret), to: email, locale: user.locale)
    }
}
