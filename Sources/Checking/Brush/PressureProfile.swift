import Ink

/// How hard the brush was pressed at a stroke's beginning, in its body and at its end: mean pressures over shares of its length.
struct PressureProfile: Equatable {
    /// A part of a stroke that a calligraphy teacher speaks of.
    enum Section: CaseIterable {
        case beginning, body, end
    }

    /// What is wrong with the pressure.
    struct Fault: Equatable {
        var section: Section
        var isTooLight: Bool
    }

    /// Mean pressure of the first fifth, 0…1.
    private(set) var beginning: Double
    /// Mean pressure between the first and the last fifth.
    private(set) var body: Double
    /// Mean pressure of the last fifth.
    private(set) var end: Double

    /// A line of fewer places is a dot: it has no beginning and no end of its own.
    private static let fewestPlaces = 6

    /// The profile of a line from the pressures at its places, which lie at equal distances, at least one.
    init(_ pressures: [PackedPressure]) {
        func mean(_ range: Range<Int>) -> Double {
            var sum = 0.0
            for index in range { sum += pressures[index].value }
            return sum / Double(range.count)
        }
        guard pressures.count >= Self.fewestPlaces else {
            body = mean(0..<pressures.count)
            beginning = body
            end = body
            return
        }
        let fifth = (pressures.count + 2) / 5
        beginning = mean(0..<fifth)
        body = mean(fifth..<pressures.count - fifth)
        end = mean(pressures.count - fifth..<pressures.count)
    }

    /// The first section whose pressure is out of range: the body by itself, the others against the body.
    ///
    /// - Parameter endsInSweep: whether the stroke is to be swept out, lighter and lighter.
    func fault(_ tolerances: BrushTolerances, endsInSweep: Bool) -> Fault? {
        if !tolerances.body.contains(body) { return Fault(section: .body, isTooLight: body < 0.5) }
        let first = beginning / body, last = end / body
        if !tolerances.beginning.contains(first) { return Fault(section: .beginning, isTooLight: first < 1) }
        if last > tolerances.end.upperBound { return Fault(section: .end, isTooLight: false) }
        if last < tolerances.end.lowerBound, !endsInSweep { return Fault(section: .end, isTooLight: true) }
        return nil
    }
}
