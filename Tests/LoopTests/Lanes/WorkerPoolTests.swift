import Loop
import Synchronization
import Testing

@Suite("Worker pools") struct WorkerPoolTests {
    /// A gate that work waits at, so that a test decides when a pool is busy.
    private final class Gate: Sendable {
        private let isOpen = Atomic<Bool>(false)
        let arrived = Atomic<Int>(0)

        func pass() {
            arrived.add(1, ordering: .relaxed)
            while !isOpen.load(ordering: .acquiring) { CallingThread.sleep(milliseconds: 1) }
        }

        func open() { isOpen.store(true, ordering: .releasing) }
    }

    private final class Outcomes {
        var told: [(Int, Result<Int, WorkFailure>)] = []
    }

    /// Runs the body on a loop until it stops it, at most 20 seconds.
    private func onLoop(_ body: (EventLoop) -> Void) throws {
        let loop = try EventLoop(receiveBytes: 4096)
        let watchdog = Watchdog(loop)
        let token = loop.startTimer(afterMilliseconds: 20_000, watchdog)
        body(loop)
        loop.run()
        loop.cancelTimer(token)
        #expect(!watchdog.barked, "the loop was not stopped")
    }

    @Test func `results come back to the asking loop, each once, whatever the number of threads`() throws {
        for threads in [1, 4] {
            let pool = WorkerPool(name: "test", threads: threads, queue: 100)
            let outcomes = Outcomes()
            try onLoop { loop in
                for number in 0..<100 {
                    pool.run(on: loop) {
                        number * number
                    } then: { result in
                        outcomes.told.append((number, result))
                        if outcomes.told.count == 100 { loop.stop() }
                    }
                }
                #expect(outcomes.told.isEmpty, "nothing is told before the call returns")
            }
            pool.stop()
            #expect(outcomes.told.map(\.0).sorted() == Array(0..<100))
            for (number, result) in outcomes.told { #expect(result == .success(number * number)) }
        }
    }

    @Test func `as many as there are threads are done at once, as many wait as may, the rest is refused`() throws {
        let pool = WorkerPool(name: "test", threads: 2, queue: 3), gate = Gate(), outcomes = Outcomes()
        try onLoop { loop in
            for number in 0..<9 {
                pool.run(on: loop) {
                    gate.pass()
                } then: { result in
                    outcomes.told.append((number, result.map { number }))
                    if outcomes.told.count == 4 {
                        #expect(outcomes.told.allSatisfy { $0.1 == .failure(.full) }, "the others still wait")
                        gate.open()
                    }
                    if outcomes.told.count == 9 { loop.stop() }
                }
            }
        }
        #expect(outcomes.told.filter { $0.1 == .failure(.full) }.map(\.0) == [5, 6, 7, 8])
        #expect(outcomes.told.filter { $0.1 != .failure(.full) }.map(\.0).sorted() == [0, 1, 2, 3, 4])
        #expect(pool.refusedCount == 4)
        pool.stop()
    }

    @Test func `work whose time is over is told so on the loop, and is not begun`() throws {
        let pool = WorkerPool(name: "test", threads: 1, queue: 10), gate = Gate(), begun = Atomic<Bool>(false)
        let outcomes = Outcomes()
        try onLoop { loop in
            pool.run(on: loop, withinMilliseconds: 30) {
                gate.pass()
            } then: { result in
                outcomes.told.append((0, result.map { 0 }))
            }
            pool.run(on: loop, withinMilliseconds: 60) {
                begun.store(true, ordering: .relaxed)
            } then: { result in
                outcomes.told.append((1, result.map { 0 }))
                #expect(pool.waitingCount == 0, "it gave its place up")
                gate.open()
                loop.stop()
            }
        }
        pool.stop()
        #expect(outcomes.told.map(\.0) == [0, 1])
        #expect(outcomes.told.allSatisfy { $0.1 == .failure(.late) })
        let wasBegun = begun.load(ordering: .relaxed)
        #expect(!wasBegun)
    }

    @Test func `work that is cancelled gives its place up and tells nothing`() throws {
        let pool = WorkerPool(name: "test", threads: 1, queue: 1), gate = Gate(), outcomes = Outcomes()
        try onLoop { loop in
            let first = pool.run(on: loop) {
                gate.pass()
            } then: { _ in
                outcomes.told.append((0, .success(0)))
            }
            let second = pool.run(on: loop) {
            } then: { _ in
                outcomes.told.append((1, .success(0)))
            }
            second.cancel()
            pool.run(on: loop) {
                2
            } then: { result in
                outcomes.told.append((2, result))
                loop.stop()
            }
            first.cancel()
            gate.open()
        }
        pool.stop()
        #expect(outcomes.told.map(\.0) == [2])
        #expect(outcomes.told.first?.1 == .success(2))
    }

    @Test func `a pool that is stopped finishes what it does, tells those who wait, and takes nothing more`() throws {
        let pool = WorkerPool(name: "test", threads: 1, queue: 10), gate = Gate(), outcomes = Outcomes()
        try onLoop { loop in
            for number in 0..<3 {
                pool.run(on: loop) {
                    gate.pass()
                } then: {
                    outcomes.told.append((number, $0.map { number }))
                }
            }
            while gate.arrived.load(ordering: .relaxed) == 0 { CallingThread.sleep(milliseconds: 1) }
            gate.open()
            pool.stop()
            pool.stop()
            pool.run(on: loop) {
                3
            } then: { result in
                outcomes.told.append((3, result))
                loop.stop()
            }
        }
        // The last one may have begun before the pool was stopped, as the gate was open.
        let ends = Dictionary(uniqueKeysWithValues: outcomes.told)
        #expect(ends[0] == .success(0))
        #expect(ends[3] == .failure(.stopped))
        for number in 1...2 { #expect(ends[number] == .failure(.stopped) || ends[number] == .success(number)) }
    }

    @Test func `a task gets its value, a full pool's refusal, and the end of its patience`() async throws {
        let pool = WorkerPool(name: "test", threads: 1, queue: 1), gate = Gate()
        #expect(try await pool.value { 7 } == 7)
        let busy = Task { try? await pool.value { gate.pass() } }
        while gate.arrived.load(ordering: .relaxed) == 0 { await Task.yield() }
        let late = Task { () -> WorkFailure? in
            do throws(WorkFailure) { try await pool.value(withinMilliseconds: 1) {} } catch { return error }
            return nil
        }
        while pool.waitingCount == 0 { await Task.yield() }
        await #expect(throws: WorkFailure.full) { try await pool.value {} }
        CallingThread.sleep(milliseconds: 20)
        gate.open()
        #expect(await late.value == .late)
        await busy.value
        pool.stop()
        await #expect(throws: WorkFailure.stopped) { try await pool.value {} }
    }

    @Test func `a task that is cancelled while its work waits is told so at once`() async throws {
        let pool = WorkerPool(name: "test", threads: 1, queue: 4), gate = Gate()
        let busy = Task { try? await pool.value { gate.pass() } }
        while gate.arrived.load(ordering: .relaxed) == 0 { await Task.yield() }
        let waiting = Task { () -> WorkFailure? in
            do throws(WorkFailure) { try await pool.value {} } catch { return error }
            return nil
        }
        while pool.waitingCount == 0 { await Task.yield() }
        waiting.cancel()
        #expect(await waiting.value == .cancelled)
        #expect(pool.waitingCount == 0)
        gate.open()
        await busy.value
        pool.stop()
    }

    @Test func `threads of the lowest priority give way`() async throws {
        let pool = WorkerPool(name: "low", threads: 1, queue: 1, priority: .lowest)
        let nice = try await pool.value { CallingThread.nice }
        #expect(nice == 19)
        pool.stop()
    }
}
