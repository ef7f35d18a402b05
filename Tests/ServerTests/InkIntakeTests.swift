import Ink
import Testing
import Wire

@testable import Sessions

@Suite("InkIntake")
struct InkIntakeTests {
    private func intake() -> InkIntake { InkIntake(grid: Quantiser(frame: .unnamed)) }

    @Test("a move becomes a step for each point, and only the last one closes the event")
    func steps() throws {
        var intake = intake(), steps: [InkEvent] = []
        _ = try intake.take(.start, number: nil, points: [RawPoint(x: 1, y: 2)]) { steps.append($0) }
        _ = try intake.take(.move, number: nil, points: [RawPoint(x: 3, y: 4), RawPoint(x: 5, y: 6)]) {
            steps.append($0)
        }
        _ = try intake.take(.end, number: nil, points: []) { steps.append($0) }
        #expect(steps.map(\.kind) == [.start, .move, .move, .end])
        #expect(steps.map(\.number) == [1, 2, 2, 3])
        #expect(steps.map(\.closesEvent) == [true, false, true, true])
        #expect(steps[2].sample.position == Point(5, 6))
    }

    @Test("what comes twice is passed over, gaps are not missed")
    func numbers() throws {
        var intake = intake(), steps = 0
        for (number, isNew) in [(1, true), (1, false), (4, true), (3, false), (5, true)] as [(UInt64, Bool)] {
            let taken = try intake.take(.undo, number: number, points: []) { _ in steps += 1 }
            #expect(taken == isNew)
        }
        #expect(try intake.take(.undo, number: nil, points: []) { _ in steps += 1 })
        #expect(intake.lastNumber == 6)
        #expect(steps == 4)
    }

    @Test("points and ends without a start are refused and leave no trace", arguments: [InkEvent.Kind.move, .end])
    func notStarted(kind: InkEvent.Kind) throws {
        for before in [[], [.start, .end], [.start, .undo], [.start, .clear], [.start, .next]] as [[InkEvent.Kind]] {
            var intake = intake()
            for kind in before { _ = try intake.take(kind, number: nil, points: [RawPoint(x: 0, y: 0)]) { _ in } }
            let number = intake.lastNumber
            let error = #expect(throws: EventError.self) {
                try intake.take(kind, number: nil, points: [RawPoint(x: 0, y: 0)]) { _ in Issue.record("a step") }
            }
            #expect(error?.code == .strokeNotStarted)
            #expect(intake.lastNumber == number)
        }
    }

    @Test("time that runs backwards stands still until it has caught up, and begins anew with the next stroke")
    func time() throws {
        var intake = intake(), times: [Double] = []
        func take(_ kind: InkEvent.Kind, _ times: [Double?], into read: inout [Double]) throws {
            var steps: [Double] = []
            _ = try intake.take(kind, number: nil, points: times.map { RawPoint(x: 0, y: 0, time: $0) }) {
                steps.append($0.sample.time)
            }
            read += steps
        }
        try take(.start, [100], into: &times)
        try take(.move, [90, nil, 120, 110, -5, 120.04], into: &times)
        try take(.start, [3], into: &times)
        #expect(times == [100, 100, -1, 120, 120, -1, 120, 3])
    }
}
