import Ink

/// The way of the pen in the stroke that is open, as far as those who watch have not seen it.
///
/// The writer's page draws its own ink at once. To whoever watches, a stroke would show only as far as its curves are committed, which in a slow
/// hand is at its end.
struct StrokeTrail {
    /// Whether somebody watches; nothing is kept otherwise.
    var isWanted = false
    /// Place of the first of these in its stroke.
    private(set) var start = 0
    private(set) var samples: [Sample] = []
    /// How many samples the stroke has.
    var end: Int { start + samples.count }

    /// Takes one step of the log.
    @inline(__always)
    mutating func take(_ event: InkEvent) {
        switch event.kind {
        case .start:
            forget()
            add(event.sample)
        case .move: add(event.sample)
        case .end, .undo, .clear, .next: forget()
        }
    }

    @inline(__always)
    private mutating func add(_ sample: Sample) {
        if isWanted { samples.append(sample) } else { start += 1 }
    }

    private mutating func forget() {
        start = 0
        samples.removeAll(keepingCapacity: true)
    }

    /// They have seen it now.
    mutating func pass() {
        start += samples.count
        samples.removeAll(keepingCapacity: true)
    }
}
