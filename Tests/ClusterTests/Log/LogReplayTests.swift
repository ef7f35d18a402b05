import Cluster
import Ink
import Testing
import Wire

@Suite("LogReplay")
struct LogReplayTests {
    private static let grid = Quantiser(frame: .unnamed)

    /// An item whose events have these numbers; the pen's place tells who wrote them.
    private func item(_ epoch: UInt64, _ numbers: ClosedRange<UInt64>, by writer: Double = 0) -> LogItem {
        var block = InkBlockWriter(grid: Self.grid, after: numbers.lowerBound - 1), bytes: [UInt8] = []
        for number in numbers {
            block.add(InkEvent(.start, sample: Sample(position: Point(writer, 0)), number: number))
        }
        block.close(into: &bytes)
        return LogItem(position: LogPosition(epoch: epoch, ink: numbers.upperBound), blocks: bytes)
    }

    private func begin(_ epoch: UInt64) -> LogItem {
        LogItem(position: LogPosition(epoch: epoch, ink: 0), blocks: [])
    }

    private func read(_ items: [LogItem]) -> (verdicts: [LogReplay.Verdict], numbers: [UInt64], writers: [Double]) {
        var replay = LogReplay(grid: Self.grid, from: .beginning), events: [InkEvent] = []
        let verdicts = items.map { replay.take($0) { events.append($0) } }
        return (verdicts, events.map(\.number), events.map(\.sample.position.x))
    }

    @Test("what comes twice or overlaps is taken once")
    func overlaps() {
        let (verdicts, numbers, _) = read([begin(1), item(1, 1...3), item(1, 2...5), item(1, 1...3), item(1, 6...6)])
        #expect(verdicts == Array(repeating: .accepted, count: 5))
        #expect(numbers == Array(1...6))
    }

    @Test("what an owner writes after it was replaced is passed over")
    func epochs() {
        let (verdicts, numbers, writers) = read([
            begin(1), item(1, 1...3, by: 1), begin(2), item(1, 4...6, by: 1), item(2, 4...5, by: 2),
        ])
        #expect(verdicts == [.accepted, .accepted, .accepted, .stale, .accepted])
        #expect(numbers == Array(1...5))
        #expect(writers == [1, 1, 1, 2, 2])
    }

    @Test("missing ink is told, and nothing behind it is taken")
    func gaps() {
        let (verdicts, numbers, _) = read([begin(1), item(1, 1...3), item(1, 5...6)])
        #expect(verdicts == [.accepted, .accepted, .gap])
        #expect(numbers == [1, 2, 3])
    }
}
