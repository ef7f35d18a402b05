import Characters
import Glibc
import Sessions
import Testing
import Wire

@testable import loadtest

@Suite("The project's own recordings")
struct SyntheticRecordingsTests {
    /// `loadtest/recordings`, seen from this file.
    private static let folder =
        #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined() + "/loadtest/recordings"

    private static func contents(of name: String) -> [UInt8]? {
        guard let file = fopen("\(folder)/\(name)", "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 2 << 20)
        return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
    }

    @Test(
        "The files are what the seed gives, byte for byte, and at most a megabyte",
        arguments: SyntheticRecordings().files)
    func regenerate(_ file: SyntheticRecordings.File) {
        #expect(
            Self.contents(of: file.name) == file.bytes, "write them anew with “loadtest record loadtest/recordings”")
        #expect(SyntheticRecordings().files.reduce(0) { $0 + $1.bytes.count } <= 1_000_000)
    }

    @Test("Another seed gives other ink")
    func otherSeed() {
        #expect(SyntheticRecordings(seed: 2).files[0].bytes != SyntheticRecordings().files[0].bytes)
    }

    /// What the checker says of every recording, as lines of JSON.
    private func judged() -> [Substring] {
        var run = CheckRun(source: SourceChain([HangulSource()]))
        for file in SyntheticRecordings().files {
            var splitter = LineSplitter()
            splitter.feed(file.bytes.span.bytes) { run.take($0, lineNumber: $1) }
        }
        run.finish()
        return String(decoding: run.json.bytes, as: UTF8.self).split(separator: "\n")
    }

    @Test("The checker names every mistake, and finds none where none is")
    func mistakesAreNamed() {
        let lines = judged()
        #expect(lines.count == 9 * 2 + 9 + 6 + 9 * 6)
        for line in lines {
            let kind = line.split(separator: "/")[2]
            let mistake = SyntheticRecordings.Mistake(rawValue: String(kind))
            let isNamed =
                switch mistake {
                case nil: line.contains(#""verdict":"correct""#)
                case .dropped: line.contains(#""verdict":"wrong""#) && !line.contains(#""missing":[]"#)
                case let mistake?: line.contains(#""status":"\#(mistake.expectedStatus)""#)
                }
            #expect(isNamed, "\(line.prefix(60))")
        }
    }

    @Test("Every layout class is there, at both rates, with pressure and pauses")
    func contents() throws {
        let source = try ScriptSource(files: [], skipsBroken: false)
        for layout in SyntheticRecordings.classes.map(\.name) {
            let ids = source.recordings.map(\.id).filter { $0.hasPrefix(layout + "/") }
            #expect(ids.contains { $0.hasSuffix("/120") } && ids.contains { $0.hasSuffix("/240") })
        }
        for recording in source.recordings {
            #expect(recording.strokes.allSatisfy { $0.allSatisfy { $0.pressure != nil && $0.time != nil } })
            for (before, after) in zip(recording.strokes, recording.strokes.dropFirst()) {
                #expect(after[0].time! - before.last!.time! > 50)
            }
        }
    }
}
