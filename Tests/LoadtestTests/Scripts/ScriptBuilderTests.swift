import Ink
import Testing
import Wire

@testable import loadtest

@Suite("Scripts of recordings")
struct ScriptBuilderTests {
    /// Two strokes of a pen at 120 Hz, 200 ms apart.
    private let recording = Recording(
        id: "r", text: "가", frame: Frame(x: 0, y: 0, width: 100, height: 100)!,
        strokes: [0.0, 500].map { start in
            (0...36).map { RawPoint(x: Double($0), y: 10, time: start + Double($0) * 1000 / 120, pressure: 0.5) }
        })

    @Test("Recorded times are kept, and what falls into one step goes together when the last of it was written")
    func recorded() {
        let script = ScriptBuilder.script(named: "s", of: [recording], pacing: Pacing())
        #expect(script.events.map(\.kind).filter { $0 != .move } == [.start, .end, .start, .end, .next])
        #expect(script.samples.count == 74)
        let second = script.events[Int(script.strokes[1].firstEvent)]
        #expect(second.atMicroseconds == 500_000)
        for (place, event) in script.events.enumerated() where event.kind == .move {
            let last = script.samples(of: event).last!.time
            #expect(abs(Double(event.atMicroseconds) / 1000 - last) < 0.1, "event \(place)")
            #expect(event.sampleCount <= 3)
        }
    }

    @Test("A clock that jumps in the middle of a stroke keeps nobody waiting", arguments: [9_000, 1e15, 1e300])
    func jump(_ milliseconds: Double) {
        var recording = recording
        for place in 20..<37 { recording.strokes[0][place].time = recording.strokes[0][place].time! + milliseconds }
        let script = ScriptBuilder.script(named: "s", of: [recording], pacing: Pacing())
        #expect(script.events.last!.atMicroseconds < 6_500_000)
        #expect(zip(script.events, script.events.dropFirst()).allSatisfy { $0.atMicroseconds <= $1.atMicroseconds })
    }

    @Test(
        "Dense ink has exactly one move in every step, across strokes and characters", arguments: [1, 2, nil] as [Int?])
    func dense(_ points: Int?) {
        var pacing = Pacing()
        pacing.timing = .dense
        pacing.pointsPerMove = points
        let script = ScriptBuilder.script(named: "s", of: [recording, recording], pacing: pacing)
        let moves = script.events.filter { $0.kind == .move }
        for (step, move) in moves.enumerated() {
            #expect(move.atMicroseconds == UInt64(Double(step) * pacing.stepMicroseconds))
            #expect(Int(move.sampleCount) <= points ?? 3)
        }
        #expect(moves.count == 4 * 18 || moves.count == 4 * 19)
    }

    @Test("Characters stand side by side, and a sample is found again by its stroke")
    func looking() {
        let script = ScriptBuilder.script(named: "s", of: [recording, recording], pacing: Pacing())
        #expect(script.start.boxes.map(\.x) == [0, 100] && script.start.text == ["가", "가"])
        let last = script.events.count
        let stroke = script.stroke(character: 1, index: 1, sent: UInt64(last))!
        #expect(stroke == 3 && script.stroke(character: 1, index: 2, sent: UInt64(last)) == nil)
        #expect(script.stroke(character: 1, index: 1, sent: 5) == nil, "it had not begun by then")
        for sample in 0..<37 {
            let number = Int(script.number(ofSample: sample, stroke: stroke)!)
            let event = script.events[number - 1]
            let place = Int(script.strokes[stroke].firstSample) + sample
            #expect((event.firstSample..<event.firstSample + event.sampleCount).contains(Int32(place)))
        }
        #expect(script.number(ofSample: 37, stroke: stroke) == nil)
        #expect(script.events[Int(script.endNumber(ofStroke: stroke)!) - 1].kind == .end)
    }

    @Test("Undo takes the last stroke's place away, clear all of them, as the server counts")
    func counting() {
        var script = PenScript(name: "s", start: SessionStart())
        let sample = [Sample(position: .zero)]
        func stroke() {
            script.append(.start, samples: sample, atMicroseconds: 0)
            script.append(.end, atMicroseconds: 0)
        }
        stroke()
        stroke()
        script.append(.undo, atMicroseconds: 0)
        stroke()
        script.append(.clear, atMicroseconds: 0)
        stroke()
        script.append(.next, atMicroseconds: 0)
        stroke()
        #expect(script.strokes.map(\.index) == [0, 1, 1, 0, 0] && script.strokes.map(\.character) == [0, 0, 0, 0, 1])
        #expect(script.stroke(character: 0, index: 0, sent: UInt64(script.events.count)) == 3)
    }

    @Test("A script that is written as a session log is read back the same")
    func log() throws {
        let script = ScriptBuilder.script(named: "s", of: [recording], pacing: Pacing())
        var writer = RecordingWriter()
        script.write(asLog: &writer)
        var reader = RecordingReader(), splitter = LineSplitter(), log = PenScript.LogReader(name: "s")
        splitter.feed(writer.json.bytes.span.bytes) { line, _ in
            if case .event(let event) = reader.read(line) {
                log.take(event, points: reader.points, atMilliseconds: RecordingReader.arrival(of: line))
            }
        }
        let read = try #require(log.script)
        #expect(read.samples == script.samples && read.strokes == script.strokes)
        for (event, original) in zip(read.events, script.events) {
            #expect(event.kind == original.kind)
            #expect(abs(Int(event.atMicroseconds) - Int(original.atMicroseconds)) <= 50)
        }
    }
}
