import Ink
import Testing

@testable import Checking

/// Strokes that stop half way are not taken for whole ones, wherever and however large the character is written.
struct HalfStrokeTests {
    /// How a hand lays the letters onto the box: as the model has them, small and off-centre, wide, leaning.
    private static let hands: [AffineMap] = [
        AffineMap(), AffineMap(xx: 0.6, x: 0.12, yy: 0.6, y: -0.1), AffineMap(xx: 0.95, yy: 0.7, y: 0.05),
        AffineMap(xx: 0.8, xy: -0.15, yy: 0.8),
    ]

    /// What is said about the length of each stroke, where one is written only to a share of its length.
    private static func said(
        _ text: Character, _ hand: AffineMap, stroke: Int, share: Double
    ) -> (about: Set<Int>, analysis: CharacterAnalysis, feedback: [Feedback]) {
        var sheet = Sheet(text)
        for (index, line) in strokes(of: text).enumerated() {
            let whole = Polyline(line.map(hand.apply))
            sheet.write(index == stroke ? whole.prefix(through: share * whole.length).points : whole.points)
        }
        let analysis = sheet.finish()
        let about = sheet.feedback.filter { $0.type == .lengthOff }.map(\.stroke)
        return (Set(about), analysis, sheet.feedback)
    }

    @Test("No whole stroke is called a part, of no letter and no hand", arguments: Self.hands)
    func wholeStrokes(_ hand: AffineMap) {
        for text in "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔ가한글닭" {
            let said = Self.said(text, hand, stroke: -1, share: 1)
            #expect(said.about.isEmpty, "\(text)")
            #expect(said.analysis.isCorrect, "\(text)")
        }
    }

    @Test(
        "A stroke that stops half way is spoken of, among others that tell how large the hand is", arguments: Self.hands
    )
    func halfStrokes(_ hand: AffineMap) {
        var cut = 0, unsaid: [String] = []
        for text in "ㄷㄹㅁㅂㅈㅋㅌㅍㅎㅑㅕㅛㅠㅐㅔ한글닭" {
            for stroke in strokes(of: text).indices {
                let (about, analysis, _) = Self.said(text, hand, stroke: stroke, share: 0.5)
                let verdict = analysis.strokes[stroke]
                cut += 1
                if !about.contains(stroke), verdict.status == .ok { unsaid.append("\(text) \(stroke)") }
            }
        }
        #expect(Double(unsaid.count) <= 0.15 * Double(cut), "\(unsaid.count) of \(cut): \(unsaid)")
    }

    @Test("What the strokes before it could not tell is said when the character is complete, and once")
    func saidAtEnd() {
        var late = 0
        for text in "ㅁㅂㅌㅍ한글닭" {
            let last = strokes(of: text).count - 1
            for stroke in 0..<last {
                let feedback = Self.said(text, AffineMap(), stroke: stroke, share: 0.55).feedback
                let hints = feedback.indices.filter {
                    feedback[$0].type == .lengthOff && feedback[$0].severity == .hint && feedback[$0].stroke == stroke
                }
                #expect(hints.count <= 1, "\(text) \(stroke)")
                let lastPenUp = feedback.firstIndex { $0.stroke == last } ?? feedback.count
                if let hint = hints.first, hint > lastPenUp { late += 1 }
            }
        }
        #expect(late > 0)
    }

    @Test("An error about half a stroke says what the hint says; one about a stroke that is too long does not")
    func errorsOfParts() {
        let sentences = Sentences(.english)
        var halves = 0
        for text in "ㅁㅂㅌㅎㅑㅛ한" {
            for stroke in strokes(of: text).indices {
                let feedback = Self.said(text, AffineMap(), stroke: stroke, share: 0.3).feedback
                for error in feedback where error.type == .lengthOff && error.stroke == stroke {
                    halves += 1
                    #expect(error.message == sentences[.partial], "\(text) \(stroke) \(error.severity)")
                }
            }
        }
        #expect(halves > 10)
        var long = 0
        for text in "ㅁㅌㅎㅏㅜㅑ한" {
            for stroke in strokes(of: text).indices {
                var sheet = Sheet(text)
                for (index, line) in strokes(of: text).enumerated() {
                    let middle = (line[0] + line[line.count - 1]) * 0.5
                    sheet.write(index == stroke ? line.map { middle + ($0 - middle) * 2.5 } : line)
                }
                _ = sheet.finish()
                for error in sheet.feedback
                where error.type == .lengthOff && error.severity == .error && error.stroke == stroke {
                    long += 1
                    #expect(error.message == sentences[.status(.length)], "\(text) \(stroke)")
                }
            }
        }
        #expect(long > 10)
    }

    @Test("A hint alone leaves the character right")
    func hintsOnly() {
        var hinted = 0
        for text in "ㄷㄹㅁㅂㅈㅋㅌㅍㅎㅑㅕㅛㅠ" {
            for stroke in strokes(of: text).indices {
                for percent in stride(from: 50, through: 75, by: 5) {
                    let said = Self.said(text, AffineMap(), stroke: stroke, share: Double(percent) / 100)
                    guard !said.about.isEmpty, !said.feedback.contains(where: { $0.severity == .error }) else {
                        continue
                    }
                    hinted += 1
                    #expect(said.analysis.isCorrect, "\(text) \(stroke) \(percent)")
                }
            }
        }
        #expect(hinted > 10)
    }
}
