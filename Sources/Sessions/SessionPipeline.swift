import Checking
import Cluster
import Ink
import Wire

/// What a session's ink passes through: fold, numbering, encoding. What it said lately is kept, to be sent again on resume.
///
/// Confined to whoever drains the session's ring: the loop, or a lane. Its fields, used for every step, are not checked for exclusive
/// access: no use of one calls anything that uses it again.
final class SessionPipeline {
    /// Bytes of outputs that are kept for a client that comes back; the older half goes when there are more.
    static let keptBytes = 256 * 1024

    private let fold: SessionFold
    @exclusivity(unchecked) private var encoder: EventEncoder
    /// Where each kept output ends in the encoder's text.
    @exclusivity(unchecked) private var ends: [Int] = []
    /// Number of the last output that is no longer kept.
    @exclusivity(unchecked) private var forgotten: UInt64
    private let analyses: SessionAnalyses
    /// The last `analysis:result` of each character, as it was sent.
    @exclusivity(unchecked) private var results: [[UInt8]]
    /// Number of the last output that was handed over to be sent, or that the client had from elsewhere.
    @exclusivity(unchecked) private var sent: UInt64
    /// Number of the last client event that was applied whole.
    @exclusivity(unchecked) private(set) var appliedInk: UInt64
    /// Number of the last output about the character that is open, or about one before it.
    @exclusivity(unchecked) private var lastOfOpen: UInt64
    /// What happened since the last batch: where characters ended, and whose results no longer stand.
    @exclusivity(unchecked) private var checkpoints: [Checkpoint] = []
    @exclusivity(unchecked) private var reopened: [Int] = []
    @exclusivity(unchecked) private var trail = StrokeTrail()
    /// What is kept of the open character; nil where nobody keeps it.
    @exclusivity(unchecked) private var ink: OpenInk?

    /// A pipeline before the first event after a checkpoint.
    init(
        head: SessionHead, source: PreparedCharacters, analyses: SessionAnalyses, from base: Checkpoint = .beginning,
        keepsInk: Bool = false
    ) throws(UnknownCharacter) {
        ink = keepsInk && !head.text.isEmpty ? OpenInk() : nil
        self.analyses = analyses
        fold = SessionFold(head: head, characters: try source.characters(of: head.text), from: base.character)
        encoder = EventEncoder(grid: head.quantiser)
        results = Array(repeating: [], count: head.text.count)
        forgotten = base.output
        sent = base.output
        lastOfOpen = base.output
        appliedInk = base.ink
    }

    /// Number of the last output, 0 before the first.
    var lastOutput: UInt64 { forgotten + UInt64(ends.count) }

    /// Takes one step of the log.
    @inline(__always)
    func apply(_ event: InkEvent) {
        if event.kind == .undo || event.kind == .clear { forgetResult(of: fold.openCharacter) }
        let open = fold.openCharacter
        fold.step(event) { say($0, open) }
        ink?.take(event, from: open, to: fold.openCharacter)
        trail.take(event)
        if event.kind == .next || event.kind == .clear || fold.openCharacter != open { reachCheckpoint(event) }
        if event.closesEvent { appliedInk = event.number }
    }

    /// Events up to this one had no more steps.
    func skip(to number: UInt64) { appliedInk = max(appliedInk, number) }

    /// A character has ended, or was cleared. The stroke that ends a character by beginning in the next box comes behind.
    private func reachCheckpoint(_ event: InkEvent) {
        checkpoints.append(
            Checkpoint(
                ink: event.kind == .start ? appliedInk : event.number, output: lastOfOpen,
                character: fold.openCharacter))
        lastOfOpen = lastOutput
    }

    private func say(_ output: FoldOutput, _ open: Int) {
        if case .analysis(let analysis) = output {
            reopened.append(analysis.character)
            ink?.note(analysis)
            return analyses.request(analysis)
        }
        encoder.output(output, number: lastOutput + 1)
        ends.append(encoder.json.bytes.count)
        if output.character == open { lastOfOpen = lastOutput }
    }

    /// What was analysed is no longer what is written; the character will be analysed again at its end.
    private func forgetResult(of character: Int) {
        guard results.indices.contains(character) else { return }
        analyses.cancel(character)
        results[character] = []
        reopened.append(character)
    }

    /// Whether somebody watches who wants to see the open stroke's ink.
    var isWatched: Bool {
        get { trail.isWanted }
        set { trail.isWanted = newValue }
    }

    /// Adds to the batch what was not handed over yet.
    func collect(into batch: inout SessionBatch) {
        add(after: sent, upTo: lastOutput, to: &batch)
        sent = max(sent, lastOutput)
        report(to: &batch)
        analyses.take {
            results[$0.character] = $0.event
            batch.add($0.event)
            batch.judged.append($0)
        }
        if !trail.samples.isEmpty { showTrail(in: &batch) }
        trim()
    }

    private func showTrail(in batch: inout SessionBatch) {
        show(trail.samples, from: trail.start, in: &batch)
        trail.pass()
    }

    private func show(_ samples: [Sample], from start: Int, in batch: inout SessionBatch) {
        guard let stroke = fold.openStroke, !samples.isEmpty else { return }
        var event = EventEncoder(grid: encoder.grid)
        event.ink(character: fold.openCharacter, stroke: stroke, start: start, samples: samples)
        batch.ink = event.json.bytes
    }

    /// A client has come (back) that has seen the outputs up to `seen`: adds what it missed, and every character's result.
    ///
    /// - Returns: false where outputs that it missed are no longer kept.
    func collectAll(after seen: UInt64, into batch: inout SessionBatch) -> Bool {
        add(after: seen, upTo: lastOutput, to: &batch)
        // It may have seen more than was folded here: what comes again is not told twice.
        sent = max(seen, lastOutput)
        report(to: &batch)
        analyses.take { results[$0.character] = $0.event }
        for character in results.indices where !results[character].isEmpty {
            batch.add(results[character])
            batch.judged.append(SessionAnalyses.Answer(character: character, event: results[character]))
        }
        trim()
        return seen >= forgotten
    }

    private func report(to batch: inout SessionBatch) {
        if !checkpoints.isEmpty { swap(&batch.checkpoints, &checkpoints) }
        if !reopened.isEmpty { swap(&batch.reopened, &reopened) }
        if ink?.written.isEmpty == false { swap(&batch.written, &ink!.written) }
    }

    /// Results that are known from elsewhere, of characters that ended before this pipeline began.
    func remember(_ lines: [CharacterLine]) {
        for line in lines where results.indices.contains(line.character) && results[line.character].isEmpty {
            results[line.character] = line.text
        }
    }

    /// Number of the last output that was handed over to the writer.
    var toldOutput: UInt64 { min(sent, lastOutput) }

    /// Somebody else follows the session who has seen the outputs up to `seen`: adds what the writer was told since, every character's
    /// result, and what of the open stroke is in no curve yet. What the writer is told is not changed by it.
    ///
    /// - Returns: false where outputs that they missed are no longer kept.
    func collectTold(after seen: UInt64, into batch: inout SessionBatch) -> Bool {
        add(after: seen, upTo: toldOutput, to: &batch)
        for result in results where !result.isEmpty { batch.add(result) }
        let ink = fold.openInk.map { Sample(position: $0) }
        show(ink, from: max(0, trail.end - ink.count), in: &batch)
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

    /// Nothing will be said for a while: what is kept takes no more room than it needs.
    func fit() {
        encoder.json.bytes = encoder.json.bytes.withUnsafeBufferPointer(Array.init)
        ends = ends.withUnsafeBufferPointer(Array.init)
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
