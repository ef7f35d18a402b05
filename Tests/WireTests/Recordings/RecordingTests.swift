import Ink
import Testing
import Wire

@Suite("Recordings")
struct RecordingTests {
    private func read(_ text: String) -> RecordedLine {
        var reader = RecordingReader()
        return reader.read(bytes: Array(text.utf8))
    }

    @Test("a line is read with what it needs, other keys are stepped over, empty strokes left out")
    func line() throws {
        let line = read(
            #"{"source":"x","id":"a/1","text":"가","frame":{"w":105,"h":100},"writer":"w","#
                + #""strokes":[[[1,2,0],[3,4,-1,0.5]],[],[[5,6]]],"script":{"a":[1]}}"#)
        let frame = try #require(Frame(x: 0, y: 0, width: 105, height: 100))
        let strokes = [
            [RawPoint(x: 1, y: 2, time: 0), RawPoint(x: 3, y: 4, time: -1, pressure: 0.5)], [RawPoint(x: 5, y: 6)],
        ]
        #expect(line == .recording(Recording(id: "a/1", text: "가", writer: "w", frame: frame, strokes: strokes)))
    }

    @Test("one pressure above 1 and the whole line has none")
    func rawPressure() throws {
        let line = read(#"{"text":"가","frame":{"w":1,"h":1},"strokes":[[[0,0,0,0.5]],[[1,1,1,312]]]}"#)
        guard case .recording(let recording) = line else {
            Issue.record("\(line)")
            return
        }
        #expect(recording.strokes.allSatisfy { $0.allSatisfy { $0.pressure == nil } })
    }

    @Test(
        "a line that cannot be used says why, and its name where it has one",
        arguments: [
            (#"{"id":"a","text":"가","frame":{"w":0,"h":1},"strokes":[]}"#, "a", ErrorCode.frameInvalid),
            (#"{"id":"a","text":"가","strokes":[]}"#, "a", .fieldMissing),
            (#"{"text":"가","frame":{"w":1,"h":1},"strokes":[[[0,"1"]]],"id":"late"}"#, "late", .numberInvalid),
            (#"{"id":"a","text":"가","frame":{"w":1,"h":1}}"#, "a", .fieldMissing),
            (#"{"id":"a","text":"가나","frame":{"w":1,"h":1},"strokes":[]}"#, "a", .textInvalid),
            (#"{"id":"a","frame":{"w":1,"h":1},"strokes":[]}"#, "a", .textInvalid),
            (#"{"id":"a","text":"가","frame":{"w":1,"h":1},"strokes":[[[0]]]}"#, "a", .pointInvalid),
            (#"{"id":"a","text":"가","frame":{"w":1"#, "a", .jsonInvalid),
            ("not JSON", nil, .jsonInvalid),
            (#"["stroke:begin",{}]"#, nil, .eventUnknown),
        ] as [(String, String?, ErrorCode)])
    func failures(text: String, id: String?, code: ErrorCode) {
        guard case .failure(let name, let error) = read(text) else {
            Issue.record("\(text) was taken")
            return
        }
        #expect(name == id)
        #expect(error.code == code, "\(error.message)")
    }

    @Test("what is written is read back")
    func roundTrip() throws {
        let frame = try #require(Frame(x: 0, y: 0, width: 105, height: 105.5))
        let grid = Quantiser(frame: frame)
        let stroke = [
            grid.sample(x: 1.234, y: 5.678, time: 0, pressure: 0.25), grid.sample(x: 2, y: 3, time: 8.3, pressure: nil),
            grid.sample(x: -2, y: 3, time: nil, pressure: nil),
        ]
        var writer = RecordingWriter()
        writer.recording(id: "q\"1", text: "힣", frame: frame, strokes: [stroke, [stroke[0]]])
        guard case .recording(let recording) = read(String(decoding: writer.json.bytes, as: UTF8.self)) else {
            Issue.record("unreadable: \(String(decoding: writer.json.bytes, as: UTF8.self))")
            return
        }
        #expect(recording.id == "q\"1" && recording.text == "힣" && recording.frame == frame)
        let samples = recording.strokes.map {
            $0.map { grid.sample(x: $0.x, y: $0.y, time: $0.time, pressure: $0.pressure) }
        }
        #expect(samples == [stroke, [stroke[0]]])
    }

    @Test("a session log is read event by event, with its times left out")
    func sessionLog() {
        var reader = RecordingReader(), writer = RecordingWriter()
        var encoder = ClientEventEncoder(grid: Quantiser(frame: .unnamed))
        writer.header(session: "s1")
        encoder.ink(.move, samples: [Sample(position: Point(1, 2))], number: 7)
        writer.event(encoder.json.bytes, at: 12.34)
        let text = String(decoding: writer.json.bytes, as: UTF8.self)
        #expect(
            text == """
                ["session:log",{"session":"s1","protocol":1}]
                ["stroke:move",{"points":[[1,2]],"seq":7,"at":12.3}]

                """)
        let lines = text.split(separator: "\n").map { Array($0.utf8) }
        #expect(reader.read(bytes: lines[0]) == .header(session: "s1"))
        #expect(reader.read(bytes: lines[1]) == .event(.ink(.move, number: 7)))
        #expect(reader.points == [RawPoint(x: 1, y: 2)])
    }

    @Test("lines are the same however the bytes were cut")
    func lines() {
        for pieces in Cuts(Array("one\ntwo\r\n\n  \nthree 가\nlast".utf8)) {
            var splitter = LineSplitter(), lines: [String] = []
            let take: (RawSpan, Int) -> Void = { line, number in
                lines.append("\(number) " + String(decoding: line.withUnsafeBytes { Array($0) }, as: UTF8.self))
            }
            for piece in pieces { splitter.feed(piece.span.bytes, line: take) }
            splitter.finish(line: take)
            #expect(lines == ["1 one", "2 two\r", "5 three 가", "6 last"])
        }
    }

    @Test(
        "a byte order mark before the first line is stepped over, and no other",
        arguments: [
            ("\u{FEFF}one\ntwo", ["one", "two"]), ("one\n\u{FEFF}two", ["one", "\u{FEFF}two"]), ("\u{FEFF}", []),
            ("\u{FEFF}\u{FEFF}a", ["\u{FEFF}a"]),
        ])
    func byteOrderMark(text: String, expected: [String]) {
        for pieces in Cuts(Array(text.utf8)) {
            var splitter = LineSplitter(), lines: [[UInt8]] = []
            let take: (RawSpan, Int) -> Void = { line, _ in lines.append(line.withUnsafeBytes { Array($0) }) }
            for piece in pieces { splitter.feed(piece.span.bytes, line: take) }
            splitter.finish(line: take)
            #expect(lines == expected.map { Array($0.utf8) })
        }
    }
}
