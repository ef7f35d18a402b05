import Characters
import Checking
import Ink
import Wire

@testable import Server

/// A session as a client sends it and as `pilsun check` reads it: the same events.
struct WrittenSession {
    /// All events but `session:start`, in order.
    private(set) var events: [[UInt8]] = []
    let start: [UInt8]
    private var encoder: ClientEventEncoder
    private var number: UInt64 = 0

    init(_ text: String, boxes: [Frame]) {
        encoder = ClientEventEncoder(grid: Quantiser(frame: boxes[0]))
        var start = SessionStart()
        start.text = Array(text)
        start.boxes = boxes
        encoder.start(start)
        self.start = encoder.json.bytes
    }

    /// Adds an event.
    mutating func add(_ kind: InkEvent.Kind, _ samples: ArraySlice<Sample> = []) {
        number += 1
        encoder.json.removeAll()
        encoder.ink(kind, samples: samples, number: number)
        events.append(encoder.json.bytes)
    }

    /// Adds a stroke, its points in groups of so many.
    mutating func add(_ stroke: [Sample], group: Int) {
        add(.start, stroke.prefix(1))
        for first in stride(from: 1, to: stroke.count, by: group) { add(.move, stroke[first...].prefix(group)) }
        add(.end)
    }

    /// What `pilsun check` says of it, a line for each character.
    var checked: [CheckedLine] {
        var log = RecordingWriter()
        log.header(session: "log")
        for (index, event) in ([start] + events).enumerated() { log.event(event, at: Double(index)) }
        return CheckRunTests.check(log.json.bytes).map(CheckedLine.init)
    }
}
