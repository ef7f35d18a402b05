/// Reads what ``InkBlockWriter`` wrote. Bytes that it cannot have written are told, never believed.
package struct InkBlockReader {
    /// The head of a block.
    package struct Head {
        /// Number of the last ink event before the block.
        package var previous: UInt64
        /// Number of the last ink event of the block.
        package var last: UInt64
        /// Where its steps begin and end.
        package var steps: Range<Int>
    }

    /// The bytes are no blocks of ink.
    package struct Damage: Error {}

    let step: Double

    package init(grid: Quantiser) { step = grid.step }

    /// The head of the block at `position`, which then is behind the block.
    package static func head(_ bytes: Span<UInt8>, _ position: inout Int) throws(Damage) -> Head {
        guard let length = VariableInteger.read(bytes, &position), length <= UInt64(bytes.count - position) else {
            throw Damage()
        }
        let end = position + Int(length)
        guard let previous = VariableInteger.read(bytes, &position), let grown = VariableInteger.read(bytes, &position),
            position <= end, grown > 0, previous <= Int64.max, grown <= Int64.max
        else { throw Damage() }
        defer { position = end }
        return Head(previous: previous, last: previous + grown, steps: position..<end)
    }

    /// Hands over the steps of a block in order.
    package func steps(_ bytes: Span<UInt8>, _ head: Head, _ body: (InkEvent) -> Void) throws(Damage) {
        var state = InkStepState(after: head.previous), position = head.steps.lowerBound
        while position < head.steps.upperBound {
            let event = try self.event(bytes, &position, &state)
            guard position <= head.steps.upperBound, event.number > head.previous, event.number <= head.last else {
                throw Damage()
            }
            body(event)
        }
    }

    private func event(
        _ bytes: Span<UInt8>, _ position: inout Int, _ state: inout InkStepState
    ) throws(Damage) -> InkEvent {
        let flags = bytes[position]
        position += 1
        guard let kind = InkEvent.Kind(rawValue: flags & InkStepFlags.kind) else { throw Damage() }
        if flags & InkStepFlags.number != 0 {
            guard let skipped = VariableInteger.read(bytes, &position) else { throw Damage() }
            state.number &+= skipped
        }
        var event = InkEvent(kind, number: state.number, closesEvent: flags & InkStepFlags.closesEvent != 0)
        if kind == .start || kind == .move {
            event.sample =
                flags & InkStepFlags.raw != 0
                ? try raw(bytes, &position) : try sample(bytes, &position, flags, &state)
        }
        if event.closesEvent { state.number &+= 1 }
        return event
    }

    private func sample(
        _ bytes: Span<UInt8>, _ position: inout Int, _ flags: UInt8, _ state: inout InkStepState
    ) throws(Damage) -> Sample {
        guard let x = VariableInteger.readSigned(bytes, &position), let y = VariableInteger.readSigned(bytes, &position)
        else { throw Damage() }
        state.x &+= x
        state.y &+= y
        var time = Sample.absentTime
        if flags & InkStepFlags.time != 0 {
            guard let later = VariableInteger.readSigned(bytes, &position) else { throw Damage() }
            state.time &+= later
            time = Double(state.time) / 10
        }
        if flags & InkStepFlags.pressure != 0 {
            guard let pressure = VariableInteger.read(bytes, &position), pressure <= InkStepState.absentPressure else {
                throw Damage()
            }
            state.pressure = Int64(pressure)
        }
        let pressure =
            state.pressure == InkStepState.absentPressure ? Sample.absentPressure : Double(state.pressure) / 1023
        return Sample(position: Point(Double(state.x) * step, Double(state.y) * step), time: time, pressure: pressure)
    }

    private func raw(_ bytes: Span<UInt8>, _ position: inout Int) throws(Damage) -> Sample {
        guard bytes.count - position >= 32 else { throw Damage() }
        func double(_ index: Int) throws(Damage) -> Double {
            var bits: UInt64 = 0
            for byte in 0..<8 { bits |= UInt64(bytes[position + index * 8 + byte]) << UInt64(byte * 8) }
            let value = Double(bitPattern: bits)
            guard value.isFinite else { throw Damage() }
            return value
        }
        let sample = Sample(
            position: Point(try double(0), try double(1)), time: try double(2), pressure: try double(3))
        position += 32
        return sample
    }
}
