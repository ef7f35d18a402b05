import Characters
import Foundation
import Ink
import Testing

@testable import Checking

/// Every syllable, written by a synthetic hand: right when it is right, and with the right name when it is wrong.
///
/// All 11,172 take a minute in a release build; every 293rd is written otherwise. PILSUN_ALL_SYLLABLES=1 asks for all of them.
struct SyllableTests {
    /// Rates of one layout class.
    private struct Tally {
        var right = [0, 0, 0, 0]
        var count = [0, 0, 0, 0]
    }

    private static let kinds = ["correct", "swapped", "reversed", "dropped"]
    private static let seed: UInt64 = 20_260_101

    private static var every: Int { ProcessInfo.processInfo.environment["PILSUN_ALL_SYLLABLES"] == nil ? 293 : 1 }

    @Test("Syllables are judged right, and with two strokes swapped, one reversed, one dropped wrong by that name")
    func syllables() throws {
        var tallies: [String: Tally] = [:]
        var failures: [String] = []
        for scalar in stride(from: UInt32(0xAC00), through: 0xD7A3, by: Self.every) {
            let syllable = Character(try #require(Unicode.Scalar(scalar)))
            let reference = try #require(HangulSource().reference(for: syllable))
            var random = SplitMix64(seed: Self.seed &+ UInt64(scalar))
            let count = reference.standardStrokes.count
            let swapped = try #require(Self.fault(in: reference, using: &random))
            let chosen = Int(random.next() % UInt64(count))
            let mistakes: [WritingMistake?] = [nil, .swap(swapped, swapped + 1), .reverse(chosen), .drop(chosen)]
            for (kind, mistake) in mistakes.enumerated() {
                let isRight = Self.isRight(syllable, reference, mistake, using: &random)
                tallies[Self.layout(of: syllable), default: Tally()].count[kind] += 1
                if isRight {
                    tallies[Self.layout(of: syllable), default: Tally()].right[kind] += 1
                } else {
                    failures.append("\(syllable) \(mistake.map { "\($0)" } ?? "correct")")
                }
            }
        }
        print(
            "seed \(Self.seed), every \(Self.every)th syllable; failures: \(failures.prefix(40).joined(separator: ", "))"
        )
        for (name, tally) in tallies.sorted(by: { $0.key < $1.key }) {
            let rates = Self.kinds.indices.map { "\(Self.kinds[$0]) \(tally.right[$0])/\(tally.count[$0])" }
            print(name, rates.joined(separator: "  "))
            for kind in Self.kinds.indices {
                #expect(
                    Double(tally.right[kind]) >= 0.98 * Double(tally.count[kind]) - 1, "\(name), \(Self.kinds[kind])")
            }
        }
    }

    /// The first of two strokes whose order matters: none where every accepted order has them either way.
    private static func fault(in reference: ReferenceCharacter, using random: inout SplitMix64) -> Int? {
        var free: Set<Int> = []
        var first = 0
        for part in reference.parts {
            let standard = part.alternatives[0]
            // An order that is accepted besides the listed one frees the pairs that it turns round.
            for order in standard.orders.dropFirst() {
                for place in order.indices.dropLast() where order[place] > order[place + 1] {
                    free.insert(first + order[place + 1])
                }
            }
            first += standard.strokes.count
        }
        let pairs = (0..<first - 1).filter { !free.contains($0) }
        return pairs.isEmpty ? nil : pairs[Int(random.next() % UInt64(pairs.count))]
    }

    private static func isRight(
        _ syllable: Character, _ reference: ReferenceCharacter, _ mistake: WritingMistake?,
        using random: inout SplitMix64
    ) -> Bool {
        var sheet = Sheet(syllable)
        let ink = SyntheticWriter(frame: Sheet.frame).write(
            reference, mistakes: mistake.map { [$0] } ?? [], using: &random)
        for stroke in ink { sheet.write(stroke.samples) }
        let analysis = sheet.finish()
        switch mistake {
        case nil: return analysis.isCorrect
        case .swap(let first, _):
            return [first, first + 1].contains {
                analysis.strokes[$0].status == .order && analysis.strokes[$0].reference == ink[$0].references.first
            }
        case .reverse(let stroke): return analysis.strokes[stroke].status == .reversed
        case .drop(let stroke): return !analysis.isCorrect && analysis.missing == [stroke]
        default: return false
        }
    }

    /// The layout class: the vowel's direction and the number of final letters.
    private static func layout(of syllable: Character) -> String {
        let index = Int(syllable.unicodeScalars.first!.value) - 0xAC00
        let vowel = index / 28 % 21, final = index % 28
        let direction =
            switch vowel {
            case 0...7, 20: "vertical"
            case 8, 12, 13, 17, 18: "horizontal"
            default: "compound"
            }
        return direction
            + (final == 0 ? "" : [3, 5, 6, 9, 10, 11, 12, 13, 14, 15, 18].contains(final) ? ", cluster" : ", final")
    }
}
