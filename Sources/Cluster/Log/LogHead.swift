import Ink
public import Wire

/// What a session's outputs depend on besides its ink, as the head of its log holds it.
public struct LogHead: Equatable, Sendable {
    /// The version of what follows; a node that does not know it says so.
    public static let format = 2

    /// The version of the fold: other rules of checking, another number.
    public var fold: Int
    /// Digest of the libraries of characters.
    public var library: String
    /// When it was started, in milliseconds since 1970: nothing depends on it but the order in which a class is listed.
    public var startedAt: UInt64
    /// What the session was started with.
    public var start: SessionStart

    /// A head from its parts.
    public init(fold: Int, library: String, startedAt: UInt64, start: SessionStart) {
        self.fold = fold
        self.library = library
        self.startedAt = startedAt
        self.start = start
    }

    /// The head as it is stored: three lines, the last one `session:start`. A token is not kept.
    public var bytes: [UInt8] {
        var encoder = ClientEventEncoder(grid: .init(frame: .unnamed)), start = start
        start.token = nil
        encoder.start(start)
        return Array("pilsun \(Self.format) \(fold) \(startedAt)\n\(library)\n".utf8) + encoder.json.bytes
    }

    /// Reads a head; nil where another version wrote it.
    public init?(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3 else { return nil }
        let words = String(decoding: lines[0], as: UTF8.self).split(separator: " ")
        guard words.count == 4, words[0] == "pilsun", words[1] == "\(Self.format)", let fold = Int(words[2]),
            let startedAt = UInt64(words[3])
        else { return nil }
        var scanner = EventScanner()
        guard case .start(let start)? = try? scanner.scan(Array(lines[2]).span.bytes) else { return nil }
        self.init(fold: fold, library: String(decoding: lines[1], as: UTF8.self), startedAt: startedAt, start: start)
    }
}
