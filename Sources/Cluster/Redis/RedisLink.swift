import Loop

/// A connection to one Redis server that comes back: finds the server, greets it, and tries again with a growing, jittered wait
/// when it is lost. Confined to its loop.
final class RedisLink {
    /// What the connection is for.
    enum Purpose { case commands, subscription }

    /// Who is told.
    protocol Owner: AnyObject {
        /// The server is there and has greeted us; again whenever it was lost.
        func linkReady(_ link: RedisLink)
        /// A message of a subscription has come.
        func link(_ link: RedisLink, pushed reply: RedisReply)
    }

    let purpose: Purpose
    private let loop: EventLoop
    private let address: RedisAddress
    private let tls: TLSClient?
    private let times: RedisTimes
    private var connection: RedisConnection?
    private var timer = TimerToken.none
    private var failures = 0
    /// Which Sentinel is asked next.
    private var sentinel = 0
    /// Counts attempts, so that what belongs to an earlier one is passed over.
    private var attempt = 0
    private var isStopped = false
    private(set) var isReady = false
    /// Why it is not ready, in words for the operator.
    private(set) var trouble = "not connected yet"
    weak var owner: (any Owner)?

    init(_ loop: EventLoop, _ address: RedisAddress, tls: TLSClient?, purpose: Purpose, times: RedisTimes) {
        self.loop = loop
        self.address = address
        self.tls = tls
        self.purpose = purpose
        self.times = times
    }

    /// Begins to connect.
    func start() { connect() }

    /// Ends it for good.
    func stop() {
        isStopped = true
        attempt += 1
        isReady = false
        loop.cancelTimer(timer)
        connection?.close("stopped")
    }

    /// Whether commands can be sent that need not wait long.
    var isUsable: Bool { isReady && connection?.isCongested == false }

    /// Sends a command; the handler gets nil where there is no answer.
    func send(_ command: RedisCommand, _ handler: @escaping RedisConnection.Handler) {
        guard isReady, let connection else { return handler(nil) }
        connection.send(command, handler)
    }

    /// Sends a command that is answered by pushes.
    func send(_ command: RedisCommand) {
        guard isReady else { return }
        connection?.send(command)
    }

    /// The connection is of no use: it is made anew.
    func reset(_ reason: String) { connection?.close(reason) }

    private func connect() {
        attempt += 1
        if address.master == nil { return find(address.hosts[0], then: greet) }
        let host = address.hosts[sentinel % address.hosts.count]
        sentinel += 1
        find(host, then: ask)
    }

    private func find(_ host: RedisAddress.Host, then go: @escaping (SocketAddress, String) -> Void) {
        let attempt = attempt
        NameLookup.find(host.name, port: host.port, on: loop) { [weak self] result in
            guard let self, attempt == self.attempt else { return }
            switch result {
            // A name may stand for several, of which only one answers: localhost in both families, for example.
            case .success(let addresses): go(addresses[failures % addresses.count], host.name)
            case .failure(let error): fail("\(error)")
            }
        }
    }

    private func open(_ address: SocketAddress, _ name: String) -> RedisConnection? {
        do throws(SystemError) {
            let connection = try RedisConnection(
                loop, to: address, tls: tls.map { TLSPeer($0, name: name) }, times: times)
            let attempt = attempt
            connection.onClose = { [weak self] reason in
                guard let self, attempt == self.attempt else { return }
                fail(reason)
            }
            self.connection = connection
            return connection
        } catch {
            fail("\(error)")
            return nil
        }
    }

    /// A Sentinel says where the master is.
    private func ask(_ address: SocketAddress, _ name: String) {
        guard let connection = open(address, name) else { return }
        connection.send(RedisCommand("SENTINEL", "get-master-addr-by-name", self.address.master ?? "")) {
            [weak self] reply in
            guard let self, let reply else { return }
            attempt += 1
            self.connection = nil
            connection.close("answered")
            guard let parts = reply.elements, parts.count == 2, let host = parts[0].text,
                let port = parts[1].text.flatMap({ UInt16($0) })
            else { return fail("the Sentinel \(name) knows no master called \(self.address.master ?? "")") }
            find(RedisAddress.Host(name: host, port: port), then: greet)
        }
    }

    private func greet(_ address: SocketAddress, _ name: String) {
        guard let connection = open(address, name) else { return }
        if let password = self.address.password {
            let words = self.address.user.map { RedisCommand("AUTH", $0, password) } ?? RedisCommand("AUTH", password)
            expectOK(words, on: connection)
        }
        if self.address.database != 0 { expectOK(RedisCommand("SELECT", "\(self.address.database)"), on: connection) }
        connection.send(RedisCommand("ROLE")) { [weak self, weak connection] reply in
            guard let self, let connection, let reply else { return }
            // An access list may forbid the question; then the first write will tell.
            if let role = reply.elements?.first?.text, role != "master" { return connection.close("it is a \(role)") }
            if case .error(let text) = reply, !text.hasPrefix("NOPERM") { return connection.close(text) }
            becomeReady(connection)
        }
    }

    private func expectOK(_ command: RedisCommand, on connection: RedisConnection) {
        connection.send(command) { [weak connection] reply in
            if case .error(let text) = reply { connection?.close(text) }
        }
    }

    private func becomeReady(_ connection: RedisConnection) {
        isReady = true
        failures = 0
        if purpose == .subscription {
            connection.onPush = { [weak self] reply in
                guard let self else { return }
                owner?.link(self, pushed: reply)
            }
        }
        owner?.linkReady(self)
    }

    private func fail(_ reason: String) {
        guard !isStopped else { return }
        attempt += 1
        connection = nil
        isReady = false
        trouble = reason
        var bound = times.firstRetry
        for _ in 0..<min(failures, 20) where bound < times.lastRetry { bound *= 2 }
        failures += 1
        timer = loop.startTimer(afterMilliseconds: Int.random(in: 0...min(bound, times.lastRetry)), self)
    }
}

@available(*, unavailable)
extension RedisLink: Sendable {}

extension RedisLink: TimerTarget {
    func timerFired(_ kind: Int) { if !isStopped { connect() } }
}
