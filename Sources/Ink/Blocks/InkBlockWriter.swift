/// Writes the steps of a log as compact bytes, about six a sample, in blocks that can be read on their own.
///
/// A block is `length previous events steps…`: the bytes that follow the length, the number of the last ink event before the
/// block, and by how much that number has grown at its end (events without a step, such as moves without points, count too).
/// A block holds whole events. ``InkBlockReader`` reads them.
public struct InkBlockWriter: Sendable {
    private let step: Double
    private let stepsPerUnit: Double
    private var payload: [UInt8] = []
    private var state: InkStepState
    /// Number of the last ink event before the open block.
    public private(set) var previous: UInt64
    /// Number of the last ink event that was taken in.
    public private(set) var last: UInt64

    /// A writer for steps on this grid that follow the event with this number.
    public init(grid: Quantiser, after previous: UInt64) {
        step = grid.step
        stepsPerUnit = 1 / grid.step
        self.previous = previous
        last = previous
        state = InkStepState(after: previous)
    }

    /// Whether the open block holds nothing.
    public var isEmpty: Bool { last == previous }

    /// Bytes of the open block.
    public var byteCount: Int { payload.count }

    /// Takes in an event that has no step.
    public mutating func skip(_ number: UInt64) { last = number }

    /// Takes in a step.
    public mutating func add(_ event: InkEvent) {
        var flags = event.kind.rawValue
        if event.closesEvent { flags |= InkStepFlags.closesEvent }
        if event.number != state.number { flags |= InkStepFlags.number }
        if event.kind == .start || event.kind == .move {
            addSample(event.sample, flags: flags, number: event.number)
        } else {
            payload.append(flags)
            addNumber(event.number)
        }
        state.number = event.closesEvent ? event.number + 1 : event.number
        last = event.number
    }

    private mutating func addNumber(_ number: UInt64) {
        if number != state.number { VariableInteger.append(number &- state.number, to: &payload) }
    }

    private mutating func addSample(_ sample: Sample, flags: UInt8, number: UInt64) {
        guard let x = whole(sample.position.x), let y = whole(sample.position.y), let time = Self.tenths(sample.time),
            let pressure = Self.level(sample.pressure)
        else { return addRaw(sample, flags: flags | InkStepFlags.raw, number: number) }
        var flags = flags
        if time >= 0 { flags |= InkStepFlags.time }
        if pressure != state.pressure { flags |= InkStepFlags.pressure }
        payload.append(flags)
        addNumber(number)
        VariableInteger.append(signed: x &- state.x, to: &payload)
        VariableInteger.append(signed: y &- state.y, to: &payload)
        state.x = x
        state.y = y
        if time >= 0 {
            VariableInteger.append(signed: time &- state.time, to: &payload)
            state.time = time
        }
        if pressure != state.pressure {
            VariableInteger.append(UInt64(pressure), to: &payload)
            state.pressure = pressure
        }
    }

    private mutating func addRaw(_ sample: Sample, flags: UInt8, number: UInt64) {
        payload.append(flags)
        addNumber(number)
        for value in [sample.position.x, sample.position.y, sample.time, sample.pressure] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                payload.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
    }

    /// Appends the open block to `bytes` and begins the next one; false where there was nothing in it.
    @discardableResult
    public mutating func close(into bytes: inout [UInt8]) -> Bool {
        guard !isEmpty else { return false }
        var head: [UInt8] = []
        VariableInteger.append(previous, to: &head)
        VariableInteger.append(last - previous, to: &head)
        VariableInteger.append(UInt64(head.count + payload.count), to: &bytes)
        bytes.append(contentsOf: head)
        bytes.append(contentsOf: payload)
        payload.removeAll(keepingCapacity: true)
        previous = last
        state = InkStepState(after: last)
        return true
    }

    /// The coordinate in steps of the grid, nil where that is not exact.
    private func whole(_ coordinate: Double) -> Int64? {
        let steps = coordinate * stepsPerUnit
        guard abs(steps) <= InkStepState.largest else { return nil }
        let whole = Int64(steps)
        return Double(whole) * step == coordinate ? whole : nil
    }

    /// The time in tenths of a millisecond, −1 for none, nil where that is not exact.
    private static func tenths(_ time: Double) -> Int64? {
        guard time >= 0 else { return time == Sample.absentTime ? -1 : nil }
        guard time <= InkStepState.largest / 16 else { return nil }
        let tenths = Int64((time * 10).rounded())
        return Double(tenths) / 10 == time ? tenths : nil
    }

    private static func level(_ pressure: Double) -> Int64? {
        if pressure == Sample.absentPressure { return InkStepState.absentPressure }
        guard (0...1).contains(pressure) else { return nil }
        let level = Int64((pressure * 1023).rounded())
        return Double(level) / 1023 == pressure ? level : nil
    }
}
