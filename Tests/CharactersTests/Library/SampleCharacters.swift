import Characters
import Ink

/// Characters made up for tests: of one and of several parts, with alternatives, orders, and a text of several code points.
enum SampleCharacters {
    static let all: [ReferenceCharacter] = [
        simple("一", strokes: [[Point(0.1, 0.5), Point(0.9, 0.48)]]),
        simple("十", strokes: [[Point(0.1, 0.4), Point(0.9, 0.4)], [Point(0.5, 0.05), Point(0.5, 0.95)]]),
        simple("か\u{309a}", strokes: [[Point(-0.5, 1.49), Point(1.25, -0.125), Point(0.3, 0.3)]]),
        simple("𠮟", strokes: [[Point(0.1, 0.5), Point(0.9, 0.48)]], source: "another source"),
        severalWays,
    ]

    private static func simple(_ text: String, strokes: [[Point]], source: String = "made up") -> ReferenceCharacter {
        let standard = ReferenceAlternative(name: "standard", strokes: strokes.map { ReferenceStroke(points: $0) })
        return ReferenceCharacter(
            text: text, parts: [ReferencePart(name: text, alternatives: [standard])], source: source, license: "CC0-1.0"
        )
    }

    private static var severalWays: ReferenceCharacter {
        let bar = ReferenceStroke(points: [Point(0.2, 0.2), Point(0.8, 0.2)])
        let post = ReferenceStroke(points: [Point(0.5, 0.2), Point(0.5, 0.9)])
        let corner = ReferenceStroke(points: [Point(0.2, 0.2), Point(0.5, 0.2), Point(0.5, 0.9)])
        let first = ReferencePart(
            name: "丅",
            alternatives: [
                ReferenceAlternative(name: "standard", strokes: [bar, post], orders: [[1, 0]]),
                ReferenceAlternative(name: "one line", strokes: [corner]),
            ])
        let second = ReferencePart(
            name: "lower half", alternatives: [ReferenceAlternative(name: "standard", strokes: [bar, post, bar])])
        return ReferenceCharacter(text: "下", parts: [first, second], source: "made up", license: "CC0-1.0")
    }
}

/// The generator SplitMix64: small, and the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
