internal import CUV
internal import Glibc

/// Accepts connections on one loop.
///
/// When descriptors run out it gives up one that it keeps in reserve, to accept the next client and tell it to come
/// back instead of leaving it in the queue where it makes the loop spin; then it looks away for a moment.
public final class TCPListener {
    /// Who gets a new connection; returns its delegate.
    public typealias Accept = (TCPConnection) -> any TCPConnectionDelegate
    /// What a client is told that is turned away; empty says nothing.
    public typealias Refusal = (ConnectionRefusal) -> [UInt8]

    private enum Timer: Int {
        case pause, refused
    }

    private static let acceptsPerTurn = 64
    private static let pauseMilliseconds = 100
    private static let refusedMilliseconds = 500

    private unowned let loop: EventLoop
    private let descriptor: Int32
    private let budget: ConnectionBudget
    private let refusal: Refusal
    private let accept: Accept
    private let poll = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
    private var reserve: Int32
    private var pause = TimerToken.none
    private var refused = RefusedSockets()
    private var refusedTimer = TimerToken.none
    private var isClosed = false

    /// Begins to accept.
    public init(
        _ loop: EventLoop, _ socket: ListeningSocket, budget: ConnectionBudget, refusal: @escaping Refusal,
        accept: @escaping Accept
    ) throws(SystemError) {
        self.loop = loop
        descriptor = socket.descriptor
        self.budget = budget
        self.refusal = refusal
        self.accept = accept
        reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let status = uv_poll_init(loop.uv, poll, descriptor)
        guard status == 0 else { throw SystemError("watch a listening socket", code: -status) }
        poll.pointee.data = Unmanaged.passRetained(self).toOpaque()
        resume()
    }

    /// Stops listening; connections that were accepted stay.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        loop.cancelTimer(pause)
        loop.cancelTimer(refusedTimer)
        refused.close(until: .max)
        let retained = Unmanaged<TCPListener>.fromOpaque(poll.pointee.data)
        uv_close(pilsun_uv_handle(poll)) { UnsafeMutableRawPointer($0!).deallocate() }
        Glibc.close(descriptor)
        if reserve >= 0 { Glibc.close(reserve) }
        retained.release()
    }

    private func resume() {
        uv_poll_start(poll, Int32(UV_READABLE.rawValue)) { handle, _, _ in
            Unmanaged<TCPListener>.fromOpaque(handle!.pointee.data).takeUnretainedValue().acceptSome()
        }
    }

    private func acceptSome() {
        for _ in 0..<Self.acceptsPerTurn where !isClosed {
            var storage = sockaddr_storage()
            let client = acceptOne(&storage)
            if client >= 0 {
                welcome(client, SocketAddress(storage))
                continue
            }
            switch errno {
            case EAGAIN: return
            case EINTR, ECONNABORTED, EPROTO: continue
            case EMFILE, ENFILE: return refuseWithReserve()
            default: return lookAway()
            }
        }
    }

    private func acceptOne(_ storage: inout sockaddr_storage) -> Int32 {
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) {
            accept4(
                descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), &size,
                Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue))
        }
    }

    private func welcome(_ client: Int32, _ address: SocketAddress) {
        let place: ConnectionPlace
        do throws(ConnectionRefusal) {
            place = try budget.admit(address, atMilliseconds: loop.nowMilliseconds)
        } catch {
            return refuse(client, error)
        }
        do throws(SystemError) {
            let connection = try TCPConnection(
                loop, descriptor: client, remoteAddress: address, state: .open, place: place)
            connection.delegate = accept(connection)
        } catch {
            place.giveBack(address)
            budget.note(.exhausted)
            refuse(client, .exhausted)
        }
    }

    private func refuse(_ client: Int32, _ reason: ConnectionRefusal) {
        if refused.isEmpty { startRefusedTimer() }
        refused.add(client, saying: refusal(reason), atMilliseconds: loop.nowMilliseconds)
    }

    private func startRefusedTimer() {
        refusedTimer = loop.startTimer(
            afterMilliseconds: Self.refusedMilliseconds, self, kind: Timer.refused.rawValue)
    }

    private func refuseWithReserve() {
        // Those who were turned away before give up their descriptors first.
        refused.close(until: .max)
        if reserve >= 0 {
            Glibc.close(reserve)
            var storage = sockaddr_storage()
            let client = acceptOne(&storage)
            if client >= 0 {
                budget.note(.exhausted)
                refuse(client, .exhausted)
                refused.close(until: .max)
            }
        }
        reserve = open("/dev/null", O_RDONLY | O_CLOEXEC)
        lookAway()
    }

    private func lookAway() {
        uv_poll_stop(poll)
        pause = loop.startTimer(afterMilliseconds: Self.pauseMilliseconds, self, kind: Timer.pause.rawValue)
    }
}

@available(*, unavailable)
extension TCPListener: Sendable {}

extension TCPListener: TimerTarget {
    /// Looks again, or lets those go that were turned away.
    public func timerFired(_ kind: Int) {
        if isClosed { return }
        if kind == Timer.pause.rawValue { return resume() }
        refused.close(until: loop.nowMilliseconds - UInt64(Self.refusedMilliseconds))
        if !refused.isEmpty { startRefusedTimer() }
    }
}
