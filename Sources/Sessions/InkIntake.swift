import Ink
import Wire

/// The rim of a session: turns a client's ink events into steps of the log, each once, on the session's grid.
///
/// Live connections, recordings and session logs all pass through here, so that the same ink gives the same log. It refuses what
/// makes no sense (points without a start), passes over what came before (numbers up to the last one), and mends what real pens
/// send: time that runs backwards within a stroke stands still, pressure is clamped.
struct InkIntake {
    /// Where coordinates are put.
    let grid: Quantiser
    /// Number of the last event that was taken in, 0 before the first.
    private(set) var lastNumber: UInt64 = 0
    /// Whether a stroke is open.
    private(set) var isPenDown = false
    private var latestTime = Sample.absentTime

    /// The rim of a session whose last event had this number, and which lies between two characters.
    init(grid: Quantiser, after number: UInt64 = 0) {
        self.grid = grid
        lastNumber = number
    }

    /// Follows a step that was taken in elsewhere.
    mutating func follow(_ step: InkEvent) {
        switch step.kind {
        case .start:
            isPenDown = true
            latestTime = step.sample.time
        case .move: latestTime = max(latestTime, step.sample.time)
        case .end, .undo, .clear, .next: isPenDown = false
        }
        lastNumber = step.number
    }

    /// Events up to this one had no more steps.
    mutating func skip(to number: UInt64) { lastNumber = max(lastNumber, number) }

    /// Takes one event in; `emit` is called for each step of the log.
    ///
    /// - Parameters:
    ///   - number: the client's number of the event; nil stands for the next one.
    ///   - points: the event's points as they were read.
    /// - Returns: false where the event came before and was passed over.
    /// - Throws: `stroke_not_started` for a move or an end while no stroke is open.
    @inline(__always)
    mutating func take(
        _ kind: InkEvent.Kind, number: UInt64?, points: [RawPoint], emit: (InkEvent) -> Void
    ) throws(EventError) -> Bool {
        let number = number ?? lastNumber + 1
        guard number > lastNumber else { return false }
        switch kind {
        case .start:
            latestTime = Sample.absentTime
            isPenDown = true
        case .move:
            guard isPenDown else { throw Self.notStarted }
        case .end:
            guard isPenDown else { throw Self.notStarted }
            isPenDown = false
        case .undo, .clear, .next:
            isPenDown = false
        }
        lastNumber = number
        guard kind == .start || kind == .move else {
            emit(InkEvent(kind, number: number))
            return true
        }
        let last = points.count - 1
        for index in points.indices {
            emit(InkEvent(kind, sample: sample(points[index]), number: number, closesEvent: index == last))
        }
        return true
    }

    @inline(__always)
    private mutating func sample(_ point: RawPoint) -> Sample {
        var sample = grid.sample(x: point.x, y: point.y, time: point.time, pressure: point.pressure)
        if sample.time >= 0 {
            latestTime = max(latestTime, sample.time)
            sample.time = latestTime
        }
        return sample
    }

    private static var notStarted: EventError {
        EventError(.strokeNotStarted, "No stroke is open: send stroke:start first.")
    }
}
