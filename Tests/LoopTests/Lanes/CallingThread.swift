import Glibc

/// The thread that asks.
enum CallingThread {
    /// Its nice value: 19 gives way to everybody.
    static var nice: Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

    /// Holds it up.
    static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
