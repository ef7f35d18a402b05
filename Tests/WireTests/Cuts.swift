/// The same bytes in every way that a network may cut them: whole, byte by byte, and in pieces of random length from
/// a fixed seed. A parser that keeps its state right can't tell the difference.
struct Cuts: Sequence {
    let bytes: [UInt8]
    private var seeds: [UInt64] = [0, 1, 7, 42, 2024]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func makeIterator() -> AnyIterator<[[UInt8]]> {
        var rest = seeds[...]
        let bytes = bytes
        return AnyIterator {
            guard let seed = rest.popFirst() else { return nil }
            switch seed {
            case 0: return [bytes]
            case 1: return bytes.map { [$0] }
            default: return Self.pieces(of: bytes, seed: seed)
            }
        }
    }

    private static func pieces(of bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
        var random = SplitMix(state: seed)
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = Swift.min(bytes.count, start + Int(random.next() % (seed * 3)) + 1)
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }
}

/// SplitMix64: a repeatable source for tests.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
