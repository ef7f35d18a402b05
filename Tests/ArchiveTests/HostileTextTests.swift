import Records
import Testing

@Suite("Archives keep text as it is")
struct HostileTextTests {
    @Test(
        "names that are SQL, very long or strange come back whole", arguments: Engine.allCases,
        [
            "'; DROP TABLE users; --", "$1", "?1", "\u{202e}abc", String(repeating: "가", count: 300_000), "a\nb",
            "\u{1F58C}",
        ])
    func names(engine: Engine, name: String) async throws {
        let test = try engine.open(), archive = test.archive
        var account = Samples.account()
        account.user.username = name
        try await archive.add(account, device: nil, invite: nil, once: nil)
        #expect(try await archive.user(account.user.id)?.username == name)
    }
}
