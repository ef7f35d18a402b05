internal import Accounts
internal import Crypto
internal import FoundationEssentials
internal import Records
internal import Synchronization

/// Who asks.
struct Caller: Hashable, Sendable {
    let user: RecordID
    /// Where they are signed in; nil for whoever an operator's own tokens vouch for.
    let device: RecordID?
    let role: Role
    let expiresAt: Timestamp
}

/// The tokens that were verified, until they end or their device does: a signature costs more than most answers.
final class CallerBook: Sendable {
    private struct State {
        var callers: [[UInt8]: Caller] = [:]
        /// Devices that were signed out, with the time from which on none of their tokens is valid any more.
        var ended: [RecordID: Timestamp] = [:]
    }

    private static let mostCallers = 20_000
    private let state = Mutex(State())

    /// What is kept of a token.
    static func digest(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Data(token.utf8))) }

    /// Who showed this token before; nil where nobody did, or it is no longer valid.
    func caller(_ digest: [UInt8], at now: Timestamp) -> Caller? {
        state.withLock { state in
            guard let caller = state.callers[digest] else { return nil }
            if caller.expiresAt > now { return caller }
            state.callers[digest] = nil
            return nil
        }
    }

    func remember(_ caller: Caller, _ digest: [UInt8], at now: Timestamp) {
        state.withLock { state in
            if state.callers.count >= Self.mostCallers {
                state.callers = state.callers.filter { $0.value.expiresAt > now }
                if state.callers.count >= Self.mostCallers { state.callers = [:] }
            }
            state.callers[digest] = caller
        }
    }

    /// Whether a device was signed out here while its tokens may still be about.
    func hasEnded(_ device: RecordID) -> Bool { state.withLock { $0.ended[device] != nil } }

    /// Forgets the tokens of devices that were signed out.
    func end(_ devices: [RecordID], at now: Timestamp) {
        state.withLock { state in
            state.ended = state.ended.filter { $0.value > now }
            for device in devices { state.ended[device] = now.adding(seconds: AccountKeys.accessSeconds + 60) }
            state.callers = state.callers.filter { caller in
                caller.value.device.map { !devices.contains($0) } ?? true
            }
        }
    }

    /// Forgets a user who is gone.
    func forget(_ user: RecordID) { state.withLock { $0.callers = $0.callers.filter { $0.value.user != user } } }
}
