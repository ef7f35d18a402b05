/// Divides bytes that arrive in any pieces into lines, without their line feeds.
///
/// Lines are numbered from 1. Those of nothing but white space are left out, but counted; the last line needs no line feed. A byte order mark
/// before the first one is stepped over.
public struct LineSplitter: Sendable {
    /// Bytes of the longest line that is kept whole; of a longer one the rest is dropped, so that it cannot be read as JSON.
    public static let longestLine = 64 * 1024 * 1024

    private var rest: [UInt8] = []
    private var lineNumber = 0

    /// A splitter before the first byte.
    public init() {}

    /// Takes the next piece; `line` is called with each line that is complete with it and the line's number.
    public mutating func feed<Failure: Error>(
        _ bytes: RawSpan, line: (RawSpan, Int) throws(Failure) -> Void
    ) throws(Failure) {
        var start = 0
        for index in 0..<bytes.byteCount where bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self) == 0x0A {
            let piece = bytes.extracting(start..<index)
            start = index + 1
            if rest.isEmpty {
                try give(piece, to: line)
            } else {
                keep(piece)
                try giveRest(to: line)
            }
        }
        keep(bytes.extracting(start..<bytes.byteCount))
    }

    /// There is no more: gives the last line where it had no line feed.
    public mutating func finish<Failure: Error>(line: (RawSpan, Int) throws(Failure) -> Void) throws(Failure) {
        if !rest.isEmpty { try giveRest(to: line) }
    }

    private mutating func giveRest<Failure: Error>(to line: (RawSpan, Int) throws(Failure) -> Void) throws(Failure) {
        var whole: [UInt8] = []
        swap(&whole, &rest)
        try give(whole.span.bytes, to: line)
        whole.removeAll(keepingCapacity: true)
        swap(&whole, &rest)
    }

    private mutating func keep(_ piece: RawSpan) {
        let count = min(piece.byteCount, Self.longestLine - rest.count)
        piece.withUnsafeBytes { rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    private mutating func give<Failure: Error>(
        _ piece: RawSpan, to line: (RawSpan, Int) throws(Failure) -> Void
    ) throws(Failure) {
        lineNumber += 1
        let isMarked =
            lineNumber == 1 && piece.byteCount >= 3
            && (0..<3).allSatisfy {
                piece.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == [0xEF, 0xBB, 0xBF][$0]
            }
        let piece = isMarked ? piece.extracting(droppingFirst: 3) : piece
        for index in 0..<piece.byteCount where piece.unsafeLoad(fromByteOffset: index, as: UInt8.self) > 0x20 {
            return try line(piece, lineNumber)
        }
    }
}
