import Ink
import Records
import Testing

@Suite("Ink of attempts")
struct AttemptInkTests {
    private func ink(side: Double) throws -> AttemptInk {
        let box = try #require(Frame(x: -side, y: 3, width: side, height: side / 2))
        let grid = Quantiser(frame: box)
        var events: [InkEvent] = []
        for stroke in 0..<3 {
            for place in 0..<20 {
                let at = Double(place) / 20 * side
                events.append(
                    InkEvent(
                        place == 0 ? .start : .move,
                        sample: grid.sample(
                            x: at, y: at * 0.3 + Double(stroke), time: stroke == 1 ? nil : Double(place) * 8.3,
                            pressure: stroke == 2 ? 0.3 : nil), number: UInt64(90 + stroke * 9), closesEvent: place != 3
                    ))
            }
            events.append(InkEvent(.end, number: UInt64(95 + stroke * 9)))
        }
        events += [InkEvent(.undo, number: 200), InkEvent(.next, number: 201)]
        return AttemptInk(box: box, grid: grid, events: events)
    }

    @Test("comes back to the bit", arguments: [1e-6, 0.3, 1, 105, 1024, 1e9])
    func roundTrip(side: Double) throws {
        let ink = try ink(side: side)
        #expect(AttemptInk(bytes: ink.bytes) == ink)
        #expect(ink.events.first?.number == 1)
    }

    @Test("is refused where it was cut off or changed, and never crashes")
    func damage() throws {
        let bytes = try ink(side: 105).bytes
        for count in 0..<bytes.count where AttemptInk(bytes: Array(bytes[..<count])) != nil { #expect(count == 34) }
        var seed: UInt64 = 7
        for _ in 0..<5_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var changed = bytes
            changed[Int(seed >> 33) % bytes.count] = UInt8(truncatingIfNeeded: seed >> 20)
            _ = AttemptInk(bytes: changed)
        }
    }
}
