internal import CUV
internal import Glibc

/// One thread's loop over its sockets, timers and mailbox, on libuv.
///
/// A **turn** is: wait for readiness, read every socket that is ready, then, before the next wait, run the hooks, fire
/// the timers that are due and write what connections have queued, each with one system call. A loop and everything
/// made on it is confined to the thread that calls ``run()``; other threads reach it through its ``remote``.
public final class EventLoop {
    /// Its place among the loops of its server.
    public let index: Int
    /// How other threads hand work to this loop.
    public let remote: LoopRemote

    let uv: UnsafeMutablePointer<uv_loop_t>
    /// Where every connection of this loop receives. Its bytes are parsed in place, so one buffer is enough for all.
    let receiveBuffer: UnsafeMutableRawBufferPointer
    /// Memory for what connections queue.
    let buffers = BufferPool()
    /// What the connections that speak TLS share; made for the first of them.
    private(set) lazy var tlsPipe = TLSPipe(receiveBytes: receiveBuffer.count)
    /// Connections with something to write (or to report) at the end of this turn. Added to for every message; flushing, which may
    /// add to it as well, goes by index. So accesses never overlap, and the runtime need not look.
    @exclusivity(unchecked) private var dirty: [TCPConnection] = []
    private var wheel: TimerWheel
    private var armedTick: UInt64?
    private var hooks: [any TurnObserver] = []
    private var deferred: [() -> Void] = []
    /// Whether it looks for work without ever waiting for it: exact where a sleeping core wakes late, at the price of the core.
    public var neverSleeps = false
    /// Whether one of the two above holds something: a flag is cheaper to read than an array's count.
    private var hasWork = false

    private let prepare = UnsafeMutablePointer<uv_prepare_t>.allocate(capacity: 1)
    private let idle = UnsafeMutablePointer<uv_idle_t>.allocate(capacity: 1)
    private let alarm = UnsafeMutablePointer<uv_timer_t>.allocate(capacity: 1)
    private let mail = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)

    static let millisecondsPerTick: UInt64 = 4

    /// A loop that is not running yet. `receiveBytes` is the most that is read from a socket at once.
    public init(receiveBytes: Int = 512 * 1024, index: Int = 0) throws(SystemError) {
        self.index = index
        remote = try LoopRemote()
        receiveBuffer = .allocate(byteCount: receiveBytes, alignment: 4096)
        uv = .allocate(capacity: 1)
        let status = uv_loop_init(uv)
        guard status == 0 else { throw SystemError("make a loop", code: -status) }
        wheel = TimerWheel(now: uv_now(uv) / Self.millisecondsPerTick)
        uv_prepare_init(uv, prepare)
        uv_idle_init(uv, idle)
        uv_timer_init(uv, alarm)
        uv_poll_init(uv, mail, remote.wakeup.descriptor)
        // Unretained: run() ends before the loop is released, and closes these handles.
        let me = Unmanaged.passUnretained(self).toOpaque()
        prepare.pointee.data = me
        mail.pointee.data = me
        uv_prepare_start(prepare) { Unmanaged<EventLoop>.fromOpaque($0!.pointee.data).takeUnretainedValue().endTurn() }
        uv_poll_start(mail, Int32(UV_READABLE.rawValue)) { handle, _, _ in
            Unmanaged<EventLoop>.fromOpaque(handle!.pointee.data).takeUnretainedValue().openMail()
        }
    }

    deinit {
        for handle in [
            pilsun_uv_handle(prepare), pilsun_uv_handle(idle), pilsun_uv_handle(alarm), pilsun_uv_handle(mail),
        ] {
            uv_close(handle, nil)
        }
        uv_run(uv, UV_RUN_DEFAULT)
        let status = uv_loop_close(uv)
        precondition(status == 0, "a connection or listener outlives its loop")
        prepare.deallocate()
        idle.deallocate()
        alarm.deallocate()
        mail.deallocate()
        uv.deallocate()
        receiveBuffer.deallocate()
        buffers.deallocate()
    }

    /// Milliseconds on a clock that never goes back, read once a turn.
    public var nowMilliseconds: UInt64 {
        uv_now(uv)
    }

    /// Runs turns on this thread until ``stop()``. Connections that are open then are cut off.
    public func run() {
        uv_run(uv, UV_RUN_DEFAULT)
        cutOff()
    }

    /// Runs turns on this thread until one of the signals that ``ProcessSignal`` blocks is there to be waited for. Everything
    /// stays as it is then, and ``run()`` goes on with it, on this thread or on another.
    public func runUntilSignal() throws(SystemError) {
        var signals = ProcessSignal.set()
        let descriptor = pilsun_signalfd(&signals)
        guard descriptor >= 0 else { throw SystemError("watch for signals") }
        defer { close(descriptor) }
        let watch = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
        let status = uv_poll_init(uv, watch, descriptor)
        guard status == 0 else {
            watch.deallocate()
            throw SystemError("watch for signals", code: -status)
        }
        watch.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        // Nothing is read: the signal stays for whoever waits for it.
        uv_poll_start(watch, Int32(UV_READABLE.rawValue)) { handle, _, _ in uv_stop(handle!.pointee.loop) }
        uv_run(uv, UV_RUN_DEFAULT)
        uv_close(pilsun_uv_handle(watch)) { UnsafeMutableRawPointer($0!).deallocate() }
    }

    /// Ends ``run()`` after this turn.
    public func stop() {
        uv_stop(uv)
    }

    /// Runs the observer at the end of every turn, before queued bytes are written, and once more behind that.
    public func observeTurns(_ observer: any TurnObserver) {
        hooks.append(observer)
    }

    /// No longer runs the observer.
    public func stopObservingTurns(_ observer: any TurnObserver) {
        hooks.removeAll { $0 === observer }
    }

    /// Runs the work at the end of this turn, outside of everything that runs now.
    public func atEndOfTurn(_ work: @escaping () -> Void) {
        deferred.append(work)
        hasWork = true
    }
}

