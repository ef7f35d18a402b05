import Foundation
import Records
import Testing
import Wire

@testable import Accounts

@Suite("Keys of accounts")
struct AccountKeysTests {
    private let now = Timestamp(milliseconds: 1_796_000_000_000)
    private let keys = AccountKeys(secret: "one")

    private func user() -> User {
        var random = SystemRandomNumberGenerator()
        return User(id: RecordID(now, random: &random), role: .teacher, createdAt: now)
    }

    @Test("an access token says who it is, where, and for fifteen minutes")
    func access() throws {
        let user = user(), device = user.id
        let text = keys.accessToken(user, device: device, at: now)
        let token = try WebToken(text)
        #expect(token.type == "at+jwt" && token.algorithm == "EdDSA" && token.keyID == keys.id)
        #expect(token.claims.issuer == "pilsun" && token.claims.audience == ["pilsun"])
        #expect(token.claims.subject == "\(user.id)" && token.claims.scope == ["write"])
        let identity = try keys.identity(text, at: now.adding(seconds: 899))
        #expect(identity.user == user.id && identity.device == device && identity.role == .teacher)
        #expect(throws: AccountFailure.tokenExpired) { try keys.identity(text, at: now.adding(seconds: 900)) }
    }

    @Test("nothing but an access token of these keys passes for one")
    func foreign() throws {
        let user = user(), text = keys.accessToken(user, device: user.id, at: now)
        for other in [
            AccountKeys(secret: "two").accessToken(user, device: user.id, at: now),
            keys.refreshToken(device: user.id, counter: 1), "", "a.b.c", text + "A", String(text.dropLast(2)),
        ] {
            #expect(throws: AccountFailure.tokenInvalid) { try keys.identity(other, at: now) }
        }
    }

    @Test("a refresh token is believed only as it was made")
    func refresh() throws {
        let device = user().id
        let token = keys.refreshToken(device: device, counter: 7)
        let shown = try #require(keys.refresh(token))
        #expect(shown.device == device && shown.counter == 7)
        #expect(AccountKeys(secret: "two").refresh(token) == nil)
        var digits = Array(token)
        for place in digits.indices {
            let digit = digits[place]
            digits[place] = digit == "A" ? "B" : "A"
            #expect(keys.refresh(String(digits)) == nil, "digit \(place)")
            digits[place] = digit
        }
        for other in ["", "A", token + "A", String(repeating: "A", count: 76)] { #expect(keys.refresh(other) == nil) }
    }

    @Test("lie in a file that the first who starts has made, for its owner alone")
    func file() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("pilsun-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let made = try AccountKeys(path: path)
        #expect(try AccountKeys(path: path).id == made.id)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        try Data([1, 2]).write(to: URL(fileURLWithPath: path))
        #expect(throws: (any Error).self) { try AccountKeys(path: path) }
    }

    @Test("the public set is a JSON Web Key Set that verifies what was signed")
    func publicSet() throws {
        let key = try #require(JSONWebKey.keys(in: keys.publicSet)?.first)
        #expect(key.type == "OKP" && key.curve == "Ed25519" && key.id == keys.id && key.x?.count == 32 && key.d == nil)
    }
}
