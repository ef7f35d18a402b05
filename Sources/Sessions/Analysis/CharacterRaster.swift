import Checking
import Ink
import Vision
import Wire

/// Measures how a judged character looks beside its reference: what `analysis:result` tells under `raster`.
///
/// Both are drawn with their width, the reference as it is laid onto the learner's own scale and place, and compared by Vision. Live
/// sessions and `pilsun check` measure by this, so that they tell the same. It keeps its masks from one character to the next, and is used by one
/// thread.
final class CharacterRaster {
    private var comparison: RasterComparison?

    /// A raster that takes its memory with the first character.
    init() {}

    /// What was measured, in a fixed order; nothing where one side has no stroke, or where there is no memory for the masks.
    func features(of analysis: CharacterAnalysis) -> [CharacterResult.Feature] {
        let ink = analysis.ink.map { line in
            BrushStroke(
                (0..<line.count).map {
                    let place = line[$0]
                    return BrushStroke.Place(
                        position: place.position, width: BrushStroke.width(pressure: place.pressure))
                })
        }
        let reference = analysis.laidReference.map { BrushStroke(middleLine: $0) }
        guard let features = try? compare(ink, reference) else { return [] }
        return CharacterResult.Feature.list(features)
    }

    private func compare(_ ink: [BrushStroke], _ reference: [BrushStroke]) throws(VisionError) -> RasterFeatures? {
        let comparison = if let comparison { comparison } else { try RasterComparison() }
        self.comparison = comparison
        return try comparison.features(ink: ink, reference: reference)
    }
}

@available(*, unavailable)
extension CharacterRaster: Sendable {}
