import Characters
import Ink
import Testing

@testable import Checking

/// A tap stands for a short stroke: it has no direction, and blames nobody beside it.
struct DotTests {
    /// 太: its fourth stroke is a dot. Drawn for this test.
    private static let thick = OneCharacter(
        character: "太",
        strokes: [
            [Point(0.15, 0.35), Point(0.85, 0.33)],
            [Point(0.5, 0.1), Point(0.48, 0.4), Point(0.36, 0.7), Point(0.12, 0.9)],
            [Point(0.5, 0.38), Point(0.62, 0.65), Point(0.88, 0.88)], [Point(0.42, 0.76), Point(0.53, 0.87)],
        ])
    /// が: its last two strokes are marks.
    private static let voiced = OneCharacter(
        character: "が",
        strokes: [
            [Point(0.12, 0.36), Point(0.5, 0.3), Point(0.6, 0.4), Point(0.5, 0.85), Point(0.38, 0.78)],
            [Point(0.36, 0.12), Point(0.3, 0.5), Point(0.14, 0.85)], [Point(0.66, 0.36), Point(0.8, 0.6)],
            [Point(0.74, 0.12), Point(0.8, 0.22)], [Point(0.86, 0.08), Point(0.92, 0.18)],
        ])

    /// A tap in the middle of a stroke, or a pen that trembles there, within a share of the box.
    private static func tap(_ line: [Point], tremble: Double) -> [Point] {
        let whole = Polyline(line), middle = whole.point(at: whole.length / 2)
        guard tremble > 0 else { return [middle] }
        var random = SplitMix64(seed: 7)
        return (0..<12).map { _ in middle + Point(random.bounded(), random.bounded()) * (tremble / 2) }
    }

    private static func check(_ text: Character, _ source: some CharacterSource, _ dots: Set<Int>) throws {
        let reference = try #require(source.reference(for: text))
        let model = reference.standardStrokes.map(\.points)
        for tremble in [0, 0.0075, 0.015] {
            var sheet = Sheet(text, source: source)
            for (index, line) in model.enumerated() {
                guard dots.contains(index) else {
                    sheet.write(line)
                    continue
                }
                sheet.write(
                    tap(line, tremble: tremble).map { Sample(position: Sheet.frame.clientPoint($0)) } as [Sample])
            }
            let analysis = sheet.finish()
            #expect(analysis.isCorrect, "\(text), \(tremble): \(analysis.words), missing \(analysis.missing)")
            #expect(analysis.strokes.map(\.reference) == Array(model.indices), "\(text), \(tremble)")
            #expect(
                sheet.feedback.allSatisfy { $0.severity != .error },
                "\(text), \(tremble): \(sheet.feedback.map(\.type))")
        }
    }

    @Test("A tap or a tremble is the dot, the mark or the tick that is due, wherever the hand sets it")
    func dots() throws {
        try Self.check("太", Self.thick, [3])
        try Self.check("が", Self.voiced, [3, 4])
        for text in "하초ㅎㅊ" { try Self.check(text, HangulSource(), [0]) }
    }

    @Test("A tap is no stroke that is longer than a fifth of the box", arguments: ["ㅏ", "ㅣ", "ㄱ"] as [Character])
    func longStroke(text: Character) {
        for stroke in strokes(of: text).indices {
            var ink = strokes(of: text)
            ink[stroke] = [Polyline(ink[stroke]).point(at: 0.1)]
            let analysis = Sheet.judge(text, ink)
            #expect(analysis.missing == [stroke], "\(text) \(stroke): \(analysis.words)")
        }
    }
}
