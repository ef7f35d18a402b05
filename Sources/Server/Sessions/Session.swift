import Checking
import Ink
import Loop
import Synchronization
import Wire

/// One learner's session: the rim on its loop, the ring, and the pipeline behind the ring.
///
/// Sendable, although most of it is not: the part marked *loop* is touched only by the loop whose connection holds the session
/// (or, while it is parked, by nobody), and changes loops only through the store's lock or a loop's mailbox. The part marked
/// *consumer* is touched only by the session's lane; without lanes that is the same loop. Between the two there are the ring, a
/// flag that is atomic, and constants.
final class Session: @unchecked Sendable {
    /// Steps that the ring holds: a burst of half a second of a pen at 120 Hz.
    static let ringCapacity = 64

    let id: String
    /// Whether the client began it by `session:start`, knows its id and can come back.
    let isNamed: Bool
    let head: SessionHead
    let ring = Ring<InkEvent>(minimumCapacity: ringCapacity)
    /// Where the ring is drained; nil on the loop itself.
    let lane: LoopRemote?
    /// Whether the lane has been told that there is something to drain.
    let isScheduled = Atomic<Bool>(false)
    /// Under what it is found by those who teach.
    let label: SessionLabel
    /// Whether somebody follows it; who that is, the store knows.
    let isWatched = Atomic<Bool>(false)

    // Loop.
    var intake: InkIntake
    /// Steps that found the ring full; the connection is not read while there are any.
    var waiting: [InkEvent] = []
    /// Number of the last event that was acknowledged.
    var acknowledged: UInt64 = 0
    /// Whether an event came again whose acknowledgement may have been lost.
    var mustAcknowledge = false
    /// Whether the client is told what was applied: always in a session that it began, otherwise when it numbers its events.
    var isAcknowledging: Bool
    /// What is recorded of it, nil where nothing is.
    var log: SessionLog?
    /// Events without a step (moves without points) count as applied once the event before them is.
    private var emptyAfter: UInt64 = 0
    private var emptyUpTo: UInt64 = 0

    // Consumer.
    let pipeline: SessionPipeline

    /// A session before its first event.
    init(
        id: String, isNamed: Bool, label: SessionLabel, head: SessionHead, source: PreparedCharacters,
        lane: LoopRemote?,
        analyses: SessionAnalyses
    ) throws(UnknownCharacter) {
        self.id = id
        self.isNamed = isNamed
        self.label = label
        self.head = head
        self.lane = lane
        isAcknowledging = isNamed
        intake = InkIntake(grid: head.quantiser)
        pipeline = try SessionPipeline(head: head, source: source, analyses: analyses)
    }

    /// Loop: takes an ink event in, as far as the ring has room; `now` is the loop's time in milliseconds.
    func take(_ kind: InkEvent.Kind, number: UInt64?, points: [RawPoint], now: UInt64) throws(EventError) {
        let before = intake.lastNumber
        let isNew = try intake.take(kind, number: number, points: points) { event in
            log?.note(event)
            push(event)
        }
        if isNew { log?.finish(kind, number: intake.lastNumber, now: now) }
        if number != nil { isAcknowledging = true }
        if !isNew { mustAcknowledge = true }
        if isNew, kind == .move, points.isEmpty {
            if emptyUpTo != before { emptyAfter = before }
            emptyUpTo = intake.lastNumber
            mustAcknowledge = true
        }
    }

    private func push(_ event: InkEvent) {
        if waiting.isEmpty, ring.push(event) { return }
        if lane == nil, waiting.isEmpty {
            consume()
            _ = ring.push(event)
            return
        }
        waiting.append(event)
    }

    /// Loop: pushes what waits, as far as there is room; says whether nothing waits any more.
    func pushWaiting() -> Bool {
        var pushed = 0
        while pushed < waiting.count, ring.push(waiting[pushed]) { pushed += 1 }
        waiting.removeFirst(pushed)
        return waiting.isEmpty
    }

    /// Loop: the number to acknowledge once everything up to `applied` is applied, nil where there is nothing new to say.
    func acknowledgement(applied: UInt64) -> UInt64? {
        let applied = applied >= emptyAfter ? max(applied, emptyUpTo) : applied
        guard isAcknowledging, applied > acknowledged || mustAcknowledge else { return nil }
        mustAcknowledge = false
        acknowledged = applied
        return applied
    }

    /// Consumer: applies all that is in the ring; says how many steps that were.
    @discardableResult
    func consume() -> Int { ring.drain { pipeline.apply($0) } }
}
