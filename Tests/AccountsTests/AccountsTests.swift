import Records
import Synchronization
import Testing

@testable import Accounts

@Suite("Accounts")
struct AccountsTests {
    @Test("whoever registers is signed in, and signs in again however the address is typed")
    func registering() async throws {
        let bench = try Bench(), accounts = bench.accounts
        let signedIn = try await bench.register("Min-Ji@Example.org")
        #expect(try accounts.keys.identity(signedIn.accessToken, at: accounts.now).device == signedIn.device)
        let again = try await accounts.signIn(
            email: " min-ji@example.ORG", password: "correct horse", device: "phone")
        #expect(again.user.id == signedIn.user.id && again.device != signedIn.device)
        #expect(try await bench.archive.devices(of: again.user.id).map(\.name).sorted() == ["phone", "책상"].sorted())
        await #expect(throws: AccountFailure.emailTaken) { try await bench.register("MIN-JI@example.org") }
    }

    @Test(
        "what is typed wrong is told, and nothing is kept",
        arguments: [
            ("a", "correct horse", .emailInvalid), ("a@b", "short", .passwordShort), ("a@b", "password", .passwordWeak),
            ("a@b", String(repeating: "x", count: 2_000), .passwordLong),
        ] as [(String, String, AccountFailure)])
    func refused(email: String, password: String, failure: AccountFailure) async throws {
        let bench = try Bench()
        await #expect(throws: failure) { try await bench.register(email, password: password) }
        #expect(try await bench.archive.users(after: nil, limit: 9).items.isEmpty)
    }

    @Test("where invites are needed, each gives its role as often as it may")
    func invites() async throws {
        let bench = try Bench(policy: .invite), accounts = bench.accounts
        await #expect(throws: AccountFailure.inviteNeeded) { try await bench.register("a@b") }
        let invite = try await accounts.invite(.teacher, uses: 1, seconds: 60, by: nil)
        var registration = Registration(email: "a@b", password: "correct horse", invite: invite.code)
        guard case .signedIn(let signedIn) = try await accounts.register(registration) else {
            return #expect(Bool(false))
        }
        #expect(signedIn.user.role == .teacher)
        registration.email = "c@d"
        await #expect(throws: AccountFailure.inviteInvalid) { try await accounts.register(registration) }
        let closed = try Bench(policy: .closed)
        await #expect(throws: AccountFailure.registrationClosed) { try await closed.register("a@b") }
    }

    @Test("fifty refreshes at once, whose answers are lost: nobody is signed out")
    func refreshing() async throws {
        let bench = try Bench(), accounts = bench.accounts
        var token = try await bench.register("a@b").refreshToken
        for _ in 0..<4 {
            bench.wait(600)
            let shown = token
            let tokens = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<50 { group.addTask { try await accounts.refresh(shown).refreshToken } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tokens.count == 1)
            token = try #require(tokens.first)
        }
        #expect(bench.state.ended.withLock { $0 }.isEmpty)
    }

    @Test("a refresh token two behind ends its device, and what is open there is told")
    func reuse() async throws {
        let bench = try Bench(), accounts = bench.accounts
        let first = try await bench.register("a@b")
        let second = try await accounts.refresh(first.refreshToken)
        let third = try await accounts.refresh(second.refreshToken)
        await #expect(throws: AccountFailure.deviceEnded) { try await accounts.refresh(first.refreshToken) }
        #expect(bench.state.ended.withLock { $0 } == [first.device])
        await #expect(throws: AccountFailure.deviceEnded) { try await accounts.refresh(third.refreshToken) }
        await #expect(throws: AccountFailure.tokenInvalid) { try await accounts.refresh("x") }
    }

    @Test("an unknown address is refused as a wrong password is, and takes the same time")
    func enumeration() async throws {
        let bench = try Bench(cost: PasswordHash.Cost(kibibytes: 4_096, passes: 1)), accounts = bench.accounts
        _ = try await bench.register("known@example.org")
        await bench.desk.warmUp()
        let clock = ContinuousClock()
        var times: [String: [Duration]] = [:]
        for _ in 0..<60 {
            for address in ["known@example.org", "unknown@example.org", "no address"] {
                let time = await clock.measure {
                    await #expect(throws: AccountFailure.credentialsWrong) {
                        try await accounts.signIn(email: address, password: "wrong horse", device: "")
                    }
                }
                times[address, default: []].append(time)
            }
        }
        let medians = times.mapValues { $0.sorted()[30] }
        let known = try #require(medians["known@example.org"])
        for median in medians.values { #expect(abs(median / known - 1) < 0.25, "\(medians)") }
    }

    @Test("what does not fit into the queue of passwords is refused at once")
    func storm() async throws {
        let bench = try Bench(cost: PasswordHash.Cost(kibibytes: 16_384, passes: 2), queue: 2),
            accounts = bench.accounts
        let failures = await withTaskGroup(of: AccountFailure?.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do throws(AccountFailure) {
                        _ = try await accounts.signIn(email: "a@b", password: "correct horse", device: "")
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures.contains(.busy) && failures.contains(.credentialsWrong))
        #expect(failures.allSatisfy { $0 == .busy || $0 == .credentialsWrong })
    }

    @Test("a hash of another cost is made anew at the next sign-in")
    func renewing() async throws {
        let bench = try Bench(), signedIn = try await bench.register("a@b")
        let before = try await bench.archive.credentials(signedIn.user.id)?.passwordHash
        let desk = PasswordDesk(queue: 9, cost: PasswordHash.Cost(kibibytes: 128, passes: 1))
        let accounts = Accounts(archive: bench.archive, keys: bench.accounts.keys, desk: desk)
        _ = try await accounts.signIn(email: "a@b", password: "correct horse", device: "")
        let after = try await bench.archive.credentials(signedIn.user.id)?.passwordHash
        #expect(before != after && after?.contains("m=128,") == true)
        _ = try await accounts.signIn(email: "a@b", password: "correct horse", device: "")
        #expect(try await bench.archive.credentials(signedIn.user.id)?.passwordHash == after)
        desk.stop()
    }

    @Test("another password signs the other devices out")
    func changing() async throws {
        let bench = try Bench(), accounts = bench.accounts
        let first = try await bench.register("a@b"), user = first.user.id
        let other = try await accounts.signIn(email: "a@b", password: "correct horse", device: "")
        await #expect(throws: AccountFailure.credentialsWrong) {
            try await accounts.changePassword(of: user, from: "wrong", to: "battery staple", keeping: first.device)
        }
        try await accounts.changePassword(
            of: user, from: "correct horse", to: "battery staple", keeping: first.device)
        #expect(bench.state.ended.withLock { $0 } == [other.device])
        _ = try await accounts.refresh(first.refreshToken)
        await #expect(throws: AccountFailure.credentialsWrong) {
            try await accounts.signIn(email: "a@b", password: "correct horse", device: "")
        }
        _ = try await accounts.signIn(email: "a@b", password: "battery staple", device: "")
    }
}
