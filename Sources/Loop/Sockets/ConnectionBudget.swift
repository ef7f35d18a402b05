internal import Synchronization

/// How many connections a server takes over all its loops: at once, at once from one address, and in a second.
///
/// Asked when a connection is accepted and when it is gone, never in between.
public final class ConnectionBudget: Sendable {
    /// The bounds; `Int.max` stands for none.
    public struct Limits: Sendable {
        /// Connections at once.
        public var connections: Int
        /// Connections at once from one IPv4 address, or from one /64 of IPv6, which is what one customer has.
        public var perAddress = Int.max
        /// Whether this machine's own addresses are counted like others.
        public var countsLoopback = true
        /// Connections accepted in a second. A second's worth may come at once.
        public var perSecond = Int.max

        /// A number of connections, and no other bound.
        public init(connections: Int) { self.connections = connections }
    }

    private struct State {
        var byAddress: [SocketAddress: Int] = [:]
        /// Connections that may come now, in thousandths.
        var allowance: Int
        var refilledAtMilliseconds: UInt64 = 0
    }

    /// The bounds.
    public let limits: Limits
    private let isProxy: @Sendable (SocketAddress) -> Bool
    private let used = Atomic<Int>(0)
    private let state: Mutex<State>
    private let refused = Mutex<[ConnectionRefusal: Int]>([:])

    /// A budget of which nothing is used.
    ///
    /// - Parameter isProxy: whether connections from there stand for others, whose addresses are told later
    ///   (``TCPConnection/came(from:)``).
    public init(_ limits: Limits, isProxy: @escaping @Sendable (SocketAddress) -> Bool = { _ in false }) {
        self.limits = limits
        self.isProxy = isProxy
        state = Mutex(State(allowance: Self.thousandths(limits.perSecond)))
    }

    /// Connections now.
    public var count: Int { used.load(ordering: .relaxed) }

    /// How many were turned away for this reason.
    public func refusedCount(_ refusal: ConnectionRefusal) -> Int { refused.withLock { $0[refusal] ?? 0 } }

    /// A place for one more, or the reason why there is none; the refusal is counted.
    func admit(_ address: SocketAddress, atMilliseconds now: UInt64) throws(ConnectionRefusal) -> ConnectionPlace {
        do throws(ConnectionRefusal) {
            guard takePace(now) else { throw .tooFast }
            return try place(address)
        } catch {
            note(error)
            throw error
        }
    }

    private func place(_ address: SocketAddress) throws(ConnectionRefusal) -> ConnectionPlace {
        guard used.wrappingAdd(1, ordering: .relaxed).newValue <= limits.connections else {
            used.wrappingSubtract(1, ordering: .relaxed)
            throw .full
        }
        guard isCounted(address), !isProxy(address) else { return ConnectionPlace(budget: self, isCounted: false) }
        guard take(address) else {
            used.wrappingSubtract(1, ordering: .relaxed)
            throw .addressFull
        }
        return ConnectionPlace(budget: self, isCounted: true)
    }

    /// One has gone.
    func leave(_ address: SocketAddress, wasCounted: Bool) {
        used.wrappingSubtract(1, ordering: .relaxed)
        if wasCounted { give(address) }
    }

    /// Counts a refusal.
    func note(_ refusal: ConnectionRefusal) { refused.withLock { $0[refusal, default: 0] += 1 } }

    /// Whether the address is one of those that are counted.
    func isCounted(_ address: SocketAddress) -> Bool {
        limits.perAddress != .max && (limits.countsLoopback || !address.isLoopback)
    }

    /// One more from the address; false where there are enough.
    func take(_ address: SocketAddress) -> Bool {
        state.withLock { state in
            let count = state.byAddress[address.network, default: 0]
            guard count < limits.perAddress else { return false }
            state.byAddress[address.network] = count + 1
            return true
        }
    }

    /// One less from the address.
    func give(_ address: SocketAddress) {
        state.withLock { state in
            let count = state.byAddress[address.network, default: 1]
            state.byAddress[address.network] = count > 1 ? count - 1 : nil
        }
    }

    /// A bucket that fills at the limit's pace and holds a second's worth.
    private func takePace(_ now: UInt64) -> Bool {
        guard limits.perSecond != .max else { return true }
        let most = Self.thousandths(limits.perSecond)
        return state.withLock { state in
            let elapsed = Int(clamping: now > state.refilledAtMilliseconds ? now - state.refilledAtMilliseconds : 0)
            state.refilledAtMilliseconds = max(now, state.refilledAtMilliseconds)
            state.allowance = elapsed >= 1000 ? most : min(most, state.allowance + elapsed * limits.perSecond)
            guard state.allowance >= 1000 else { return false }
            state.allowance -= 1000
            return true
        }
    }

    private static func thousandths(_ perSecond: Int) -> Int { perSecond > .max / 1000 ? .max : perSecond * 1000 }
}

extension SocketAddress {
    /// What limits per address go by: the IPv4 address, or the /64 of an IPv6 one.
    package var network: SocketAddress { SocketAddress(high: high, low: isIPv4 ? low : 0, port: 0) }
}
