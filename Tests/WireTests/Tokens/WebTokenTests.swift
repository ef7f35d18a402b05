import Testing

@testable import Wire

@Suite struct WebTokenTests {
    /// The example of RFC 7515, appendix A.1, but for its signature.
    private static let header = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
    private static let claims =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

    @Test func `a token is taken apart into what it says and what is signed`() throws {
        let token = try WebToken("\(Self.header).\(Self.claims).AQID")
        #expect(token.algorithm == "HS256")
        #expect(token.keyID == nil)
        #expect(token.claims.expiresAt == 1_300_819_380)
        #expect(token.claims.scope == nil)
        #expect(token.signed == Array("\(Self.header).\(Self.claims)".utf8))
        #expect(token.signature == [1, 2, 3])
    }

    @Test func `what is written is read as the same`() throws {
        var claims = TokenClaims()
        claims.subject = "김 \"선생\""
        claims.expiresAt = 1_767_225_600.5
        claims.validFrom = 12
        claims.scope = ["write", "watch"]
        claims.session = "s"
        claims.className = "3-2"
        for claims in [claims, TokenClaims()] {
            let text = WebToken.text(algorithm: "ES256", keyID: "k1", claims: claims) { $0.reversed() }
            let token = try WebToken(text)
            #expect(token.claims == claims)
            #expect(token.algorithm == "ES256")
            #expect(token.keyID == "k1")
            #expect(token.signature == token.signed.reversed())
        }
    }

    @Test(arguments: [
        "", ".", "..", "a.b", "a.b.c.d", "\(header).\(claims)", "\(header).\(claims).A", "\(header).\(claims).AQ==",
        "\(header).\(claims).A+I", "\(header).\(header.dropLast()).AQID", "e30.\(claims).AQID", "bnVsbA.\(claims).AQID",
        // {"alg":"HS256","crit":["exp"]}
        "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiZXhwIl19.\(claims).AQID",
        // {"exp":"soon"}, {"exp":1e400}
        "\(header).eyJleHAiOiJzb29uIn0.AQID", "\(header).eyJleHAiOjFlNDAwfQ.AQID",
        "\(header).\(String(repeating: "A", count: 9000)).AQID",
    ])
    func `what is no token is refused`(text: String) {
        #expect(throws: EventError.self) { try WebToken(text) }
    }

    private static func token(_ claims: String) -> String {
        "\(header).\(Base64.encode(url: Array(claims.utf8))).AQID"
    }

    @Test(arguments: [
        (#"{"sub":5,"scope":["write","watch"]}"#, "5", ["write", "watch"]),
        (#"{"sub":-9007199254740993,"scope":[]}"#, "-9007199254740992", []),
        (#"{"sub":2.5,"scope":"a  b"}"#, "2.5", ["a", "b"]), (#"{"sub":"5","scope":""}"#, "5", []),
    ])
    func `numbers as subjects and arrays of scopes are understood`(
        claims: String, subject: String, scope: [String]
    ) throws {
        let read = try WebToken(Self.token(claims)).claims
        #expect(read.subject == subject)
        #expect(read.scope == scope)
    }

    @Test(arguments: [
        (#"{"sub":true}"#, "sub"), (#"{"sub":["a"]}"#, "sub"), (#"{"scope":5}"#, "scope"),
        (#"{"scope":["a",5]}"#, "scope"),
        (#"{"session":5}"#, "session"), (#"{"class":{}}"#, "class"), (#"{"exp":"soon"}"#, "exp"),
        (#"{"nbf":null}"#, "nbf"),
    ])
    func `a claim of a wrong type is named`(claims: String, name: String) {
        #expect {
            try WebToken(Self.token(claims))
        } throws: {
            ($0 as? EventError)?.code == .tokenInvalid && ($0 as? EventError)?.message.contains("“\(name)”") == true
        }
    }

    @Test func `random damage never brings it down`() {
        let seed: UInt64 = 4401
        var random = SplitMix(state: seed)
        let whole = Array("\(Self.header).\(Self.claims).AQID".utf8)
        var taken = 0
        for _ in 0..<5000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0x20...0x7E, using: &random)
            }
            if (try? WebToken(String(decoding: bytes, as: UTF8.self))) != nil { taken += 1 }
        }
        #expect(taken > 100, "seed \(seed)")
    }

    @Test func `keys are read alone and in sets, and others passed over`() throws {
        let one = #"{"kty":"OKP","crv":"Ed25519","x":"LmT9l2kKNPZK1IzWwBdZvydc9m2IsSPkpozHXGJFdfg","use":"sig"}"#
        let key = try #require(JSONWebKey.keys(in: Array(one.utf8))?.first)
        #expect(key.type == "OKP")
        #expect(key.curve == "Ed25519")
        #expect(key.x?.count == 32)
        #expect(key.d == nil)
        let set = #"{"keys":[\#(one),{"kty":"oct","kid":"b","k":"AQID"}],"more":{}}"#
        #expect(JSONWebKey.keys(in: Array(set.utf8))?.map(\.id) == [nil, "b"])
        for text in ["", "[]", "{}", #"{"keys":{}}"#, #"{"kty":1}"#, "{\"keys\":[\(one)]} x"] {
            #expect(JSONWebKey.keys(in: Array(text.utf8)) == nil, "\(text)")
        }
    }
}
