import Crypto
import FoundationEssentials

/// Makes session ids and the secrets that go with them.
///
/// A secret is an HMAC-SHA256 of what it allows and the session's id, under a key that all nodes share: any node can check one
/// without having seen the session. Ids hold 128 random bits.
public struct SessionSecrets: Sendable {
    /// What a secret allows.
    package enum Purpose: String {
        case resume, watch
        /// To recover a Socket.IO channel.
        case channel
    }

    private let key: SymmetricKey

    /// Secrets under the operator's key; without one under a random key of this process.
    public init(key: String? = nil) {
        self.key = key.map { SymmetricKey(data: SHA256.hash(data: Data($0.utf8))) } ?? SymmetricKey(size: .bits256)
    }

    /// A new session's id: 32 hexadecimal digits.
    package static func newID() -> String {
        var random = SystemRandomNumberGenerator()
        return hexadecimal((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }

    /// The secret that allows this with the session.
    package func secret(_ purpose: Purpose, session: String) -> String {
        Self.hexadecimal(HMAC<SHA256>.authenticationCode(for: Self.message(purpose, session), using: key))
    }

    /// The id of the session that was begun under this mark on a Socket.IO channel.
    func session(ofChannel channel: String, mark: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("pilsun session \(channel) \(mark)".utf8), using: key)
        return Self.hexadecimal(code.prefix(16))
    }

    /// The secret to resume a session that a client was welcomed to in this epoch: any node that gets it back knows when that was.
    func resumeSecret(session: String, epoch: UInt64) -> String {
        "\(epoch)-\(secret(.resume, session: Self.name(session, epoch)))"
    }

    /// The epoch in which a resume secret was given; 0 for one that names none, nil for one that is wrong.
    func epoch(ofResume secret: String, session: String) -> UInt64? {
        let parts = secret.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 2, let epoch = UInt64(parts[0]) {
            return isValid(String(parts[1]), .resume, session: Self.name(session, epoch)) ? epoch : nil
        }
        return isValid(secret, .resume, session: session) ? 0 : nil
    }

    /// Ids of sessions hold no space.
    private static func name(_ session: String, _ epoch: UInt64) -> String { "\(session) \(epoch)" }

    /// Whether the secret is the right one; takes the same time whatever is wrong with it.
    func isValid(_ secret: String, _ purpose: Purpose, session: String) -> Bool {
        let expected = Array(self.secret(purpose, session: session).utf8), given = Array(secret.utf8)
        guard given.count == expected.count else { return false }
        var difference: UInt8 = 0
        for index in expected.indices { difference |= expected[index] ^ given[index] }
        return difference == 0
    }

    private static func message(_ purpose: Purpose, _ session: String) -> Data {
        Data("pilsun \(purpose.rawValue) \(session)".utf8)
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
