/// Keeps a caller from waiting, again and again, for a server that does not answer. One for each server; a pure value, told the time.
///
/// Closed, everything passes. After ``Limits/failures`` failures in a row it opens: requests are refused at once, for a time that doubles
/// with each opening up to a bound. Then one request is let through as a probe, while others are still refused; its answer closes the
/// circuit, its failure opens it again for longer.
public struct CircuitBreaker: Sendable {
    /// When it opens, and for how long.
    public struct Limits: Sendable {
        /// Failures in a row that open it.
        public var failures = 5
        /// How long it is open the first time.
        public var firstMilliseconds: UInt64 = 1_000
        /// How long it is open at most.
        public var mostMilliseconds: UInt64 = 30_000

        /// The defaults.
        public init() {}
    }

    private enum State {
        /// Requests pass; so many failed in a row.
        case closed(failures: Int)
        /// Requests are refused until then.
        case open(until: UInt64)
        /// One request is under way to see.
        case probing
    }

    private let limits: Limits
    private var state = State.closed(failures: 0)
    /// Times that it has opened since an answer came.
    private var openings: UInt64 = 0

    /// A closed circuit.
    public init(_ limits: Limits = Limits()) { self.limits = limits }

    /// Whether a request may be made now. One that may is followed by ``succeeded()``, ``failed(at:)`` or ``abandoned()``.
    public mutating func admits(at milliseconds: UInt64) -> Bool {
        switch state {
        case .closed: return true
        case .probing: return false
        case .open(let until):
            guard milliseconds >= until else { return false }
            state = .probing
            return true
        }
    }

    /// The server has answered, whatever it said.
    public mutating func succeeded() {
        state = .closed(failures: 0)
        openings = 0
    }

    /// The server could not be reached, broke off, took too long, or said that it cannot (502, 503, 504).
    public mutating func failed(at milliseconds: UInt64) {
        switch state {
        case .closed(let failures) where failures + 1 < limits.failures: state = .closed(failures: failures + 1)
        case .closed, .probing: open(at: milliseconds)
        // A request from before it opened.
        case .open: break
        }
    }

    /// A request ended by its own caller: it tells nothing. A probe that tells nothing leaves the next one to see.
    public mutating func abandoned() {
        if case .probing = state { state = .open(until: 0) }
    }

    private mutating func open(at milliseconds: UInt64) {
        let pause = min(limits.mostMilliseconds, limits.firstMilliseconds << min(openings, 16))
        openings += 1
        state = .open(until: milliseconds + pause)
    }
}
