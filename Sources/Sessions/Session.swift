import Checking
import Cluster
import Ink
import Loop
import Synchronization
import Wire

/// One learner's session: the rim on its loop, the ring, and the pipeline behind the ring.
///
/// Sendable, although most of it is not: the part marked *loop* is touched only by the loop whose connection holds the session
/// (or, while it is parked, by nobody), and changes loops only through the store's lock or a loop's mailbox. The part marked
/// *consumer* is touched only by the session's lane; without lanes that is the same loop. Between the two there are the ring, a
/// flag that is atomic, and constants. What is used for every message is not checked for exclusive access at run time: none of its
/// uses lasts longer than a call that does not come back here.
final class Session: @unchecked Sendable {
    /// Steps that the ring holds: a burst of half a second of a pen at 120 Hz.
    static let ringCapacity = 64

    let id: String
    /// Whether the client began it by `session:start`, knows its id and can come back.
    let isNamed: Bool
    let head: SessionHead
    /// Made with the first ink, four kilobytes that a session which waits for its writer does without. With a lane it is there from the
    /// beginning: only what never changes can be read by both sides.
    @exclusivity(unchecked) private var ring: Ring<InkEvent>?
    /// Where the ring is drained; nil on the loop itself.
    let lane: LoopRemote?
    /// Whether the lane has been told that there is something to drain.
    let isScheduled = Atomic<Bool>(false)
    /// Under what it is found by those who teach.
    let label: SessionLabel
    /// Whose characters are kept, and which of them are not yet; nil where nobody's are.
    let attempts: SessionAttempts?
    /// When it began, in milliseconds of the clock on the wall.
    let startedAt: UInt64
    /// Whether somebody follows it; who that is, the store knows.
    let isWatched = Atomic<Bool>(false)

    // Loop.
    /// Whether somebody may follow it on another loop that is told of what is stored.
    var isFollowed = false
    @exclusivity(unchecked) var intake: InkIntake
    /// Steps that found the ring full; the connection is not read while there are any.
    @exclusivity(unchecked) var waiting: [InkEvent] = []
    /// What the client is told of its ink.
    @exclusivity(unchecked) var acknowledgements: Acknowledgements
    /// What other nodes can go on with; nil where there are none, and in a session that nobody named.
    @exclusivity(unchecked) var inkLog: OwnedLog?
    /// Which store has the log.
    var server = 0
    /// Whether the log waits for its next flush.
    var isLogScheduled = false
    /// When the stored log was last kept from expiring (the loop's milliseconds).
    var refreshedAt: UInt64 = 0
    /// Whether the client is told what was applied: always in a session that it began, otherwise when it numbers its events.
    @exclusivity(unchecked) var isAcknowledging: Bool
    /// What is recorded of it, nil where nothing is.
    @exclusivity(unchecked) var log: SessionLog?
    /// Events without a step (moves without points) count as applied once the event before them is.
    @exclusivity(unchecked) private var emptyAfter: UInt64 = 0
    @exclusivity(unchecked) private var emptyUpTo: UInt64 = 0

    // Consumer.
    let pipeline: SessionPipeline

    /// A session before its first event.
    init(
        id: String, isNamed: Bool, label: SessionLabel, head: SessionHead, source: PreparedCharacters,
        lane: LoopRemote?, analyses: SessionAnalyses, from base: Checkpoint = .beginning, startedAt: UInt64,
        attempts: SessionAttempts? = nil
    ) throws(UnknownCharacter) {
        self.id = id
        self.startedAt = startedAt
        self.attempts = attempts
        self.isNamed = isNamed
        self.label = label
        self.head = head
        self.lane = lane
        ring = lane == nil ? nil : Self.makeRing()
        isAcknowledging = isNamed
        acknowledgements = Acknowledgements(characters: head.text.count, from: base)
        intake = InkIntake(grid: head.quantiser, after: base.ink)
        pipeline = try SessionPipeline(
            head: head, source: source, analyses: analyses, from: base, keepsInk: attempts != nil)
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
        if !isNew { acknowledgements.tellAgain() }
        if isNew, kind == .move, points.isEmpty {
            if emptyUpTo != before { emptyAfter = before }
            emptyUpTo = intake.lastNumber
            inkLog?.recordEmpty(intake.lastNumber)
        }
    }

    private static func makeRing() -> Ring<InkEvent> { Ring(minimumCapacity: ringCapacity) }

    @inline(never)
    private func beginRing() -> Ring<InkEvent> {
        let made = Self.makeRing()
        ring = made
        return made
    }

    private func push(_ event: InkEvent) {
        inkLog?.record(event)
        let ring = if let ring { ring } else { beginRing() }
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
        guard let ring else { return waiting.isEmpty }
        var pushed = 0
        while pushed < waiting.count, ring.push(waiting[pushed]) { pushed += 1 }
        waiting.removeFirst(pushed)
        return waiting.isEmpty
    }

    /// Loop: the last event that is applied once those up to `applied` are: events without a step follow the one before them.
    func settled(_ applied: UInt64) -> UInt64 { applied >= emptyAfter ? max(applied, emptyUpTo) : applied }

    /// Loop: notes what a batch says of characters, for the log and for what is acknowledged.
    func note(_ batch: SessionBatch) {
        for character in batch.reopened {
            inkLog?.reopen(character)
            acknowledgements.reopen(character)
        }
        for answer in batch.judged { inkLog?.judge(CharacterLine(character: answer.character, text: answer.event)) }
        for checkpoint in batch.checkpoints {
            inkLog?.reach(checkpoint)
            acknowledgements.reach(checkpoint)
        }
    }

    /// Loop, before anybody has the session: takes what was written in it elsewhere.
    func replay(_ steps: [InkEvent], upTo ink: UInt64) {
        pipeline.isWatched = isWatched.load(ordering: .relaxed)
        for step in steps {
            intake.follow(step)
            pipeline.apply(step)
        }
        intake.skip(to: ink)
        pipeline.skip(to: ink)
    }

    /// Loop, when nobody holds it any more: gives back what only writing needs. A lane keeps what it may be using.
    func rest() {
        guard lane == nil else { return }
        if ring?.count == 0 { ring = nil }
        pipeline.fit()
    }

    /// Consumer: applies all that is in the ring; says how many steps that were.
    @discardableResult
    func consume() -> Int {
        guard let ring else { return 0 }
        pipeline.isWatched = isWatched.load(ordering: .relaxed)
        return ring.drain { pipeline.apply($0) }
    }
}
