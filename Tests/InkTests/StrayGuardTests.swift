import Ink
import Testing

/// Which samples at a stroke's edges are no ink.
struct StrayGuardTests {
    private static let frame = Frame(x: 0, y: 0, width: 300, height: 200)!

    private static func samples(_ places: [Point], times: [Double]? = nil) -> [Sample] {
        places.enumerated().map { Sample(position: $1, time: times?[$0] ?? Sample.absentTime) }
    }

    /// A line to the right in steps of 2.
    private static let line = (0..<12).map { Point(40 + 2 * Double($0), 50) }

    /// What is left of a stroke.
    private static func ink(_ samples: [Sample]) -> [Sample] {
        var guarding = StrayGuard(frame: frame)
        guarding.begin(samples[0])
        var ink = [samples[0]]
        for sample in samples.dropFirst() {
            switch guarding.rule(sample) {
            case .ink:
                #expect(guarding.held.isEmpty)
                ink.append(sample)
            case .held: #expect(guarding.held.last == sample && guarding.held.count <= 4)
            case .released:
                ink += guarding.held
                guarding.release()
            case .begun:
                ink = guarding.held
                guarding.release()
            }
        }
        guarding.end()
        return ink + guarding.held
    }

    @Test("One sample far from the ink is none of it, at either end, with times and without", arguments: [true, false])
    func stray(isTimed: Bool) {
        func taken(_ places: [Point]) -> [Point] {
            let samples = Self.samples(places, times: isTimed ? places.indices.map { 8 * Double($0) } : nil)
            return Self.ink(samples).map(\.position)
        }
        let stray = Point(270, 180)
        #expect(taken([stray] + Self.line) == Self.line)
        #expect(taken(Self.line + [stray]) == Self.line)
        #expect(taken(Self.line + [stray, stray]) == Self.line)
        #expect(taken([stray] + Self.line + [stray]) == Self.line)
        #expect(taken([stray] + Self.line.prefix(4)) == Array(Self.line.prefix(4)))
    }

    @Test("What a hand may have drawn is ink")
    func ordinary() {
        let far = Point(270, 180), near = Point(100, 80)
        for places in [
            // Two strays are a stroke's beginning, a leap within the stroke is not at its edge.
            [far, Point(268, 180)] + Self.line, Self.line + [far] + Self.line.map { $0 + Point(3, 20) },
            // Less than a third of the box.
            [near] + Self.line, Self.line + [near],
            // The corners of a stroke, and a hand that brakes.
            [Point(10, 10), Point(280, 10), Point(280, 30)],
            [Point(10, 10), Point(150, 10), Point(180, 10), Point(185, 10)],
            [far], [far, far], [far] + Self.line.prefix(3), [], [Point(20, 20)],
        ] where !places.isEmpty {
            #expect(Self.ink(Self.samples(places)).map(\.position) == places)
        }
    }

    @Test("A device that told nothing for a while has been drawn with")
    func slowDevice() {
        let places = [Point(270, 180)] + Self.line
        let slow = Self.samples(places, times: places.indices.map { $0 == 0 ? 0 : 60 + 8 * Double($0) })
        #expect(Self.ink(slow) == slow)
        let quick = Self.samples(places, times: places.indices.map { $0 == 0 ? 0 : 20 + 8 * Double($0) })
        #expect(Self.ink(quick) == Array(quick.dropFirst()))
    }

    @Test("A stray sample of the stroke before means nothing for the next one")
    func strokeAfterStroke() {
        var guarding = StrayGuard(frame: Self.frame)
        guarding.begin(Sample(position: Point(270, 180)))
        #expect(guarding.rule(Sample(position: Self.line[0])) == .held)
        guarding.begin(Sample(position: Self.line[0]))
        #expect(guarding.held.isEmpty)
        for place in Self.line.dropFirst() { #expect(guarding.rule(Sample(position: place)) == .ink) }
    }
}
