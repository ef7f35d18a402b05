import Ink
import Testing

@testable import Checking

/// A stroke that was written only in part.
struct PartOfStrokeTests {
    /// What is said about a letter whose stroke ends after a share of its length.
    private static func lengthFeedback(
        _ letter: Character, stroke: Int, share: Double
    ) -> (severities: [Severity], isCorrect: Bool) {
        var sheet = Sheet(letter)
        for (index, line) in strokes(of: letter).enumerated() {
            let whole = Polyline(line)
            sheet.write(index == stroke ? whole.prefix(through: share * whole.length).points : line)
        }
        let analysis = sheet.finish()
        // A short ㅡ is a small one.
        let said = sheet.feedback.filter { $0.type == .lengthOff || $0.type == .sizeOff }
        return (said.map(\.severity), analysis.isCorrect)
    }

    @Test(
        "The shorter a stroke is, the more is said of it: nothing, a hint that leaves the letter right, a fault",
        arguments: [("ㅏ", 1), ("ㅜ", 1), ("ㅈ", 1), ("ㅊ", 2), ("ㅡ", 0)] as [(Character, Int)])
    func gradually(_ letter: Character, stroke: Int) {
        var worst: [Int] = []
        for percent in stride(from: 100, through: 25, by: -5) {
            let (severities, isCorrect) = Self.lengthFeedback(letter, stroke: stroke, share: Double(percent) / 100)
            let isWrong = severities.contains(.error) || !isCorrect
            worst.append(isWrong ? 2 : severities.contains(.hint) ? 1 : 0)
        }
        #expect(worst.first == 0)
        #expect(worst.contains(1), "\(worst)")
        #expect(worst.last == 2)
        #expect(worst == worst.sorted(), "\(worst)")
    }

    @Test("Nothing is said of whole strokes", arguments: ["ㅏ", "ㅖ", "ㄴ", "ㅎ", "가", "닭"] as [Character])
    func wholeStrokes(_ text: Character) {
        for stroke in strokes(of: text).indices {
            #expect(Self.lengthFeedback(text, stroke: stroke, share: 1).severities.isEmpty)
        }
    }
}
