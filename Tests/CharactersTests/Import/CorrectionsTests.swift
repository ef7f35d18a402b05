import Ink
import Testing

@testable import Characters

@Suite("Corrections")
struct CorrectionsTests {
    private static let lines = [
        [Point(0.1, 0.2), Point(0.9, 0.2)], [Point(0.5, 0), Point(0.5, 1)], [Point(0, 0), Point(1, 1)],
    ]
    private let character = ReferenceCharacter(
        text: "大", strokes: lines.map { ReferenceStroke(points: $0) }, attribution: .own)

    private func corrected(_ text: String) throws -> [[Point]] {
        try Corrections(Array(text.utf8), file: "c").corrected(character).standardStrokes.map(\.points)
    }

    @Test("strokes are turned round and put into another order, and other characters stay as they are")
    func strokes() throws {
        let lines = Self.lines
        #expect(try corrected("大\tdirection\t2") == [lines[0], lines[1].reversed(), lines[2]])
        #expect(
            try corrected("# why\n\n大\tdirection\t3,1\r\n") == [lines[0].reversed(), lines[1], lines[2].reversed()])
        #expect(try corrected("大\torder\t2,3,1") == [lines[1], lines[2], lines[0]])
        #expect(
            try corrected("\u{FEFF}大\torder\t2,1,3\n大\tdirection\t1") == [lines[1].reversed(), lines[0], lines[2]])
        #expect(try corrected("太\tdirection\t4") == lines)
    }

    @Test("a whole character takes the place of the library's")
    func whole() throws {
        let corrections = try Corrections(
            Array(#"{"text":"大","license":"CC0-1.0","strokes":[[[0,0],[0.01,0.01]]]}"#.utf8), file: "c")
        #expect(try corrections.corrected(character).standardStrokes.count == 1)
        #expect(try corrections.corrected(character).license == "CC0-1.0")
        #expect(corrections.texts == ["大"])
    }

    @Test(
        "a correction that is none is refused with its place",
        arguments: [
            ("大 direction 4", 1, "a correction is a character, “direction” or “order”, and numbers, with tabs between"),
            ("\n大\tdirection\t0", 2, "“0” is not the number of a stroke, counted from 1"),
            ("大\tdirection\t1,", 1, "“” is not the number of a stroke, counted from 1"),
            ("大\tcount\t3,4", 1, "“count” cannot be corrected: direction and order can, or give the whole character"),
            ("大\tdirection\t1\n{\"text\":\"大\"}", 2, "the character has neither alternatives nor strokes"),
        ])
    func faults(text: String, line: Int, what: String) {
        let fault = #expect(throws: ImportFault.self) { try Corrections(Array(text.utf8), file: "c") }
        #expect(fault?.line == line && fault?.what == what, "\(String(describing: fault))")
    }

    @Test(
        "a correction that does not fit its character is a fault of the character",
        arguments: [
            ("大\tdirection\t4", "it has 3 strokes"),
            ("大\torder\t1,2", "the order must name each of its 3 strokes once"),
            ("大\torder\t1,2,2", "the order must name each of its 3 strokes once"),
        ])
    func misfits(text: String, what: String) throws {
        let corrections = try Corrections(Array(text.utf8), file: "c")
        #expect(throws: CorrectionFault(text: "大", what: what)) { try corrections.corrected(character) }
    }

    @Test("no mutation of a file crashes", arguments: 1...5 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) {
        let text = "大\tdirection\t2\n太\torder\t2,1,3\n{\"text\":\"十\",\"strokes\":[[[0,0],[1,1]]]}"
        Mutations.run(Array(text.utf8), seed: seed) { bytes throws(ImportFault) in
            let corrections = try Corrections(bytes, file: "c")
            return (try? corrections.corrected(character)).map { [$0] } ?? []
        }
    }
}
