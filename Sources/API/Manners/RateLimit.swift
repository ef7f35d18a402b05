internal import Records
internal import Synchronization

/// So many requests a minute for each account, or for each address where nobody says who they are.
///
/// A minute begins with the first request of whoever asks, so that what is left can be told exactly. In this process's memory: several processes
/// each grant as much.
final class RateLimit: Sendable {
    /// What is left to somebody.
    struct Allowance: Equatable, Sendable {
        let isGranted: Bool
        let limit: Int
        let remaining: Int
        /// Seconds to the next minute.
        let seconds: Int
    }

    private struct Minute {
        var end: Int64
        var count: Int
    }

    /// Beyond so many askers those whose minute is over are forgotten, and then whoever is.
    private static let mostKeys = 100_000

    private let limit: Int
    private let milliseconds: Int64
    private let minutes = Mutex<[String: Minute]>([:])

    /// - Parameter limit: 0 for none.
    init(_ limit: Int, perSeconds seconds: Int64 = 60) {
        self.limit = limit
        milliseconds = seconds * 1_000
    }

    /// Takes one; nil where there is no limit.
    func take(_ key: String, at now: Timestamp) -> Allowance? { count(key, 1, at: now) }

    /// Whether one may be taken, without taking it.
    func look(_ key: String, at now: Timestamp) -> Allowance? { count(key, 0, at: now) }

    private func count(_ key: String, _ more: Int, at now: Timestamp) -> Allowance? {
        guard limit > 0 else { return nil }
        let time = now.milliseconds
        return minutes.withLock { minutes in
            if minutes.count >= Self.mostKeys {
                minutes = minutes.filter { $0.value.end > time }
                if minutes.count >= Self.mostKeys { minutes = [:] }
            }
            var minute = minutes[key] ?? Minute(end: 0, count: 0)
            // A clock that was set back begins anew, too.
            if minute.end <= time || minute.end > time + milliseconds {
                minute = Minute(end: time + milliseconds, count: 0)
            }
            let isGranted = minute.count < limit
            if isGranted { minute.count += more }
            minutes[key] = minute
            return Allowance(
                isGranted: isGranted, limit: limit, remaining: limit - minute.count,
                seconds: Int((minute.end - time + 999) / 1_000))
        }
    }
}
