import Checking
import Ink
import Wire

extension CharacterResult {
    /// What clients are told of the fold's judgement and of what the raster lane measured.
    init(_ analysis: CharacterAnalysis, raster: [Feature]) {
        self.init(
            character: analysis.character, score: analysis.score, isCorrect: analysis.isCorrect,
            other: analysis.other.map { String($0) },
            strokes: analysis.strokes.map {
                Stroke(
                    index: $0.index, reference: $0.reference, isReversed: $0.isReversed, status: $0.status.rawValue,
                    decidedAt: $0.decidedAt)
            },
            missing: analysis.missing,
            parts: analysis.parts.map { Part(name: $0.name, weight: $0.weight, value: $0.value, stroke: $0.stroke) },
            whole: analysis.whole.map {
                Whole(
                    degrees: $0.degrees, ratio: $0.ratio, size: $0.size,
                    offset: $0.offset.map { SIMD2($0.x, $0.y) })
            },
            raster: raster)
    }
}
