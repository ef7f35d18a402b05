import Ink

/// The path data of one pen stroke (SVG 1.1, chapter 8.3): a single subpath of M, C, S, L, H, V and Z, absolute or relative.
struct SVGPath {
    private var scanner: ByteScanner
    private let tolerance: Double
    private var points: [Point] = []
    private var here = Point.zero
    private var start = Point.zero
    /// Second control point of the curve before, which S and s mirror.
    private var lastControl: Point?

    private init(_ scanner: ByteScanner, tolerance: Double) {
        self.scanner = scanner
        self.tolerance = tolerance
    }

    /// The path as a polyline within `tolerance` of it, both in the path's own unit.
    static func polyline(_ scanner: ByteScanner, tolerance: Double) throws(ImportFault) -> [Point] {
        var path = SVGPath(scanner, tolerance: tolerance)
        try path.read()
        return path.points
    }

    private mutating func read() throws(ImportFault) {
        scanner.skipBlank()
        while let command = scanner.peek {
            let place = scanner.position
            guard points.isEmpty == (command | 0x20 == UInt8(ascii: "m")) else {
                let what =
                    points.isEmpty ? "a path begins with M" : "one stroke cannot be moved in the middle (a second M)"
                throw scanner.fault(what, at: place)
            }
            scanner.advance()
            scanner.skipBlank()
            try run(command, at: place)
            separate()
        }
        guard !points.isEmpty else { throw scanner.fault("the path is empty") }
    }

    /// One command with all its groups of arguments.
    private mutating func run(_ command: UInt8, at place: Int) throws(ImportFault) {
        let relative = command & 0x20 != 0
        var command = command | 0x20
        if command == UInt8(ascii: "z") {
            line(to: start)
            return
        }
        repeat {
            let origin = relative ? here : .zero
            switch command {
            case UInt8(ascii: "m"):
                here = try point(origin)
                start = here
                points.append(here)
                // Further pairs after a move are lines.
                command = UInt8(ascii: "l")
            case UInt8(ascii: "l"): line(to: try point(origin))
            case UInt8(ascii: "h"): line(to: Point(origin.x + (try number()), here.y))
            case UInt8(ascii: "v"): line(to: Point(here.x, origin.y + (try number())))
            case UInt8(ascii: "c"): curve(try point(origin), try point(origin), try point(origin))
            case UInt8(ascii: "s"):
                let mirrored = lastControl.map { here * 2 - $0 } ?? here
                curve(mirrored, try point(origin), try point(origin))
            default:
                let name = String(decoding: [scanner.bytes[place]], as: UTF8.self)
                throw scanner.fault("“\(name)” is no path command of a stroke (M C S L H V Z are)", at: place)
            }
        } while startsNumber(scanner.peek)
    }

    private mutating func line(to end: Point) {
        here = end
        lastControl = nil
        points.append(end)
    }

    private mutating func curve(_ control1: Point, _ control2: Point, _ end: Point) {
        let segment = CubicSegment(start: here, control1: control1, control2: control2, end: end)
        StrokeSampling.append(segment, tolerance: tolerance, to: &points)
        here = end
        lastControl = control2
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
