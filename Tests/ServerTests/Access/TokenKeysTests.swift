import Crypto
import Testing
import Wire

@testable import Access

@Suite struct TokenKeysTests {
    /// {"sub":"kim","exp":2000000000,"scope":"openid write watch","class":"3-2"}, signed by PyJWT.
    private static let claims =
        "eyJzdWIiOiJraW0iLCJleHAiOjIwMDAwMDAwMDAsInNjb3BlIjoib3BlbmlkIHdyaXRlIHdhdGNoIiwiY2xhc3MiOiIzLTIifQ"
    private static let end = 2_000_000_000.0

    /// A public key as it stands in a file, and a token of another implementation that its private half has signed.
    struct Foreign: Sendable {
        let name: String
        let key: String
        let header: String
        let signature: String

        var token: String { "\(header).\(TokenKeysTests.claims).\(signature)" }
    }

    static let es256 =
        "5aWkvIgxuZh4Fr4LouL3gm3E2W1CfxTw7yCrPffyXMT5e2maipvm6ygW3nB3rqSEumcLpmgvo5LVcJMzB9S0Mw"
    static let edDSA =
        "XSFX3G_R9RP4Q0F64OQgIuzAqBPe6CMf6XUTM9QU17Z2jzw2hOgs7hERp5yzz8-YK56rBvJxKaP1quCZaOxRAQ"
    static let rs256 =
        "bhdkXDSoJirCEn8iasUUean4hAvbF_gXQVW9nfnGxQWYU_ihbsIOzbO_zCNbAISZSCLBI8dZ6D5xX-Ref_lw8ZISfbwfYRKCm6lnr_7xgKB9kD32_AMM"
        + "pfy3Wdsk9rQp5mLd5iqCAbOhPXlhfujKFJCCVB5GcIb_j5QsEZAYOue9xgVLuAbcmI01ma4yfPqsZPZqbCrhbZtO8ST9DDXdVNQJNSKV2LGSA7KTnxGaXD1w"
        + "2yQX2H89I_zBx18SBgjPdE4mf86eRl5LG2Usb3B1FgiphMp8jJyCW0CT9oDx1wfyAQTI-ubJRoAaVSL_WDaP1QlHJcCUsd8XXpDlAf46pA"
    static let modulus =
        "13eUzGOHqWtLug6NPadVkS0cEooEyOWlNnVpL0xZOGbvxga7xiuHjQoO5SzyJuK920TALdsiBLPjdU_dAZNSSyGHXXL4Xxo8nJU267CZT0vEGTyBiripTF1W"
        + "RHzBO9_FM14MScg7goWMZjwXqYXJgGJVoKF3Eo8GXKPfxVXNtvqpt1epLRISdve1OVR3nQmYfwyAgdnRHPNlX2BRPgjoG2WTTcPsaoaDpuRJProWP_S5Jw1N"
        + "_7omocqLtGPucU2WyaTZF89h7hH0zGL30gzK1jBEl4Mf9-kCu8GhRmi6hz87Ldhz1rMVjYGauhvjH0xV6r6IG5e20LNDEjM05THWnQ"
    static let rsaPEM = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA13eUzGOHqWtLug6NPadV
        kS0cEooEyOWlNnVpL0xZOGbvxga7xiuHjQoO5SzyJuK920TALdsiBLPjdU/dAZNS
        SyGHXXL4Xxo8nJU267CZT0vEGTyBiripTF1WRHzBO9/FM14MScg7goWMZjwXqYXJ
        gGJVoKF3Eo8GXKPfxVXNtvqpt1epLRISdve1OVR3nQmYfwyAgdnRHPNlX2BRPgjo
        G2WTTcPsaoaDpuRJProWP/S5Jw1N/7omocqLtGPucU2WyaTZF89h7hH0zGL30gzK
        1jBEl4Mf9+kCu8GhRmi6hz87Ldhz1rMVjYGauhvjH0xV6r6IG5e20LNDEjM05THW
        nQIDAQAB
        -----END PUBLIC KEY-----
        """

    static let foreign: [Foreign] = [
        Foreign(
            name: "ES256, PEM",
            key: """
                -----BEGIN PUBLIC KEY-----
                MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElq9WqOioIGPSVWGtScjJqaIXV2P+
                7OdsPe5HItpg0a5OyBEcXiV6l3lr01t9D/4q2NPR8L1WBuDpeYOfhU//eA==
                -----END PUBLIC KEY-----

