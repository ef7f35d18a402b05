import Ink

extension EventScanner {
    /// The body of `stroke:move`; its points are appended to `points`.
    ///
    /// - Returns: the client's number of the event.
    mutating func movedPoints(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> UInt64? {
        var number: UInt64?, hasPoints = false
        if hasBody, try cursor.beginObject() {
            repeat {
                let key = try cursor.key()
                if key == names.points {
                    hasPoints = true
                    try pointList(in: &cursor)
                } else if key == names.number {
                    number = try eventNumber(in: &cursor)
                } else {
                    try cursor.skipValue()
                }
            } while try cursor.nextMember()
        }
        guard hasPoints else {
            throw EventError(.fieldMissing, #"stroke:move needs "points", a list of points."#)
        }
        return number
    }

    /// The body of `stroke:start`: a point with a number beside it.
    mutating func startPoint(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> UInt64? {
        guard hasBody else { throw RawPoint.missingCoordinate }
        var number: UInt64?
        points.append(try point(in: &cursor, number: &number))
        return number
    }

    /// The body of an event that has nothing but a number.
    mutating func bareNumber(_ hasBody: Bool, in cursor: inout JSONCursor) throws(EventError) -> UInt64? {
        var number: UInt64?
        guard hasBody, try cursor.beginObject() else { return nil }
        repeat {
            if try cursor.key() == names.number {
                number = try eventNumber(in: &cursor)
            } else {
                try cursor.skipValue()
            }
        } while try cursor.nextMember()
        return number
    }

    private func eventNumber(in cursor: inout JSONCursor) throws(EventError) -> UInt64? {
        if try cursor.takeNull() { return nil }
        return try cursor.integer(in: 1...EventLimits.largestNumber, named: "seq")
    }

    @inline(__always)
    private mutating func pointList(in cursor: inout JSONCursor) throws(EventError) {
        points.removeAll(keepingCapacity: true)  // of two lists in one event the last one counts
        cursor.skipSpace()
        guard cursor.current == UInt8(ascii: "[") else {
            throw try cursor.misplaced(.fieldInvalid, "points must be a list")
        }
        guard try cursor.beginArray() else { return }
        repeat {
            guard points.count < EventLimits.pointsPerEvent else {
                throw EventError.tooManyPoints
            }
            cursor.skipSpace()
            if cursor.current == UInt8(ascii: "[") {
                points.append(try cursor.pointArray())
            } else {
                var ignored: UInt64?
                points.append(try point(in: &cursor, number: &ignored))
            }
        } while try cursor.nextElement()
    }

    /// `{"x":…,"y":…,"pressure":…,"t":…}` with its keys in any order.
    @inline(__always)
    private func point(in cursor: inout JSONCursor, number: inout UInt64?) throws(EventError) -> RawPoint {
        var x: Double?, y: Double?, time: Double?, pressure: Double?
        cursor.skipSpace()
        guard cursor.current == UInt8(ascii: "{") else {
            throw try cursor.misplaced(.pointInvalid, "A point is an object or an array of numbers")
        }
        if try cursor.beginObject() {
            repeat {
                let key = try cursor.key()
                if key == names.x {
                    x = try cursor.number()
                } else if key == names.y {
                    y = try cursor.number()
                } else if key == names.pressure {
                    pressure = try cursor.optionalNumber()
                } else if key == names.time {
                    time = try cursor.optionalNumber()
                } else if key == names.number {
                    number = try eventNumber(in: &cursor)
                } else {
                    try cursor.skipValue()
                }
            } while try cursor.nextMember()
        }
        guard let x, let y else { throw RawPoint.missingCoordinate }
        return try RawPoint(x: x, y: y, time: time, pressure: pressure).checked()
    }
}

extension JSONCursor {
    /// `[x,y,t,pressure]`; the last two may be missing or null, what follows is stepped over.
    @inline(__always)
    mutating func pointArray() throws(EventError) -> RawPoint {
        guard try beginArray() else { throw RawPoint.missingCoordinate }
        let x = try number()
        guard try nextElement() else { throw RawPoint.missingCoordinate }
        var point = RawPoint(x: x, y: try number())
        if try nextElement() {
            point.time = try optionalNumber()
            if try nextElement() {
                point.pressure = try optionalNumber()
                while try nextElement() { try skipValue() }
            }
        }
        return try point.checked()
    }
}

extension RawPoint {
    /// The point itself, where it lies within reach of a frame.
    @inline(__always)
    func checked() throws(EventError) -> RawPoint {
        guard max(abs(x), abs(y)) <= Frame.largestCoordinate * 2 else { throw Self.tooFarOut }
        return self
    }

    static var tooFarOut: EventError {
        EventError(.pointInvalid, "A coordinate lies farther out than any frame: at most 2e9 either way.")
    }

    static var missingCoordinate: EventError { EventError(.pointInvalid, "A point needs x and y.") }
}

extension EventError {
    static var tooManyPoints: EventError {
        EventError(.pointsTooMany, "One event carries at most \(EventLimits.pointsPerEvent) points; send several.")
    }
}
