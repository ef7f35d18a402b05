import Loop

/// One connection to a Redis server: commands go out with the turn's one write, their answers come back in order.
///
/// A connection lives once: whatever is wrong with it (refused, cut off, silent for too long, no Redis) ends it, every command
/// that waits is told that there is no answer, and its owner is told last. Confined to its loop.
final class RedisConnection {
    /// Called with the answer, or with nil where there will be none.
    typealias Handler = (RedisReply?) -> Void

    private struct Waiting {
        let deadline: UInt64
        let handler: Handler
    }

    /// Bytes that may wait for a server that does not read.
    private static let congestionBytes = 16 << 20

    private let loop: EventLoop
    private let times: RedisTimes
    private let codec = RedisCodec()
    private var tcp: TCPConnection?
    private var waiting: [Waiting] = []
    /// The first one of `waiting` that has no answer yet.
    private var first = 0
    private var timer = TimerToken.none
    private var connectDeadline: UInt64
    private var isOpen = false
    private(set) var isClosed = false
    /// The server does not take what it is sent.
    private(set) var isCongested = false
    /// Told once that it is over, and why.
    var onClose: ((String) -> Void)?
    /// Told of what comes unasked for: the messages of a subscription. Nil where nothing may.
    var onPush: ((RedisReply) -> Void)?

    /// Begins to connect; commands may be sent at once.
    init(_ loop: EventLoop, to address: SocketAddress, tls: TLSPeer?, times: RedisTimes) throws(SystemError) {
        self.loop = loop
        self.times = times
        connectDeadline = loop.nowMilliseconds + UInt64(times.connect)
        let tcp = try TCPConnection.connect(loop, to: address, tls: tls, delegate: self)
        tcp.congestionBytes = Self.congestionBytes
        self.tcp = tcp
        startTimer()
    }

    /// Sends a command.
    func send(_ command: RedisCommand, _ handler: @escaping Handler) {
        guard !isClosed, let tcp else { return handler(nil) }
        // The loop's clock is read once a turn: a turn that takes long must not make answers late.
        waiting.append(Waiting(deadline: loop.nowMilliseconds + UInt64(times.answer), handler: handler))
        RedisCodec.write(command, tcp.write)
    }

    /// Sends a command that is answered by pushes.
    func send(_ command: RedisCommand) {
        guard !isClosed, let tcp else { return }
        RedisCodec.write(command, tcp.write)
    }

    /// Ends it.
    func close(_ reason: String) {
        guard !isClosed else { return }
        isClosed = true
        loop.cancelTimer(timer)
        let tcp = tcp, handlers = waiting[first...].map(\.handler), told = onClose
        self.tcp = nil
        waiting = []
        first = 0
        onClose = nil
        onPush = nil
        tcp?.abort()
        for handler in handlers { handler(nil) }
        told?(reason)
    }

    private func startTimer() { timer = loop.startTimer(afterMilliseconds: max(20, times.answer / 8), self) }

    private func took(_ reply: RedisReply) {
        if let onPush, Self.isPush(reply) { return onPush(reply) }
        guard first < waiting.count else { return close("it answered what nobody had asked") }
        let handler = waiting[first].handler
        first += 1
        if first == waiting.count {
            waiting.removeAll(keepingCapacity: waiting.count < 4096)
            first = 0
        } else if first >= 1024, first * 2 > waiting.count {
            waiting.removeFirst(first)
            first = 0
        }
        handler(reply)
    }

    private static func isPush(_ reply: RedisReply) -> Bool {
        guard let kind = reply.elements?.first?.text else { return false }
        return kind == "message" || kind == "subscribe" || kind == "unsubscribe"
    }
}

@available(*, unavailable)
extension RedisConnection: Sendable {}

extension RedisConnection: TimerTarget {
    func timerFired(_ kind: Int) {
        let now = loop.nowMilliseconds
        if !isOpen, now > connectDeadline { return close("no connection within \(times.connect) ms") }
        if isOpen, first < waiting.count, now > waiting[first].deadline {
            return close("no answer within \(times.answer) ms")
        }
        startTimer()
    }
}

extension RedisConnection: TCPConnectingDelegate {
    func connectionOpened(_ connection: TCPConnection) {
        isOpen = true
        // What was asked before counts from now.
        let deadline = loop.nowMilliseconds + UInt64(times.answer)
        waiting = waiting.map { Waiting(deadline: deadline, handler: $0.handler) }
    }

    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        do throws(RedisCodec.Violation) {
            try codec.feed(UnsafeRawBufferPointer(bytes))
            while !isClosed, let reply = try codec.next() { took(reply) }
        } catch {
            close("it does not speak Redis: \(error.description)")
        }
    }

    func connectionReachedEnd(_ connection: TCPConnection) { close("it closed the connection") }

    func connectionCongested(_ connection: TCPConnection) { isCongested = true }

    func connectionDrained(_ connection: TCPConnection) { isCongested = false }

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        switch reason {
        case .closedHere: close("closed")
        case .broken(let code): close(SystemError("broken", code: code).description)
        case .refused(let code): close(SystemError("refused", code: code).description)
        case .overflow: close("it does not take what it is sent")
        case .insecure(let failure): close(failure.description)
        }
    }
}
