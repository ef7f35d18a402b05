import Synchronization
import Wire

/// Counts wrong resume secrets by address. A secret cannot be guessed; whoever tries is sent away before it costs anything.
final class ResumeGuesses: Sendable {
    /// Wrong secrets of one address in a minute.
    static let perMinute = 20
    /// Addresses that are remembered.
    private static let addresses = 10_000

    private struct Window {
        var end: UInt64
        var count: Int
    }

    private let windows = Mutex<[String: Window]>([:])

    /// Counts one more.
    ///
    /// - Throws: `too_many_errors`, with which the connection ends, where there were too many.
    func count(_ address: String, at now: UInt64) throws(EventError) {
        let isTooMany = windows.withLock { windows in
            if windows.count >= Self.addresses { windows = windows.filter { $0.value.end > now } }
            if windows.count >= Self.addresses { windows.removeAll() }
            var window = windows[address] ?? Window(end: now + 60_000, count: 0)
            if window.end <= now { window = Window(end: now + 60_000, count: 0) }
            window.count += 1
            windows[address] = window
            return window.count > Self.perMinute
        }
        guard isTooMany else { return }
        throw EventError(.tooManyErrors, "Too many wrong secrets from your address. Come again in a minute.")
    }
}
