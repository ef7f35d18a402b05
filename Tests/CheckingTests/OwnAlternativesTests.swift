import Characters
import Ink
import Testing

@testable import Checking

/// A character of somebody's own library with a handwritten way of a part of it, drawn as a whole: 好 with 女 in three strokes and in two.
@Suite("Ways of writing in a library of one's own")
struct OwnAlternativesTests {
    private static let bend = [Point(0.25, 0.1), Point(0.12, 0.55), Point(0.42, 0.85)]
    private static let sweep = [Point(0.4, 0.3), Point(0.3, 0.62), Point(0.08, 0.9)]
    private static let bar = [Point(0.05, 0.45), Point(0.48, 0.42)]
    /// The bar and the sweep in one line, as a hand joins them.
    private static let joined = [Point(0.05, 0.45), Point(0.45, 0.41), Point(0.3, 0.68), Point(0.08, 0.9)]
    private static let child = [
        [Point(0.58, 0.15), Point(0.9, 0.15), Point(0.75, 0.35)],
        [Point(0.75, 0.35), Point(0.76, 0.9), Point(0.65, 0.85)],
        [Point(0.53, 0.52), Point(0.97, 0.5)],
    ]

    private static let library: LibrarySource = {
        func text(_ strokes: [[Point]]) -> String {
            let lines = strokes.map { "[" + $0.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]" }
            return "[" + lines.joined(separator: ",") + "]"
        }
        let standard = text([bend, sweep, bar] + child), handwritten = text([bend, joined] + child)
        let line =
            #"{"text":"好","alternatives":[{"name":"standard","strokes":\#(standard)},{"name":"two","strokes":\#(handwritten)}]}"#
        guard let characters = try? VariantsImporter().characters(in: Array(line.utf8), file: "own.ndjson"),
            let bytes = try? LibraryWriter.bytes(of: characters), let file = try? LibraryFile(bytes)
        else { preconditionFailure("these characters make a library") }
        return LibrarySource(file)
    }()

    @Test(
        "either way is right, from the first stroke on",
        arguments: [
            [bend, sweep, bar] + child, [bend, joined] + child,
        ])
    func accepted(strokes: [[Point]]) {
        var sheet = Sheet("好", source: Self.library)
        for stroke in strokes { sheet.write(stroke) }
        let analysis = sheet.finish()
        #expect(analysis.isCorrect, "\(analysis.words)")
        #expect(!sheet.feedback.contains { $0.severity == .error }, "\(sheet.feedback.map(\.type))")
        #expect(analysis.strokes.map(\.reference) == Array(strokes.indices))
    }

    @Test(
        "what mixes them is wrong: a stroke of the one beside a stroke of the other",
        arguments: [
            [bend, sweep, joined] + child, [bend, joined, bar] + child, [bend, bar] + child, [bend, sweep] + child,
            [bend, sweep, bar, joined] + child,
        ])
    func mixed(strokes: [[Point]]) {
        let analysis = Sheet.judge("好", strokes, source: Self.library)
        #expect(!analysis.isCorrect, "\(analysis.words)")
    }
}
