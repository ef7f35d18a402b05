import Characters
import Ink
import Wire

/// How one pen's writing differs from the recording: where and how large its box is, and how fast it writes.
///
/// Box and ink are changed together, as on another device: the judgement stays nearly the same, the numbers on the wire do not.
struct Variation: Equatable, Sendable {
    var shiftX = 0.0
    var shiftY = 0.0
    /// Above 0.
    var scale = 1.0
    /// Above 0; 2 writes in half the time.
    var speed = 1.0

    /// As recorded.
    static let none = Variation()

    /// One of a seed's variations.
    ///
    /// - Parameter variesSpeed: whether the pens' speeds differ too. Dense ink keeps its steps.
    init(seed: UInt64, index: Int, variesSpeed: Bool) {
        var generator = SplitMix64(seed: seed ^ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
        shiftX = (generator.uniform() * 800).rounded()
        shiftY = (generator.uniform() * 600).rounded()
        scale = 0.6 + 1.4 * generator.uniform()
        speed = variesSpeed ? 0.8 + 0.5 * generator.uniform() : 1
    }

    private init() {}

    /// A point of the box, changed.
    func applied(to point: Point) -> Point { Point(point.x * scale + shiftX, point.y * scale + shiftY) }

    /// A box, changed.
    func applied(to frame: Frame) -> Frame {
        let corner = applied(to: Point(frame.x, frame.y))
        return Frame(x: corner.x, y: corner.y, width: frame.width * scale, height: frame.height * scale) ?? frame
    }
}

extension PenScript {
    /// The same writing on another device, by another hand's speed.
    func varied(by variation: Variation, named name: String) -> PenScript {
        var start = start
        if variation != .none { start.boxes = (start.boxes.isEmpty ? [.unnamed] : start.boxes).map(variation.applied) }
        var varied = PenScript(name: name, start: start)
        let grid = Quantiser(frame: varied.frame)
        for event in events {
            let changed = samples(of: event).map { sample in
                let place = variation.applied(to: sample.position)
                return grid.sample(
                    x: place.x, y: place.y, time: sample.time < 0 ? nil : sample.time / variation.speed,
                    pressure: sample.pressure == Sample.absentPressure ? nil : sample.pressure)
            }
            varied.append(
                event.kind, samples: changed, atMicroseconds: UInt64(Double(event.atMicroseconds) / variation.speed))
        }
        return varied
    }
}
