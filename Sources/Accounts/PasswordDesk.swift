internal import Glibc
internal import Loop
internal import Records
internal import Synchronization

/// Where passwords are hashed and held against their hashes: as many at once as there are cores, behind everything else that the machine does, and a
/// bounded number that waits.
package final class PasswordDesk: Sendable {
    private let pool: WorkerPool
    private let cost: PasswordHash.Cost
    /// What the password of an account that is not there is held against, so that it takes the same time.
    private let nobodys = Mutex<PasswordHash?>(nil)

    /// A desk without threads yet.
    ///
    /// - Parameter queue: how many may wait; at 40 ms each and two cores, 64 are a second and a half.
    package convenience init(queue: Int = 64) { self.init(queue: queue, cost: PasswordHash.Cost()) }

    init(queue: Int, cost: PasswordHash.Cost) {
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        pool = WorkerPool(name: "passwords", threads: cores, queue: queue, priority: .lowest)
        self.cost = cost
    }

    /// The hash of a password that may become somebody's.
    func hash(_ password: Password, knowing words: [String]) async throws(AccountFailure) -> String {
        try await work { [cost] in
            do throws(AccountFailure) {
                try password.judge(knowing: words)
                var random = SystemRandomNumberGenerator()
                guard let hash = PasswordHash(password, cost: cost, random: &random) else { return .failure(.busy) }
                return .success(hash.encoded)
            } catch {
                return .failure(error)
            }
        }
    }

    /// What a password's hash said.
    enum Verdict: Hashable, Sendable {
        case wrong
        case right
        /// Right, and hashed anew at today's cost.
        case renewed(String)
    }

    /// Holds a password against a hash; against nobody's where there is none, which is always wrong.
    func verdict(_ password: Password, on hash: String?) async throws(AccountFailure) -> Verdict {
        try await work { [self] in
            guard let hash else {
                _ = nobodysHash().map { $0.isOf(password) }
                return .success(.wrong)
            }
            let kept = PasswordHash(kept: hash)
            guard kept.isOf(password) else { return .success(.wrong) }
            guard !kept.costs(cost) else { return .success(.right) }
            var random = SystemRandomNumberGenerator()
            return .success(PasswordHash(password, cost: cost, random: &random).map { .renewed($0.encoded) } ?? .right)
        }
    }

    /// Makes ready what the first unknown account would otherwise take longer by.
    package func warmUp() async { _ = try? await work { [self] in .success(nobodysHash() != nil) } }

    private func nobodysHash() -> PasswordHash? {
        if let known = nobodys.withLock({ $0 }) { return known }
        var random = SystemRandomNumberGenerator()
        let filler = String(random.next(), radix: 36) + String(random.next(), radix: 36)
        let made = (try? Password(filler)).flatMap { PasswordHash($0, cost: cost, random: &random) }
        nobodys.withLock { $0 = made }
        return made
    }

    private func work<Value: Sendable>(
        _ body: @escaping @Sendable () -> Result<Value, AccountFailure>
    ) async throws(AccountFailure) -> Value {
        let result: Result<Value, AccountFailure>
        do throws(WorkFailure) {
            result = try await pool.value(body)
        } catch {
            throw .busy
        }
        return try result.get()
    }

    /// Takes nothing more, and returns when what is being hashed is.
    package func stop() { pool.stop() }
}
