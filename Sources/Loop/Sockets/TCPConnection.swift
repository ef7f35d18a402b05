internal import CUV
internal import Glibc

/// A TCP connection on one loop.
///
/// Reading: bytes are handed over where they were received. Writing: bytes are queued in a borrowed block and leave at
/// the end of the read callback that led to them, or at the end of the turn: one system call for all of a turn's
/// messages. What the socket does not take stays queued and goes out when the socket is writable again.
///
/// Closing: ``close()`` sends what is queued, ends our side, and waits for the peer's end; ``abort()`` cuts at once. Both
/// may be called at any moment, from inside any callback. Failures of a write are reported at the end of the turn,
/// never from inside a call of the owner's.
///
/// Watched with libuv's poll handles rather than its streams: read and write are then one system call each with nothing
/// around them, an interest in writability replaces write requests, and the socket is closed without waiting a turn.
public final class TCPConnection {
    /// The loop that it lives on. Unchecked, because it is used for every message: a loop closes its connections before
    /// it goes, and its deinit proves that none is left.
    public unowned(unsafe) let loop: EventLoop
    /// Where the client is, as the socket says it or, later, as a trusted proxy does.
    public private(set) var remoteAddress: SocketAddress
    /// Who is told. Set it to hand the connection on, to a WebSocket after the upgrade.
    ///
    /// Like `secure`, it is read for every message and only ever loaded or stored whole, on one thread: no two
    /// accesses can overlap, and the runtime's look whether they do costs more than all that is done with it.
    @exclusivity(unchecked)
    public var delegate: (any TCPConnectionDelegate)?
    /// Queued bytes at which the delegate is told of a congestion; when as many again are queued then, the connection is cut.
    public var congestionBytes = 1024 * 1024

    enum State: UInt8 {
        case connecting, open
        /// Queued bytes are still sent, received ones are dropped.
        case closing
        /// Our end is sent; waiting for the peer's.
        case lingering
        case closed
    }

    var state: State
    let descriptor: Int32
    private let poll: UnsafeMutablePointer<uv_poll_t>
    private var watched: Int32 = 0
    private var wantsReading = true
    var reachedEnd = false
    var isReceiving = false
    var isDirty = false
    var isBlocked = false
    var isCongested = false
    /// Whether the delegate's ``TCPConnectionDelegate/connectionDrained(_:)`` is to be called, once, when nothing is queued any more: at
    /// the end of this turn, or when the socket has taken it.
    public var tellsWhenDrained = false { didSet { if tellsWhenDrained && state == .open { makeDirty() } } }
    /// While congested: queued bytes at which the connection is cut.
    var cutBytes = 0
    var failure: TCPCloseReason?
    private var lingerTimer = TimerToken.none
    /// Ciphertext instead of plaintext on the socket; what is queued is encrypted on its way out.
    @exclusivity(unchecked)
    var secure: SecureLayer?
    /// Whether there is one: a flag is cheaper to read at every message.
    private(set) var isSecured = false
    /// Its place among the connections that were accepted; nil for one that was made from here.
    private(set) var place: ConnectionPlace?

    // The queue: bytes [start, end) of a block. No block when nothing is queued.
    var block: UnsafeMutableRawPointer?
    var blockBytes = 0
    var start = 0
    var end = 0

    /// Takes over a non-blocking socket, whose place in the budget is given back when it has been closed.
    init(
        _ loop: EventLoop, descriptor: Int32, remoteAddress: SocketAddress, state: State,
        place: ConnectionPlace? = nil
    ) throws(SystemError) {
        self.loop = loop
        self.descriptor = descriptor
        self.remoteAddress = remoteAddress
        self.state = state
        self.place = place
        poll = .allocate(capacity: 1)
        let status = uv_poll_init(loop.uv, poll, descriptor)
        guard status == 0 else {
            poll.deallocate()
            self.state = .closed
            throw SystemError("watch a socket", code: -status)
        }
        // The handle holds the connection until destroy().
        poll.pointee.data = Unmanaged.passRetained(self).toOpaque()
        watch()
    }

    deinit {
        assert(state == .closed, "a connection is closed before it is let go")
    }

    /// The loop's clock. Asked for here it costs a load; through ``loop`` from another module, a retain and a release as well.
    public var nowMilliseconds: UInt64 { uv_now(loop.uv) }

    /// Whether bytes can still be sent.
    public var isOpen: Bool { state == .open }

    /// Bytes queued here, not yet taken by the socket.
    public var queuedBytes: Int { end - start + (isSecured ? secure?.unsent.count ?? 0 : 0) }

    /// Bytes that the peer's system has not taken yet: those that are queued, and those in the socket. A system call.
    public var unreadBytes: Int { queuedBytes + Int(max(0, pilsun_outq(descriptor))) }

    /// Whether something waits for the socket.
    var hasUnsent: Bool { end != start || (isSecured && secure?.unsent.isEmpty == false) }

    /// A trusted proxy has told where the client is: from now on the connection counts there.
    ///
    /// - Returns: false where there are too many from that address; the connection is to be closed.
    public func came(from address: SocketAddress) -> Bool {
        defer { remoteAddress = address }
        return place?.move(from: remoteAddress, to: address) ?? true
    }

    /// Stops reading. What the peer sends stays in the system's buffers until they are full and the peer has to wait.
    public func pauseReading() {
        wantsReading = false
        watch()
    }

