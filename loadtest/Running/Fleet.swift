import Dispatch
import Loop
import Synchronization

/// The pens of all loops, each loop on a thread of its own, as the thread that directs the run sees them.
final class Fleet: Sendable {
    /// Sendable, although the group is not: after the thread has started it is touched on that thread only, by work that came
    /// through the loop's mailbox.
    private final class Part: @unchecked Sendable {
        let group: PenGroup

        init(_ group: PenGroup) { self.group = group }
    }

    private let parts: [Part]
    private let threads: [LoopThread]
    private let pens = Atomic<Int>(0)

    /// Starts the loops, without pens.
    init(loops: Int, plan: PenGroup.Plan) throws(SystemError) {
        var parts: [Part] = []
        for _ in 0..<loops { parts.append(Part(try PenGroup(loop: try EventLoop(), plan: plan))) }
        var threads: [LoopThread] = []
        for (index, part) in parts.enumerated() {
            threads.append(try LoopThread(name: "pens \(index)") { part.group.loop.run() })
        }
        self.parts = parts
        self.threads = threads
    }

    /// Pens that were added.
    var penCount: Int { pens.load(ordering: .relaxed) }

    /// Adds pens, which begin evenly spread over a time from now on.
    func addPens(_ count: Int, overSeconds seconds: Double) {
        let first = pens.load(ordering: .relaxed)
        let now = MonotonicClock.nanoseconds() + 20_000_000
        let gap = seconds * 1e9 / Double(max(count, 1))
        for index in first..<first + count {
            let moment = now + UInt64(Double(index - first) * gap)
            let part = parts[index % parts.count]
            part.group.loop.remote.execute { _ in part.group.addPen(index, at: moment) }
        }
        pens.store(first + count, ordering: .relaxed)
    }

    /// Runs the work with each loop's group on its thread, and answers what it gave, loop by loop.
    func each<Answer: Sendable>(_ work: @escaping @Sendable (PenGroup) -> Answer) -> [Answer] {
        let box = Box(answers: parts.map { _ in nil as Answer? })
        let done = DispatchSemaphore(value: 0)
        for (index, part) in parts.enumerated() {
            part.group.loop.remote.execute { _ in
                let answer = work(part.group)
                box.answers.withLock { $0[index] = answer }
                done.signal()
            }
        }
        for _ in parts { done.wait() }
        return box.answers.withLock { $0.compactMap { $0 } }
    }

    private final class Box<Answer: Sendable>: Sendable {
        let answers: Mutex<[Answer?]>

        init(answers: [Answer?]) { self.answers = Mutex(answers) }
    }

    /// Ends all pens' connections and the loops. Called once.
    func stop() {
        for part in parts {
            part.group.loop.remote.execute { loop in
                part.group.stop()
                // The close frames leave with this turn's writes.
                loop.atEndOfTurn { loop.stop() }
            }
        }
        for thread in threads { thread.join() }
    }
}
