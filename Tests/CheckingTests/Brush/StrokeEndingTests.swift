import Characters
import Ink
import Testing

@testable import Checking

@Suite("StrokeEnding")
struct StrokeEndingTests {
    private static func line(_ points: [Point]) -> DrawnLine {
        DrawnLine(PackedLine(Polyline(points).resampled(count: 48).points), pressures: [])
    }

    /// A unit square that lies where the reference has it.
    private static let straight = AffineMap()

    static let gallows = [Point(0.5, 0.1), Point(0.5, 0.85), Point(0.42, 0.78)]
    static let turnedUp = [Point(0.3, 0.2), Point(0.32, 0.7), Point(0.7, 0.72), Point(0.71, 0.6)]
    static let fallingLeft = CubicSegment(
        start: Point(0.5, 0.1), control1: Point(0.5, 0.45), control2: Point(0.46, 0.75), end: Point(0.2, 0.9))

    static func curve(_ segment: CubicSegment) -> [Point] {
        (0...24).map { segment.point(at: Double($0) / 24) }
    }

    @Test("a short piece that turns back or up is a hook", arguments: [gallows, turnedUp])
    func hooks(points: [Point]) throws {
        let ending = try #require(StrokeEnding(points))
        #expect(ending.technique == .hook)
        #expect(ending.share(of: Self.line(points), Self.straight) > 0.9)
        #expect(ending.share(of: Self.line(points.dropLast()), Self.straight) < 0.2)
    }

    @Test("a last third that bends away gently is a sweep")
    func sweep() throws {
        let points = Self.curve(Self.fallingLeft)
        let ending = try #require(StrokeEnding(points))
        #expect(ending.technique == .sweep)
        #expect(ending.share(of: Self.line(points), Self.straight) > 0.9)
        #expect(ending.share(of: Self.line([Point(0.5, 0.1), Point(0.46, 0.9)]), Self.straight) < 0.1)
    }

    @Test(
        "what turns once or is bent all along has no ending of its own",
        arguments: [
            [Point(0.2, 0.5), Point(0.8, 0.5)],  // ㅡ
            [Point(0.2, 0.2), Point(0.7, 0.2), Point(0.68, 0.4)],  // 口's second stroke, in a flat box
            [Point(0.2, 0.2), Point(0.8, 0.2), Point(0.7, 0.8)],  // ㄱ
            [Point(0.2, 0.2), Point(0.22, 0.8), Point(0.4, 0.8)],  // ㄴ with a short foot
            curve(
                CubicSegment(
                    start: Point(0.2, 0.2), control1: Point(0.2, 0.9), control2: Point(0.8, 0.9), end: Point(0.8, 0.2))),
        ])
    func none(points: [Point]) {
        #expect(StrokeEnding(points) == nil)
    }

    @Test("a hook is measured where and as large as the learner writes")
    func placed() throws {
        let ending = try #require(StrokeEnding(Self.gallows))
        let small = AffineMap(xx: 0.5, x: 0.05, yy: 0.5, y: -0.15)
        let share = ending.share(of: Self.line(Self.gallows.map(small.apply)), small)
        #expect(share > 0.9 && share < 1.1)
    }

    @Test("no letter of Hangul has a hook, and of its strokes only ㅅ's falling one is swept")
    func hangul() throws {
        for scalar in 0x3131...0x3163 as ClosedRange<UInt32> {
            let letter = Character(try #require(UnicodeScalar(scalar)))
            let reference = try #require(HangulSource().reference(for: letter))
            let swept = reference.standardStrokes.contains { StrokeEnding($0.points)?.technique == .sweep }
            #expect(!reference.standardStrokes.contains { StrokeEnding($0.points)?.technique == .hook })
            #expect(!swept || "ㅅㅆㅈㅉㅊㄳㄵㄽㅄ".contains(letter), "\(letter)")
        }
    }
}
