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

    /// Whether sessions' answers are compared with expected ones.
    let compares: Bool
    private let parts: [Part]
    private let threads: [LoopThread]
    private let pens = Atomic<Int>(0)
    private let added = Atomic<Int>(0)

    /// Starts the loops, without pens.
    init(loops: Int, plan: PenGroup.Plan) throws(SystemError) {
        var parts: [Part] = []
        for _ in 0..<loops { parts.append(Part(try PenGroup(loop: try EventLoop(), plan: plan))) }
        var threads: [LoopThread] = []
        for (index, part) in parts.enumerated() {
            threads.append(try LoopThread(name: "pens \(index)") { part.group.loop.run() })
        }
        compares = plan.expected != nil
        self.parts = parts
        self.threads = threads
    }

    /// Pens that were added and not taken away.
    var penCount: Int { pens.load(ordering: .relaxed) }

    /// Connections that are there now.
    var openConnections: Int { each { $0.openConnections }.reduce(0, +) }

    /// Adds pens, which begin evenly spread over a time from now on.
    func addPens(_ count: Int, overSeconds seconds: Double) {
        let first = added.wrappingAdd(count, ordering: .relaxed).oldValue
        pens.wrappingAdd(count, ordering: .relaxed)
        let start = MonotonicClock.nanoseconds() + PenGroup.leadNanoseconds
        let gap = seconds * 1e9 / Double(max(count, 1))
        var moments = parts.map { _ in [(index: Int, moment: UInt64)]() }
        for place in 0..<count {
            moments[(first + place) % parts.count].append((first + place, start + UInt64(Double(place) * gap)))
        }
        for (part, moments) in zip(parts, moments) {
            part.group.loop.remote.execute { _ in
                for (index, moment) in moments { part.group.addPen(index, at: moment) }
            }
        }
    }

    /// Adds connections of a closed loop.
    func addClosedLoops(_ count: Int, _ makeTraffic: @escaping @Sendable () -> any ClosedLoopTraffic) {
        for place in 0..<parts.count {
            let share = count / parts.count + (place < count % parts.count ? 1 : 0)
            let part = parts[place]
            part.group.loop.remote.execute { _ in part.group.addClosedLoops(share, makeTraffic) }
        }
    }

    /// Takes pens away, those that came last.
    func removePens(_ count: Int) {
        for place in 0..<parts.count {
            let share = count / parts.count + (place < count % parts.count ? 1 : 0)
            let part = parts[place]
            part.group.loop.remote.execute { _ in part.group.removePens(share) }
        }
        pens.wrappingSubtract(count, ordering: .relaxed)
    }

    /// Adds or takes away pens until there are so many, and answers how many seconds that takes.
    func setPens(_ count: Int, perSecond rate: Double) -> Double {
        let change = count - penCount
        if change < 0 { removePens(-change) }
        guard change > 0 else { return 0 }
        let seconds = Double(change) / rate
        addPens(change, overSeconds: seconds)
        return seconds + Double(PenGroup.leadNanoseconds) / 1e9
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
