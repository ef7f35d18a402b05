import Records
import Synchronization
import Testing

@testable import Accounts

@Suite("Accounts with a post")
struct LetterTests {
    @Test("registering is answered the same whether the address is known or not, and its owner reads which")
    func verifying() async throws {
        let bench = try Bench(hasPost: true), accounts = bench.accounts, letters = bench.letters
        func register(_ password: String) async throws {
            guard case .letterSent = try await accounts.register(Registration(email: "a@b", password: password)) else {
                return #expect(Bool(false))
            }
        }
        func signIn(_ password: String) async throws -> SignedIn {
            try await accounts.signIn(email: "a@b", password: password, device: "")
        }
        try await register("somebody else's")
        try await register("correct horse")
        await #expect(throws: AccountFailure.credentialsWrong) { _ = try await signIn("correct horse") }
        let secrets = letters.secrets(to: "a@b")
        #expect(secrets.count == 2)
        await #expect(throws: AccountFailure.tokenInvalid) { try await accounts.verify(secrets[0]) }
        try await accounts.verify(secrets[1])
        await #expect(throws: AccountFailure.tokenInvalid) { try await accounts.verify(secrets[1]) }
        _ = try await signIn("correct horse")
        await #expect(throws: AccountFailure.credentialsWrong) { _ = try await signIn("somebody else's") }
        try await register("battery staple")
        #expect(letters.sent.withLock { $0.last?.kind } == .known)
        _ = try await signIn("correct horse")
    }

    @Test("a forgotten password is set by the letter, once, within an hour, and signs every device out")
    func forgotten() async throws {
        let bench = try Bench(hasPost: true), accounts = bench.accounts, letters = bench.letters
        _ = try await accounts.add(email: "a@b", password: "correct horse", username: nil, role: .learner)
        let signedIn = try await accounts.signIn(email: "a@b", password: "correct horse", device: "")
        try await accounts.forgot("A@B ")
        try await accounts.forgot("unknown@example.org")
        try await accounts.forgot("no address")
        #expect(letters.sent.withLock { $0.count } == 1)
        bench.wait(3_601)
        await #expect(throws: AccountFailure.tokenInvalid) {
            try await accounts.reset(letters.secrets(to: "a@b")[0], password: "battery staple")
        }
        try await accounts.forgot("a@b")
        let secret = letters.secrets(to: "a@b")[1]
        await #expect(throws: AccountFailure.passwordWeak) { try await accounts.reset(secret, password: "password") }
        try await accounts.reset(secret, password: "battery staple")
        #expect(bench.state.ended.withLock { $0 } == [signedIn.device])
        await #expect(throws: AccountFailure.deviceEnded) { try await accounts.refresh(signedIn.refreshToken) }
        _ = try await accounts.signIn(email: "a@b", password: "battery staple", device: "")
        await #expect(throws: AccountFailure.tokenInvalid) {
            try await accounts.reset(secret, password: "correct horse")
        }
    }
}