                """, header: "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ", signature: es256),
        Foreign(
            name: "ES256, JWK",
            key: #"{"kty":"EC","crv":"P-256","x":"lq9WqOioIGPSVWGtScjJqaIXV2P-7OdsPe5HItpg0a4","kid":"a","#
                + #""y":"TsgRHF4lepd5a9NbfQ_-KtjT0fC9Vgbg6XmDn4VP_3g"}"#,
            header: "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ", signature: es256),
        Foreign(
            name: "EdDSA, PEM",
            key: """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEALmT9l2kKNPZK1IzWwBdZvydc9m2IsSPkpozHXGJFdfg=
                -----END PUBLIC KEY-----
                """, header: "eyJhbGciOiJFZERTQSIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ", signature: edDSA),
        Foreign(
            name: "EdDSA, in a set",
            key: #"{"keys":[{"kty":"EC","crv":"P-521","x":"AQ","y":"AQ"},"#
                + #"{"x":"LmT9l2kKNPZK1IzWwBdZvydc9m2IsSPkpozHXGJFdfg","kty":"OKP","crv":"Ed25519"}]}"#,
            header: "eyJhbGciOiJFZERTQSIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ", signature: edDSA),
        Foreign(
            name: "RS256, PEM", key: rsaPEM, header: "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ",
            signature: rs256),
        Foreign(
            name: "RS256, JWK", key: #"{"kty":"RSA","e":"AQAB","n":"\#(modulus)"}"#,
            header: "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEiLCJ0eXAiOiJKV1QifQ", signature: rs256),
        Foreign(
            name: "HS256, secret", key: "0123456789abcdef0123456789abcdef\n",
            header: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", signature: "DiIHjHGAiO4Z6idcjn_oQbbeXp8QmZ_2dnxYpR17-Q0"),
        Foreign(
            name: "HS256, JWK", key: #"{"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}"#,
            header: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", signature: "DiIHjHGAiO4Z6idcjn_oQbbeXp8QmZ_2dnxYpR17-Q0"),
    ]

    private func failure(_ keys: TokenKeys, _ token: String, at now: Double = end - 1) -> ErrorCode? {
        do throws(TokenFailure) {
            _ = try keys.grant(for: token, at: now)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: foreign)
    func `tokens of another implementation are verified`(foreign: Foreign) throws {
        let keys = try TokenKeys(Array(foreign.key.utf8))
        let grant = try keys.grant(for: foreign.token, at: Self.end - 1)
        #expect(grant.subject == "kim")
        #expect(grant.allowsStart(inClass: "3-2"))
        #expect(grant.allowsListing("3-2"))
        #expect(failure(keys, foreign.token, at: Self.end) == .tokenExpired)
    }

    @Test(arguments: foreign)
    func `a token that was changed anywhere, or that another key has signed, is refused`(foreign: Foreign) throws {
        let keys = try TokenKeys(Array(foreign.key.utf8))
        let bytes = Array(foreign.token.utf8)
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            // Not its last bits only, which may stand for nothing.
            changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "q") : UInt8(ascii: "A")
            #expect(failure(keys, String(decoding: changed, as: UTF8.self)) != nil, "changed at \(place)")
        }
        for other in Self.foreign where other.header != foreign.header {
            #expect(failure(keys, other.token) == .tokenInvalid, "\(other.name)")
        }
    }

    @Test func `no algorithm but the key's own is believed`() throws {
        // {"alg":"none"}
        let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.\(Self.claims)."
        for foreign in Self.foreign { #expect(failure(try TokenKeys(Array(foreign.key.utf8)), none) == .tokenInvalid) }
        // The public key as the secret of an HMAC: whoever verifies with whatever the header says takes it.
        let header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\(Self.claims)"
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(header.utf8), using: SymmetricKey(data: Array(Self.rsaPEM.utf8)))
        let forged =
            "\(header)."
            + WebToken.text(algorithm: "", keyID: nil, claims: TokenClaims()) { _ in Array(code) }
            .split(separator: ".")[2]
        #expect(failure(try TokenKeys(Array(Self.rsaPEM.utf8)), forged) == .tokenInvalid)
    }

    @Test func `what is issued is verified by the other half`() throws {
        let p256 = P256.Signing.PrivateKey()
        let pairs = [
            (p256.pemRepresentation, p256.publicKey.pemRepresentation),
            (String(repeating: "s", count: 32), String(repeating: "s", count: 32) + "\n"),
            (
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFmfXas/IhBZ0B+ktwdF588oLArPaziwJr8mhXxLN3vq\n"
                    + "-----END PRIVATE KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEALmT9l2kKNPZK1IzWwBdZvydc9m2IsSPkpozHXGJFdfg=\n"
                    + "-----END PUBLIC KEY-----\n"
            ),
        ]
        for (secret, open) in pairs {
            var claims = TokenClaims()
            claims.expiresAt = Self.end
            claims.validFrom = Self.end - 100
            let token = try TokenKeys(Array(secret.utf8)).token(claims)
            let keys = try TokenKeys(Array(open.utf8))
            #expect(failure(keys, token) == nil)
            #expect(
                failure(keys, token, at: Self.end - 131) == .tokenInvalid, "not valid yet, clocks' difference aside")
            #expect(failure(keys, token, at: Self.end - 129) == nil)
            if open.hasPrefix("-----") { #expect(throws: TokenKeysFault.self) { try keys.token(claims) } }
            claims.expiresAt = nil
            #expect(failure(keys, try TokenKeys(Array(secret.utf8)).token(claims)) == .tokenInvalid, "without an end")
        }
    }

    @Test(arguments: [
        ("", "at least 32 bytes"), ("too short\n", "at least 32 bytes"), ("{}", "no JSON Web Key"),
        (#"{"kty":"oct","k":"AQID"}"#, "no JSON Web Key"),
        (#"{"kty":"EC","crv":"P-384","x":"AQ","y":"AQ"}"#, "no JSON Web Key"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "no PEM key"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "no PEM key"),
    ])
    func `a file that holds no key says so`(text: String, expected: String) {
        let fault = #expect(throws: TokenKeysFault.self) { try TokenKeys(Array(text.utf8)) }
        #expect(fault?.description.contains(expected) == true)
    }

    @Test func `a grant allows what its token names and nothing else`() {
        func grant(_ scope: [String]?, session: String? = nil, className: String? = nil) -> Grant {
            var claims = TokenClaims()
            claims.scope = scope
            claims.session = session
            claims.className = className
            return Grant(claims, expiresAt: 1)
        }
        let writer = grant(nil)
        #expect(writer.allowsStart(inClass: nil) && writer.allowsStart(inClass: "a") && writer.allowsWriting(in: "s"))
        #expect(!writer.allowsWatching("s", ofClass: nil) && !writer.allowsListing("a"))
        let teacher = grant(["pilsun:watch"], className: "a")
        #expect(!teacher.allowsStart(inClass: "a") && !teacher.allowsWriting(in: "s"))
        #expect(teacher.allowsWatching("s", ofClass: "a") && teacher.allowsListing("a"))
        #expect(!teacher.allowsWatching("s", ofClass: nil) && !teacher.allowsListing("b"))
        let guest = grant(["watch"], session: "s")
        #expect(guest.allowsWatching("s", ofClass: "a") && !guest.allowsWatching("t", ofClass: "a"))
        #expect(!guest.allowsListing("a"))
        let one = grant(["write"], session: "s")
        #expect(one.allowsWriting(in: "s") && !one.allowsWriting(in: "t") && !one.allowsStart(inClass: nil))
        let pupil = grant(["write"], className: "a")
        #expect(pupil.allowsStart(inClass: "a") && !pupil.allowsStart(inClass: "b") && !pupil.allowsStart(inClass: nil))
        #expect(!grant(["openid"]).allowsStart(inClass: nil))
    }
}