@available(*, unavailable)
extension EventLoop: Sendable {}

extension EventLoop {
    /// Starts a timer; it holds its target until it fires or is cancelled. Accurate to 4 ms, never early.
    public func startTimer(afterMilliseconds delay: Int, _ target: any TimerTarget, kind: Int = 0) -> TimerToken {
        let deadline = (nowMilliseconds + UInt64(max(0, delay))) / Self.millisecondsPerTick + 1
        return wheel.start(at: deadline, target, kind: kind)
    }

    /// Stops a timer.
    public func cancelTimer(_ token: TimerToken) {
        wheel.cancel(token)
    }

    private func fireTimers() {
        let tick = nowMilliseconds / Self.millisecondsPerTick
        while let due = wheel.nextDue(at: tick) { due.target.timerFired(due.kind) }
    }

    /// Sees to it that the wait ends when the next timer is due.
    private func setAlarm() {
        let next = wheel.nextTick
        guard next != armedTick else { return }
        armedTick = next
        guard let next else {
            uv_timer_stop(alarm)
            return
        }
        // The alarm only ends the wait; what is due is seen here.
        let milliseconds = next * Self.millisecondsPerTick
        uv_timer_start(alarm, { _ in }, milliseconds > nowMilliseconds ? milliseconds - nowMilliseconds : 0, 0)
    }
}

extension EventLoop {
    /// Closes the connections, listeners, alarms and watches that are left. Their owners may make new ones meanwhile, so look again.
    private func cutOff() {
        while true {
            let left = socketOwners()
            if left.isEmpty { break }
            for owner in left {
                (owner as? TCPConnection)?.abort()
                (owner as? TCPListener)?.close()
                (owner as? PreciseAlarm)?.close()
                (owner as? DescriptorWatch)?.close()
            }
        }
        endTurn()
    }

    /// Calls `body` for every connection of this loop, in no order. It may close them.
    public func forEachConnection(_ body: (TCPConnection) -> Void) {
        for case let connection as TCPConnection in socketOwners() { body(connection) }
    }

    private func socketOwners() -> [AnyObject] {
        final class Found { var owners: [AnyObject] = [] }
        let found = Found()
        uv_walk(
            uv,
            { handle, argument in
                guard let handle, handle.pointee.type == UV_POLL, uv_is_closing(handle) == 0,
                    let data = handle.pointee.data
                else { return }
                let owner = Unmanaged<AnyObject>.fromOpaque(data).takeUnretainedValue()
                if owner is EventLoop { return }
                Unmanaged<Found>.fromOpaque(argument!).takeUnretainedValue().owners.append(owner)
            }, Unmanaged.passUnretained(found).toOpaque())
        return found.owners
    }

    private func openMail() {
        remote.wakeup.clear()
        remote.mailbox.receive { $0(self) }
    }

    /// Runs before every wait. What it leads to may queue more, so it goes on until a round has nothing to do; work
    /// that always makes new work yields to the sockets after a few rounds.
    private func endTurn() {
        for hook in hooks { hook.turnEnds() }
        fireTimers()
        doWork()
        for hook in hooks { hook.turnWasWritten() }
        doWork()
        // Only now: all of the above may have started timers.
        setAlarm()
        if hasWork || neverSleeps {
            uv_idle_start(idle) { _ in }
        } else {
            uv_idle_stop(idle)
        }
    }

    private func doWork() {
        var rounds = 0
        while hasWork && rounds < 8 {
            rounds += 1
            hasWork = false
            let work = deferred
            deferred.removeAll(keepingCapacity: true)
            for item in work { item() }
            flushDirty()
        }
    }

    func markDirty(_ connection: TCPConnection) {
        dirty.append(connection)
        hasWork = true
    }

    private func flushDirty() {
        // By index: flushing may mark others.
        var index = 0
        while index < dirty.count {
            dirty[index].endTurn()
            index += 1
        }
        dirty.removeAll(keepingCapacity: true)
    }
}
