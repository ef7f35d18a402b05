import Ink
import Wire

/// What one pen writes in one session: how the session starts, and its ink events, each with its time.
///
/// Event *n* of the protocol (its `seq`) is `events[n - 1]`. Immutable, and shared by all pens that write the same.
struct PenScript: Equatable, Sendable {
    /// One ink event.
    struct Event: Equatable, Sendable, BitwiseCopyable {
        var kind: InkEvent.Kind
        /// Its samples, as a range of the script's.
        var firstSample: Int32
        var sampleCount: Int32
        /// When it is due, in microseconds from the script's beginning.
        var atMicroseconds: UInt64
        /// The stroke that it belongs to, as a place in `strokes`; −1 for undo, clear and next.
        var stroke: Int32
        /// The character that is open when it is written, from 0.
        var character: Int32
    }

    /// One written stroke.
    struct Stroke: Equatable, Sendable, BitwiseCopyable {
        /// The open character, from 0, and which of its written strokes this is.
        var character: Int32
        var index: Int32
        /// Place of its `stroke:start` among the events.
        var firstEvent: Int32
        /// Place of its `stroke:end`, the same as `firstEvent` before it was written.
        var endEvent: Int32
        /// Place of its first sample among the script's, and how many it has.
        var firstSample: Int32
        var sampleCount: Int32
    }

    /// Names it in messages and files.
    let name: String
    let start: SessionStart
    private(set) var samples: [Sample] = []
    private(set) var events: [Event] = []
    private(set) var strokes: [Stroke] = []

    private var character: Int32 = 0
    private var written: Int32 = 0
    private var isPenDown = false

    /// A script without events.
    init(name: String, start: SessionStart) {
        self.name = name
        self.start = start
    }

    /// The box of the first character: the session's coordinates are on its grid.
    var frame: Frame { start.boxes.first ?? .unnamed }

    /// Time of the last event.
    var lengthMicroseconds: UInt64 { events.last?.atMicroseconds ?? 0 }

    /// `stroke:move` events.
    var moves: Int { events.count { $0.kind == .move } }

    /// Samples of an event.
    func samples(of event: Event) -> ArraySlice<Sample> {
        samples[Int(event.firstSample)..<Int(event.firstSample + event.sampleCount)]
    }

    /// Appends the next event. `samples` stand on the grid of ``frame``; a time before the last event's is taken as that.
    mutating func append(_ kind: InkEvent.Kind, samples more: some Collection<Sample> = [], atMicroseconds: UInt64) {
        let first = Int32(samples.count)
        samples.append(contentsOf: more)
        if kind == .start { beginStroke(first) }
        let stroke = isPenDown ? Int32(strokes.count - 1) : -1
        if stroke >= 0 { strokes[Int(stroke)].sampleCount += Int32(more.count) }
        events.append(
            Event(
                kind: kind, firstSample: first, sampleCount: Int32(more.count),
                atMicroseconds: max(atMicroseconds, lengthMicroseconds),
                stroke: kind == .start || kind == .move || kind == .end ? stroke : -1, character: character))
        follow(kind)
    }

    private mutating func beginStroke(_ first: Int32) {
        if isPenDown { written += 1 }
        isPenDown = true
        let place = Int32(events.count)
        strokes.append(
            Stroke(
                character: character, index: written, firstEvent: place, endEvent: place, firstSample: first,
                sampleCount: 0))
    }

    /// Keeps count of the open character and its strokes, as the server's fold does.
    private mutating func follow(_ kind: InkEvent.Kind) {
        switch kind {
        case .start, .move: return
        case .end:
            guard isPenDown else { return }
            strokes[strokes.count - 1].endEvent = Int32(events.count - 1)
            written += 1
        case .undo: if !isPenDown { written = max(0, written - 1) }
        case .clear: written = 0
        case .next:
            character += 1
            written = 0
        }
        isPenDown = false
    }
}
