package import Access
package import Characters
import Checking
package import Cluster
package import Logging
package import Loop
import Synchronization
package import Transport
import Wire

/// What all loops share about sessions: the characters, the secrets, the store, the lanes.
public final class SessionService: Sendable {
    /// How sessions are kept.
    public struct Configuration: Sendable {
        /// The key of the secrets; nil makes one for this process.
        public var secret: String?
        /// Threads that fold ink; 0 folds on the loops.
        public var lanes = 0
        /// How long a session waits for a client that has gone.
        public var lifetimeMilliseconds = 10 * 60 * 1000
        /// Sessions at once, held and waiting.
        public var sessions = 100_000
        /// The folder that session logs are written into; nil records nothing.
        public var recordDirectory: String?
        /// Events in a row that cannot be used, before the connection is closed with 1008.
        public var failures = 100
        /// The Redis servers where all nodes keep their sessions' logs, as ``RedisAddress`` reads them; none where there is one node.
        public var redis: [String] = []
        /// A file of certificates (PEM) that those of `rediss://` servers lead to; nil for those that the system trusts.
        public var redisAuthority: String?
        /// Whether the server is not ready, and does not start, without them.
        public var requiresLogs = false
        /// How long ink waits to be stored together with what follows.
        public var flushMilliseconds = 100
        /// How long a server with keys waits for a client's token; 0 for as long as it likes.
        public var tokenMilliseconds = 10_000
        /// Messages in a second that one connection is read at; what comes faster waits. Nil stands for the default, which
        /// does not slow this machine's own clients: benchmarks.
        public var messagesPerSecond: Int?
        /// Points in a second, likewise.
        public var pointsPerSecond: Int?

        /// ``messagesPerSecond`` where nothing is said: four times what a pen at 240 Hz sends.
        public static let defaultMessagesPerSecond = 1_000
        /// ``pointsPerSecond`` where nothing is said: a minute of a pen at 240 Hz, which was written offline, within two seconds.
        public static let defaultPointsPerSecond = 10_000

        /// The defaults.
        public init() {}

        /// What is wrong with a Redis address, nil where it can be used.
        public static func fault(inRedis address: String) -> String? {
            do throws(RedisAddress.Fault) {
                _ = try RedisAddress(address)
                return nil
            } catch {
                return error.description
            }
        }
    }

    package let configuration: Configuration
    let source: PreparedCharacters
    package let secrets: SessionSecrets
    package let store: SessionStore
    let log: Logger
    let lanes: [LoopRemote]
    /// What limits were run into.
    package let limits: LimitCounters
    /// Keeps session logs, where they are wanted.
    package let recorder: SessionRecorder?
    /// Wrong secrets by address.
    let guesses = ResumeGuesses()
    /// The digest of all libraries: a log that was begun with others is not folded here.
    let library: String
    /// Where logs are shared; nil where there is one node.
    let logs: LogStoreConfiguration?
    /// Who may come in.
    package let access: AccessControl
    /// Keeps what is written by those who have shown who they are; nil where nothing is kept.
    let keeper: (any AttemptKeeper)?
    private let analysisLane: AnalysisLane
    private let storeTroubles = Mutex<[String: [String?]]>([:])
    private let storeNotices = Mutex(StoreNotices())

    /// A service; `lanes` are as many loops as the configuration names.
    package init(
        _ configuration: Configuration, source: SourceChain, lanes: [LoopRemote], analysisLane: AnalysisLane,
        limits: LimitCounters, access: AccessControl = AccessControl(nil), recorder: SessionRecorder? = nil,
        logs: LogStoreConfiguration? = nil, keeper: (any AttemptKeeper)? = nil, log: Logger
    ) {
        precondition(lanes.count == configuration.lanes, "as many lanes as were asked for")
        self.configuration = configuration
        self.source = PreparedCharacters(source)
        library = logs == nil && keeper == nil ? "" : source.digest
        self.keeper = keeper
        self.logs = logs
        self.lanes = lanes
        self.analysisLane = analysisLane
        self.limits = limits
        self.recorder = recorder
        self.access = access
        self.log = log
        secrets = SessionSecrets(key: configuration.secret)
        store = SessionStore(limit: configuration.sessions)
    }

