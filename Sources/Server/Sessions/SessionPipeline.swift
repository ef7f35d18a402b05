import Checking
import Ink
import Wire

/// What a session's ink passes through: fold, numbering, encoding. What it said lately is kept, to be sent again on resume.
///
/// Confined to whoever drains the session's ring: the loop, or a lane.
final class SessionPipeline {
    /// Bytes of outputs that are kept for a client that comes back; the older half goes when there are more.
    static let keptBytes = 64 * 1024

    private let fold: SessionFold
    private var encoder: EventEncoder
    /// Where each kept output ends in the encoder's text.
    private var ends: [Int] = []
    /// Number of the last output that is no longer kept.
    private var forgotten: UInt64 = 0
    private let analyses: SessionAnalyses
    /// The last `analysis:result` of each character, as it was sent.
    private var results: [[UInt8]]
    /// Number of the last output that was handed over to be sent.
    private var sent: UInt64 = 0
    /// Number of the last client event that was applied whole.
    private(set) var appliedInk: UInt64 = 0

    /// A pipeline before the first event.
    init(head: SessionHead, source: PreparedCharacters, analyses: SessionAnalyses) throws(UnknownCharacter) {
        self.analyses = analyses
        fold = SessionFold(head: head, characters: try source.characters(of: head.text))
        encoder = EventEncoder(grid: head.quantiser)
        results = Array(repeating: [], count: head.text.count)
    }

    /// Number of the last output, 0 before the first.
    var lastOutput: UInt64 { forgotten + UInt64(ends.count) }

    /// Takes one step of the log.
    @inline(__always)
    func apply(_ event: InkEvent) {
        if event.kind == .undo || event.kind == .clear { forgetResult(of: fold.openCharacter) }
        fold.step(event) { say($0) }
        if event.closesEvent { appliedInk = event.number }
    }

    private func say(_ output: FoldOutput) {
        if case .analysis(let analysis) = output {
            return analyses.request(analysis)
        }
        encoder.output(output, number: lastOutput + 1)
        ends.append(encoder.json.bytes.count)
    }

    /// What was analysed is no longer what is written; the character will be analysed again at its end.
    private func forgetResult(of character: Int) {
        guard results.indices.contains(character) else { return }
        analyses.cancel(character)
        results[character] = []
    }

    /// Adds to the batch what was not handed over yet.
    func collect(into batch: inout SessionBatch) {
        add(after: sent, upTo: lastOutput, to: &batch)
        sent = lastOutput
        analyses.take {
            results[$0.character] = $0.event
            batch.add($0.event)
        }
        trim()
    }

    /// A client has come (back) that has seen the outputs up to `seen`: adds what it missed, and every character's result.
    ///
    /// - Returns: false where outputs that it missed are no longer kept.
    func collectAll(after seen: UInt64, into batch: inout SessionBatch) -> Bool {
        add(after: min(seen, lastOutput), upTo: lastOutput, to: &batch)
        sent = lastOutput
        analyses.take { results[$0.character] = $0.event }
        for result in results where !result.isEmpty { batch.add(result) }
        trim()
        return seen >= forgotten
    }

    /// Number of the last output that was handed over to the writer.
    var toldOutput: UInt64 { sent }

    /// Somebody else follows the session who has seen the outputs up to `seen`: adds what the writer was told since, and every character's
    /// result. What the writer is told is not changed by it.
    ///
    /// - Returns: false where outputs that they missed are no longer kept.
    func collectTold(after seen: UInt64, into batch: inout SessionBatch) -> Bool {
        add(after: min(seen, sent), upTo: sent, to: &batch)
        for result in results where !result.isEmpty { batch.add(result) }
        return seen >= forgotten
    }

    private func add(after seen: UInt64, upTo last: UInt64, to batch: inout SessionBatch) {
        batch.applied = appliedInk
        guard max(seen, forgotten) < last else { return }
        batch.before = max(seen, forgotten)
        batch.outputs = Int(last - batch.before)
        let first = Int(batch.before - forgotten)
        var start = first == 0 ? 0 : ends[first - 1]
        let text = encoder.json.bytes
        for end in ends[first..<first + batch.outputs] {
            batch.add(text.span.bytes.extracting(start..<end))
            start = end
        }
    }

    private func trim() {
        guard encoder.json.bytes.count > Self.keptBytes else { return }
        let dropped = ends.count / 2 + 1
        let start = ends[dropped - 1]
        encoder.json.bytes.removeFirst(start)
        ends.removeFirst(dropped)
        for index in ends.indices { ends[index] -= start }
        forgotten += UInt64(dropped)
    }
}
