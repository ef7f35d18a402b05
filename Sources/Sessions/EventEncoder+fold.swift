import Checking
import Wire

extension EventEncoder {
    /// Appends what a step of the fold said; analyses are not events yet and are left out.
    ///
    /// - Parameter number: the output's number, nil to leave the field out.
    mutating func output(_ output: FoldOutput, number: UInt64?) {
        switch output {
        case .feedback(let feedback):
            self.feedback(
                number, type: feedback.type.rawValue, message: feedback.message, severity: feedback.severity.rawValue,
                character: feedback.character, stroke: feedback.stroke, at: feedback.at,
                other: feedback.other, text: feedback.text.map { String($0) })
        case .correction(let character, let stroke, let points):
            correction(number, character: character, stroke: stroke, points: points)
        case .fit(let character, let stroke, let segment):
            fit(number, character: character, stroke: stroke, segments: CollectionOfOne(segment))
        case .analysis: break
        }
    }
}

extension FoldOutput {
    /// Place of the character that it is about.
    var character: Int {
        switch self {
        case .feedback(let feedback): feedback.character
        case .correction(let character, _, _), .fit(let character, _, _): character
        case .analysis(let analysis): analysis.character
        }
    }
}
