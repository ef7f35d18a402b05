import Crypto
import CryptoExtras
import FoundationEssentials
import Wire

/// The forms in which keys are kept.
extension TokenKey {
    /// A key in PEM: public or private, of P-256, Ed25519 or (public only) RSA. Nil for any other.
    init?(pem: String) {
        if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) {
            self = .ecdsa(key.publicKey, key)
        } else if let key = try? P256.Signing.PublicKey(pemRepresentation: pem) {
            self = .ecdsa(key, nil)
        } else if let key = try? _RSA.Signing.PublicKey(pemRepresentation: pem) {
            self = .rsa(key)
        } else if let key = Self.edwards(pem: pem) {
            self = key
        } else {
            return nil
        }
    }

    /// Ed25519 (RFC 8410), which has one form in DER: twelve or sixteen bytes that never differ, and the key.
    private static func edwards(pem: String) -> TokenKey? {
        let lines = pem.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
        guard let der = Data(base64Encoded: lines.joined()) else { return nil }
        let publicHead: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
        let privateHead: [UInt8] = [
            0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
        ]
        if der.count == publicHead.count + 32, der.starts(with: publicHead) {
            return edwards(public: der.suffix(32))
        }
        guard der.count == privateHead.count + 32, der.starts(with: privateHead) else { return nil }
        return edwards(private: der.suffix(32))
    }

    private static func edwards(public bytes: some ContiguousBytes) -> TokenKey? {
        (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)).map { .edwards($0, nil) }
    }

    private static func edwards(private bytes: some ContiguousBytes) -> TokenKey? {
        (try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)).map { .edwards($0.publicKey, $0) }
    }

    /// A key in JSON. Nil for one of another kind, such as a set may hold besides.
    init?(_ key: JSONWebKey) {
        switch (key.type, key.curve) {
        case ("oct", _):
            guard let secret = key.secret, secret.count >= Self.shortestSecret else { return nil }
            self = .hmac(SymmetricKey(data: secret))
        case ("EC", "P-256"):
            if let d = key.d, let key = try? P256.Signing.PrivateKey(rawRepresentation: d) {
                self = .ecdsa(key.publicKey, key)
            } else if let x = key.x, let y = key.y,
                let key = try? P256.Signing.PublicKey(rawRepresentation: x + y)
            {
                self = .ecdsa(key, nil)
            } else {
                return nil
            }
        case ("OKP", "Ed25519"):
            guard let key = key.d.flatMap({ Self.edwards(private: $0) }) ?? key.x.flatMap({ Self.edwards(public: $0) })
            else { return nil }
            self = key
        case ("RSA", _):
            guard let n = key.modulus, let e = key.exponent, let key = try? _RSA.Signing.PublicKey(n: n, e: e) else {
                return nil
            }
            self = .rsa(key)
        default:
            return nil
        }
    }

    /// Bytes of a secret: as many as its hash has (RFC 7518, section 3.2).
    static let shortestSecret = 32
}
