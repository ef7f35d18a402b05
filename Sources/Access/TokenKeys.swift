import Crypto
import FoundationEssentials
public import Wire

/// The keys of an operator's file: with them tokens are verified and, where a private half is there, issued.
///
/// The file holds a key in PEM (P-256, Ed25519, RSA), a key or a set of keys in JSON (RFC 7517), or a secret of at least 32 bytes
/// as it stands. Verified with swift-crypto alone: HS256, ES256, EdDSA and RS256.
public struct TokenKeys: Sendable {
    /// Seconds that the issuer's clock may be ahead of this one's.
    private static let leeway = 30.0

    private let keys: [(id: String?, key: TokenKey)]

    /// Reads a file's contents.
    ///
    /// - Throws: a sentence that says what is wrong with it.
    public init(_ contents: [UInt8]) throws(TokenKeysFault) {
        let text = String(decoding: contents, as: UTF8.self)
        let trimmed = text.drop { $0.isWhitespace }
        if trimmed.hasPrefix("-----BEGIN ") {
            guard let key = TokenKey(pem: text) else {
                throw TokenKeysFault("it holds no PEM key of P-256, Ed25519 or, public, RSA")
            }
            keys = [(nil, key)]
        } else if trimmed.first == "{" {
            let usable = (JSONWebKey.keys(in: contents) ?? []).compactMap { key in
                TokenKey(key).map { (id: key.id, key: $0) }
            }
            guard !usable.isEmpty else {
                throw TokenKeysFault("it holds no JSON Web Key of type oct (32 bytes or more), P-256, Ed25519 or RSA")
            }
            keys = usable
        } else {
            var secret = contents[...]
            while let last = secret.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
                secret.removeLast()
            }
            guard secret.count >= TokenKey.shortestSecret else {
                throw TokenKeysFault("a secret must have at least \(TokenKey.shortestSecret) bytes")
            }
            keys = [(nil, .hmac(SymmetricKey(data: secret)))]
        }
    }

    /// What the token allows, if it is valid at this second since 1970.
    func grant(for text: String, at now: Double) throws(TokenFailure) -> Grant {
        let token: WebToken
        do throws(EventError) {
            token = try WebToken(text)
        } catch {
            throw TokenFailure(code: .tokenInvalid, message: error.message)
        }
        guard keys.contains(where: { Self.isMeant($0, by: token) && $0.key.isValid(token.signature, of: token.signed) })
        else {
            throw TokenFailure(code: .tokenInvalid, message: "No key of this server has signed this token.")
        }
        guard let end = token.claims.expiresAt else {
            throw TokenFailure(code: .tokenInvalid, message: "A token needs an end (exp).")
        }
        guard now < end else {
            throw TokenFailure(code: .tokenExpired, message: "The token has expired: get a new one.")
        }
        guard (token.claims.validFrom ?? 0) <= now + Self.leeway else {
            throw TokenFailure(code: .tokenInvalid, message: "The token is not valid yet (nbf).")
        }
        return Grant(token.claims, expiresAt: end)
    }

    private static func isMeant(_ candidate: (id: String?, key: TokenKey), by token: WebToken) -> Bool {
        candidate.key.algorithm == token.algorithm
            && (candidate.id == nil || token.keyID == nil || candidate.id == token.keyID)
    }

    /// Issues a token with the first key whose private half is there.
    ///
    /// - Throws: a sentence where there is none.
    public func token(_ claims: TokenClaims) throws -> String {
        for (id, key) in keys {
            guard let _ = try key.signature(of: []) else { continue }
            return try WebToken.text(algorithm: key.algorithm, keyID: id, claims: claims) {
                try key.signature(of: $0) ?? []
            }
        }
        throw TokenKeysFault("it holds no private key and no secret, so that nothing can be signed with it")
    }
}
