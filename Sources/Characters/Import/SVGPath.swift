import Ink

/// The path data of pen strokes (SVG 1.1, chapter 8.3): every command, absolute or relative. Where the path moves without drawing, the pen
/// is lifted and another stroke begins.
struct SVGPath {
    private var scanner: ByteScanner
    private let tolerance: Double
    private let transform: SVGTransform
    private var polylines: [[Point]] = []
    /// Where the path stands, in its own coordinates.
    private var here = Point.zero
    private var start = Point.zero
    /// Whether the pen has drawn since the last move.
    private var isDrawing = false
    /// The control point that S and s, or T and t, mirror: the last one of the curve before where that was of the same kind.
    private var lastControl: (point: Point, isCubic: Bool)?

    private init(_ scanner: ByteScanner, tolerance: Double, transform: SVGTransform) {
        self.scanner = scanner
        self.tolerance = tolerance
        self.transform = transform
    }

    /// The strokes of the path as polylines within `tolerance` of it, in the unit that `transform` leads to. A move that nothing is drawn
    /// from gives none.
    static func polylines(
        _ scanner: ByteScanner, tolerance: Double, transform: SVGTransform = .identity
    ) throws(ImportFault) -> [[Point]] {
        var path = SVGPath(scanner, tolerance: tolerance, transform: transform)
        try path.read()
        return path.polylines
    }

    private mutating func read() throws(ImportFault) {
        scanner.skipBlank()
        guard !scanner.isAtEnd else { throw scanner.fault("the path is empty") }
        guard let first = scanner.peek, first | 0x20 == UInt8(ascii: "m") else {
            throw scanner.fault("a path begins with M")
        }
        while let command = scanner.peek {
            let place = scanner.position
            scanner.advance()
            scanner.skipBlank()
            try run(command, at: place)
            separate()
        }
    }

    /// One command with all its groups of arguments.
    private mutating func run(_ command: UInt8, at place: Int) throws(ImportFault) {
        let relative = command & 0x20 != 0
        var command = command | 0x20
        if command == UInt8(ascii: "z") {
            if here != start { line(to: start) }
            isDrawing = false
            return
        }
        repeat {
            let origin = relative ? here : .zero
            switch command {
            case UInt8(ascii: "m"):
                here = try point(origin)
                start = here
                isDrawing = false
                lastControl = nil
                // Further pairs after a move are lines.
                command = UInt8(ascii: "l")
            case UInt8(ascii: "l"): line(to: try point(origin))
            case UInt8(ascii: "h"): line(to: Point(origin.x + (try number()), here.y))
            case UInt8(ascii: "v"): line(to: Point(here.x, origin.y + (try number())))
            case UInt8(ascii: "c"): cubic(try point(origin), try point(origin), try point(origin))
            case UInt8(ascii: "s"): cubic(mirrored(isCubic: true), try point(origin), try point(origin))
            case UInt8(ascii: "q"): quadratic(try point(origin), try point(origin))
            case UInt8(ascii: "t"): quadratic(mirrored(isCubic: false), try point(origin))
            case UInt8(ascii: "a"): try arc(origin)
            default:
                let name = String(decoding: [scanner.bytes[place]], as: UTF8.self)
                throw scanner.fault("“\(name)” is no path command (M L H V C S Q T A Z are)", at: place)
            }
        } while startsNumber(scanner.peek)
    }

    /// The place where the next piece of the stroke is appended, which begins where the path stands.
    private mutating func draw(_ append: (inout [Point]) -> Void) {
        if !isDrawing { polylines.append([transform(here)]) }
        isDrawing = true
        append(&polylines[polylines.count - 1])
    }

    private mutating func line(to end: Point) {
        let laid = transform(end)
        draw { $0.append(laid) }
        here = end
        lastControl = nil
    }

    private mutating func curve(_ control1: Point, _ control2: Point, _ end: Point) {
        let segment = CubicSegment(
            start: transform(here), control1: transform(control1), control2: transform(control2), end: transform(end))
        let tolerance = tolerance
        draw { StrokeSampling.append(segment, tolerance: tolerance, to: &$0) }
        here = end
    }

    private mutating func cubic(_ control1: Point, _ control2: Point, _ end: Point) {
        curve(control1, control2, end)
        lastControl = (control2, true)
    }

    private mutating func quadratic(_ control: Point, _ end: Point) {
        curve(here.interpolated(to: control, at: 2.0 / 3), end.interpolated(to: control, at: 2.0 / 3), end)
        lastControl = (control, false)
    }

    private mutating func arc(_ origin: Point) throws(ImportFault) {
        let arc = SVGArc(
            radiusX: try number(), radiusY: try number(), degrees: try number(), isLarge: try flag(),
            isClockwise: try flag())
        let end = try point(origin)
        guard let segments = arc.segments(from: here, to: end) else { return line(to: end) }
        for segment in segments { curve(segment.control1, segment.control2, segment.end) }
        lastControl = nil
    }

    private func mirrored(isCubic: Bool) -> Point {
        guard let lastControl, lastControl.isCubic == isCubic else { return here }
        return here * 2 - lastControl.point
    }

    private mutating func point(_ origin: Point) throws(ImportFault) -> Point {
        let x = try number()
        return origin + Point(x, try number())
    }

    private mutating func number() throws(ImportFault) -> Double {
        let value = try scanner.number()
        separate()
        return value
    }

    /// One digit, which the next number may touch: `a1 1 0 0110 10`.
    private mutating func flag() throws(ImportFault) -> Bool {
        let isSet = scanner.take(UInt8(ascii: "1"))
        guard isSet || scanner.take(UInt8(ascii: "0")) else { throw scanner.fault("a flag, 0 or 1, is expected") }
        separate()
        return isSet
    }

    /// Blanks with at most one comma among them.
    private mutating func separate() {
        scanner.skipBlank()
        if scanner.take(UInt8(ascii: ",")) { scanner.skipBlank() }
    }

    private func startsNumber(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
    }
}
