import Foundation
import Testing

@testable import Records

@Suite("MemoryModel and ReviewSchedule beside py-fsrs")
struct MemoryModelTests {
    /// `protocol/vectors/fsrs.json`, made by `Tests/Protocol/fsrs_vectors.py`.
    struct Row: Decodable, Sendable, CustomStringConvertible {
        struct Step: Decodable, Sendable {
            let at: Int64
            let grade: Int
            let retrievability: Double
            let stability: Double
            let difficulty: Double
            let phase: String
            let due: Int64
        }

        let name: String
        let parameters: [Double]?
        let retention: Double
        let reviews: [Step]
        var description: String { name }

        static let all: [Row] = {
            struct File: Decodable { let rows: [Row] }
            let path = URL(filePath: #filePath).appending(path: "../../../../protocol/vectors/fsrs.json").standardized
            guard let data = try? Data(contentsOf: path) else { return [] }
            return (try? JSONDecoder().decode(File.self, from: data))?.rows ?? []
        }()
    }

    @Test("there are vectors") func vectors() { #expect(Row.all.count == 45) }

    @Test("every stability, difficulty, probability and interval is that of the reference", arguments: Row.all)
    func row(row: Row) throws {
        var schedule = ReviewSchedule.reference
        if let parameters = row.parameters { schedule.model = try #require(MemoryModel(parameters: parameters)) }
        schedule.retention = row.retention
        var card: ReviewCard?
        for step in row.reviews {
            let now = Timestamp(milliseconds: step.at * 1_000)
            if let card { #expect(abs(schedule.retrievability(card, at: now) - step.retrievability) < 1e-6) }
            let next = schedule.card(card, after: try #require(ReviewGrade(rawValue: step.grade)), at: now)
            #expect(abs(next.memory.stability - step.stability) <= 1e-6 * max(1, step.stability))
            #expect(abs(next.memory.difficulty - step.difficulty) < 1e-6)
            #expect(next.dueAt.milliseconds == step.due * 1_000)
            let phase =
                switch next.phase {
                case .learning: "learning"
                case .review: "review"
                case .relearning: "relearning"
                }
            #expect(phase == step.phase)
            card = next
        }
    }

    @Test("the six grades, each when due")
    func sixGrades() {
        var card: ReviewCard?, stabilities: [Double] = []
        for grade in [ReviewGrade.good, .good, .good, .again, .good, .good] {
            card = ReviewSchedule.reference.card(card, after: grade, at: card?.dueAt ?? Timestamp(milliseconds: 0))
            stabilities.append(card?.memory.stability ?? 0)
        }
        for (found, wanted) in zip(stabilities, [2.3065, 2.3065, 10.97, 1.54, 1.57, 4.94]) {
            // As they were given, to the second decimal or so; the row of the vectors has them to 1e-6.
            #expect(abs(found - wanted) < 0.006, "\(stabilities)")
        }
    }

    @Test("parameters outside of their bounds, or too few, make no model")
    func bounds() {
        #expect(MemoryModel(parameters: MemoryModel.published) == MemoryModel())
        #expect(MemoryModel(parameters: Array(MemoryModel.published.dropLast())) == nil)
        for place in MemoryModel.bounds.indices {
            for value in [
                MemoryModel.bounds[place].lowerBound - 1e-9, MemoryModel.bounds[place].upperBound + 1e-9, .nan,
            ] {
                var parameters = MemoryModel.published
                parameters[place] = value
                #expect(MemoryModel(parameters: parameters) == nil)
            }
        }
    }

    @Test("one right writing puts nothing off for long, however easy it was")
    func beginners() {
        let schedule = ReviewSchedule(), begin = Timestamp(milliseconds: 0)
        var card = schedule.card(nil, after: .easy, at: begin), waits: [Int64] = []
        for _ in 0..<5 {
            waits.append((card.dueAt.milliseconds - card.reviewedAt.milliseconds) / 86_400_000)
            card = schedule.card(card, after: .easy, at: card.dueAt)
        }
        #expect(waits[..<3] == [2, 5, 12])
        #expect(waits[3] > 12 && waits[4] > waits[3], "\(waits)")
        // Writing it once more on the same day is no further day on which it was known.
        let again = schedule.card(
            schedule.card(nil, after: .easy, at: begin), after: .easy, at: begin.adding(seconds: 60))
        #expect((again.dueAt.milliseconds - again.reviewedAt.milliseconds) / 86_400_000 <= 2)
    }
}
