internal import CZxcvbn
@_spi(_Unicode) import Swift

/// A password as somebody typed it, in the one form in which it is hashed: composed (Unicode NFC), so that every keyboard types the same.
struct Password: Sendable {
    /// Characters that one must have.
    static let leastCharacters = 8
    /// Bytes that are taken: more are no password but work.
    static let mostBytes = 1_024
    /// What one must be worth, in bits: those of fewer guesses, a million, are what is tried first.
    static let leastBits = 20.0
    /// Bytes that are weighed: the time for it grows faster than their number.
    private static let weighedBytes = 72

    /// The bytes that are hashed.
    let bytes: [UInt8]
    private let characters: Int

    init(_ typed: String) throws(AccountFailure) {
        guard typed.utf8.count <= Self.mostBytes else { throw .passwordLong }
        var normal = ""
        for scalar in typed._nfc { normal.unicodeScalars.append(scalar) }
        bytes = Array(normal.utf8)
        characters = normal.count
    }

    /// Whether it may become somebody's password. Takes milliseconds: for a pool, and never for a loop.
    ///
    /// - Parameter words: what an attacker knows of the account, and tries first.
    func judge(knowing words: [String]) throws(AccountFailure) {
        guard characters >= Self.leastCharacters else { throw .passwordShort }
        guard bits(knowing: words) >= Self.leastBits else { throw .passwordWeak }
    }

    private func bits(knowing words: [String]) -> Double {
        let text = bytes.prefix(Self.weighedBytes).map { CChar(bitPattern: $0) } + [0]
        let owned = words.filter { !$0.utf8.contains(0) }.map { Array($0.utf8CString) }
        return Self.pointers(to: owned[...], []) { words in
            var words = words + [nil]
            return ZxcvbnMatch(text, &words, nil)
        }
    }

    /// Calls `body` with the addresses of all texts, which hold for as long as it runs.
    private static func pointers<Result>(
        to texts: ArraySlice<[CChar]>, _ known: [UnsafePointer<CChar>?], _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        guard let first = texts.first else { return body(known) }
        return first.withUnsafeBufferPointer { pointers(to: texts.dropFirst(), known + [$0.baseAddress], body) }
    }
}
