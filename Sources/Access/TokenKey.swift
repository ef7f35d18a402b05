import Crypto
import CryptoExtras
import FoundationEssentials
import Wire

/// A key that tokens are verified with, and signed where its private half is there.
///
/// A key is for one algorithm: that a token names another one than its key is for, or none, is the oldest way to forge one.
enum TokenKey {
    case hmac(SymmetricKey)
    case ecdsa(P256.Signing.PublicKey, P256.Signing.PrivateKey?)
    case edwards(Curve25519.Signing.PublicKey, Curve25519.Signing.PrivateKey?)
    case rsa(_RSA.Signing.PublicKey)

    /// The name of the algorithm in a token's header (RFC 7518, section 3.1; RFC 8037).
    var algorithm: String {
        switch self {
        case .hmac: "HS256"
        case .ecdsa: "ES256"
        case .edwards: "EdDSA"
        case .rsa: "RS256"
        }
    }

    /// Whether the signature is this key's.
    func isValid(_ signature: [UInt8], of signed: [UInt8]) -> Bool {
        switch self {
        case .hmac(let key):
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key)
        case .ecdsa(let key, _):
            (try? P256.Signing.ECDSASignature(rawRepresentation: signature)).map {
                key.isValidSignature($0, for: signed)
            } ?? false
        case .edwards(let key, _):
            key.isValidSignature(signature, for: signed)
        case .rsa(let key):
            key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: signed),
                padding: .insecurePKCS1v1_5)
        }
    }

    /// The key's signature, nil where its private half is not there.
    func signature(of signed: [UInt8]) throws -> [UInt8]? {
        switch self {
        case .hmac(let key): Array(HMAC<SHA256>.authenticationCode(for: signed, using: key))
        case .ecdsa(_, let key): try key.map { Array(try $0.signature(for: signed).rawRepresentation) }
        case .edwards(_, let key): try key.map { Array(try $0.signature(for: signed)) }
        case .rsa: nil
        }
    }
}
