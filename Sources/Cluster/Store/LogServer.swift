import Loop

/// One Redis server as one loop has it: a connection for commands, one for messages, and the probe that finds out when messages
/// no longer come although the connection seems to be fine. Confined to its loop.
final class LogServer {
    let index: Int
    private let loop: EventLoop
    private let commands: RedisLink
    private let subscription: RedisLink
    private let times: RedisTimes
    private let channel: String
    private weak var store: LogStore?
    private var timer = TimerToken.none
    private var nextProbe: UInt64 = 0
    private var probeSent: UInt64 = 0
    private var probeHeard: UInt64 = 0
    /// Writes are refused until then: the server is out of memory, or cannot save.
    private var pausedUntil: UInt64 = 0
    private var pauseReason = ""
    /// Sessions whose ink is followed here, of which the server has another channel each.
    private var followed: Set<String> = []

    private static let pauseMilliseconds: UInt64 = 500

    init(_ loop: EventLoop, _ configuration: LogStoreConfiguration, index: Int, name: String, store: LogStore) {
        self.loop = loop
        self.index = index
        self.store = store
        times = configuration.times
        channel = Self.channel(of: name)
        let address = configuration.servers[index]
        let tls = address.isSecure ? configuration.tls : nil
        commands = RedisLink(loop, address, tls: tls, purpose: .commands, times: times)
        subscription = RedisLink(loop, address, tls: tls, purpose: .subscription, times: times)
        commands.owner = self
        subscription.owner = self
    }

    static func channel(of name: String) -> String { "pilsun:owner:\(name)" }

    private static let inkPrefix = "pilsun:{", inkSuffix = "}:ink"

    static func inkChannel(of session: String) -> String { inkPrefix + session + inkSuffix }

    func start() {
        commands.start()
        subscription.start()
        timer = loop.startTimer(afterMilliseconds: times.probe, self)
    }

    func stop() {
        loop.cancelTimer(timer)
        commands.stop()
        subscription.stop()
    }

    var isUsable: Bool { commands.isUsable && loop.nowMilliseconds >= pausedUntil }

    /// What is wrong, nil where nothing is.
    var trouble: String? {
        if !commands.isReady { return commands.trouble }
        if loop.nowMilliseconds < pausedUntil { return pauseReason }
        if !commands.isUsable { return "it does not take what it is sent" }
        return subscription.isReady ? nil : "no messages: \(subscription.trouble)"
    }

    /// Sends a command. `reading` makes sense of the answer; where it can't, the handler gets nil and the server is in trouble.
    func send<Answer>(
        _ command: RedisCommand, reading: @escaping (RedisReply) -> Answer?, _ handler: @escaping (Answer?) -> Void
    ) {
        commands.send(command) { [weak self] reply in
            guard let reply else { return handler(nil) }
            let answer = reading(reply)
            if answer == nil { self?.refused(reply) }
            handler(answer)
        }
    }

    /// Has the store told when the session's ink has grown, and once as soon as that is sure.
    func follow(_ session: String) {
        guard followed.insert(session).inserted else { return }
        subscription.send(RedisCommand("SUBSCRIBE", Self.inkChannel(of: session)))
    }

    func unfollow(_ session: String) {
        guard followed.remove(session) != nil else { return }
        subscription.send(RedisCommand("UNSUBSCRIBE", Self.inkChannel(of: session)))
    }

    private func refused(_ reply: RedisReply) {
        guard case .error(let text) = reply else { return commands.reset("an answer that makes no sense") }
        switch text.prefix(while: { $0 != " " }) {
        case "OOM", "MISCONF", "BUSY", "TRYAGAIN", "NOREPLICAS":
            pausedUntil = loop.nowMilliseconds + Self.pauseMilliseconds
            pauseReason = text
        default: commands.reset(text)
        }
    }

    private func probe() {
        guard subscription.isReady, commands.isReady, loop.nowMilliseconds >= nextProbe else { return }
        nextProbe = loop.nowMilliseconds + UInt64(times.probe)
        if probeHeard < probeSent { return subscription.reset("its messages no longer come") }
        probeSent += 1
        commands.send(RedisCommand("PUBLISH", channel, "probe \(probeSent)")) { _ in }
    }
}

@available(*, unavailable)
extension LogServer: Sendable {}

extension LogServer: TimerTarget {
    func timerFired(_ kind: Int) {
        if pausedUntil != 0, loop.nowMilliseconds >= pausedUntil {
            pausedUntil = 0
            if commands.isReady { store?.serverReady(self) }
        }
        probe()
        timer = loop.startTimer(afterMilliseconds: min(times.probe, Int(Self.pauseMilliseconds)), self)
    }
}

extension LogServer: RedisLink.Owner {
    func linkReady(_ link: RedisLink) {
        if link === subscription {
            probeSent = 0
            probeHeard = 0
            nextProbe = 0
            var command = RedisCommand("SUBSCRIBE", channel)
            for session in followed { command.add(Self.inkChannel(of: session)) }
            link.send(command)
        } else {
            pausedUntil = 0
            store?.serverReady(self)
        }
    }

    func link(_ link: RedisLink, pushed reply: RedisReply) {
        guard let parts = reply.elements, parts.count == 3, let kind = parts[0].text, let name = parts[1].text else {
            return
        }
        guard !name.hasPrefix(Self.inkPrefix) else {
            // Subscribing counts as well: what was written before may have been missed.
            let session = name.dropFirst(Self.inkPrefix.count).dropLast(Self.inkSuffix.count)
            if kind != "unsubscribe" { store?.heard(.ink(of: String(session))) }
            return
        }
        guard kind == "message", let text = parts[2].text else { return }
        if text.hasPrefix("probe ") {
            probeHeard = text.dropFirst(6).split(separator: " ").first.flatMap { UInt64($0) } ?? probeHeard
        } else if let notice = LogNotice(text) {
            store?.heard(notice)
        }
    }
}
