import Characters
import Ink
import Testing

@testable import Checking

/// Single samples that a device tells beside a stroke: nothing of them is seen in the words, the curves or the verdict.
struct StraySampleTests {
    private static let field = OneCharacter(
        character: "田",
        strokes: [
            [Point(0.2, 0.2), Point(0.2, 0.82)], [Point(0.2, 0.2), Point(0.8, 0.2), Point(0.8, 0.82)],
            [Point(0.5, 0.2), Point(0.5, 0.8)], [Point(0.2, 0.5), Point(0.8, 0.5)], [Point(0.2, 0.8), Point(0.8, 0.8)],
        ])

    private static func samples(_ line: [Point], isTimed: Bool) -> [Sample] {
        Sheet.samples(along: line).enumerated().map { index, sample in
            Sample(position: sample.position, time: isTimed ? 1000 + 8 * Double(index) : Sample.absentTime)
        }
    }

    private static func outputs(_ strokes: [[Sample]]) -> [FoldOutput] {
        var sheet = Sheet("田", source: field)
        for stroke in strokes { sheet.write(stroke) }
        _ = sheet.finish()
        return sheet.outputs
    }

    @Test("A stray sample before or after a stroke changes nothing but the count of samples", arguments: [true, false])
    func stray(isTimed: Bool) {
        let clean = Self.field.strokes.map { Self.samples($0, isTimed: isTimed) }
        let expected = Self.outputs(clean)
        for stroke in clean.indices {
            for (isBefore, place) in [(true, Point(900, 900)), (false, Point(900, 950)), (true, Point(30, 980))] {
                let line = clean[stroke]
                let edge = isBefore ? line[0] : line[line.count - 1]
                guard edge.position.distance(to: place) > 400 else { continue }
                let stray = Sample(position: place, time: edge.time)
                var strokes = clean
                strokes[stroke].insert(stray, at: isBefore ? 0 : line.count)
                let told = Self.outputs(strokes).map { output -> FoldOutput in
                    guard case .feedback(var feedback) = output, isBefore, feedback.stroke == stroke else {
                        return output
                    }
                    feedback.at -= 1
                    return .feedback(feedback)
                }
                #expect(told == expected, "stroke \(stroke), stray at \(place)")
            }
        }
    }
}
