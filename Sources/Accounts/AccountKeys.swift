internal import Crypto
internal import FoundationEssentials
package import Records
package import Wire

/// The keys of this server's own accounts: one that access tokens are signed with (EdDSA), one for refresh tokens (HMAC), both from one seed.
package struct AccountKeys: Sendable {
    /// Seconds for which an access token is valid.
    package static let accessSeconds: Int64 = 15 * 60
    /// The header's `typ` (RFC 9068): nothing else that is signed with the same key passes for an access token.
    package static let accessType = "at+jwt"
    /// Who they are meant for.
    package static let audience = "pilsun"

    private let signing: Curve25519.Signing.PrivateKey
    private let sealing: SymmetricKey
    /// The name of the signing key among others.
    package let id: String

    /// Keys from 32 secret bytes.
    package init(seed: [UInt8]) {
        precondition(seed.count == 32, "a seed has 32 bytes")
        let root = SymmetricKey(data: seed)
        func key(_ purpose: String) -> SymmetricKey {
            SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data("pilsun \(purpose)".utf8), using: root))
        }
        let seed = key("access tokens").withUnsafeBytes { Array($0) }
        guard let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            preconditionFailure("any 32 bytes are a private key of this curve")
        }
        self.signing = signing
        sealing = key("refresh tokens")
        id = SHA256.hash(data: signing.publicKey.rawRepresentation).prefix(8).reduce(into: "") { text, byte in
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }

    /// Keys that every node with this secret has.
    package init(secret: String) {
        self.init(seed: Array(SHA256.hash(data: Data("pilsun accounts \(secret)".utf8))))
    }

    /// The public key as a set of JSON Web Keys (RFC 7517, RFC 8037).
    package var publicSet: [UInt8] {
        let x = Base64.encode(url: Array(signing.publicKey.rawRepresentation))
        return Array(
            #"{"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"\#(id)","x":"\#(x)"}]}"#.utf8)
    }

    /// A token for fifteen minutes on this device.
    package func accessToken(_ user: User, device: RecordID, at now: Timestamp) -> String {
        var claims = TokenClaims()
        claims.issuer = User.ownIssuer
        claims.audience = [Self.audience]
        claims.subject = user.subject
        claims.device = "\(device)"
        claims.role = user.role.rawValue
        claims.scope = ["write"]
        claims.issuedAt = Double(now.milliseconds / 1_000)
        claims.expiresAt = Double(now.milliseconds / 1_000 + Self.accessSeconds)
        let text = try? WebToken.text(algorithm: "EdDSA", keyID: id, type: Self.accessType, claims: claims) {
            Array(try signing.signature(for: $0))
        }
        guard let text else { preconditionFailure("a private key signs whatever it is given") }
        return text
    }

    /// Whether a token is one of this server's own accounts, so that nobody else's keys are asked about it.
    package func isOwn(_ token: WebToken) -> Bool { token.keyID == id && token.algorithm == "EdDSA" }

    /// Who shows an access token.
    package func identity(_ text: String, at now: Timestamp) throws(AccountFailure) -> Identity {
        guard let token = try? WebToken(text), isOwn(token), token.type == Self.accessType,
            signing.publicKey.isValidSignature(token.signature, for: token.signed),
            token.claims.issuer == User.ownIssuer, token.claims.audience?.contains(Self.audience) == true,
            let subject = token.claims.subject, let user = RecordID(subject),
            let device = token.claims.device.flatMap({ RecordID($0) }), let end = token.claims.expiresAt,
            let role = token.claims.role.flatMap(Role.init(rawValue:))
        else { throw .tokenInvalid }
        guard Double(now.milliseconds) / 1_000 < end else { throw .tokenExpired }
        return Identity(user: user, device: device, role: role, expiresAt: Timestamp(milliseconds: Int64(end) * 1_000))
    }

    /// The refresh token with this number.
    package func refreshToken(device: RecordID, counter: Int64) -> String {
        let head = Self.head(device, counter)
        return Base64.encode(url: head + HMAC<SHA256>.authenticationCode(for: head, using: sealing))
    }

    /// What a refresh token says; nil where this server has not made it.
    package func refresh(_ token: String) -> (device: RecordID, counter: Int64)? {
        guard token.utf8.count == Self.refreshDigits, let bytes = Base64.decode(url: token.utf8),
            HMAC<SHA256>.isValidAuthenticationCode(bytes[25...], authenticating: bytes[..<25], using: sealing),
            bytes[0] == Self.refreshVersion, let device = RecordID(bytes: bytes[1..<17])
        else { return nil }
        return (device, bytes[17..<25].reduce(0) { $0 << 8 | Int64($1) })
    }

    private static let refreshVersion: UInt8 = 1
    /// Version, device, number, code: 57 bytes.
    private static let refreshDigits = 76

    private static func head(_ device: RecordID, _ counter: Int64) -> [UInt8] {
        [refreshVersion] + device.bytes
            + stride(from: Int64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: counter >> $0) }
    }
}
