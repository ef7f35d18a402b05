import Characters
import Checking
import Ink
import Testing
import Wire

@testable import Sessions

@Suite("CheckRun")
struct CheckRunTests {
    static let frame = Frame(x: 0, y: 0, width: 300, height: 300)!

    /// Ink of 한 with its two strokes of ㅏ in the wrong order.
    static func ink(seed: UInt64, mistakes: [WritingMistake] = [.swap(3, 4)]) throws -> [[Sample]] {
        let reference = try #require(HangulSource().reference(for: "한"))
        var random = SplitMix64(seed: seed)
        return SyntheticWriter(frame: frame).write(reference, mistakes: mistakes, using: &random).map(\.samples)
    }

    static func check(_ text: [UInt8], level: Level? = nil) -> [String] {
        var run = CheckRun(source: HangulSource(), level: level), splitter = LineSplitter()
        splitter.feed(text.span.bytes) { run.take($0, lineNumber: $1) }
        splitter.finish { run.take($0, lineNumber: $1) }
        run.finish()
        return String(decoding: run.json.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("what could not be judged is counted: lines of recordings, events of logs, characters that nobody knows")
    func countedFailures() {
        var run = CheckRun(source: HangulSource())
        func take(_ text: String) {
            let line = Array(text.utf8)
            run.take(line.span.bytes, lineNumber: 1)
        }
        take(#"{"text":"ㅣ","frame":{"w":100,"h":100},"strokes":[[[50,7],[50,50],[50,93]]]}"#)
        #expect(run.failures == 0)
        take("no JSON")
        take(#"{"text":"龘","frame":{"w":100,"h":100},"strokes":[[[50,7],[50,93]]]}"#)
        take(#"["session:log",{"session":"s","protocol":1}]"#)
        take(#"["stroke:begin",{}]"#)
        run.finish()
        #expect(run.failures == 3)
    }

    @Test(
        "a recording and a session log of the same ink give the same verdict and events, however the points were grouped"
    )
    func grouping() throws {
        let strokes = try Self.ink(seed: 5)
        var recording = RecordingWriter()
        recording.recording(id: "log/0", text: "한", frame: Self.frame, strokes: strokes)
        let expected = Self.check(recording.json.bytes)
        #expect(expected.count == 1 && expected[0].contains(#""verdict":"wrong""#))
        for group in [1, 2, 7, 1000] {
            var log = RecordingWriter(), encoder = ClientEventEncoder(grid: Quantiser(frame: Self.frame))
            var start = SessionStart(), number: UInt64 = 0
            log.header(session: "log")
            start.text = ["한"]
            start.boxes = [Self.frame]
            encoder.start(start)
            log.event(encoder.json.bytes, at: 0)
            func send(_ kind: InkEvent.Kind, _ samples: ArraySlice<Sample> = []) {
                number += 1
                encoder.json.removeAll()
                encoder.ink(kind, samples: samples, number: number)
                log.event(encoder.json.bytes, at: Double(number))
            }
            for stroke in strokes {
                send(.start, stroke.prefix(1))
                for first in stride(from: 1, to: stroke.count, by: group) {
                    send(.move, stroke[first...].prefix(group))
                }
                send(.end)
            }
            send(.next)
            #expect(Self.check(log.json.bytes) == expected, "groups of \(group)")
        }
    }

    @Test("a line that cannot be judged says so with its name and its number, and the rest goes on")
    func failures() throws {
        var text = RecordingWriter()
        text.recording(id: "good", text: "한", frame: Self.frame, strokes: try Self.ink(seed: 6, mistakes: []))
        text.recording(id: "unknown", text: "☃", frame: Self.frame, strokes: [])
        text.json.bytes += Array("\n{\"id\":\"bad\",\"text\":\"한\"}\nrubbish\n".utf8)
        text.recording(id: "nothing", text: "한", frame: Self.frame, strokes: [])
        let lines = Self.check(text.json.bytes)
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix(#"{"id":"good","text":"한","verdict":"correct","score":"#))
        #expect(lines[1].hasPrefix(#"{"id":"unknown","error":{"code":"character_unknown","message":"No library"#))
        #expect(lines[2].hasPrefix(#"{"id":"bad","error":{"code":"field_missing","message":"Line 4: "#))
        #expect(lines[3].hasPrefix(#"{"id":null,"error":{"code":"json_invalid","message":"Line 5: "#))
        #expect(lines[4].contains(#""verdict":"wrong""#) && lines[4].contains(#""strokes":[],"missing":[0,"#))
    }

    @Test("a log without a text is no matter of checking, nor is ink for more characters than there are")
    func logsWithoutText() {
        let unnamed = Self.check(Array(#"["stroke:start",{"x":1,"y":2}]"#.utf8))
        #expect(unnamed.count == 1 && unnamed[0].contains(#""code":"text_invalid""#))
        let wrongLevel = Self.check(Array(#"["session:start",{"text":"한","level":"divine"}]"#.utf8))
        #expect(wrongLevel.count == 1 && wrongLevel[0].contains(#""code":"level_unknown""#))
    }
}
