public import Ink

extension EventScanner {
    /// Reads one binary ink event. Its points land in `points`, as those of the text of the same event would.
    ///
    /// - Parameters:
    ///   - bytes: the whole message.
    ///   - stream: what the connection's messages before this one left.
    ///   - grid: the session's.
    /// - Returns: the event and its number.
    /// - Throws: what is wrong with the message; the messages behind it can be read from the next anchored one on.
    public mutating func scan(
        binary bytes: RawSpan, of stream: inout BinaryInkStream, on grid: Quantiser
    ) throws(EventError) -> (kind: InkEvent.Kind, number: UInt64) {
        points.removeAll(keepingCapacity: true)
        do throws(EventError) {
            return try read(bytes, &stream, grid.step)
        } catch {
            stream.isLost = true
            throw error
        }
    }

    @inline(__always)
    private mutating func read(
        _ bytes: RawSpan, _ stream: inout BinaryInkStream, _ step: Double
    ) throws(EventError) -> (kind: InkEvent.Kind, number: UInt64) {
        guard bytes.byteCount > 0 else { throw BinaryInk.invalid("it is empty") }
        let head = bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self)
        guard head & BinaryInk.versionMask == BinaryInk.version else {
            throw BinaryInk.invalid("the first byte is that of another version")
        }
        guard let kind = InkEvent.Kind(rawValue: head & BinaryInk.kindMask) else {
            throw BinaryInk.invalid("no event has this kind")
        }
        var reader = NibbleReader(behindFirstByteOf: bytes)
        let number = try number(head, &stream, &reader)
        switch kind {
        case .start:
            stream.pen = PenPrediction()
            try self.points(1, fromRest: true, head, &stream, &reader, step)
        case .move:
            if head & BinaryInk.anchored != 0 { stream.pen = PenPrediction() }
            let count = try reader.number()
            guard count <= EventLimits.pointsPerEvent else { throw EventError.tooManyPoints }
            try self.points(Int(count), fromRest: head & BinaryInk.anchored != 0, head, &stream, &reader, step)
        case .end, .undo, .clear, .next:
            guard head & (BinaryInk.timed | BinaryInk.pressed) == 0 else {
                throw BinaryInk.invalid("an event without points has neither times nor pressures")
            }
        }
        try reader.expectEnd()
        stream.number = number
        stream.isLost = false
        return (kind, number)
    }

    @inline(__always)
    private func number(
        _ head: UInt8, _ stream: inout BinaryInkStream, _ reader: inout NibbleReader
    ) throws(EventError) -> UInt64 {
        let isAnchored = head & BinaryInk.anchored != 0
        guard isAnchored || !stream.isLost else {
            throw BinaryInk.invalid("the message before it could not be read; anchor the next one")
        }
        let number = isAnchored ? try reader.number() : stream.number + 1
        guard (1...EventLimits.largestNumber).contains(number) else {
            throw BinaryInk.invalid("an event's number is 1 to \(EventLimits.largestNumber)")
        }
        return number
    }

    /// Reads `count` points; `fromRest` says that the pen was nowhere before the first of them.
    @inline(__always)
    private mutating func points(
        _ count: Int, fromRest: Bool, _ head: UInt8, _ stream: inout BinaryInkStream, _ reader: inout NibbleReader,
        _ step: Double
    ) throws(EventError) {
        guard count > 0 else { return }
        let shift = Int64(try reader.nibble())
        let isTimed = head & BinaryInk.timed != 0, isPressed = head & BinaryInk.pressed != 0
        var pen = stream.pen
        for index in 0..<count {
            let x = try pen.x + pen.speedX + reader.offset(shift)
            let y = try pen.y + pen.speedY + reader.offset(shift)
            guard max(x.magnitude, y.magnitude) <= BinaryInk.largestCoordinate else { throw RawPoint.tooFarOut }
            pen.place(x, y)
            var point = RawPoint(x: Double(x) * step, y: Double(y) * step)
            if isTimed {
                pen.tick(try reader.value(from: pen.time + pen.interval, upTo: BinaryInk.latestTenths + 1))
                if pen.time > 0 { point.time = Double(pen.time - 1) / 10 }
            }
            if isPressed {
                pen.pressure = try reader.value(from: pen.pressure, upTo: BinaryInk.pressureSteps + 1)
                if pen.pressure > 0 { point.pressure = Double(pen.pressure - 1) / Double(BinaryInk.pressureSteps) }
            }
            if fromRest, index == 0 { pen.rest() }
            points.append(try point.checked())
        }
        stream.pen = pen
    }
}

extension NibbleReader {
    /// What is added to a coordinate, in steps of the grid.
    @inline(__always)
    fileprivate mutating func offset(_ shift: Int64) throws(EventError) -> Int64 {
        let value = try signed()
        guard value.magnitude <= UInt64(BinaryInk.largestCoordinate >> shift) else { throw RawPoint.tooFarOut }
        return value << shift
    }

    /// A time or a pressure, which may be 0 to `largest`, as it differs from what was expected.
    @inline(__always)
    fileprivate mutating func value(from expected: Int64, upTo largest: Int64) throws(EventError) -> Int64 {
        let value = expected + (try signed())
        guard value >= 0, value <= largest else { throw BinaryInk.invalid("a time or a pressure is out of range") }
        return value
    }
}
