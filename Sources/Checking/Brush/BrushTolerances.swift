/// From where on pressure, pauses and endings are worth a hint.
///
/// The ranges of the standard level were chosen so that of 923 strokes of UNIPEN's writers, who were told nothing of it, one in a hundred
/// or fewer falls out of each.
struct BrushTolerances: Sendable {
    /// Mean pressure of a stroke's body, 0…1.
    let body: ClosedRange<Double>
    /// Mean pressure of its beginning, against the body's.
    let beginning: ClosedRange<Double>
    /// The same of its end.
    let end: ClosedRange<Double>
    /// A rest inside a stroke that is no hesitation yet, in milliseconds: people stop for less at corners.
    let longestPause: Double
    /// The share of a hook's or sweep's reach that must be there.
    private let hookShare: Double
    private let sweepShare: Double

    /// The tolerances of a level.
    init(_ level: Level) {
        let factor = level.tolerance
        body = 0.08 / factor...1 - 0.08 / factor
        beginning = 0.1 / factor...1 + 0.6 * factor
        end = 0.07 / factor...1 + 0.6 * factor
        longestPause = 500 * factor
        hookShare = 0.25 / factor
        // One character in twenty-two of the letters' writers has a leg without any sweep: only one that bends to the other side is hinted at.
        sweepShare = 0.02 / factor
    }

    /// The share of an ending's reach that must be there.
    func share(of technique: StrokeEnding.Technique) -> Double { technique == .hook ? hookShare : sweepShare }
}
