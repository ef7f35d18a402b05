internal import CUV
internal import Glibc

/// Tells a loop when a socket can be read or written that another library owns: libcurl's and libpq's.
///
/// The descriptor stays its owner's, who closes it after this watch was closed. One watch a descriptor at a time.
public final class DescriptorWatch {
    /// What a descriptor is ready for, or what is waited for.
    public struct Readiness: OptionSet, Sendable {
        /// One bit for each.
        public let rawValue: UInt8

        /// A set of the bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// It can be read, or its peer has ended.
        public static let readable = Readiness(rawValue: 1)
        /// It can be written.
        public static let writable = Readiness(rawValue: 2)
        /// Watching failed; told whatever is waited for.
        public static let failed = Readiness(rawValue: 4)
    }

    private let poll = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
    private let ready: (Readiness) -> Void
    private var wanted: Readiness = []
    private var isClosed = false

    /// A watch that waits for nothing yet. The loop holds it until ``close()``, or until the loop ends.
    ///
    /// - Parameter ready: called on the loop with what the descriptor is ready for; it may close the watch.
    public init(_ loop: EventLoop, descriptor: Int32, ready: @escaping (Readiness) -> Void) throws(SystemError) {
        self.ready = ready
        let status = uv_poll_init(loop.uv, poll, descriptor)
        guard status == 0 else {
            poll.deallocate()
            isClosed = true
            throw SystemError("watch a socket", code: -status)
        }
        poll.pointee.data = Unmanaged.passRetained(self).toOpaque()
    }

    deinit {
        assert(isClosed, "a watch is closed before it is let go")
    }

    /// From now on waits for this, for nothing where it is empty.
    public func want(_ readiness: Readiness) {
        guard !isClosed, readiness != wanted else { return }
        wanted = readiness
        var events: Int32 = 0
        if readiness.contains(.readable) { events |= Int32(UV_READABLE.rawValue) }
        if readiness.contains(.writable) { events |= Int32(UV_WRITABLE.rawValue) }
        guard events != 0 else {
            uv_poll_stop(poll)
            return
        }
        uv_poll_start(poll, events) { handle, status, events in
            Unmanaged<DescriptorWatch>.fromOpaque(handle!.pointee.data).takeUnretainedValue().tell(status, events)
        }
    }

    private func tell(_ status: Int32, _ events: Int32) {
        var readiness: Readiness = []
        if status < 0 { readiness.insert(.failed) }
        if events & Int32(UV_READABLE.rawValue) != 0 { readiness.insert(.readable) }
        if events & Int32(UV_WRITABLE.rawValue) != 0 { readiness.insert(.writable) }
        ready(readiness)
    }

    /// Ends it. Idempotent.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        let retained = Unmanaged<DescriptorWatch>.fromOpaque(poll.pointee.data)
        uv_close(pilsun_uv_handle(poll)) { UnsafeMutableRawPointer($0!).deallocate() }
        retained.release()
    }
}

@available(*, unavailable)
extension DescriptorWatch: Sendable {}
