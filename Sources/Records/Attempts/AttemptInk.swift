public import Ink

/// The ink of one character, as it went into the fold: strokes, what was taken back, to the bit.
///
/// As bytes it is a version (1, or 2 where nobody said where the box is), the grid, the box (four doubles, little-endian) and blocks as ``InkBlockWriter`` writes them, about six bytes a sample.
public struct AttemptInk: Equatable, Sendable {
    /// The box in which the character was to be written.
    public let box: Frame
    /// Whether the client said where the box is: else nobody can say how large and where in it a character should be.
    public let hasBox: Bool
    /// The grid on which its samples lie: that of the session's first box.
    public let grid: Quantiser
    /// The events, their numbers from 1.
    public let events: [InkEvent]

    private static let version: UInt8 = 1
    /// Stands in the version's place where nobody said where the box is.
    private static let versionWithoutBox: UInt8 = 2

    /// Ink from the events of one character, in order. They are numbered anew: where a character stood in its session is no part of it.
    public init(box: Frame, hasBox: Bool = true, grid: Quantiser, events: some Sequence<InkEvent>) {
        self.box = box
        self.hasBox = hasBox
        self.grid = grid
        var number: UInt64 = 1
        self.events = events.map { event in
            var event = event
            event.number = number
            if event.closesEvent { number += 1 }
            if event.kind != .start && event.kind != .move { event.sample = Sample(position: .zero) }
            return event
        }
    }

    /// The bytes that are kept.
    public var bytes: [UInt8] {
        var bytes = [hasBox ? Self.version : Self.versionWithoutBox, UInt8(bitPattern: Int8(grid.step.exponent))]
        for value in [box.x, box.y, box.width, box.height] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
        var writer = InkBlockWriter(grid: grid, after: 0)
        for event in events { writer.add(event) }
        writer.close(into: &bytes)
        return bytes
    }

    /// Reads what ``bytes`` gave; nil for what it cannot have given.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 34, [Self.version, Self.versionWithoutBox].contains(bytes[0]),
            let grid = Quantiser(exponent: Int(Int8(bitPattern: bytes[1])))
        else { return nil }
        let sides = (0..<4).map { side in
            Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[2 + side * 8 + $1]) << UInt64($1 * 8) })
        }
        guard let box = Frame(x: sides[0], y: sides[1], width: sides[2], height: sides[3]) else { return nil }
        var events: [InkEvent] = []
        do throws(InkBlockReader.Damage) {
            let reader = InkBlockReader(grid: grid)
            var position = 34
            while position < bytes.count {
                let head = try InkBlockReader.head(bytes.span, &position)
                try reader.steps(bytes.span, head) { events.append($0) }
            }
        } catch {
            return nil
        }
        self.box = box
        hasBox = bytes[0] == Self.version
        self.grid = grid
        self.events = events
    }
}
