internal import Loop
package import Records

/// Registering, signing in and staying signed in.
///
/// What it answers does not tell who has an account: an unknown address costs what a known one costs, and is refused by the same word. With a post, that
/// holds for registering too: both get a letter, and nobody signs in before the letter was read.
package final class Accounts: Sendable {
    package let archive: any Archive
    package let keys: AccountKeys
    let desk: PasswordDesk
    let policy: RegistrationPolicy
    let post: (any Post)?
    /// Is told which devices were signed out, on any thread: what they have open is closed.
    let ended: @Sendable ([RecordID]) -> Void
    private let clock: @Sendable () -> Timestamp

    /// Accounts that are kept in an archive.
    package init(
        archive: any Archive, keys: AccountKeys, desk: PasswordDesk, policy: RegistrationPolicy = .open,
        post: (any Post)? = nil,
        clock: @escaping @Sendable () -> Timestamp = { .now },
        ended: @escaping @Sendable ([RecordID]) -> Void = { _ in }
    ) {
        self.archive = archive
        self.keys = keys
        self.desk = desk
        self.policy = policy
        self.post = post
        self.clock = clock
        self.ended = ended
    }

    var now: Timestamp { clock() }

    /// Whether letters are sent.
    package var hasPost: Bool { post != nil }

    func newID(_ now: Timestamp) -> RecordID {
        var random = SystemRandomNumberGenerator()
        return RecordID(now, random: &random)
    }

    /// Signs in by address and password, on a new device.
    package func signIn(email: String, password: String, device name: String) async throws(AccountFailure) -> SignedIn {
        // What cannot be an address, or a password, is nobody's: it costs the same.
        let address = EmailAddress(email), password = try Password(password)
        let known: Credentials? =
            if let address { try await archived { try await $0.credentials(of: address) } } else { nil }
        let verdict = try await desk.verdict(password, on: known?.passwordHash)
        guard verdict != .wrong, let user = known?.user, post == nil || user.verifiedAt != nil else {
            throw .credentialsWrong
        }
        if case .renewed(let hash) = verdict {
            var change = UserChange()
            change.passwordHash = hash
            // Whoever cannot keep it now keeps it at the next sign-in.
            _ = try? await archive.change(user.id, change, ifVersion: nil, at: now)
        }
        let now = now, device = Device(id: newID(now), user: user.id, name: Self.deviceName(name), createdAt: now)
        try await archived { try await $0.add(device) }
        return signedIn(user, device, now)
    }

    /// Gives the next tokens for a refresh token.
    package func refresh(_ token: String) async throws(AccountFailure) -> SignedIn {
        guard let shown = keys.refresh(token) else { throw .tokenInvalid }
        let now = now
        switch try await archived({ try await $0.rotate(shown.device, shown: shown.counter, at: now) }) {
        case .next(let device), .again(let device):
            guard let user = try await archived({ try await $0.user(device.user) }) else { throw .deviceEnded }
            return signedIn(user, device, now)
        case .reused(let device):
            ended([device.id])
            throw .deviceEnded
        case .ended: throw .deviceEnded
        }
    }

    /// Signs devices out: one of a user's, or all but one, or all.
    package func signOut(
        _ user: RecordID, only: RecordID? = nil, except: RecordID? = nil
    ) async throws(AccountFailure) -> [RecordID] {
        let now = now
        let devices = try await archived { try await $0.end(devicesOf: user, only: only, except: except, at: now) }
        if !devices.isEmpty { ended(devices) }
        return devices
    }

    /// Signs out the device that a refresh token is for. A token that is none has no device.
    package func signOut(refreshToken token: String) async throws(AccountFailure) {
        guard let shown = keys.refresh(token),
            let device = try await archived({ try await $0.device(shown.device) })
        else { return }
        _ = try await signOut(device.user, only: device.id)
    }

    /// Removes an account with everything that the records hold of it, and answers which devices were signed in.
    package func remove(_ user: RecordID) async throws(AccountFailure) -> [RecordID] {
        let devices = try await archived { try await $0.devices(of: user) }.map(\.id)
        try await archived { try await $0.remove(user) }
        if !devices.isEmpty { ended(devices) }
        return devices
    }

    func signedIn(_ user: User, _ device: Device, _ now: Timestamp) -> SignedIn {
        SignedIn(
            user: user, device: device.id, accessToken: keys.accessToken(user, device: device.id, at: now),
            refreshToken: keys.refreshToken(device: device.id, counter: device.counter))
    }

    static func deviceName(_ name: String) -> String { String(name.prefix(100)) }

    /// Asks the archive; what it refuses is told in the words of accounts.
    func archived<Value>(_ body: (any Archive) async throws -> Value) async throws(AccountFailure) -> Value {
        do {
            return try await body(archive)
        } catch let error as ArchiveError {
            throw AccountFailure(error)
        } catch {
            throw .archive(.refused("\(error)"))
        }
    }
}

extension Timestamp {
    /// By the clock on the wall.
    package static var now: Timestamp { Timestamp(milliseconds: Int64(WallClock.nanoseconds() / 1_000_000)) }
}
