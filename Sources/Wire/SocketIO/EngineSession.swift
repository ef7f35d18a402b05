/// An Engine.IO 4 session: who carries its packets, what waits to be sent, whether the client is still there.
///
/// A value without I/O and without a clock. What happens on the connections is handed in, with the time; what comes back are
/// actions for the holder of the connections.
///
///          GET, POST            WebSocket with the sid        2probe                      5
///     ────────▶ polling ───────────────────▶ probing ──────────▶ upgrading ─────────────────▶ webSocket
///                  ▲                            │ closes, or time    │ closes, or time           ▲
///                  └────────────────────────────┴────────────────────┘         WebSocket without a sid
///
/// From each of them the session ends: by a close packet, a broken rule, a poll that the client breaks off, a pong that does
/// not come, or from above. A session that polls and is ended from above is *ending* until a poll has taken the rest away.
/// While *upgrading* every poll is answered at once, with a noop where there is nothing, so that the client can turn away from
/// polling; what is sent then waits for the WebSocket, and so keeps its order.
public struct EngineSession: Sendable {
    /// What carries the packets.
    public enum Carrier: Sendable {
        /// Requests.
        case polling
        /// Requests; a WebSocket is open but has not been tried.
        case probing
        /// Requests; a WebSocket has been tried and is about to take over.
        case upgrading
        /// The WebSocket.
        case webSocket
    }

    private enum Phase {
        case open, ending, over
    }

    private let settings: EngineSettings
    /// What carries the packets now.
    public private(set) var carrier: Carrier
    /// What waits for a poll or for the upgrade.
    public var outbox = EngineOutbox()
    private var phase = Phase.open
    private var isPolled = false
    private var isPosting = false
    private var heartbeat: EngineHeartbeat
    /// When a WebSocket that does not take over is closed, or an ending session is forgotten.
    private var patienceEnds: UInt64 = .max

    /// A session at its beginning. The holder sends the open packet.
    public init(_ settings: EngineSettings, carrier: Carrier, now: UInt64) {
        self.settings = settings
        self.carrier = carrier
        heartbeat = EngineHeartbeat(settings, now: now)
    }

    /// Whether messages can still be sent.
    public var isOpen: Bool { phase == .open }

    /// When ``look(now:isPaused:)`` is due.
    public var nextLook: UInt64 { phase == .open ? min(heartbeat.nextLook, patienceEnds) : patienceEnds }
}

extension EngineSession {
    /// A GET has arrived.
    public mutating func poll(now: UInt64) -> [EngineAction] {
        if let refusal = refusal(now) { return refusal }
        guard !isPolled else { return end(.protocolError) + [.refuse(.badRequest)] }
        switch phase {
        case .open:
            if !outbox.isEmpty { return [.answer(outbox.takePayload())] }
            if carrier == .upgrading { return [.answer(EnginePacketType.noop.packet)] }
            isPolled = true
            return [.holdPoll]
        case .ending:
            let payload = outbox.takePayload()
            return outbox.isEmpty ? [.answer(payload)] + over(.normal) : [.answer(payload)]
        case .over: return [.refuse(.unknownSession)]
        }
    }

    /// A POST has arrived.
    public mutating func post(_ body: [UInt8], now: UInt64) -> [EngineAction] {
        if let refusal = refusal(now) { return refusal }
        guard phase == .open else { return [.refuse(.unknownSession)] }
        guard !isPosting, let reader = EnginePayloadReader(body) else {
            return end(.protocolError) + [.refuse(.badRequest)]
        }
        isPosting = true
        return [.readPost(reader)]
    }

    /// All packets of the POST have been received.
    public mutating func postIsRead() -> [EngineAction] {
        guard isPosting else { return [] }
        isPosting = false
        return [.answerPost]
    }

    /// The client has broken a request off that waited for its answer.
    public mutating func requestAborted() -> [EngineAction] {
        isPolled = false
        isPosting = false
        return end(.abnormal)
    }

    private mutating func refusal(_ now: UInt64) -> [EngineAction]? {
        if phase == .open && heartbeat.isExpired(now) { return end(.abnormal) + [.refuse(.unknownSession)] }
        return carrier == .webSocket ? [.refuse(.badRequest)] : nil
    }

    /// What waits may be sent: answers the poll that waits for it. Called when a turn's messages are all there.
    public mutating func flush() -> [EngineAction] {
        guard isPolled, !outbox.isEmpty else { return [] }
        return answerPoll(outbox.takePayload())
    }

