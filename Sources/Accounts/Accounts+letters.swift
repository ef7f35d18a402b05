internal import Crypto
internal import FoundationEssentials
package import Records
internal import Wire

extension Accounts {
    /// A secret for a letter, and what is kept of it.
    func newLetter(
        _ purpose: Letter.Purpose, for user: RecordID, _ email: EmailAddress, seconds: Int64
    ) -> (secret: String, letter: Letter) {
        var random = SystemRandomNumberGenerator()
        let secret = Base64.encode(url: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        let letter = Letter(
            digest: Self.digest(secret), user: user, purpose: purpose, email: email,
            expiresAt: now.adding(seconds: seconds))
        return (secret, letter)
    }

    private static func digest(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Data(secret.utf8))) }

    /// Takes the secret of a letter that says whose an address is.
    package func verify(_ secret: String) async throws(AccountFailure) {
        let now = now
        let letter = try await redeem(secret, for: .verify, at: now)
        var change = UserChange()
        change.verifiedAt = now
        _ = try await changed(letter, change)
    }

    /// Sends a letter to whoever has forgotten the password. Nothing tells whether the address has an account.
    package func forgot(_ email: String) async throws(AccountFailure) {
        guard let post, let address = EmailAddress(email) else { return }
        let known = try await archived { try await $0.credentials(of: address) }
        // For nobody it is as much work, and comes to nothing.
        let (secret, letter) = newLetter(.reset, for: known?.user.id ?? newID(now), address, seconds: 3_600)
        do throws(ArchiveError) {
            try await archive.add(letter)
            post.send(.reset(secret: secret), to: address, locale: known?.user.locale)
        } catch .missing {
            return
        } catch {
            throw .archive(error)
        }
    }

    /// Sets another password by a letter's secret. All devices are signed out: whoever had the old password has nothing any more.
    package func reset(_ secret: String, password: String) async throws(AccountFailure) {
        let hash = try await desk.hash(try Password(password), knowing: [])
        let now = now
        let letter = try await redeem(secret, for: .reset, at: now)
        var change = UserChange()
        change.passwordHash = hash
        change.verifiedAt = now
        _ = try await signOut(try await changed(letter, change).id)
    }

    /// Sets another password for whoever knows the one before. All other devices are signed out.
    package func changePassword(
        of user: RecordID, from old: String, to new: String, keeping device: RecordID?
    ) async throws(AccountFailure) {
        guard let known = try await archived({ try await $0.credentials(user) }) else { throw .credentialsWrong }
        guard try await desk.verdict(try Password(old), on: known.passwordHash) != .wrong else {
            throw .credentialsWrong
        }
        try await setPassword(of: known.user, to: new)
        _ = try await signOut(user, except: device)
    }

    /// Sets a password without asking for the one before: for the command line.
    package func setPassword(of user: User, to new: String) async throws(AccountFailure) {
        var change = UserChange()
        change.passwordHash = try await desk.hash(
            try Password(new), knowing: [user.email?.text ?? "", user.username ?? ""])
        let kept = change, now = now
        _ = try await archived { try await $0.change(user.id, kept, ifVersion: nil, at: now) }
    }

    private func redeem(
        _ secret: String, for purpose: Letter.Purpose, at now: Timestamp
    ) async throws(AccountFailure) -> Letter {
        let digest = Self.digest(secret), letter: Letter?
        do throws(ArchiveError) {
            letter = try await archive.redeem(digest, for: purpose, at: now)
        } catch {
            throw .archive(error)
        }
        guard let letter else { throw .tokenInvalid }
        return letter
    }

    /// Changes the account that a letter was for, where it still has the address that the letter was sent to.
    private func changed(_ letter: Letter, _ change: UserChange) async throws(AccountFailure) -> User {
        guard let user = try await archived({ try await $0.user(letter.user) }), user.email == letter.email else {
            throw .tokenInvalid
        }
        let now = now
        return try await archived { try await $0.change(user.id, change, ifVersion: nil, at: now) }
    }
}