    /// A new session.
    ///
    /// - Parameter wake: for a copy of a session that is written elsewhere: called when there are results to take. It is folded by
    ///   whoever has it.
    /// - Throws: `character_unknown`.
    func makeSession(
        _ head: SessionHead, isNamed: Bool, id: String, label: SessionLabel = SessionLabel(),
        from base: Checkpoint = .beginning, startedAt: UInt64 = WallClock.milliseconds(),
        attempts: SessionAttempts? = nil, wakingCopy wake: (@Sendable () -> Void)? = nil
    ) throws(EventError) -> Session {
        let isOnLane = !lanes.isEmpty && wake == nil
        let analyses = SessionAnalyses(
            characters: head.text.count, encoder: EventEncoder(grid: head.quantiser),
            schedule: { [analysisLane] in analysisLane.schedule($0) },
            // Nobody to tell: the session waits for its client, and will look when that one comes; or it is over.
            wake: wake ?? { [store] in store.holder(of: id)?.on { $0.analysisIsReady(of: id) } })
        do throws(UnknownCharacter) {
            return try Session(
                id: id, isNamed: isNamed, label: label, head: head, source: source,
                lane: isOnLane ? lanes[Int(UInt(bitPattern: id.hashValue) % UInt(lanes.count))] : nil,
                analyses: analyses, from: base, startedAt: startedAt, attempts: attempts)
        } catch {
            throw EventError(error)
        }
    }

    /// The session that a log belongs to, at the log's base, with the results of the characters before.
    ///
    /// - Throws: `session_unknown` where another version of the server, or one with other libraries, has written it.
    func makeSession(
        _ stored: StoredLog, id: String, wakingCopy wake: (@Sendable () -> Void)? = nil
    ) throws(EventError) -> Session {
        guard let head = LogHead(stored.head), head.fold == SessionHost.foldVersion, head.library == library else {
            throw EventError(
                .sessionUnknown, "This session was begun by another version of this server, or with other libraries.")
        }
        let session = try makeSession(
            try SessionHead(head.start), isNamed: true, id: id,
            label: SessionLabel(className: head.start.className, name: head.start.name), from: stored.base,
            startedAt: head.startedAt, wakingCopy: wake)
        session.pipeline.remember(stored.results)
        return session
    }

    /// What a client is told that ran into a limit, which is counted: the sentence, and the limit's name.
    func ranInto(_ limit: Limit, _ code: ErrorCode, _ sentence: String) -> EventError {
        limits.note(limit)
        return EventError(code, "\(sentence) (\(limit.rawValue)).")
    }

    /// The log of a session that begins, nil where nothing is recorded.
    func makeLog(_ session: Session, _ start: SessionStart?, now: UInt64) -> SessionLog? {
        recorder.map { SessionLog(session: session.id, head: session.head, start: start, recorder: $0, now: now) }
    }

    /// What is wrong with the stores, as one loop sees it at a time in milliseconds.
    func report(_ troubles: [String?], of loop: String, now: UInt64) {
        storeTroubles.withLock { $0[loop] = troubles }
        guard let servers = logs?.servers else { return }
        for (index, trouble) in firstTroubles(servers.count).enumerated() {
            switch storeNotices.withLock({ $0.note(index, isInTrouble: trouble != nil, now: now) }) {
            case .lost:
                log.warning(
                    "store out of reach: sessions go on, but are not safe on other nodes",
                    metadata: ["store": "\(servers[index].label)", "reason": "\(trouble ?? "")"])
            case .back: log.notice("store is back", metadata: ["store": "\(servers[index].label)"])
            case nil: break
            }
        }
    }

    /// Of each store what some loop has to complain of.
    private func firstTroubles(_ count: Int) -> [String?] {
        let reports = storeTroubles.withLock { $0 }.sorted { $0.key < $1.key }
        return (0..<count).map { index in reports.compactMap { $0.value[index] }.first }
    }

    /// Whether every loop has reached every store.
    package var areLogsReady: Bool {
        logs == nil
            || storeTroubles.withLock { reports in
                !reports.isEmpty && reports.values.allSatisfy { $0.allSatisfy { $0 == nil } }
            }
    }

    /// What is wrong with the stores, in words for operators; nothing where all is well.
    package var troubles: [String] {
        guard let servers = logs?.servers else { return [] }
        return zip(servers, firstTroubles(servers.count)).compactMap { server, trouble in
            trouble.map { "\(server.label): \($0)" }
        }
    }

    /// What a client is told of a session that is its own.
    func ready(_ session: Session, epoch: UInt64, ink: UInt64, output: UInt64) -> SessionReady {
        SessionReady(
            session: session.id, resume: secrets.resumeSecret(session: session.id, epoch: epoch),
            watch: secrets.secret(.watch, session: session.id), ink: ink, output: output,
            isDurable: logs != nil,
            characters: session.head.text.map(String.init))
    }

    /// What somebody is told who only follows a session.
    func watching(_ session: Session, output: UInt64) -> SessionReady {
        SessionReady(
            session: session.id, resume: nil, watch: nil, ink: 0, output: output,
            isDurable: logs != nil,
            characters: session.head.text.map(String.init))
    }
}
