import Testing

@testable import Ink

@Suite("StrokeFitter")
struct StrokeFitterTests {
    private static let tolerance = SyntheticInk.tolerance

    @Test(
        "every sample of a scrawl lies within the tolerance of the committed curve",
        arguments: 1...20 as ClosedRange<UInt64>)
    func tolerance(seed: UInt64) {
        let samples = SyntheticInk.scrawl(count: 400, seed: seed)
        let fit = FittedStroke(samples, tolerance: Self.tolerance)
        #expect(fit.strays(among: samples, tolerance: Self.tolerance).isEmpty)
        #expect(fit.segments.count < samples.count / 4)
    }

    @Test("segments follow on each other exactly, on the control grid", arguments: 1...5 as ClosedRange<UInt64>)
    func connected(seed: UInt64) {
        let fit = FittedStroke(SyntheticInk.scrawl(count: 400, seed: seed), tolerance: Self.tolerance)
        let grid = ControlGrid(tolerance: Self.tolerance)
        for (segment, next) in zip(fit.segments, fit.segments.dropFirst()) { #expect(segment.end == next.start) }
        for segment in fit.segments {
            for point in [segment.start, segment.control1, segment.control2, segment.end] {
                #expect(grid.rounded(point) == point)
            }
        }
    }

    @Test(
        "joints that are not corners are smooth, up to the rounding of the shorter handle",
        arguments: 1...20 as ClosedRange<UInt64>)
    func smooth(seed: UInt64) {
        let fit = FittedStroke(SyntheticInk.scrawl(count: 400, seed: seed), tolerance: Self.tolerance)
        #expect(fit.joints.count > 5)
        for joint in fit.joints {
            // A rounded handle is off by at most √½ of the pitch across its direction: sin of the angle ≤ 0.0708 / handle.
            let sine = min(1, 0.0708 / joint.handle)
            #expect(joint.cosine >= (1 - sine * sine).squareRoot() - 1e-9)
        }
    }

    @Test("a drawn ㄱ keeps its corner and needs two segments", arguments: [0, 0.5])
    func corner(jitter: Double) throws {
        let corner = Point(700, 300)
        let samples = SyntheticInk.polyline([Point(300, 300), corner, Point(690, 800)], step: 12, jitter: jitter)
        let fit = FittedStroke(samples, tolerance: Self.tolerance)
        #expect(fit.segments.count == 2)
        let joint = try #require(fit.segments.first).end
        #expect(joint.distance(to: corner) <= Self.tolerance)
        #expect(fit.corners.contains(0))
        #expect(fit.strays(among: samples, tolerance: Self.tolerance).isEmpty)
    }

    @Test("a square keeps its three inner corners")
    func square() {
        let corners = [Point(200, 200), Point(200, 700), Point(700, 700), Point(700, 200), Point(200, 200)]
        let fit = FittedStroke(SyntheticInk.polyline(corners, step: 12), tolerance: Self.tolerance)
        #expect(fit.segments.map(\.end) == Array(corners.dropFirst()))
    }

    @Test("one cubic is found again as at most two segments")
    func oneCubic() {
        let cubic = CubicSegment(
            start: Point(100, 500), control1: Point(300, 100), control2: Point(600, 900), end: Point(900, 500))
        let fit = FittedStroke(SyntheticInk.curve(cubic, count: 50), tolerance: Self.tolerance)
        #expect(fit.segments.count <= 2)
        #expect(fit.corners == [fit.segments.count - 1])
    }

    @Test("a tap is one segment with all points alike", arguments: [1, 2, 500])
    func tap(times: Int) {
        let place = Point(12.5, 7)
        let fit = FittedStroke(Array(repeating: place, count: times), tolerance: Self.tolerance)
        #expect(fit.segments == [CubicSegment(start: place, control1: place, control2: place, end: place)])
    }

    @Test("nothing comes of nothing, and an ended stroke stays ended")
    func nothing() {
        var fitter = StrokeFitter(tolerance: Self.tolerance)
        #expect(fitter.finish() == nil)
        #expect(fitter.add(.zero) == nil)
        #expect(fitter.add(Point(0, 100)) == nil)
        #expect(fitter.finish()?.end == Point(0, 100))
        #expect(fitter.finish() == nil)
    }

    @Test("a fitter that begins anew gives what a new one gives, whatever it was fed before")
    func begins() {
        var used = StrokeFitter(tolerance: Self.tolerance)
        for sample in SyntheticInk.scrawl(count: 123, seed: 9) { _ = used.add(sample) }
        used.begin()
        var again: [CubicSegment] = []
        let samples = SyntheticInk.scrawl(count: 200, seed: 3)
        for sample in samples { if let segment = used.add(sample) { again.append(segment) } }
        while let segment = used.finish() { again.append(segment) }
        #expect(again == FittedStroke(samples, tolerance: Self.tolerance).segments)
    }

    @Test("what is committed does not depend on what comes after it")
    func prefix() {
        let samples = SyntheticInk.scrawl(count: 300, seed: 5)
        let whole = FittedStroke(samples, tolerance: Self.tolerance).segments
        for count in stride(from: 10, to: 300, by: 37) {
            var fitter = StrokeFitter(tolerance: Self.tolerance)
            let committed = samples.prefix(count).compactMap { fitter.add($0) }
            #expect(committed == Array(whole.prefix(committed.count)))
        }
    }

    @Test("a pen that scribbles on the spot is followed with bounded memory")
    func scribble() {
        let samples = SyntheticInk.polyline(
            (0..<300).map { Point(500 + Double($0 % 2) * 7, 500 + Double($0 % 3)) }, step: 1, jitter: 0.3)
        let fit = FittedStroke(samples, tolerance: Self.tolerance)
        #expect(fit.strays(among: samples, tolerance: Self.tolerance).isEmpty)
    }

    @Test("the fit moves and grows with the ink", arguments: [0.001, 1.0, 1000.0])
    func scale(factor: Double) {
        let samples = SyntheticInk.scrawl(count: 300, seed: 11).map {
            $0 * factor + Point(-5000 * factor, 300 * factor)
        }
        let fit = FittedStroke(samples, tolerance: Self.tolerance * factor)
        let original = FittedStroke(SyntheticInk.scrawl(count: 300, seed: 11), tolerance: Self.tolerance)
        #expect(abs(fit.segments.count - original.segments.count) <= 3)
        #expect(fit.strays(among: samples, tolerance: Self.tolerance * factor).isEmpty)
    }
}