    /// Goes on reading.
    public func resumeReading() {
        wantsReading = true
        watch()
    }

    /// Sends what is queued, ends our side and waits for the peer's end, at most `milliseconds` all in all.
    public func close(withinMilliseconds milliseconds: Int = 5000) {
        if state == .connecting || isHandshaking { return abort() }
        guard state == .open else { return }
        beginClosing(withinMilliseconds: milliseconds)
    }

    /// From now on the socket carries ciphertext. Before that, nothing has been written.
    func secure(with layer: SecureLayer) {
        precondition(!isSecured && start == end, "TLS is started once, before anything is written")
        secure = layer
        isSecured = true
    }

    /// Cuts the connection; the delegate is told before this returns.
    public func abort() {
        destroy(.closedHere)
    }
}

@available(*, unavailable)
extension TCPConnection: Sendable {}

extension TCPConnection {
    /// Tells the loop what to wait for, if that has changed.
    func watch() {
        guard state != .closed else { return }
        var events: UInt32 = 0
        if state == .connecting || isBlocked { events |= UV_WRITABLE.rawValue }
        if state != .connecting && wantsReading && !reachedEnd { events |= UV_READABLE.rawValue }
        guard Int32(events) != watched else { return }
        watched = Int32(events)
        guard events != 0 else {
            uv_poll_stop(poll)
            return
        }
        uv_poll_start(poll, watched) { handle, status, events in
            // Held for the length of the callback, which may close the connection.
            let connection = Unmanaged<TCPConnection>.fromOpaque(handle!.pointee.data).takeUnretainedValue()
            connection.ready(status: status, events: UInt32(events))
        }
    }

    private func ready(status: Int32, events: UInt32) {
        if status < 0 {
            watched = 0
            return destroy(state == .connecting ? .refused(pendingError()) : .broken(pendingError()))
        }
        if state == .connecting { return finishConnecting() }
        if events & UV_WRITABLE.rawValue != 0 { writable() }
        if events & UV_READABLE.rawValue != 0 && state != .closed { readable() }
    }

    private func finishConnecting() {
        let error = pendingError()
        guard error == 0 else { return destroy(.refused(error)) }
        state = .open
        isBlocked = false
        watch()
        if isSecured { beginHandshake() } else { tellOpened() }
        makeDirty()
    }

    func tellOpened() {
        (delegate as? any TCPConnectingDelegate)?.connectionOpened(self)
    }

    /// What is queued goes out, what comes is dropped.
    func beginClosing(withinMilliseconds milliseconds: Int) {
        state = .closing
        wantsReading = true
        lingerTimer = loop.startTimer(afterMilliseconds: milliseconds, self, kind: Timer.linger.rawValue)
        makeDirty()
    }

    private func pendingError() -> Int32 {
        var error: Int32 = 0
        var size = socklen_t(4)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno
    }

    private func readable() {
        let buffer = loop.receiveBuffer
        let count = pilsun_recv(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 {
            guard state == .open else { return }
            let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
            isReceiving = true
            if isSecured { receiveCiphertext(bytes) } else { delegate?.connection(self, received: bytes) }
            isReceiving = false
            // Also where the socket takes nothing: what is queued must not grow beyond its bound.
            if state != .closed && hasUnsent { endTurn() }
        } else if count == 0 {
            reachedEnd = true
            watch()
            if state == .open {
                if isSecured { reachedEndOfCiphertext() } else { delegate?.connectionReachedEnd(self) }
            } else if state == .lingering {
                destroy(.closedHere)
            }
        } else if errno != EAGAIN && errno != EINTR {
            destroy(.broken(errno))
        }
    }

    /// Our side has nothing more to say: tells the peer, and waits for it to say the same. Closing at once would make
    /// the kernel answer the peer's late bytes with a reset, which takes away what the peer has not read yet.
    func beginLingering() {
        state = .lingering
        shutdown(descriptor, Int32(SHUT_WR))
        if reachedEnd { destroy(.closedHere) } else { watch() }
    }

    /// Lets go of everything. The handle's memory lives until libuv calls back.
    func destroy(_ reason: TCPCloseReason) {
        guard state != .closed else { return }
        state = .closed
        loop.cancelTimer(lingerTimer)
        releaseBlock()
        withExtendedLifetime(self) {
            stopWatching()
            Glibc.close(descriptor)
            let owner = delegate
            delegate = nil
            owner?.connectionClosed(self, isSecured ? releaseSecure(reason) : reason)
            place?.giveBack(remoteAddress)
        }
    }

    /// Takes the socket off the loop; libuv forgets it before this returns. The handle no longer holds the connection.
    func stopWatching() {
        let retained = Unmanaged<TCPConnection>.fromOpaque(poll.pointee.data)
        uv_close(pilsun_uv_handle(poll)) { UnsafeMutableRawPointer($0!).deallocate() }
        retained.release()
    }
}

extension TCPConnection: TimerTarget {
    enum Timer: Int {
        case linger, handshake
    }

    /// The time for closing, or for the handshake, is up.
    public func timerFired(_ kind: Int) {
        guard kind == Timer.handshake.rawValue else { return destroy(.closedHere) }
        destroy(.insecure(TLSFailure(.timeout, "The handshake was not finished in time.")))
    }
}
