import Cluster
import Ink
import Wire

/// One node and the session on it, as `Server` does it, with the same log, acknowledgements and choice.
struct SimulatedNode {
    /// The session as its owner has it.
    struct Session {
        var log: OwnedLog
        var fold: SimulatedFold
        var acknowledgements: Acknowledgements
        /// Number of the last output that was sent to the present client.
        var sent: UInt64 = 0
        /// How many of the fold's checkpoints and results have been passed on.
        var checkpointsTold = 0
        var resultsTold = 0
        /// The connection that writes; nil while its client is away.
        var connection: Int?
    }

    /// A client that waits for the store's answer.
    struct Arrival {
        var connection: Int
        var resume: SessionResume
        /// The epoch in which the client was last welcomed.
        var known: UInt64
        var epoch: UInt64
    }

    let name: String
    var session: Session?
    var arrival: Arrival?
    var isPaused = false
    /// By how much its clock is ahead.
    var skew: UInt64 = 0
    /// Whether the store can be asked.
    var isConnected = true
    /// Counts connections to the store: what belongs to an earlier one is over.
    var link = 0
    var bug: Bug?

    /// A fault planted to see whether the simulation finds it.
    enum Bug: CaseIterable {
        /// Ink is acknowledged before it is stored, and before its outputs have been sent.
        case acknowledgesAtOnce
        /// A client that comes back is given whatever this node has, without asking the store.
        case trustsItself
        /// After a lost connection to the store everything is taken to be stored.
        case assumesStored
    }

    static let grid = Quantiser(frame: .unnamed)
    static let head: [UInt8] = [1]

    /// Bytes of ink after which a log is dropped.
    var limit = OwnedLog.largestBytes

    /// Begins a session anew, at the client's checkpoint.
    mutating func begin(_ connection: Int, from base: Checkpoint, epoch: UInt64, writesFrom: UInt64, characters: Int) {
        session = Session(
            log: OwnedLog(
                head: Self.head, grid: Self.grid, characters: characters, from: base, epoch: epoch,
                writesFrom: writesFrom, limit: limit),
            fold: SimulatedFold(from: base),
            acknowledgements: Acknowledgements(characters: characters, from: base), connection: connection)
    }

    /// Makes the session out of what the store has.
    func restore(_ stored: StoredLog, epoch: UInt64, characters: Int) -> Session {
        var fold = SimulatedFold(from: stored.base)
        let log = OwnedLog(
            restoring: stored, grid: Self.grid, characters: characters, epoch: epoch, limit: limit
        ) { fold.step($0) }
        return Session(
            log: log, fold: fold, acknowledgements: Acknowledgements(characters: characters, from: stored.base))
    }

    /// Takes ink in, and answers what the client is told at once.
    mutating func take(_ event: InkEvent) -> [SimulatedMessage] {
        guard var session else { return [] }
        if event.number <= session.fold.ink {
            session.acknowledgements.tellAgain()
        } else if event.number == session.fold.ink + 1 {
            session.log.record(event)
            session.fold.step(event)
        }
        defer { self.session = session }
        return tell(&session)
    }

    /// What is new for the client.
    func tell(_ session: inout Session) -> [SimulatedMessage] {
        var messages: [SimulatedMessage] = []
        for output in session.fold.outputs where output.number > session.sent { messages.append(.output(output)) }
        session.sent = max(session.sent, session.fold.lastOutput)
        while session.checkpointsTold < session.fold.checkpoints.count {
            let checkpoint = session.fold.checkpoints[session.checkpointsTold]
            session.log.reach(checkpoint)
            session.acknowledgements.reach(checkpoint)
            session.checkpointsTold += 1
        }
        session.acknowledgements.deliver(upTo: session.fold.ink)
        if bug == .acknowledgesAtOnce { session.acknowledgements.store(upTo: session.fold.ink) }
        if let notice = session.acknowledgements.next() { messages.append(.acknowledgement(notice)) }
        return messages
    }

    /// The lane has judged a character.
    mutating func judge() -> [SimulatedMessage] {
        guard var session, session.resultsTold < session.fold.results.count else { return [] }
        let result = session.fold.results[session.resultsTold]
        session.resultsTold += 1
        session.log.judge(CharacterLine(character: result.character, text: Self.text(result.value)))
        session.acknowledgements.judge(result.character)
        defer { self.session = session }
        return [.result(result.character, result.value)] + tell(&session)
    }

    /// The store has answered.
    mutating func take(_ reply: LogReply, ticket: UInt64) -> [SimulatedMessage] {
        guard var session else { return [] }
        defer { self.session = session }
        switch session.log.take(reply, ticket: ticket) {
        case .none: return []
        case .stored:
            session.acknowledgements.store(upTo: session.log.stored)
            return tell(&session)
        case .replaced: return [.comeAgain]
        }
    }

    /// Welcomes the client that now holds the session.
    mutating func welcome(_ resume: SessionResume, on connection: Int) -> [SimulatedMessage] {
        guard var session else { return [] }
        defer { self.session = session }
        session.connection = connection
        session.sent = resume.seen
        session.acknowledgements.begin(after: resume.checkpoint)
        session.acknowledgements.store(upTo: session.log.stored)
        var messages: [SimulatedMessage] = [.ready(ink: session.fold.ink, epoch: session.log.epoch)]
        for line in session.log.lines {
            messages.append(.result(line.character, Self.value(line.text)))
            session.acknowledgements.judge(line.character)
        }
        return messages + tell(&session)
    }

    static func text(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

    static func value(_ text: [UInt8]) -> UInt64 {
        text.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
    }
}
