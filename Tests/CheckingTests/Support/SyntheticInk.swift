import Characters
import Ink
import Testing

@testable import Checking

/// Syllables as a synthetic hand writes them.
enum SyntheticInk {
    private static let frame = Frame(x: 0, y: 0, width: 300, height: 300)!

    /// The lines of a syllable, with mistakes.
    static func lines(_ text: Character, _ mistakes: [WritingMistake] = [], seed: UInt64 = 5) throws -> [InkLine] {
        let reference = try #require(HangulSource().reference(for: text))
        var random = SplitMix64(seed: seed)
        return SyntheticWriter(frame: frame).write(reference, mistakes: mistakes, using: &random).map { stroke in
            InkLine(stroke.samples.map { frame.unitPoint($0.position) })
        }
    }
}
