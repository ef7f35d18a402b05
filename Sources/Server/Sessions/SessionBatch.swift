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

    /// Appends an event.
    mutating func add(_ event: RawSpan) {
        event.withUnsafeBytes { text.append(contentsOf: $0) }
        ends.append(text.count)
    }

    /// Appends an event.
    mutating func add(_ event: [UInt8]) { add(event.span.bytes) }

    /// Hands over the events in order.
    func forEach(_ body: (RawSpan) -> Void) {
        var start = 0
        for end in ends {
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
        isIncomplete = false
    }
}
