import Testing

@testable import Accounts

@Suite("Passwords")
struct PasswordTests {
    @Test(
        "that are tried first are refused",
        arguments: [
            "password", "12345678", "qwertyuiop", "aaaaaaaaaaaa", "Password1", "minji@example.org", "minji2008",
        ])
    func weak(typed: String) throws {
        let password = try Password(typed)
        #expect(throws: AccountFailure.passwordWeak) { try password.judge(knowing: ["minji@example.org", "minji"]) }
    }

    @Test(
        "that are long enough are taken",
        arguments: ["correct horse", "나는 매일 글씨를 쓴다", "tK8#mv!2qz", String(repeating: "ab3.x", count: 200)])
    func taken(typed: String) throws { try Password(typed).judge(knowing: []) }

    @Test("have at least eight characters, and at most 1,024 bytes")
    func length() throws {
        let short = try Password("가나다라마바사")
        #expect(throws: AccountFailure.passwordShort) { try short.judge(knowing: []) }
        #expect(throws: AccountFailure.passwordLong) { try Password(String(repeating: "a", count: 1_025)) }
    }

    @Test("are the same however a keyboard composes them, and their hash names its cost")
    func hashing() throws {
        var random = SystemRandomNumberGenerator()
        let cost = PasswordHash.Cost(kibibytes: 64, passes: 1)
        let hash = try #require(PasswordHash(try Password("jos\u{e9} 1234"), cost: cost, random: &random))
        #expect(hash.isOf(try Password("jose\u{301} 1234")))
        #expect(!hash.isOf(try Password("jose 1234")))
        #expect(hash.costs(cost) && !hash.costs(PasswordHash.Cost()))
        #expect(!PasswordHash(kept: "").isOf(try Password("")))
        let zero = try #require(PasswordHash(try Password("a\0b"), cost: cost, random: &random))
        #expect(!zero.isOf(try Password("a")))
    }
}
