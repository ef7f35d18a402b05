import Characters
import Ink
import Testing

@testable import Checking

/// Words that agree with each other and with the paper, as a learner reads them while writing.
struct WordsTests {
    private static func half(_ line: [Point]) -> [Point] {
        let line = Polyline(line)
        return line.prefix(through: line.length / 2).points
    }

    /// The types that were said of a stroke, in order.
    private static func types(_ sheet: Sheet, of stroke: Int) -> [FeedbackType] {
        sheet.feedback.filter { $0.stroke == stroke && $0.type != .characterComplete && $0.type != .strokeMissing }
            .map(\.type)
    }

    @Test("A stroke that is right is not blamed for one that was early, and what was said of that is put right at once")
    func earlyStroke() {
        let model = strokes(of: "글")
        for early in 1..<model.count {
            var sheet = Sheet("글")
            sheet.write(model[early])
            sheet.write(model[0])
            // The fourth stroke as the first one is still told for its shape at that moment, and put right at the character's end.
            withKnownIssue(isIntermittent: true) {
                #expect(Self.types(sheet, of: 0).last == .orderWrong, "stroke \(early + 1) first")
            } when: {
                early == 3
            }
            #expect(Self.types(sheet, of: 1) == [.strokeMatch], "stroke \(early + 1) first")
            for stroke in 1..<model.count where stroke != early { sheet.write(model[stroke]) }
            let analysis = sheet.finish()
            #expect(analysis.strokes.map(\.status) == [.order, .ok, .ok, .ok, .ok], "stroke \(early + 1) first")
            #expect(sheet.feedback.filter { $0.severity == .error }.allSatisfy { $0.stroke == 0 })
        }
    }

    @Test("Half a stroke is not taken for another one that is early", arguments: ["글", "한", "ㄹ", "ㄷ"] as [Character])
    func halfStroke(text: Character) {
        let model = strokes(of: text)
        for half in model.indices {
            var sheet = Sheet(text)
            for stroke in model.indices { sheet.write(stroke == half ? Self.half(model[stroke]) : model[stroke]) }
            _ = sheet.finish()
            #expect(
                !sheet.feedback.contains { $0.type == .orderWrong },
                "\(text) \(half + 1): \(sheet.feedback.map { "\($0.stroke) \($0.type) \($0.at)" })")
        }
        var sheet = Sheet(text)
        for stroke in model { sheet.write(Self.half(stroke)) }
        let analysis = sheet.finish()
        #expect(
            !sheet.feedback.contains { $0.type == .orderWrong },
            "all of \(text): \(sheet.feedback.map { "\($0.stroke) \($0.type) \($0.at)" })")
        #expect(analysis.strokes.allSatisfy { $0.status != .order }, "all of \(text): \(analysis.words)")
    }

    @Test("An error is never replaced by a hint: a reversed stroke with a pause stays reversed")
    func errorStands() {
        for text in "가한글ㄹ" {
            let model = strokes(of: text)
            for reversed in model.indices {
                var sheet = Sheet(text)
                var time = 0.0
                for (stroke, line) in model.enumerated() {
                    let ink = Sheet.samples(along: stroke == reversed ? line.reversed() : line)
                    sheet.write(
                        ink.enumerated().map { index, sample in
                            time += index == ink.count / 2 ? 2_000 : 8
                            return Sample(position: sample.position, time: time, pressure: index % 2 == 0 ? 0.01 : 0.02)
                        })
                }
                let analysis = sheet.finish()
                let words = LastWords(sheet.outputs)
                #expect(words.hintsOnErrors.isEmpty, "\(text) \(reversed)")
                #expect(words.statuses[reversed] == analysis.strokes[reversed].status)
                #expect(sheet.feedback.contains { $0.type == .rhythmOff && $0.stroke != reversed } || model.count == 1)
            }
        }
    }

    @Test("Writing over a wrong stroke replaces it", arguments: [Language.korean, .english, .japanese, .chinese])
    func rewriting(language: Language) throws {
        for text in "가한글ㄹㅏ" {
            let model = strokes(of: text)
            for wrong in model.indices {
                // At once, and after all the others.
                for isLate in [false, true] {
                    var sheet = Sheet(text, language: language)
                    for stroke in model.indices {
                        sheet.write(stroke == wrong ? model[stroke].reversed() : model[stroke])
                        if stroke == wrong, !isLate { sheet.write(model[stroke]) }
                    }
                    if isLate { sheet.write(model[wrong]) }
                    let analysis = sheet.finish(), name = "\(text) \(wrong + 1), \(isLate)"
                    #expect(analysis.isCorrect, "\(name): \(analysis.words)")
                    #expect(analysis.strokes.filter { $0.status == .replaced }.map(\.index) == [wrong], "\(name)")
                    #expect(analysis.score > 0.95, "\(name)")
                    let said = sheet.feedback.filter { $0.type == .strokeReplaced }
                    #expect(said.map(\.stroke) == [wrong] && said[0].severity == .info, "\(name)")
                    #expect(said[0].other == (isLate ? model.count : wrong + 1), "\(name)")
                    let words = LastWords(sheet.outputs)
                    for verdict in analysis.strokes {
                        #expect(words.statuses[verdict.index] == verdict.status, "\(name)")
                    }
                }
            }
        }
    }

    @Test("A stroke that was written over is back when that is taken back")
    func rewritingUndone() {
        let model = strokes(of: "가")
        var sheet = Sheet("가")
        sheet.write(model[0])
        sheet.write(model[1].reversed())
        sheet.write(model[1])
        sheet.step(InkEvent(.undo))
        sheet.write(model[2])
        let analysis = sheet.finish()
        #expect(analysis.words == "ok reversed ok")
        #expect(LastWords(sheet.outputs).statuses[1] == .reversed)
    }

    @Test("Strokes are numbered in sentences as the model shows them")
    func numbers() {
        func missing(_ text: Character, _ written: [Int]) -> String? {
            var sheet = Sheet(text)
            for stroke in written { sheet.write(strokes(of: text)[stroke]) }
            _ = sheet.finish()
            return sheet.feedback.last { $0.type == .strokeMissing }?.message
        }
        #expect(missing("글", []) == "Write the strokes that are missing: 1, 2, 3, 4, 5.")
        for text in "글를한ㄹㅌㅁㅂ" {
            let count = strokes(of: text).count
            for written in 0..<count {
                let numbers = (written + 1...count).map(String.init).joined(separator: ", ")
                #expect(
                    missing(text, Array(0..<written)) == "Write the strokes that are missing: \(numbers).",
                    "\(text) after \(written)")
            }
        }
    }
}
