import Testing

@testable import Checking

/// Every feedback is one short sentence that says what to do.
struct SentencesTests {
    private static let sentences: [Sentences.Sentence] =
        ([.ok, .order, .reversed, .extra, .merged, .split, .shape, .position, .length] as [StrokeVerdict.Status]).map {
            .status($0)
        }
        + [.order(3), .missing([2]), .missing([1, 4]), .completeRight, .completeWrong, .partial]

    @Test("A sentence is short, one, and ends as its language has it", arguments: Language.allCases)
    func isOneShortSentence(_ language: Language) {
        for sentence in Self.sentences {
            let text = Sentences(language)[sentence]
            let stop: Character = language == .japanese || language == .chinese ? "。" : "."
            #expect(text.last == stop, "\(text)")
            #expect(text.count <= 60, "\(text)")
            #expect(text.filter { $0 == stop }.count <= 2, "\(text)")
        }
    }

    @Test("Two languages never say the same, and no two faults share a sentence")
    func areDifferent() {
        for sentence in Self.sentences {
            #expect(Set(Language.allCases.map { Sentences($0)[sentence] }).count == Language.allCases.count)
        }
        for language in Language.allCases {
            #expect(Set(Self.sentences.map { Sentences(language)[$0] }).count == Self.sentences.count)
        }
    }

    @Test("Strokes are named by their numbers", arguments: Language.allCases)
    func namesStrokes(_ language: Language) {
        #expect(Sentences(language)[.order(3)].contains("3"))
        #expect(Sentences(language)[.missing([1, 4])].contains("1, 4"))
    }
}