    private mutating func answerPoll(_ payload: [UInt8]) -> [EngineAction] {
        guard isPolled else { return [] }
        isPolled = false
        return [.answerPoll(payload)]
    }
}

extension EngineSession {
    /// A packet of text has come, in a POST or over the WebSocket that carries the session. A message's data is the holder's to
    /// hand on, where the session is open.
    public mutating func receive(_ type: EnginePacketType, now: UInt64) -> [EngineAction] {
        guard phase == .open else { return [] }
        switch type {
        case .pong:
            heartbeat.heardPong(now)
            return []
        case .close: return clientCloses()
        // An upgrade of what is upgraded is passed over, as the reference implementation does.
        case .message, .noop, .upgrade: return []
        case .open, .ping: return end(.protocolError)
        }
    }

    private mutating func clientCloses() -> [EngineAction] {
        let poll = answerPoll(EnginePacketType.noop.packet)
        return poll + postIsRead() + [.closed(.normal)] + over(.normal)
    }

    /// The rules were broken, or the client is gone: ends the session at once.
    public mutating func end(_ code: CloseCode) -> [EngineAction] {
        guard phase != .over else { return [] }
        let wasOpen = phase == .open
        var actions = answerPoll(EnginePacketType.close.packet)
        if isPosting { actions.append(.refusePost(.badRequest)) }
        isPosting = false
        if wasOpen { actions.append(.closed(code)) }
        return actions + over(code)
    }

    /// Ends the session from above: what waits is still delivered, then the client is told.
    public mutating func close(_ code: CloseCode, now: UInt64) -> [EngineAction] {
        guard phase == .open else { return [] }
        guard carrier != .webSocket else { return [.closed(code)] + over(code) }
        phase = .ending
        outbox.append(.close)
        patienceEnds = now + UInt64(settings.farewellMilliseconds)
        var actions = postIsRead() + [.closed(code)]
        guard isPolled else { return actions }
        isPolled = false
        actions.append(.answerPoll(outbox.takePayload()))
        return outbox.isEmpty ? actions + over(code) : actions
    }

    private mutating func over(_ code: CloseCode) -> [EngineAction] {
        phase = .over
        patienceEnds = .max
        return [.forget(code)]
    }

    /// It is ``nextLook``, or later. While the holder does not read, the client's silence is not its own.
    public mutating func look(now: UInt64, isPaused: Bool = false) -> [EngineAction] {
        if isPaused { heartbeat.heardPong(now) }
        if now >= patienceEnds {
            patienceEnds = .max
            return phase == .ending ? end(.normal) : dropWebSocket(.policyViolation)
        }
        guard phase == .open else { return [] }
        switch heartbeat.look(now) {
        case .nothing: return []
        case .end: return end(.abnormal)
        case .ping:
            guard carrier != .webSocket else { return [.frame(EnginePacketType.ping.packet)] }
            outbox.append(.ping)
            return flush()
        }
    }
}

extension EngineSession {
    /// A WebSocket with the session's id has opened; false where the session has one already and this one must be closed.
    public mutating func attachWebSocket(now: UInt64) -> Bool {
        guard phase == .open, carrier == .polling, !heartbeat.isExpired(now) else { return false }
        carrier = .probing
        patienceEnds = now + UInt64(settings.upgradeMilliseconds)
        return true
    }

    /// A packet of text has come over a WebSocket that does not carry the session yet.
    public mutating func probe(_ packet: RawSpan) -> [EngineAction] {
        let text = packet.withUnsafeBytes { Array($0) }
        if text.elementsEqual("2probe".utf8) {
            carrier = .upgrading
            return [.frame(Array("3probe".utf8))] + answerPoll(EnginePacketType.noop.packet)
        }
        guard text == EnginePacketType.upgrade.packet, carrier == .upgrading else {
            return dropWebSocket(.protocolError)
        }
        carrier = .webSocket
        patienceEnds = .max
        let actions = answerPoll(EnginePacketType.noop.packet) + [.takeOver]
        return phase == .ending ? actions + over(.normal) : actions
    }

    /// The WebSocket is gone.
    public mutating func webSocketClosed(_ code: CloseCode) -> [EngineAction] {
        guard carrier != .webSocket else { return end(code) }
        carrier = .polling
        if phase == .open { patienceEnds = .max }
        return []
    }

    private mutating func dropWebSocket(_ code: CloseCode) -> [EngineAction] {
        guard carrier == .probing || carrier == .upgrading else { return [] }
        carrier = .polling
        if phase == .open { patienceEnds = .max }
        return [.dropWebSocket(code)]
    }
}
