import Characters
import Testing

@testable import Checking

/// What spares a judge work does not change what it says.
struct JudgeTests {
    private static let mistakes: [[WritingMistake]] = [
        [], [.swap(0, 1)], [.reverse(1)], [.drop(2)], [.extra(before: 1)], [.join(1)], [.swap(1, 2), .drop(0)],
    ]

    /// Beginnings of syllables whose letters may be written in several ways, right and with mistakes.
    private static func beginnings() throws -> [(character: PreparedCharacter, lines: [InkLine])] {
        try (["찾", "쫓"] as [Character]).flatMap { text throws -> [(PreparedCharacter, [InkLine])] in
            let character = try PreparedCharacter(text, of: HangulSource())
            return try mistakes.flatMap { mistakes in
                let lines = try SyntheticInk.lines(text, mistakes, seed: 17)
                return [lines.count / 2, lines.count].map { (character, Array(lines.prefix($0))) }
            }
        }
    }

    private static func expectSame(_ found: Judgement, _ expected: Judgement) {
        #expect(found.roles == expected.roles)
        #expect(found.choice == expected.choice)
        #expect(found.missing == expected.missing)
        #expect(found.placement == expected.placement)
        #expect(found.energy == expected.energy)
    }

    @Test("a judge who remembers says what a new one says, to the last bit")
    func memory() throws {
        var areSuspicious = 0
        for (character, lines) in try Self.beginnings() {
            let remembering = Judge(character, JoinedStrokes(lines))
            let settled = remembering.settled(from: .prior)
            Self.expectSame(settled, Judge(character, JoinedStrokes(lines)).settled(from: .prior))
            let whole = Judge(character, JoinedStrokes(lines)).judgement(from: settled.placement)
            Self.expectSame(remembering.judgement(from: settled.placement), whole)
            let told = Judge(character, JoinedStrokes(lines))
            told.know(settled)
            Self.expectSame(told.judgement(from: settled.placement), whole)
            if whole.roles != settled.roles { areSuspicious += 1 }
        }
        #expect(areSuspicious > 0, "other starts have never found anything: nothing was tried here")
    }

    @Test("no way of writing costs less than the least that is thought possible")
    func leastPrice() throws {
        var solver = AssignmentSolver()
        for (character, lines) in try Self.beginnings() {
            let joined = JoinedStrokes(lines)
            for placement in [.prior, Judge(character, joined).settled(from: .prior).placement] {
                let costs = CostTable(character, written: lines, placement: placement)
                let search = RoleSearch(character, written: lines, costs: costs, joined: joined)
                for part in character.ways.indices {
                    for way in character.ways[part].indices {
                        var choice = [Int](repeating: 0, count: character.ways.count)
                        choice[part] = way
                        #expect(search.leastPrice(choice) <= search.assigned(choice, &solver).price)
                    }
                }
            }
        }
    }
}
