public import Ink

/// Writes ink events as `pilsun.ink.v1` messages, as a client does. What `EventScanner` reads back is the same.
public struct BinaryInkEncoder: Sendable {
    /// The grid of the session's coordinates.
    public var grid: Quantiser
    private var writer = NibbleWriter()
    private var stream = BinaryInkStream()
    private var mustAnchor = true
    /// How the message's points differ from what was expected: in x and y by turns, in time, in pressure.
    private var offsets: [Int64] = []
    private var times: [Int64] = []
    private var pressures: [Int64] = []

    /// An encoder for a connection's ink.
    public init(grid: Quantiser) { self.grid = grid }

    /// The next message builds on nothing: to be said when a session begins or goes on, and when a message was refused.
    public mutating func anchor() { mustAnchor = true }

    /// The message of an event. `samples` stand on the grid: one for `.start`, at most `EventLimits.pointsPerEvent` for
    /// `.move`; they are not looked at for the others.
    public mutating func message(
        _ kind: InkEvent.Kind, samples: ArraySlice<Sample> = [], number: UInt64
    ) -> [UInt8] {
        let isAnchored = mustAnchor || number != stream.number + 1
        let samples = kind == .move ? samples : kind == .start ? samples.prefix(1) : []
        let isFromRest = kind == .start || kind == .move && isAnchored
        if isFromRest { stream.pen = PenPrediction() }
        measure(samples, fromRest: isFromRest)
        writer = NibbleWriter()
        writer.byte(
            BinaryInk.version | kind.rawValue | (isAnchored ? BinaryInk.anchored : 0)
                | (times.isEmpty ? 0 : BinaryInk.timed) | (pressures.isEmpty ? 0 : BinaryInk.pressed))
        if isAnchored { writer.number(number) }
        if kind == .move { writer.number(UInt64(samples.count)) }
        if !samples.isEmpty { writePoints() }
        stream.number = number
        mustAnchor = false
        return writer.bytes
    }

    /// Notes how each point differs from what was expected; of times and of pressures nothing where no point has one.
    private mutating func measure(_ samples: ArraySlice<Sample>, fromRest: Bool) {
        offsets.removeAll(keepingCapacity: true)
        times.removeAll(keepingCapacity: true)
        pressures.removeAll(keepingCapacity: true)
        let isTimed = samples.contains { $0.time >= 0 }
        let isPressed = samples.contains { $0.pressure != Sample.absentPressure }
        for (index, sample) in samples.enumerated() {
            measurePlace(sample)
            if isTimed { measureTime(sample) }
            if isPressed { measurePressure(sample) }
            if fromRest, index == 0 { stream.pen.rest() }
        }
    }

    private mutating func measurePlace(_ sample: Sample) {
        let x = Int64(sample.position.x / grid.step), y = Int64(sample.position.y / grid.step)
        offsets.append(x - stream.pen.x - stream.pen.speedX)
        offsets.append(y - stream.pen.y - stream.pen.speedY)
        stream.pen.place(x, y)
    }

    private mutating func measureTime(_ sample: Sample) {
        let time = sample.time < 0 ? 0 : Int64((sample.time * 10).rounded()) + 1
        times.append(time - stream.pen.time - stream.pen.interval)
        stream.pen.tick(time)
    }

    private mutating func measurePressure(_ sample: Sample) {
        let isAbsent = sample.pressure == Sample.absentPressure
        let pressure = isAbsent ? 0 : Int64((sample.pressure * Double(BinaryInk.pressureSteps)).rounded()) + 1
        pressures.append(pressure - stream.pen.pressure)
        stream.pen.pressure = pressure
    }

    private mutating func writePoints() {
        let used = offsets.reduce(0, |)
        let shift = used == 0 ? 0 : min(used.trailingZeroBitCount, BinaryInk.longestShift)
        writer.nibble(UInt8(shift))
        for point in 0..<offsets.count / 2 {
            writer.signed(offsets[point * 2] >> Int64(shift))
            writer.signed(offsets[point * 2 + 1] >> Int64(shift))
            if !times.isEmpty { writer.signed(times[point]) }
            if !pressures.isEmpty { writer.signed(pressures[point]) }
        }
    }
}
