/// Bytes of a fuzzer, taken apart from the front: first what decides how the rest is used, then the rest.
struct FuzzInput {
    private(set) var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    /// A byte that decides something; 0 at the end.
    mutating func choice() -> UInt8 { bytes.popFirst() ?? 0 }

    /// The next piece, as long as the byte before it says, at most what is left.
    mutating func piece() -> [UInt8] {
        let count = Int(choice())
        defer { bytes = bytes.dropFirst(count) }
        return Array(bytes.prefix(count))
    }

    /// Whether nothing is left.
    var isEmpty: Bool { bytes.isEmpty }

    /// All that is left.
    var rest: [UInt8] { Array(bytes) }

    /// The rest as a network might cut it: whole, byte by byte, or in pieces.
    func pieces(_ seed: UInt8) -> [[UInt8]] {
        guard seed > 0 else { return [rest] }
        var pieces: [[UInt8]] = [], rest = bytes, state = UInt32(seed)
        while !rest.isEmpty {
            state = state &* 1_664_525 &+ 1_013_904_223
            let count = seed == 1 ? 1 : Int(state >> 16) % (Int(seed) + 1) + 1
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }
}
