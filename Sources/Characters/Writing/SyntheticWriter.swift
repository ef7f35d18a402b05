public import Ink

/// Writes a reference character as a person would: never twice alike, at a hand's speed, and on request with mistakes whose truth
/// is known.
///
/// A pure function of character, mistakes, style and seed: the same ink, bit for bit, on every machine. To write another accepted way
/// of a part, hand over `character.writing(part:as:)`.
public struct SyntheticWriter: Sendable {
    /// The box to write in.
    public let frame: Frame
    /// The hand.
    public let style: WritingStyle
    private let quantiser: Quantiser

    /// A writer for a box.
    public init(frame: Frame, style: WritingStyle = WritingStyle()) {
        precondition(style.samplesPerSecond > 0 && style.speed > 0, "a pen moves, and is read")
        self.frame = frame
        self.style = style
        quantiser = Quantiser(frame: frame)
    }

    /// The strokes of one character, from the first one's pen-down at `start` milliseconds.
    public func write(
        _ character: ReferenceCharacter, mistakes: [WritingMistake] = [], start: Double = 0,
        using generator: inout SplitMix64
    ) -> [SyntheticStroke] {
        let plan = WritingPlan(character, mistakes: mistakes, using: &generator)
        let warp = Warp(style, using: &generator)
        var time = start
        var pen: Point?
        return plan.strokes.map { stroke in
            let points = warp.bend(stroke.points, using: &generator)
            if let pen { time += pause(over: pen.distance(to: points[0]), using: &generator) }
            pen = points[points.count - 1]
            let samples = trace(points, from: time, using: &generator)
            time = samples[samples.count - 1].time
            return SyntheticStroke(samples: samples, references: stroke.references, isReversed: stroke.isReversed)
        }
    }

    private func tempo(using generator: inout SplitMix64) -> Double {
        max(0.3, 1 + style.tempoSpread * generator.bounded())
    }

    /// Milliseconds in the air over a distance: the hand is twice as fast there.
    private func pause(over distance: Double, using generator: inout SplitMix64) -> Double {
        (style.pauseMilliseconds + 1000 * distance / (2 * style.speed)) * tempo(using: &generator)
    }

    /// The readings along a line in the unit square.
    private func trace(_ points: [Point], from start: Double, using generator: inout SplitMix64) -> [Sample] {
        let motion = HandMotion(along: points)
        let length = (style.strokeMilliseconds + 1000 * motion.effort / style.speed) * tempo(using: &generator)
        let count = max(2, Int((length * style.samplesPerSecond / 1000).rounded(.up)))
        let weight = tempo(using: &generator)
        return motion.places(count: count).enumerated().map { index, place in
            let share = Double(index) / Double(count)
            let tremor = Point(generator.bounded(), generator.bounded()) * style.tremorSpread
            let reading = frame.clientPoint(place + tremor)
            return quantiser.sample(
                x: reading.x, y: reading.y, time: start + length * share,
                pressure: style.pressure.map { $0 * weight * Self.load(at: share) })
        }
    }

    /// The brush's load over a stroke, as a share of its middle: set down by the first sixth, lifted over the last quarter.
    private static func load(at share: Double) -> Double {
        func smooth(_ x: Double) -> Double {
            let u = min(max(x, 0), 1)
            return u * u * (3 - 2 * u)
        }
        return (0.35 + 0.65 * smooth(share * 6)) * (0.25 + 0.75 * smooth((1 - share) * 4))
    }
}

/// One character's deviation from the reference: an affine map of the box, and for each stroke a shift and a slow bend.
private struct Warp {
    private let style: WritingStyle
    private let across: Point
    private let down: Point
    private let shift: Point

    init(_ style: WritingStyle, using generator: inout SplitMix64) {
        self.style = style
        let scale = style.scale * (1 + style.scaleSpread * generator.bounded())
        let aspect = style.aspectSpread * generator.bounded()
        across = Point(scale * (1 + aspect), style.slantSpread * generator.bounded())
        down = Point(style.slantSpread * generator.bounded(), scale * (1 - aspect))
        shift = Point(generator.bounded(), generator.bounded()) * style.shiftSpread
    }

    /// The points of a stroke as this hand puts them. The bend is a cubic polynomial in the share of the length: too slow to
    /// make a corner or a loop; short strokes bend less, so that a dot keeps its direction.
    func bend(_ points: [Point], using generator: inout SplitMix64) -> [Point] {
        let line = Polyline(points)
        let place = Point(generator.bounded(), generator.bounded()) * style.strokeShiftSpread
        let amplitude = style.bendSpread * min(1, line.length / 0.3)
        func pull() -> Point { Point(generator.bounded(), generator.bounded()) * amplitude }
        let bend = CubicSegment(start: pull(), control1: pull(), control2: pull(), end: pull())
        // Long straight pieces are divided, so that they bend too.
        let distances = (line.distances + (1..<24).map { line.length * Double($0) / 24 }).sorted()
        return distances.map { distance in
            let point = line.point(at: distance) - Point(0.5, 0.5)
            let share = line.length > 0 ? distance / line.length : 0
            return Point(0.5, 0.5) + across * point.x + down * point.y + shift + place + bend.point(at: share)
        }
    }
}
