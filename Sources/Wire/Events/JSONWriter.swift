public import Ink

/// Appends JSON text to a buffer that keeps its capacity: no tree, no Foundation, no allocation but the buffer's growth.
///
/// The product's one number encoder. Every number stands on a grid (coordinates on the session's, others on a stated decimal one)
/// and is printed with the fewest decimals that the grid maps back to the same value. So equal values are equal text, on every node.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public var bytes: [UInt8] = []

    /// An empty buffer.
    public init() {}

    /// Forgets what was written; the capacity stays.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Appends ASCII that is JSON already: names, brackets, commas.
    @inline(__always)
    public mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends one byte.
    @inline(__always)
    public mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// Appends a whole number.
    public mutating func integer(_ value: UInt64) { digits(value, decimals: 0) }

    /// Appends a whole number.
    @inline(__always)
    public mutating func integer(_ value: Int) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(UInt64(value.magnitude), decimals: 0)
    }

    /// Appends a whole number, `null` for none.
    public mutating func integer(orNull value: Int?) {
        if let value { integer(value) } else { raw("null") }
    }

    /// Appends a coordinate: the value of the grid nearest to `value`, with the fewest decimals that the grid maps back to it.
    public mutating func coordinate(_ value: Double, on grid: Quantiser) {
        number(grid.coordinate(value), halfStep: grid.step / 2)
    }

    /// Appends `x,y`.
    public mutating func coordinates(of point: Point, on grid: Quantiser) {
        coordinate(point.x, on: grid)
        bytes.append(UInt8(ascii: ","))
        coordinate(point.y, on: grid)
    }

    /// Appends a time of a sample, which stands on the grid of 0.1 ms.
    public mutating func time(_ milliseconds: Double) { number(milliseconds, halfStep: 0.05) }

    /// Appends a pressure of a sample, which stands on the grid of 1/1023.
    public mutating func pressure(_ value: Double) {
        // 0.5 lies just between two steps: short of the half by less than four decimals can tell, it is not taken for either.
        number(value, halfStep: 0.49995 / 1023)
    }

    /// Appends a score or a share, rounded to 0.0001.
    public mutating func fraction(_ value: Double) {
        number((value * 10_000).rounded(.toNearestOrAwayFromZero) / 10_000, halfStep: 0.00005)
    }

    /// Appends `value` with the fewest decimals that lie nearer than `halfStep` to it.
    private mutating func number(_ value: Double, halfStep: Double) {
        var scale = 1.0
        for decimals in 0...15 {
            let scaled = value * scale
            guard abs(scaled) < 9_007_199_254_740_992 else { break }
            let rounded = scaled.rounded(.toNearestOrAwayFromZero)
            if abs(rounded - scaled) < halfStep * scale {
                if rounded < 0 { bytes.append(UInt8(ascii: "-")) }
                digits(UInt64(abs(rounded)), decimals: decimals)
                return
            }
            scale *= 10
        }
        // A grid finer than fifteen digits can show: the digits that Swift prints for a double map back to the very same one.
        bytes.append(contentsOf: value.description.utf8)
    }

    /// Appends the digits of `value`, the last `decimals` of them after the point.
    @inline(__always)
    private mutating func digits(_ value: UInt64, decimals: Int) {
        var buffer = InlineArray<24, UInt8>(repeating: UInt8(ascii: "0"))
        var index = 24, rest = value, written = 0
        repeat {
            index -= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
            written += 1
            if written == decimals {
                index -= 1
                buffer[index] = UInt8(ascii: ".")
            }
        } while rest > 0 || written <= decimals
        for place in index..<24 { bytes.append(buffer[place]) }
    }
}
