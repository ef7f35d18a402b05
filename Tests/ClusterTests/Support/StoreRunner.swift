import Cluster
import Glibc
import Loop
import Synchronization

/// A store on a loop of its own, for tests that wait for each answer.
final class StoreRunner: @unchecked Sendable {
    // Sendable: the store is touched on the loop's thread only, by work that came through its mailbox.
    private let remote: LoopRemote
    private let store: LogStore
    private let owner = Listener()
    private let thread: LoopThread
    let name: String

    /// What the store said unasked for.
    final class Listener: LogStore.Owner, Sendable {
        let heard = Mutex<[LogNotice]>([])
        let ready = Mutex<[Int]>([])

        func logStoreReady(_ store: LogStore, server: Int) { ready.withLock { $0.append(server) } }

        func logStore(_ store: LogStore, heard notice: LogNotice) { heard.withLock { $0.append(notice) } }
    }

    init(
        _ addresses: [String], node: String = "n\(UInt32.random(in: 0 ... .max))",
        change: (inout LogStoreConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = LogStoreConfiguration(servers: try addresses.map { try RedisAddress($0) }, node: node)
        configuration.times.connect = 300
        configuration.times.answer = 300
        configuration.times.probe = 200
        configuration.times.firstRetry = 10
        configuration.times.lastRetry = 50
        change(&configuration)
        let loop = try EventLoop(receiveBytes: 65_536)
        let store = LogStore(loop, configuration, loopIndex: 0)
        self.store = store
        name = store.name
        store.owner = owner
        remote = loop.remote
        let box = Box(loop, store)
        thread = try LoopThread(name: "store") {
            box.store.start()
            box.loop.run()
        }
    }

    private struct Box: @unchecked Sendable {
        // Handed to the one thread that uses it.
        let loop: EventLoop
        let store: LogStore

        init(_ loop: EventLoop, _ store: LogStore) {
            self.loop = loop
            self.store = store
        }
    }

    func stop() {
        let box = Unsafe(store)
        remote.execute { loop in
            box.value.stop()
            loop.stop()
        }
        thread.join()
    }

    private struct Unsafe<Value>: @unchecked Sendable {
        // Used on the loop's thread only.
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    /// Runs something on the loop and waits, at most five seconds, for what it answers.
    func ask<Answer: Sendable>(_ body: @escaping @Sendable (LogStore, @escaping (Answer) -> Void) -> Void) -> Answer? {
        let answer = Reply<Answer>(), box = Unsafe(store)
        remote.execute { _ in body(box.value) { answer.value.withLock { [value = $0] in $0 = value } } }
        for _ in 0..<5_000 {
            if let value = answer.value.withLock({ $0 }) { return value }
            usleep(1_000)
        }
        return nil
    }

    private final class Reply<Answer: Sendable>: Sendable {
        let value = Mutex<Answer?>(nil)
    }

    func perform(_ command: LogCommand, session: String, server: Int = 0) -> LogReply? {
        ask { store, answer in store.perform(command, session: session, server: server, answer) }
    }

    func attach(session: String, epoch: UInt64, known: UInt64? = nil, server: Int = 0) -> LogAttachment? {
        ask { store, answer in
            store.attach(session: session, server: server, epoch: epoch, known: known, answer)
        }
    }

    func read(session: String, after position: LogPosition?, tellsOwner: Bool = false) -> FollowedLog? {
        ask { store, answer in
            store.read(session: session, server: 0, after: position, tellsOwner: tellsOwner, answer)
        }
    }

    /// Tells those who follow the session; their number.
    func announceInk(of session: String) -> Int? {
        (ask { store, answer in store.announceInk(of: session, server: 0, answer) } as Int??) ?? nil
    }

    /// What is wrong with the first server; nil where nothing is.
    var trouble: String? { (ask { store, answer in answer(store.troubles[0]) } as String??) ?? nil }

    /// Waits until a server can be asked; false where that takes longer than five seconds.
    func waitUntilUsable(_ server: Int = 0) -> Bool {
        wait { self.ask { store, answer in answer(store.isUsable(server) && store.troubles[server] == nil) } ?? false }
    }

    func wait(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1_000 {
            if condition() { return true }
            usleep(5_000)
        }
        return false
    }

    var heard: [LogNotice] { owner.heard.withLock { $0 } }
}
