internal import CArgon2

/// Argon2id (RFC 9106) in its encoded form, which names its parameters.
struct PasswordHash: Sendable {
    /// What a hash costs: 19 MiB, two passes, one lane, which is OWASP's least and 40 ms here.
    struct Cost: Hashable, Sendable {
        var kibibytes: UInt32 = 19 * 1_024
        var passes: UInt32 = 2
        var lanes: UInt32 = 1
    }

    /// `$argon2id$v=19$m=19456,t=2,p=1$…`
    let encoded: String

    private static let saltBytes = 16
    private static let hashBytes = 32

    /// Hashes a password. Takes tens of milliseconds and the memory that its cost names.
    init?(_ password: Password, cost: Cost, random: inout some RandomNumberGenerator) {
        let salt = (0..<Self.saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let size = argon2_encodedlen(
            cost.passes, cost.kibibytes, cost.lanes, UInt32(salt.count), UInt32(Self.hashBytes), Argon2_id)
        var text = [CChar](repeating: 0, count: Int(size))
        let status = argon2id_hash_encoded(
            cost.passes, cost.kibibytes, cost.lanes, password.bytes, password.bytes.count, salt, salt.count,
            Self.hashBytes, &text, text.count)
        // It fails only where there is no memory for it.
        guard status == ARGON2_OK.rawValue else { return nil }
        encoded = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A hash that was kept.
    init(kept encoded: String) { self.encoded = encoded }

    /// Whether it is this password's. Takes as long as making it did.
    func isOf(_ password: Password) -> Bool {
        argon2id_verify(encoded, password.bytes, password.bytes.count) == ARGON2_OK.rawValue
    }

    /// Whether it was made at this cost.
    func costs(_ cost: Cost) -> Bool {
        encoded.hasPrefix("$argon2id$v=19$m=\(cost.kibibytes),t=\(cost.passes),p=\(cost.lanes)$")
    }
}
