import Loop
import Synchronization
import Wire

/// Counts wrong secrets by address, as connections are counted: IPv6 by its /64, which one client has whole. A secret cannot be
/// guessed; whoever tries is sent away before it costs anything.
final class ResumeGuesses: Sendable {
    /// Wrong secrets of one address in a minute.
    static let perMinute = 20
    /// Addresses that are remembered.
    private static let addresses = 10_000

    private struct Window {
        var end: UInt64
        var count: Int
    }

    private let windows = Mutex<[SocketAddress: Window]>([:])

    /// Counts one more.
    ///
    /// - Throws: `too_many_errors`, with which the connection ends, where there were too many.
    func count(_ address: SocketAddress, at now: UInt64) throws(EventError) {
        let network = address.network
        let isTooMany = windows.withLock { windows in
            if windows.count >= Self.addresses, windows[network] == nil { Self.makeRoom(in: &windows, at: now) }
            var window = windows[network] ?? Window(end: now + 60_000, count: 0)
            if window.end <= now { window = Window(end: now + 60_000, count: 0) }
            window.count += 1
            windows[network] = window
            return window.count > Self.perMinute
        }
        guard isTooMany else { return }
        throw EventError(.tooManyErrors, "Too many wrong secrets from your address. Come again in a minute.")
    }

    /// Forgets those whose minute is over and, where that is not enough, those who have guessed least: a crowd of addresses with a
    /// guess each does not buy anybody another minute.
    private static func makeRoom(in windows: inout [SocketAddress: Window], at now: UInt64) {
        windows = windows.filter { $0.value.end > now }
        guard windows.count >= addresses else { return }
        for guesses in 1...perMinute {
            windows = windows.filter { $0.value.count > guesses }
            if windows.count < addresses { return }
        }
        windows.removeAll()
    }
}
