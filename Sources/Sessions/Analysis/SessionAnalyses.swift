import Checking
import Synchronization
import Wire

/// One session's judged characters on their way through the analysis lane and back as `analysis:result`.
///
/// The session's consumer requests, cancels and takes; the lane works. The last request for a character stands: an answer to an earlier
/// one, or to ink that was taken back meanwhile, is dropped wherever it is. Answers to one character therefore never come out of order. Bounded:
/// at most one request and one answer for each character. The lock is taken for a character, never for ink.
final class SessionAnalyses: Sendable {
    private struct Request {
        let analysis: CharacterAnalysis
        let revision: UInt32
    }

    /// An `analysis:result`, encoded.
    struct Answer: Sendable {
        let character: Int
        let event: [UInt8]
    }

    private struct State {
        /// For each character, how often it was requested or cancelled.
        var revisions: [UInt32]
        var waiting: [Request] = []
        var answers: [Answer] = []
        var isScheduled = false

        /// Whatever is known of a character belongs to an older state of it.
        mutating func forget(_ character: Int) {
            guard revisions.indices.contains(character) else { return }
            revisions[character] &+= 1
            waiting.removeAll { $0.analysis.character == character }
            answers.removeAll { $0.character == character }
        }
    }

    private let state: Mutex<State>
    private let hasAnswers = Atomic(false)
    private let encoder: EventEncoder
    private let schedule: @Sendable (SessionAnalyses) -> Void
    private let wake: @Sendable () -> Void

    /// - Parameters:
    ///   - encoder: an empty one with the session's grid.
    ///   - schedule: has `work` called on the analysis lane, once.
    ///   - wake: tells the session's consumer, if there is one just now, that there is something to take. Called on the analysis lane.
    init(
        characters: Int, encoder: EventEncoder, schedule: @escaping @Sendable (SessionAnalyses) -> Void,
        wake: @escaping @Sendable () -> Void
    ) {
        state = Mutex(State(revisions: Array(repeating: 0, count: characters)))
        self.encoder = encoder
        self.schedule = schedule
        self.wake = wake
    }

    /// Consumer: has a character analysed; an earlier request for it is forgotten.
    func request(_ analysis: CharacterAnalysis) {
        let mustSchedule = state.withLock { state in
            state.forget(analysis.character)
            state.waiting.append(Request(analysis: analysis, revision: state.revisions[analysis.character]))
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { schedule(self) }
    }

    /// Consumer: what was requested of a character is no longer what is written.
    func cancel(_ character: Int) { state.withLock { $0.forget(character) } }

    /// Consumer: hands over the answers that have come since the last call, the oldest first.
    func take(_ body: (Answer) -> Void) {
        guard hasAnswers.load(ordering: .acquiring) else { return }
        // Lowered first: an answer that comes now raises it again.
        hasAnswers.store(false, ordering: .sequentiallyConsistent)
        let answers = state.withLock { state in
            defer { state.answers.removeAll() }
            return state.answers
        }
        answers.forEach(body)
    }

    /// The analysis lane: answers everything that waits.
    func work(_ raster: CharacterRaster) {
        while let request = next() {
            var writer = encoder
            writer.analysis(CharacterResult(request.analysis, raster: raster.features(of: request.analysis)))
            let answer = Answer(character: request.analysis.character, event: writer.json.bytes)
            let isWanted = state.withLock { state in
                guard state.revisions[answer.character] == request.revision else { return false }
                state.answers.append(answer)
                return true
            }
            guard isWanted else { continue }
            hasAnswers.store(true, ordering: .releasing)
            wake()
        }
    }

    private func next() -> Request? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isScheduled = false
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
