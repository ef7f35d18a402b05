import Characters
import Cluster
import Ink
import Testing
import Wire

@Suite("Ink blocks")
struct InkBlockTests {
    private static let grids = [1e-6, 0.3, 1, 105, 300, 1024, 1e9].map {
        Quantiser(frame: Frame(x: 0, y: 0, width: $0, height: $0 / 2)!)
    }

    /// Events as they come from pens: whole strokes, with gaps in the numbers, with and without time and pressure, far outside.
    private func events(_ grid: Quantiser, seed: UInt64, count: Int) -> [InkEvent] {
        var random = SplitMix64(seed: seed), events: [InkEvent] = [], number: UInt64 = 0
        let kinds: [InkEvent.Kind] = [.start, .move, .move, .move, .end, .undo, .clear, .next]
        while events.count < count {
            number += random.next() % 7 == 0 ? 1 + random.next() % 1_000_000 : 1
            let kind = kinds[Int(random.next() % 8)]
            let points = kind == .move ? 1 + random.next() % 5 : 1
            for point in 1...points {
                let spread = random.next() % 9 == 0 ? 2e9 : 300 * grid.step * 65536
                let sample = grid.sample(
                    x: (random.uniform() - 0.3) * spread, y: (random.uniform() - 0.3) * spread,
                    time: random.next() % 5 == 0 ? nil : random.uniform() * (random.next() % 9 == 0 ? 1e300 : 1e6),
                    pressure: random.next() % 3 == 0 ? nil : random.uniform())
                let hasSample = kind == .start || kind == .move
                events.append(
                    InkEvent(
                        kind, sample: hasSample ? sample : Sample(position: .zero), number: number,
                        closesEvent: point == points))
            }
        }
        return events
    }

    private func replay(_ bytes: [UInt8], _ grid: Quantiser, from base: Checkpoint = .beginning) -> [InkEvent] {
        var replay = LogReplay(grid: grid, from: base), events: [InkEvent] = []
        let item = LogItem(position: LogPosition(epoch: 1, ink: 1), blocks: bytes)
        let verdict = replay.take(item) { events.append($0) }
        #expect(verdict == .accepted)
        return events
    }

    @Test("what is written is read as the same, to the bit, however it is divided", arguments: grids.indices)
    func roundTrip(index: Int) {
        let grid = Self.grids[index]
        for seed in UInt64(0)..<20 {
            let events = events(grid, seed: seed, count: 200)
            var random = SplitMix64(seed: seed), writer = InkBlockWriter(grid: grid, after: 0), bytes: [UInt8] = []
            for event in events {
                writer.add(event)
                if event.closesEvent, random.next() % 10 == 0 { writer.close(into: &bytes) }
            }
            writer.close(into: &bytes)
            #expect(replay(bytes, grid) == events, "seed \(seed)")
        }
    }

    @Test("a pen's samples take about six bytes")
    func size() {
        let grid = Quantiser(frame: Frame(x: 0, y: 0, width: 300, height: 300)!)
        var writer = InkBlockWriter(grid: grid, after: 0), bytes: [UInt8] = []
        for index in 0..<1_000 {
            let t = Double(index) / 100
            let sample = grid.sample(x: 150 + t * 9, y: 150 + t * t, time: t * 83.3, pressure: 0.4 + t / 100)
            writer.add(InkEvent(.move, sample: sample, number: UInt64(index + 1)))
        }
        writer.close(into: &bytes)
        #expect(bytes.count < 9_000, "\(bytes.count) bytes for 1,000 samples")
    }

    @Test("events without a step keep their numbers")
    func empty() {
        let grid = Self.grids[3]
        var writer = InkBlockWriter(grid: grid, after: 7), bytes: [UInt8] = []
        let isEmpty = !writer.close(into: &bytes)
        #expect(isEmpty)
        writer.skip(9)
        writer.close(into: &bytes)
        var replay = LogReplay(grid: grid, from: Checkpoint(ink: 7, output: 0, character: 0))
        let verdict = replay.take(LogItem(position: LogPosition(epoch: 1, ink: 9), blocks: bytes)) { _ in
            Issue.record("a step")
        }
        #expect(verdict == .accepted)
        #expect(replay.ink == 9)
    }

    @Test("bytes that nobody wrote are told, and never crash")
    func damage() {
        let grid = Self.grids[4]
        var writer = InkBlockWriter(grid: grid, after: 0), bytes: [UInt8] = []
        for event in events(grid, seed: 1, count: 60) { writer.add(event) }
        writer.close(into: &bytes)
        var random = SplitMix64(seed: 2), told = 0
        for _ in 0..<20_000 {
            var broken = bytes
            switch random.next() % 3 {
            case 0: broken[Int(random.next() % UInt64(broken.count))] = UInt8(truncatingIfNeeded: random.next())
            case 1: broken.removeLast(Int(random.next() % UInt64(broken.count)))
            default:
                for _ in 0..<8 {
                    broken[Int(random.next() % UInt64(broken.count))] = UInt8(truncatingIfNeeded: random.next())
                }
            }
            var replay = LogReplay(grid: grid, from: .beginning)
            let item = LogItem(position: LogPosition(epoch: 1, ink: 1), blocks: broken)
            if replay.take(item, emit: { _ in }) == .damaged { told += 1 }
        }
        #expect(told > 5_000)
    }
}
