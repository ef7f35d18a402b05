public import Ink
public import Wire

/// The log of one session as its owner keeps it: what is not stored yet, what must be stored again should the store lose it, and
/// what comes next.
///
/// A pure state machine: it does no I/O and knows no clock. Ink goes in by ``record(_:)``; ``nextCommand()`` says what to ask of
/// the store, one command at a time; ``take(_:ticket:)`` takes the answer. The phases:
///
///     unwritten ──write──▶ steady ──append, trim──▶ steady
///         ▲                  │ no answer, connection lost, refused
///         │ gone, or older   ▼
///         └──────look──── doubtful ──look──▶ steady (all there) or replaced (another owner)
///
/// It holds the ink since ``base``: the open character and the one that was finished last, so that a client which has not yet seen
/// the last outputs of a character still gets them. What it holds is bounded: a log that grows beyond is dropped and begins again at
/// the next checkpoint; until then its client's own ink is what the session can be begun anew from.
public struct OwnedLog: Sendable {
    /// What the owner knows of the stored log.
    public enum Phase: Equatable, Sendable {
        /// It is not there, or not as it should be.
        case unwritten
        /// It is there up to ``stored``.
        case steady
        /// An answer is missing: nobody knows how far it reaches.
        case doubtful
        /// Somebody else owns the session.
        case replaced
    }

    /// What an answer led to.
    public enum Outcome: Equatable, Sendable {
        /// Nothing that others need to know.
        case none
        /// ``stored`` has grown.
        case stored
        /// Somebody else owns the session: what is here is over.
        case replaced
    }

    enum Awaited { case write(UInt64), append(UInt64), trim(Checkpoint), look }

    struct Block {
        /// Number of its last event.
        var last: UInt64
        /// Where it ends in ``bytes``.
        var end: Int
        /// The stored item that it is, or will be, part of.
        var item: LogPosition
    }

    /// Bytes of ink after which a log is dropped: a quarter of an hour of a pen that is never lifted.
    public static let largestBytes = 1 << 20

    /// What the fold depends on besides the ink.
    public let head: [UInt8]
    /// The epoch in which this owner writes.
    public internal(set) var epoch: UInt64
    /// From where on the ink is held.
    public internal(set) var base: Checkpoint
    /// What is known of the stored log.
    public internal(set) var phase: Phase
    /// Ink up to this number is stored. It falls where the store has lost some.
    public internal(set) var stored: UInt64
    /// Counts commands from a number that is the epoch's own, so that an answer to an earlier one, even of a log that this one has
    /// replaced, is not taken for that to the present one.
    public internal(set) var ticket: UInt64

    var blocks: [Block] = []
    var bytes: [UInt8] = []
    var open: InkBlockWriter
    /// Checkpoints after the base, in order.
    var checkpoints: [Checkpoint] = []
    /// `analysis:result` of every character, empty where there is none yet.
    var results: [[UInt8]]
    var awaited: Awaited?
    /// The log is not written before it reaches this event: a session that was begun anew while the store was silent must not
    /// replace a longer log of its own.
    let writesFrom: UInt64
    /// Ink up to this number was dropped for want of room; nil where none was.
    var droppedUpTo: UInt64?
    let limit: Int

    /// The log of a session that begins at a checkpoint, with nothing stored.
    ///
    /// - Parameters:
    ///   - characters: how many characters the session's text has.
    ///   - writesFrom: where the client has more ink than the log begins with, the number of its last event: nothing is written
    ///     before it has come.
    public init(
        head: [UInt8], grid: Quantiser, characters: Int, from base: Checkpoint = .beginning, epoch: UInt64,
        writesFrom: UInt64 = 0, limit: Int = OwnedLog.largestBytes
    ) {
        self.writesFrom = writesFrom
        self.head = head
        self.epoch = epoch
        ticket = Self.firstTicket(of: epoch)
        self.base = base
        self.limit = limit
        stored = base.ink
        phase = .unwritten
        open = InkBlockWriter(grid: grid, after: base.ink)
        results = Array(repeating: [], count: characters)
    }

    /// Number of the last ink event that was recorded.
    public var last: UInt64 { open.last }

    /// Bytes of ink that are held.
    public var byteCount: Int { bytes.count + open.byteCount }

    /// Whether a command waits for its answer.
    public var isAwaiting: Bool { awaited != nil }
}
