import Ink
import Testing
import Wire

@Suite("EventEncoder")
struct EventEncoderTests {
    /// Writes an event as the server does.
    static func encode(_ event: ServerEvent, with encoder: inout EventEncoder) {
        switch event {
        case .ready(let ready): encoder.ready(ready)
        case .feedback(let number, let text):
            encoder.feedback(
                number, type: text.type, message: text.message, severity: text.severity, character: text.character,
                stroke: text.stroke, at: text.at, other: text.other, text: text.text)
        case .correction(let number, let character, let stroke, let points):
            encoder.correction(number, character: character, stroke: stroke, points: points)
        case .fit(let number, let character, let stroke, let segments):
            encoder.fit(number, character: character, stroke: stroke, segments: segments)
        case .analysis(let result): encoder.analysis(result)
        case .acknowledgement(let ink, let checkpoint): encoder.acknowledgement(ink: ink, checkpoint: checkpoint)
        case .tokenTaken(let end): encoder.tokenTaken(expiresAt: end)
        case .error(let code, let message, _):
            if let code = ErrorCode(rawValue: code) { encoder.error(EventError(code, message)) }
        }
    }

    @Test("server events are written as the vectors say, and what is written is read as the same")
    func vectors() throws {
        let scanner = ServerEventScanner()
        for row in try Vectors.rows("events", of: "server-events.json") {
            let input = try #require(row.text("in")), side = try #require(row.double("side"))
            let grid = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: side, height: side)))
            var encoder = EventEncoder(grid: grid)
            Self.encode(try scanner.scan(bytes: Array(input.utf8)), with: &encoder)
            #expect(String(decoding: encoder.json.bytes, as: UTF8.self) == row.text("out"))
            let first = encoder.json.bytes
            encoder.json.removeAll()
            Self.encode(try scanner.scan(bytes: first), with: &encoder)
            #expect(encoder.json.bytes == first)
        }
    }

    @Test("without a number the field is left out")
    func unnumbered() {
        var encoder = EventEncoder(grid: Quantiser(frame: .unnamed))
        encoder.fit(nil, character: 0, stroke: 1, segments: [])
        encoder.correction(nil, character: 0, stroke: 1, points: [Point(1, 2.5)])
        #expect(
            String(decoding: encoder.json.bytes, as: UTF8.self)
                == #"["stroke:fit",{"character":0,"stroke":1,"segments":[]}]"#
                + #"["correction:suggest",{"character":0,"stroke":1,"points":[[1,2.5]]}]"#)
    }

    @Test("the open stroke's ink is told with its place, its times and its pressures")
    func openStroke() {
        var encoder = EventEncoder(grid: Quantiser(frame: .unnamed))
        encoder.ink(
            character: 0, stroke: 1, start: 17,
            samples: [Sample(position: Point(1, 2.5), time: 0.1, pressure: 1), Sample(position: Point(3, 4))])
        #expect(
            String(decoding: encoder.json.bytes, as: UTF8.self)
                == #"["stroke:ink",{"character":0,"stroke":1,"at":17,"points":[[1,2.5,0.1,1],[3,4,-1,0.5]]}]"#)
    }

    @Test("every error code has one spelling, and only those that end the connection have a close code")
    func errorCodes() {
        for code in ErrorCode.allCases {
            #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
            #expect(EventError(code, "").isFatal == (code.closeCode != nil))
        }
        #expect(
            Set(ErrorCode.allCases.compactMap(\.closeCode)) == [1000, 1002, 1003, 1007, 1008, 1009, 1012, 1013, 4401])
    }

    @Test("client events that a client writes are read as the same")
    func clientEvents() throws {
        var encoder = ClientEventEncoder(grid: Quantiser(frame: .unnamed))
        var scanner = EventScanner()
        var start = SessionStart()
        start.text = ["한", "\""]
        start.boxes = [try #require(Frame(x: -0.1, y: 2, width: 300.25, height: 1e-3))]
        start.level = "strict"
        encoder.start(start)
        #expect(try scanner.scan(bytes: encoder.json.bytes) == .start(start))
        encoder.json.removeAll()
        for resume in [
            SessionResume(session: "a", secret: "b", seen: 12),
            SessionResume(
                session: "a", secret: "b", seen: 12, ink: 30,
                checkpoint: Checkpoint(ink: 20, output: 9, character: 1), start: start, token: "t"),
        ] {
            encoder.json.removeAll()
            encoder.resume(resume)
            #expect(try scanner.scan(bytes: encoder.json.bytes) == .resume(resume))
        }
        encoder.json.removeAll()
        encoder.token("a.b-c_d")
        #expect(try scanner.scan(bytes: encoder.json.bytes) == .token("a.b-c_d"))
        for kind in [InkEvent.Kind.start, .end, .undo, .clear, .next] {
            encoder.json.removeAll()
            encoder.ink(kind, samples: [Sample(position: Point(1, 2))], number: nil)
            #expect(try scanner.scan(bytes: encoder.json.bytes) == .ink(kind, number: nil))
            encoder.json.removeAll()
            encoder.ink(kind, samples: [Sample(position: Point(1, 2), time: 3)], number: 4)
            #expect(try scanner.scan(bytes: encoder.json.bytes) == .ink(kind, number: 4))
        }
    }
}
