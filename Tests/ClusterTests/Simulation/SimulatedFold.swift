import Cluster
import Ink
import Wire

/// A fold that is as particular as the real one and much smaller: what it says depends on every event of the open character.
struct SimulatedFold: Equatable {
    struct Output: Equatable {
        var number: UInt64
        var value: UInt64
    }

    private(set) var checkpoint: Checkpoint
    private(set) var ink: UInt64
    private(set) var lastOutput: UInt64
    private var hash: UInt64
    /// Everything that was said since the fold began, and that a client may still ask for.
    private(set) var outputs: [Output] = []
    /// The judgement of each character that has ended.
    private(set) var results: [(character: Int, value: UInt64)] = []
    private(set) var checkpoints: [Checkpoint] = []

    static func == (left: Self, right: Self) -> Bool {
        left.checkpoint == right.checkpoint && left.ink == right.ink && left.hash == right.hash
    }

    init(from base: Checkpoint = .beginning) {
        checkpoint = base
        hash = Self.beginning(of: base.character)
        ink = base.ink
        lastOutput = base.output
    }

    mutating func step(_ event: InkEvent) {
        ink = event.number
        switch event.kind {
        case .start:
            mix(UInt64(event.sample.position.x))
            if hash % 3 != 0 { say(hash) }
        case .next:
            mix(0xE0)
            say(hash)
            results.append((checkpoint.character, hash))
            begin(checkpoint.character + 1)
        default: begin(checkpoint.character)
        }
    }

    private mutating func begin(_ character: Int) {
        checkpoint = Checkpoint(ink: ink, output: lastOutput, character: character)
        checkpoints.append(checkpoint)
        hash = Self.beginning(of: character)
    }

    private static func beginning(of character: Int) -> UInt64 { UInt64(character) &* 0x9E37_79B9_7F4A_7C15 }

    private mutating func say(_ value: UInt64) {
        lastOutput += 1
        outputs.append(Output(number: lastOutput, value: value))
    }

    private mutating func mix(_ value: UInt64) {
        hash = (hash ^ value) &* 0x100_0000_01B3
        hash ^= hash >> 29
    }
}
