internal import API
public import Access
public import Characters
internal import Cluster
internal import Glibc
public import Logging
public import Loop
public import Sessions
public import Transport
public import Wire

/// The whole server: sessions behind the transport, with its routes and lanes.
public final class PilsunServer: Sendable {
    /// What an operator sets.
    public struct Configuration: Sendable {
        /// Where it listens, how many loops, the limits of connections.
        public var transport = TransportConfiguration()
        /// How sessions are kept.
        public var sessions = SessionService.Configuration()
        /// How Socket.IO is spoken.
        public var socketIO = SocketIOConfiguration()
        /// Whose pages may use the server, besides its own.
        public var origins = OriginPolicy()
        /// What tokens are verified with; nil lets everybody write.
        public var tokenKeys: TokenKeys?
        /// Accounts, and what outlives a session.
        public var records = RecordSettings()

        /// The defaults.
        public init() {}
    }

    private let transport: TransportServer
    private let access: AccessControl
    private let lanes: [Lane]
    private let analysisLane: AnalysisLane
    private let recorder: SessionRecorder?
    private let service: SessionService
    private let records: ServerRecords

    /// Starts the lanes and the loops. When this returns, connections are accepted.
    public init(_ configuration: Configuration, source: SourceChain, log: Logger) throws(SystemError) {
        var lanes: [Lane] = []
        for index in 0..<configuration.sessions.lanes { lanes.append(try Lane(name: "lane \(index)")) }
        let analysisLane = try AnalysisLane()
        var recorder: SessionRecorder?
        if let directory = configuration.sessions.recordDirectory {
            recorder = try SessionRecorder(directory: directory, log: log)
        }
        let limits = LimitCounters()
        let ended = EndedDevices()
        let records = ServerRecords(
            configuration.records, isShared: !configuration.sessions.redis.isEmpty,
            secret: configuration.sessions.secret, tokens: AccessControl(configuration.tokenKeys),
            judge: EngineJudge(reader: AttemptReader(source)), log: log, ended: ended)
        let access = AccessControl(configuration.tokenKeys, own: records.accounts?.tokens(unless: records.api.hasEnded))
        var socketIOConfiguration = configuration.socketIO
        socketIOConfiguration.engine.origins = configuration.origins
        let service = SessionService(
            configuration.sessions, source: source, lanes: lanes.map(\.remote), analysisLane: analysisLane,
            limits: limits, access: access, recorder: recorder, logs: try Self.logs(configuration.sessions),
            keeper: records.keeper, log: log)
        let shared = Router.Shared(
            characters: CharactersRoute(source: source), origins: configuration.origins)
        var loopIndex = 0
        var transportConfiguration = configuration.transport
        transportConfiguration.notice = { log.warning("\($0)") }
        transport = try TransportServer(transportConfiguration, counters: limits) { loop in
            let host = SessionHost(loop: loop, service: service, index: loopIndex)
            loopIndex += 1
            ended.add(host.confined)
            // Held by its timer.
            if loop.index == 0, let archive = records.archive { _ = Tidying(archive, on: loop) }
            let socketIO = SocketIOServer(
                loop: loop, configuration: socketIOConfiguration,
                namespaces: [SessionSocket.writing, SessionSocket.watching].map { name in
                    SocketIONamespace(name) { SessionSocket(host: host) }
                })
            return Router(
                host: host, socketIO: socketIO, shared: shared, api: records.api.routes(on: LoopExecutor(loop)))
        }
        self.access = access
        self.lanes = lanes
        self.analysisLane = analysisLane
        self.recorder = recorder
        self.service = service
        self.records = records
    }

    /// Where logs are shared, as the addresses say it.
    private static func logs(_ sessions: SessionService.Configuration) throws(SystemError) -> LogStoreConfiguration? {
        guard !sessions.redis.isEmpty else { return nil }
        do {
            let servers = try sessions.redis.map { try RedisAddress($0) }
            var logs = LogStoreConfiguration(servers: servers, node: SessionSecrets.newID())
            logs.ttlMilliseconds = UInt64(sessions.lifetimeMilliseconds)
            if servers.contains(where: \.isSecure) {
                var tls = TLSClientConfiguration()
                tls.authorityFile = sessions.redisAuthority
                logs.tls = try TLSClient(tls)
            }
            return logs
        } catch {
            throw SystemError("use Redis: \(error)", code: EINVAL)
        }
    }

    /// What is wrong with the stores of sessions, in words for operators; nothing where all is well.
    public var troubles: [String] { service.troubles }

    /// Waits until all stores of sessions can be used; false where that takes longer.
    public func waitForLogs(milliseconds: Int) -> Bool {
        for _ in 0..<milliseconds / 20 {
            if service.areLogsReady { return true }
            usleep(20_000)
        }
        return service.areLogsReady
    }

    /// From now on tokens are held against these keys; only for a server that was started with keys.
    public func reload(tokenKeys: TokenKeys) { access.replace(tokenKeys) }

    /// Where it listens, with the port that the system chose.
    public var address: SocketAddress { transport.address }

    /// Takes no new connections, tells every client to come again, and ends within the time. Called once.
    public func drain(withinMilliseconds milliseconds: Int) {
        transport.drain(withinMilliseconds: milliseconds)
        for lane in lanes { lane.stop() }
        analysisLane.stop()
        recorder?.stop()
        records.stop()
    }
}
