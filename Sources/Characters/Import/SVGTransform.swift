import Ink

/// What an SVG `transform` does to the points of a drawing (SVG 1.1, chapter 7.6): the matrix `a b c d e f`, which takes (x, y) to
/// (a·x + c·y + e, b·x + d·y + f).
struct SVGTransform: Equatable {
    private let a: Double, b: Double, c: Double, d: Double, e: Double, f: Double

    init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// Leaves every point where it is.
    static let identity = SVGTransform(1, 0, 0, 1, 0, 0)

    /// Where a point comes to lie.
    func callAsFunction(_ point: Point) -> Point {
        Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
    }

    /// This transform around an inner one, which is applied first.
    func around(_ inner: SVGTransform) -> SVGTransform {
        SVGTransform(
            a * inner.a + c * inner.b, b * inner.a + d * inner.b, a * inner.c + c * inner.d, b * inner.c + d * inner.d,
            a * inner.e + c * inner.f + e, b * inner.e + d * inner.f + f)
    }

    /// Turns clockwise on screen around the origin.
    static func turn(degrees: Double) -> SVGTransform {
        let (sine, cosine) = Angle.sineAndCosine(degrees: degrees)
        return SVGTransform(cosine, sine, -sine, cosine, 0, 0)
    }
}

extension SVGTransform {
    /// The functions of a `transform` attribute, the outermost first.
    init(reading scanner: ByteScanner) throws(ImportFault) {
        var scanner = scanner
        var whole = SVGTransform.identity
        scanner.skipBlank()
        while !scanner.isAtEnd {
            whole = whole.around(try Self.function(&scanner))
            scanner.skipBlank()
            if scanner.take(UInt8(ascii: ",")) { scanner.skipBlank() }
        }
        self = whole
    }

    private static func function(_ scanner: inout ByteScanner) throws(ImportFault) -> SVGTransform {
        let place = scanner.position
        let letters = scanner.skip { (0x61...0x7a).contains($0 | 0x20) }
        let name = String(decoding: scanner.bytes[letters], as: UTF8.self)
        let v = try arguments(&scanner)
        switch (name, v.count) {
        case ("matrix", 6): return SVGTransform(v[0], v[1], v[2], v[3], v[4], v[5])
        case ("translate", 1...2): return SVGTransform(1, 0, 0, 1, v[0], v.count == 2 ? v[1] : 0)
        case ("scale", 1...2): return SVGTransform(v[0], 0, 0, v.count == 2 ? v[1] : v[0], 0, 0)
        case ("rotate", 1): return turn(degrees: v[0])
        case ("rotate", 3):
            let back = SVGTransform(1, 0, 0, 1, -v[1], -v[2])
            return SVGTransform(1, 0, 0, 1, v[1], v[2]).around(turn(degrees: v[0]).around(back))
        case ("skewX", 1), ("skewY", 1):
            let (sine, cosine) = Angle.sineAndCosine(degrees: v[0])
            guard abs(cosine) > 1e-9 else { throw scanner.fault("nothing is skewed by a right angle", at: place) }
            let tangent = sine / cosine
            return name == "skewX" ? SVGTransform(1, 0, tangent, 1, 0, 0) : SVGTransform(1, tangent, 0, 1, 0, 0)
        case ("matrix", _), ("translate", _), ("scale", _), ("rotate", _), ("skewX", _), ("skewY", _):
            throw scanner.fault("\(name) does not take \(v.count) numbers", at: place)
        default:
            throw scanner.fault("“\(name)” is no transform (matrix translate scale rotate skewX skewY are)", at: place)
        }
    }

    private static func arguments(_ scanner: inout ByteScanner) throws(ImportFault) -> [Double] {
        scanner.skipBlank()
        guard scanner.take(UInt8(ascii: "(")) else { throw scanner.fault("“(” is expected") }
        var values: [Double] = []
        scanner.skipBlank()
        while !scanner.take(UInt8(ascii: ")")) {
            values.append(try scanner.number())
            scanner.skipBlank()
            if scanner.take(UInt8(ascii: ",")) { scanner.skipBlank() }
        }
        return values
    }
}
