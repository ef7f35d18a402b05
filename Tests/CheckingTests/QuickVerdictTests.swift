import Characters
import Testing

@testable import Checking

@Suite("QuickVerdict")
struct QuickVerdictTests {
    /// For each stroke the status of its quick verdict, nil where all strokes had to be judged.
    private static func verdicts(_ text: Character, _ lines: [InkLine]) throws -> [StrokeVerdict.Status?] {
        let character = try PreparedCharacter(text, of: HangulSource())
        var belief = Judgement(nothingOf: character)
        return lines.indices.map { last in
            let joined = JoinedStrokes(Array(lines[...last]))
            let due = Expectation(character, written: belief.writtenItems).due
            if let quick = QuickVerdict(
                character, joined, belief: belief, due: due,
                tolerances: Tolerances(.standard, strokes: character.longest))
            {
                belief = quick.judgement
                return quick.status
            }
            belief = Judge(character, joined).settled(from: belief.placement)
            return nil
        }
    }

    @Test(
        "a hand that writes what is due is answered quickly, and told that it does",
        arguments: ["가", "한", "물", "옷"] as [Character])
    func due(text: Character) throws {
        let verdicts = try Self.verdicts(text, try SyntheticInk.lines(text))
        #expect(verdicts.compactMap(\.self).count * 4 >= verdicts.count * 3, "\(verdicts)")
        #expect(verdicts.compactMap(\.self).allSatisfy { $0 == .ok })
    }

    @Test(
        "a stroke that is not what was due is left to the judgement of all",
        arguments: [.swap(3, 4), .reverse(3), .join(2), .extra(before: 3)] as [WritingMistake])
    func doubt(mistake: WritingMistake) throws {
        #expect(try Self.verdicts("한", try SyntheticInk.lines("한", [mistake])).contains { $0 == nil })
    }
}
