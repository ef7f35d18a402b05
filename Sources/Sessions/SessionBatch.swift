import Wire

/// What a drained ring led to, on its way to the client: whole events in text, one behind the other.
struct SessionBatch: Sendable {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    /// Number of the last client event that is applied whole.
    var applied: UInt64 = 0
    /// What opens the conversation, where a client has just come.
    var ready: SessionReady?
    /// Whether outputs that a client has missed are no longer kept.
    var isIncomplete = false
    /// Number of the last output before the first one in here; the numbered outputs come first.
    var before: UInt64 = 0
    /// How many of the events are numbered outputs.
    var outputs = 0

    /// The open stroke's new ink as an event, for those who watch; empty where there is none, or nobody watches.
    var ink: [UInt8] = []

    /// Where characters have ended or were cleared.
    var checkpoints: [Checkpoint] = []
    /// Characters whose result no longer stands, or is awaited.
    var reopened: [Int] = []
    /// Results that are among the events.
    var judged: [SessionAnalyses.Answer] = []

    /// Characters that have ended and are to be kept.
    var written: [OpenInk.Written] = []

    /// Appends an event.
    mutating func add(_ event: RawSpan) {
        event.withUnsafeBytes { text.append(contentsOf: $0) }
        ends.append(text.count)
    }

    /// Appends an event.
    mutating func add(_ event: [UInt8]) { add(event.span.bytes) }

    /// Hands over the events in order, without the outputs up to number `seen`.
    func forEach(after seen: UInt64 = 0, _ body: (RawSpan) -> Void) {
        let skipped = seen > before ? min(outputs, Int(seen - before)) : 0
        var start = skipped > 0 ? ends[skipped - 1] : 0
        for end in ends[skipped...] {
            body(text.span.bytes.extracting(start..<end))
            start = end
        }
    }

    /// Number of events.
    var count: Int { ends.count }

    /// Empties it; the capacity stays.
    mutating func removeAll() {
        text.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        ready = nil
        before = 0
        outputs = 0
        isIncomplete = false
        if !ink.isEmpty { ink.removeAll(keepingCapacity: true) }
        if !checkpoints.isEmpty { checkpoints.removeAll(keepingCapacity: true) }
        if !reopened.isEmpty { reopened.removeAll(keepingCapacity: true) }
        if !judged.isEmpty { judged.removeAll(keepingCapacity: true) }
        if !written.isEmpty { written.removeAll() }
    }
}
