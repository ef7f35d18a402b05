public import Ink

/// Appends server events, `["feedback:live",{…}]`, to a buffer. The order of keys is fixed; numbers are `JSONWriter`'s.
///
/// `number` is the output's `seq`; without it the field is left out, as `pilsun check` prints events.
public struct EventEncoder: Sendable {
    /// The text so far; the caller divides it into messages by its length before and after an event.
    public var json = JSONWriter()
    /// The grid of the session's coordinates.
    public var grid: Quantiser

    /// An encoder for a session's outputs.
    public init(grid: Quantiser) { self.grid = grid }

    /// `feedback:live`; `other` is the other written stroke where it is about two, `text` is the character that was written where it is another one.
    public mutating func feedback(
        _ number: UInt64?, type: String, message: String, severity: String, character: Int, stroke: Int, at: Int,
        other: Int? = nil, text: String? = nil
    ) {
        open("feedback:live", number)
        json.raw("\"type\":")
        json.string(type)
        json.raw(",\"message\":")
        json.string(message)
        json.raw(",\"severity\":")
        json.string(severity)
        json.raw(",")
        place(character, stroke)
        json.raw(",\"at\":")
        json.integer(at)
        if let other {
            json.raw(",\"other\":")
            json.integer(other)
        }
        if let text {
            json.raw(",\"text\":")
            json.string(text)
        }
        close()
    }

    /// `correction:suggest`
    public mutating func correction(_ number: UInt64?, character: Int, stroke: Int, points: [Point]) {
        let grid = grid
        open("correction:suggest", number)
        place(character, stroke)
        json.raw(",\"points\":")
        json.list(points) { json, point in
            json.raw("[")
            json.coordinates(of: point, on: grid)
            json.raw("]")
        }
        close()
    }

    /// `stroke:fit`: each segment is `[x0,y0,x1,y1,x2,y2,x3,y3]`.
    public mutating func fit(_ number: UInt64?, character: Int, stroke: Int, segments: some Collection<CubicSegment>) {
        let grid = grid
        open("stroke:fit", number)
        place(character, stroke)
        json.raw(",\"segments\":")
        json.list(segments) { json, segment in
            json.raw("[")
            json.coordinates(of: segment.start, on: grid)
            json.raw(",")
            json.coordinates(of: segment.control1, on: grid)
            json.raw(",")
            json.coordinates(of: segment.control2, on: grid)
            json.raw(",")
            json.coordinates(of: segment.end, on: grid)
            json.raw("]")
        }
        close()
    }

    /// `stroke:ink`: samples of the stroke that is being written, of which `start` have been told before.
    public mutating func ink(character: Int, stroke: Int, start: Int, samples: [Sample]) {
        let grid = grid
        open("stroke:ink", nil)
        place(character, stroke)
        json.raw(",\"at\":")
        json.integer(start)
        json.raw(",\"points\":")
        json.list(samples) { json, sample in
            json.raw("[")
            json.coordinates(of: sample.position, on: grid)
            json.raw(",")
            json.time(sample.time)
            json.raw(",")
            json.pressure(sample.pressure)
            json.raw("]")
        }
        close()
    }

    private mutating func open(_ name: StaticString, _ number: UInt64?) {
        json.raw("[\"")
        json.raw(name)
        json.raw("\",{")
        guard let number else { return }
        json.raw("\"seq\":")
        json.integer(number)
        json.raw(",")
    }

    private mutating func place(_ character: Int, _ stroke: Int) {
        json.raw("\"character\":")
        json.integer(character)
        json.raw(",\"stroke\":")
        json.integer(stroke)
    }

    mutating func close() { json.raw("}]") }
}

extension JSONWriter {
    /// Appends `[…]`; `write` appends each element.
    @inline(__always)
    public mutating func list<Elements: Collection>(
        _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        raw("[")
        var isFirst = true
        for element in elements {
            if !isFirst { raw(",") }
            isFirst = false
            write(&self, element)
        }
        raw("]")
    }
}
