import Foundation
import Records
import SQLiteArchive
import Synchronization

@testable import Accounts

/// Accounts in an archive of the test's own, with a clock that the test sets and a post that keeps its letters.
final class Bench: Sendable {
    final class Letters: Post {
        let sent = Mutex<[(kind: LetterKind, address: String)]>([])

        func send(_ letter: LetterKind, to address: EmailAddress, locale: String?) {
            sent.withLock { $0.append((letter, address.text)) }
        }

        /// The secrets of the letters to an address, in order.
        func secrets(to address: String) -> [String] {
            sent.withLock { $0 }.filter { $0.address == address }.compactMap {
                switch $0.kind {
                case .verify(let secret), .reset(let secret): secret
                case .known: nil
                }
            }
        }
    }

    final class State: Sendable {
        let seconds = Mutex<Int64>(0)
        let ended = Mutex<[RecordID]>([])
    }

    let state = State()
    let letters = Letters()
    let desk: PasswordDesk
    let archive: any Archive
    let accounts: Accounts
    private let folder: URL

    /// Hashing costs next to nothing, unless the test is about that.
    init(
        policy: RegistrationPolicy = .open, hasPost: Bool = false,
        cost: PasswordHash.Cost = PasswordHash.Cost(kibibytes: 64, passes: 1), queue: Int = 1_000
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pilsun-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let archive: any Archive = try SQLiteArchive(path: folder.appendingPathComponent("a").path)
        self.archive = archive
        desk = PasswordDesk(queue: queue, cost: cost)
        let state = state
        accounts = Accounts(
            archive: archive, keys: AccountKeys(secret: "s"), desk: desk, policy: policy, post: hasPost ? letters : nil,
            clock: { Timestamp(milliseconds: 1_796_000_000_000 + state.seconds.withLock { $0 } * 1_000) },
            ended: { devices in state.ended.withLock { $0 += devices } })
    }

    deinit {
        desk.stop()
        archive.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func wait(_ seconds: Int64) { state.seconds.withLock { $0 += seconds } }

    func register(_ email: String, password: String = "correct horse") async throws -> SignedIn {
        let registered = try await accounts.register(Registration(email: email, password: password, device: "책상"))
        guard case .signedIn(let signedIn) = registered else { throw AccountFailure.credentialsWrong }
        return signedIn
    }
}
